// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// Meta: the few values that a state directory knows about itself (generation, gemeente, practice
/// …).
namespace ontzorgd::store {

[[nodiscard]] std::optional<std::string> read_meta(Database& db, std::string_view key);
void write_meta(Database& db, std::string_view key, std::string_view value);
void remove_meta(Database& db, std::string_view key);

}  // namespace ontzorgd::store
