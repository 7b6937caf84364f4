// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/command_line.h"
#include "ontzorgd/cli/commands.h"

namespace ontzorgd::cli {

/// Adds `serve`, which `serve` carries out.
void add_serve_command(Commands& commands, const Serve& serve);

}  // namespace ontzorgd::cli
