// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/api.h"
#include "ontzorgd/cli/command_line.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/http/tls.h"
#include "ontzorgd/messages/configuration.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/town_settings.h"

#include <memory>
#include <string_view>

/// @file
/// The configuration that a daemon runs by: of a file, or of the options of the command line.
namespace ontzorgd::daemon {

/// Errors: those of reading a file; configuration_is_wrong, with every finding as a cause.
[[nodiscard]] base::Result<messages::Configuration> load(const cli::ServeOptions& options);

/// What `--check-config` answers: reads the file, and everything that it names, and starts nothing.
/// Errors: those of load(), with what is wrong with certificates, keys and directories among the
/// causes.
[[nodiscard]] base::Result<service::Report> check(const cli::ServeOptions& options);

/// Errors: those of reading certificate and key.
[[nodiscard]] base::Result<std::shared_ptr<http::TlsSettings>> tls_of(
    const messages::Configuration& configuration);

/// Errors: those of opening a directory; gemeente_is_another.
[[nodiscard]] base::Result<service::Municipality> open_gemeente(
    const messages::ConfiguredGemeente& gemeente, service::Mode mode);

[[nodiscard]] http::Limits limits_of(const messages::Configuration& configuration);
/// Of the inbox and the schedule of one of its gemeenten.
[[nodiscard]] service::TownSettings settings_of(const messages::Configuration& configuration,
                                                const messages::ConfiguredGemeente& gemeente);
[[nodiscard]] api::Settings settings_of(const messages::Configuration& configuration);

}  // namespace ontzorgd::daemon
