// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"

#include <string>
#include <vector>

/// @file
/// Soundness: what SQLite itself finds wrong with a database file, before anything is believed of
/// it.
namespace ontzorgd::store {

/// At most a hundred findings, in the words of SQLite: pages and indexes that are damaged
/// (integrity_check), rows that point at nothing (foreign_key_check). Empty: it is sound.
[[nodiscard]] std::vector<std::string> damage_in(Database& db);

}  // namespace ontzorgd::store
