// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/command_line.h"

namespace ontzorgd::daemon {

/// `ontzorgd serve`: opens the directory, listens, and returns when SIGTERM or SIGINT came and all
/// is done. SIGHUP reads the certificates again. Errors: those of opening the directory, of the
/// certificates and of listening.
[[nodiscard]] base::Result<service::Report> serve(const cli::ServeOptions& options);

}  // namespace ontzorgd::daemon
