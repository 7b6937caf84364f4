// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/login_server.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/configuration.h"

#include <memory>
#include <vector>

namespace ontzorgd::daemon {

/// What the configuration says of the login server of a gemeente. Errors (malformed):
/// login_roles_are_malformed (detail value), setting_is_neither_yes_nor_no.
[[nodiscard]] base::Result<api::LoginServerSettings> login_server_of(
    const messages::ConfiguredGemeente& gemeente);
/// Those of all gemeenten that have one. Errors: also those of api::open_login_servers().
[[nodiscard]] base::Result<std::vector<std::shared_ptr<api::LoginServer>>> login_servers_of(
    const messages::Configuration& configuration);

}  // namespace ontzorgd::daemon
