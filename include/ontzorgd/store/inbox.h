// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What came in through the inbox, and what the mover took from the outbox.
namespace ontzorgd::store {

struct InboxFileRow {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t size = 0;
    std::optional<base::Digest> sha256{};
    std::string kind{};     ///< run, bank, none
    std::string outcome{};  ///< taken, known, set_aside
    std::string code{};
    std::int64_t at = 0;
    std::int64_t fact = 0;
};
void add_inbox_file(Database& db, const InboxFileRow& row);
/// The newest first, at most `most`.
[[nodiscard]] std::vector<InboxFileRow> inbox_files(Database& db, std::size_t most);
/// The last thing that was said of these bytes under this name.
[[nodiscard]] std::optional<InboxFileRow> last_inbox_file(Database& db, const base::Digest& sha256,
                                                          const std::string& name);
/// Whether these bytes are a run that was imported, or a bank file that was placed.
[[nodiscard]] bool is_known_to_the_books(Database& db, const base::Digest& sha256);

/// When the mover said it took the file over.
[[nodiscard]] std::optional<std::int64_t> receipt_of(Database& db, std::int64_t file);
void add_receipt(Database& db, std::int64_t file, std::int64_t at, std::int64_t fact);

}  // namespace ontzorgd::store
