// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// What a disk or a system says of a file, in Dutch.
namespace ontzorgd::wording {

/// "dat bestaat niet (openen van run.csv)": `error` is an errno, 0 when nothing is known of
/// it; `doing` what was tried, by its name in the table; `file` empty when it has no name.
[[nodiscard]] std::string file_fault_words(int error, std::string_view doing,
                                           std::string_view file = {});

}  // namespace ontzorgd::wording
