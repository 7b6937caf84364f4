// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/commands.h"

#include <span>

/// @file
/// The whole command line: every noun with its commands.
namespace ontzorgd::cli {

/// Runs one command, words[0] being the name of the program, and prints its answer. May be called
/// again and again; nothing is kept between two commands. Faults that no command catches are thrown
/// on.
[[nodiscard]] Exit run_command_line(std::span<const char* const> words);

}  // namespace ontzorgd::cli
