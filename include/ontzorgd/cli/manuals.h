// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

/// @file
/// What is made of the table of commands for those who use them.
namespace ontzorgd::cli {

/// ontzorgd(1): every command with its options, as man(7) wants it.
[[nodiscard]] std::string manual_page();

/// The completion of bash: commands, and the options of each.
[[nodiscard]] std::string bash_completion();

}  // namespace ontzorgd::cli
