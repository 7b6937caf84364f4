// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"

#include <filesystem>
#include <string_view>

/// @file
/// Whether the keys that lie in a folder are those of this directory. Others would open nothing,
/// which is told as destroyed, would find nobody by his BSN or account, and would encrypt what the
/// right ones never open.
namespace ontzorgd::service {

inline constexpr std::string_view index_key_name = "index-1.key";

/// In the transaction that begins a directory.
void note_key_marks(store::Database& db, const Keys& keys);
/// Of every key in use that has a mark; before anything in the directory is changed. Errors
/// (refused): keys_are_of_another_municipality.
[[nodiscard]] base::Result<base::Done> check_key_marks(store::Database& db, const Keys& keys,
                                                       const std::filesystem::path& folder);
/// A directory of before marks were kept is tried with the first BSNs that it has, and gets the
/// marks of the keys that one of them proves, when it may be written. Errors as above.
[[nodiscard]] base::Result<base::Done> prove_keys(Municipality& town);

}  // namespace ontzorgd::service
