// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/command_line.h"

namespace ontzorgd::daemon {

/// `ontzorgd serve`: opens the directory of every gemeente, listens, and returns when SIGTERM or
/// SIGINT came and all is done. SIGHUP reads configuration and certificates again. Errors: those of
/// the configuration, of opening a directory, of the certificates and of listening.
[[nodiscard]] base::Result<service::Report> serve(const cli::ServeOptions& options);

}  // namespace ontzorgd::daemon
