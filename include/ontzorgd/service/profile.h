// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/report.h"

#include <filesystem>
#include <string_view>

/// @file
/// Bank profiles: what the program knows of the banks. Neither command needs a state directory.
namespace ontzorgd::service {

/// The profile of this name with what it comes to; without a name all that the program brings.
/// Errors (malformed): bank_profile_is_unknown.
[[nodiscard]] base::Result<Report> show_profiles(std::string_view name);

/// Reads a profile file and shows it; `in_het_programma` is gelijk, anders or nee: whether the
/// program brings one of that name. Errors (malformed): those of messages::read_bank_profile, each
/// with the detail "file"; those of opening a file.
[[nodiscard]] base::Result<Report> check_profile(const std::filesystem::path& file);

}  // namespace ontzorgd::service
