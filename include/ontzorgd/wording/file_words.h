// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// What a disk or a system says of a file, in Dutch.
namespace ontzorgd::wording {

/// "dat bestaat niet (openen van /tmp/run.csv)": `error` is an errno, 0 when nothing is known of
/// it; `doing` one of opening, creating, reading, writing, syncing, renaming, taking, giving_away,
/// looking_at, finding_a_key_in, using.
[[nodiscard]] std::string file_fault_words(int error, std::string_view doing,
                                           std::string_view file);

}  // namespace ontzorgd::wording
