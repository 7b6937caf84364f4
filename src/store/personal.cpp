// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/personal.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/store/meta.h"
#include "statement.h"

#include <utility>

namespace ontzorgd::store {

namespace {

constexpr std::string_view counter = "personal_rows";

base::Digest commitment(std::string_view salt, std::string_view value) {
    crypto::Sha256Stream hash;
    hash.update(salt);
    hash.update(value);
    return hash.finish();
}

}  // namespace

struct PersonalWriter::Inside {
    Statement insert;
};

PersonalWriter::PersonalWriter(Database& db, Salter salter)
    : db_{db},
      salter_{std::move(salter)},
      last_{base::parse_int(read_meta(db, counter).value_or("0")).value_or(0)},
      inside_{std::make_unique<Inside>(
          Inside{Statement{db, "INSERT INTO personal VALUES(?1, ?2, ?3)"}})} {}

PersonalWriter::~PersonalWriter() = default;

std::int64_t PersonalWriter::add(std::string_view value) {
    ++last_;
    const std::string salt = salter_(last_);
    inside_->insert.run_with(last_, BlobText{salt}, BlobText{value});
    commitment_ = commitment(salt, value);
    return last_;
}

void PersonalWriter::finish() {
    write_meta(db_, counter, std::to_string(last_));
}

std::optional<std::string> read_personal(Database& db, std::int64_t id) {
    Statement read{db, "SELECT value FROM personal WHERE id = ?1"};
    read.bind(id);
    if (!read.next()) return std::nullopt;
    return std::string{read.blob(0)};
}

std::optional<base::Digest> commitment_of(Database& db, std::int64_t id) {
    Statement live{db, "SELECT salt, value FROM personal WHERE id = ?1"};
    live.bind(id);
    if (live.next()) return commitment(live.blob(0), live.blob(1));
    Statement gone{db, "SELECT commitment FROM destroyed WHERE personal = ?1"};
    gone.bind(id);
    if (gone.next()) return gone.digest(0);
    return std::nullopt;
}

void destroy_personal(Database& db, std::int64_t id, std::int64_t date, std::int64_t list) {
    const auto kept = commitment_of(db, id);
    Statement remove{db, "DELETE FROM personal WHERE id = ?1"};
    remove.run_with(id);
    if (db.changes() == 0 || !kept) return;
    Statement note{db, "INSERT INTO destroyed VALUES(?1, ?2, ?3, ?4)"};
    note.run_with(id, *kept, date, list);
}

}  // namespace ontzorgd::store
