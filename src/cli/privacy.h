// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/commands.h"

/// @file
/// Commands about what is known of people, and for how long.
namespace ontzorgd::cli {

void add_privacy_commands(Commands& commands);

}  // namespace ontzorgd::cli
