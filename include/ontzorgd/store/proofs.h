// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// What an auditor asks of the stored rows besides their leaves: are there as many as there are
/// facts, and which files must lie in the archive.
namespace ontzorgd::store {

/// How many rows a kind of fact must have left behind; 0 for a kind that leaves none of its own.
struct RowCount {
    std::string_view kind;
    std::int64_t rows = 0;
};
/// For each kind that leaves exactly one row: its name and how many rows there are.
void for_each_row_count(Database& db, const std::function<void(const RowCount&)>& visit);

/// A file whose bytes are kept, and the fact that recorded it.
struct KeptFile {
    std::int64_t fact = 0;
    std::string name{};
    base::Digest sha256{};
};
void for_each_kept_file(Database& db, const std::function<void(const KeptFile&)>& visit);

/// The sheet of every version of a batch that somebody signed.
void for_each_signed_sheet(
    Database& db, const std::function<void(std::int64_t batch, std::string_view sheet)>& visit);

/// A row of what lets a user in, that a later fact confirmed or ended.
struct LoginRow {
    std::string_view table;
    std::int64_t id = 0;
    std::int64_t user = 0;
    std::int64_t fact = 0;
    bool confirmed = false;  ///< else it was ended
};
[[nodiscard]] bool has_login_row(Database& db, const LoginRow& row);

/// True when the user was given (or no longer has) the role by this fact.
[[nodiscard]] bool has_role_row(Database& db, std::int64_t user, std::string_view role,
                                std::int64_t fact, bool taken);

/// True when this fact ended a hold of the client, for that reason.
[[nodiscard]] bool has_ended_hold(Database& db, std::int64_t client, std::int64_t reason,
                                  std::int64_t fact);

/// An account number of the dossier, or of a rule, as it is looked up; without `value` when that
/// was destroyed.
struct LookedUpIban {
    std::int64_t fact = 0;  ///< that recorded it
    std::int64_t blind_index = 0;
    std::optional<std::string> value;
};
void for_each_iban(Database& db, const std::function<void(const LookedUpIban&)>& visit);

/// A file as the bank names it.
struct NamedFile {
    std::int64_t id = 0;
    std::int64_t fact = 0;
    std::string msg_id;
};
void for_each_named_file(Database& db, const std::function<void(const NamedFile&)>& visit);

/// A dossier row whose mark `replaced` is not the fact of the row that came after it: somebody made
/// an old row current again, or hid the current one.
struct WrongMark {
    std::string_view table;
    std::int64_t fact = 0;  ///< that recorded the row
};
void for_each_wrong_mark(Database& db, const std::function<void(const WrongMark&)>& visit);

/// An attempt that names another aim than the newest one its instruction had when its batch was
/// proposed.
struct WrongAim {
    std::int64_t instruction = 0;
    std::int64_t fact = 0;  ///< that proposed the batch
};
void for_each_wrong_aim(Database& db, const std::function<void(const WrongAim&)>& visit);

}  // namespace ontzorgd::store
