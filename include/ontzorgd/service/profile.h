// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"

#include <filesystem>
#include <string_view>

/// @file
/// Bank profiles: what the program knows of the banks, and what a municipality decided about its
/// own. A profile of the municipality is proposed by one person and confirmed by another, who names
/// the SHA-256 of the bytes he read; each file that follows under the same name is a next version.
namespace ontzorgd::service {

/// Without a municipality: the profile of this name with what it comes to; without a name all that
/// the program brings.
/// Errors (malformed): bank_profile_is_unknown.
[[nodiscard]] base::Result<Report> show_profiles(std::string_view name);

/// The same with those of the municipality: where each comes from, its versions and who decided on
/// them, and what waits to be confirmed. Errors (malformed): bank_profile_is_unknown.
[[nodiscard]] base::Result<Report> show_profiles(Municipality& town, std::string_view name);

/// Proposes a profile of the municipality, or the next version of one. Errors: those of
/// check_profile(); (refused) profile_name_is_of_program.
[[nodiscard]] base::Result<Report> add_profile(Context& context, const std::filesystem::path& file);
/// The same of a file that came under another name than the `name` that its sender gave it.
[[nodiscard]] base::Result<Report> add_profile(Context& context, const std::filesystem::path& file,
                                               std::string_view name);
/// Puts a proposed profile in force, for every account that has its name. `sha256`: at least the
/// first 8 digits. Errors (refused): proposal_is_unknown, proposal_is_not_unique,
/// confirmer_is_proposer, profile_is_overtaken (a later version is in force); (malformed)
/// digest_is_too_short.
[[nodiscard]] base::Result<Report> confirm_profile(Context& context, std::string_view sha256);

/// Reads a profile file and shows it; `in_het_programma` is gelijk, anders or nee: whether the
/// program brings one of that name. Errors (malformed): those of messages::read_bank_profile, each
/// with the detail "file"; those of opening a file.
[[nodiscard]] base::Result<Report> check_profile(const std::filesystem::path& file);
/// The same of a file that came under another name.
[[nodiscard]] base::Result<Report> check_profile(const std::filesystem::path& file,
                                                 std::string_view name);

}  // namespace ontzorgd::service
