// SPDX-License-Identifier: EUPL-1.2
#include "statement.h"

#include "raise.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace ontzorgd::store {

Statement::Statement(Database& db, std::string_view sql)
    : db_{db.handle()}, free_{db.statements().of(sql)} {
    if (free_ != nullptr && !free_->empty()) {
        statement_ = free_->back();
        free_->pop_back();
        return;
    }
    check(db_,
          sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement_, nullptr),
          "preparing");
    if (statement_ == nullptr) throw DatabaseFault{"an SQL statement is empty"};
}

Statement::~Statement() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    if (free_ == nullptr) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_clear_bindings(statement_);
    free_->push_back(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : db_{other.db_}, free_{other.free_}, statement_{std::exchange(other.statement_, nullptr)} {}

bool Statement::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
        const std::string sql = sqlite3_sql(statement_);
        const std::string reason = sqlite3_errmsg(db_);
        sqlite3_reset(statement_);
        throw DatabaseFault{reason + " (" + sql.substr(0, 120) + ")"};
    }
    reset();
    return false;
}

void Statement::run() {
    if (next()) {
        reset();
        throw DatabaseFault{"a statement that should give no rows gave one"};
    }
}

void Statement::reset() {
    sqlite3_reset(statement_);
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

bool Statement::is_text(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_TEXT;
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER)
        wrong_column(column, "an integer");
    return sqlite3_column_int64(statement_, column);
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

std::string_view Statement::text(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) wrong_column(column, "text");
    const auto* bytes = static_cast<const void*>(sqlite3_column_text(statement_, column));
    return {static_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_BLOB) wrong_column(column, "a blob");
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return size == 0 ? std::string_view{} : std::string_view{static_cast<const char*>(bytes), size};
}

base::Digest Statement::digest(int column) const {
    const std::string_view bytes = blob(column);
    base::Digest digest{};
    if (bytes.size() != digest.size()) wrong_column(column, "a digest");
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

values::Euro Statement::euro(int column) const {
    const std::int64_t cents = integer(column);
    if (cents > values::Euro::max().cents() || cents < -values::Euro::max().cents()) {
        wrong_column(column, "an amount");
    }
    return values::Euro::from_cents(cents);
}

values::CivilDate Statement::date(int column) const {
    const auto date = values::CivilDate::from_number(integer(column));
    if (!date) wrong_column(column, "a date");
    return date.value();
}

std::optional<values::CivilDate> Statement::optional_date(int column) const {
    if (is_null(column)) return std::nullopt;
    return date(column);
}

values::Month Statement::month(int column) const {
    const auto month = values::Month::from_number(integer(column));
    if (!month) wrong_column(column, "a month");
    return month.value();
}

void Statement::bind_integer(int index, std::int64_t value) {
    check(db_, sqlite3_bind_int64(statement_, index, value), "binding");
}

void Statement::bind_text(int index, std::string_view value) {
    const char* bytes = value.data() != nullptr ? value.data() : "";
    check(
        db_,
        sqlite3_bind_text(statement_, index, bytes, static_cast<int>(value.size()), SQLITE_STATIC),
        "binding");
}

void Statement::bind_blob(int index, std::string_view value) {
    const char* bytes = value.data() != nullptr ? value.data() : "";
    check(
        db_,
        sqlite3_bind_blob(statement_, index, bytes, static_cast<int>(value.size()), SQLITE_STATIC),
        "binding");
}

void Statement::bind_null(int index) {
    check(db_, sqlite3_bind_null(statement_, index), "binding");
}

void Statement::bind_one(int index, const base::Digest& value) {
    const void* bytes = value.data();
    bind_blob(index, {static_cast<const char*>(bytes), value.size()});
}

void Statement::bind_one(int index, const BlobText& value) {
    bind_blob(index, value.bytes);
}

void Statement::wrong_column(int column, const char* wanted) const {
    throw DatabaseFault{std::string{"column "} + sqlite3_column_name(statement_, column) +
                        " is not " + wanted};
}

}  // namespace ontzorgd::store
