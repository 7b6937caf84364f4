// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/id.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

/// @file
/// Statement: one prepared SQL statement, kept by the Database for the next one with the same SQL.
/// It must not outlive its Database. Reading a column as something it is not throws
/// DatabaseFault; nothing is ever coerced, and there is no way to bind a floating-point number.
namespace ontzorgd::store {

/// An id as a column has it that may have none.
inline std::optional<std::int64_t> none_if_zero(std::int64_t number) {
    return number == 0 ? std::nullopt : std::optional{number};
}

/// What may be bound: a floating-point number never.
template <class T>
concept Storable = !std::floating_point<T>;

class Statement {
public:
    Statement(Database& db, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) = delete;

    /// Binds the parameters ?1, ?2 … in order. Text and blobs must live until the statement is
    /// stepped to its end or reset.
    template <Storable... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bind_one(++index, values), ...);
        return *this;
    }
    /// Steps to the next row; false at the end (and then the statement is reset).
    bool next();
    /// Runs a statement that gives no rows, and resets it.
    void run();
    template <Storable... Values>
    void run_with(const Values&... values) {
        bind(values...);
        run();
    }
    void reset();

    [[nodiscard]] int columns() const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] bool is_text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view text(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] base::Digest digest(int column) const;
    [[nodiscard]] values::Euro euro(int column) const;
    [[nodiscard]] values::CivilDate date(int column) const;
    [[nodiscard]] std::optional<values::CivilDate> optional_date(int column) const;
    [[nodiscard]] values::Month month(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }

private:
    void bind_integer(int index, std::int64_t value);
    void bind_text(int index, std::string_view value);
    void bind_blob(int index, std::string_view value);
    void bind_null(int index);

    template <std::integral Integer>
    void bind_one(int index, Integer value) {
        bind_integer(index, static_cast<std::int64_t>(value));
    }
    void bind_one(int index, std::string_view value) { bind_text(index, value); }
    void bind_one(int index, const std::string& value) { bind_text(index, value); }
    void bind_one(int index, const char* value) { bind_text(index, value); }
    void bind_one(int index, values::Euro value) { bind_integer(index, value.cents()); }
    void bind_one(int index, values::CivilDate value) { bind_integer(index, value.to_number()); }
    void bind_one(int index, values::Month value) { bind_integer(index, value.to_number()); }
    void bind_one(int index, const base::Digest& value);
    void bind_one(int index, std::nullopt_t /*nothing*/) { bind_null(index); }
    template <class Tag>
    void bind_one(int index, base::Id<Tag> id) {
        bind_integer(index, id.number());
    }
    template <class Value>
    void bind_one(int index, const std::optional<Value>& value) {
        if (value) {
            bind_one(index, *value);
        } else {
            bind_null(index);
        }
    }

    void bind_one(int index, const struct BlobText& value);

    [[noreturn]] void wrong_column(int column, const char* wanted) const;

    sqlite3* db_ = nullptr;
    Database::Statements::Free* free_ = nullptr;  ///< where it goes when it is no longer used
    sqlite3_stmt* statement_ = nullptr;
};

/// Marks bytes that are bound as a BLOB.
struct BlobText {
    std::string_view bytes;
};

}  // namespace ontzorgd::store
