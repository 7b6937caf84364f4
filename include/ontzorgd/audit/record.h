// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// @file
/// Record: one fact in the exact bytes that the audit chain hashes.
///
/// There is one way to write a record and one record in a text, so read(write(x)) == x and
/// write(read(t)) == t. The bytes, every line ended by one LF (also in schemas/audit/record-1.md):
///
///     record  = "ontzorgd-record 1" LF "kind=" name LF *( name "=" value LF )
///     name    = a-z, then up to 39 of a-z, 0-9 and _    ; no two the same, none of them "kind"
///     value   = digest | integer | date | word          ; what it is shows from its form
///     digest  = 64 of 0-9 a-f
///     integer = "0" | [ "-" ] 1-9 *digit                ; within 64 bits
///     date    = YYYY-MM-DD, a day that exists
///     word    = 1 to 64 of A-Z a-z 0-9 _ . : -          ; of none of the forms above
///
/// At most 65,536 bytes and 256 fields. There is no type for free text: a name, an IBAN, a BSN or
/// a kenmerk never stands in a record; it is committed to by a digest (commitment.h) instead.
namespace ontzorgd::audit {

/// A code, a state, an instant or a reference of our own: `run_accepted`, `2026-11-24T08:00:00Z`.
class Word {
public:
    /// Errors (malformed): word_is_malformed. Also for what would read as a digest, an integer or
    /// a date (`12`, `-3`, `2026-11-24`, `2026-99-99`).
    [[nodiscard]] static base::Result<Word> parse(std::string_view text);
    /// For words that our own code chose; anything else breaks a contract.
    [[nodiscard]] static Word of(std::string_view text);

    [[nodiscard]] const std::string& to_string() const { return text_; }
    bool operator==(const Word&) const = default;

private:
    explicit Word(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

using FieldValue = std::variant<std::int64_t, values::CivilDate, base::Digest, Word>;

struct Field {
    std::string name;
    FieldValue value;
    bool operator==(const Field&) const = default;
};

class Record {
public:
    /// `kind` says what happened, as a name in the past tense: `run_accepted`.
    explicit Record(std::string_view kind);

    // One more field after the others. A name that is malformed, repeated or `kind` breaks a
    // contract.
    Record& add(std::string_view name, std::int64_t value);
    Record& add(std::string_view name, values::CivilDate value);
    Record& add(std::string_view name, const base::Digest& value);
    Record& add(std::string_view name, const Word& value);

    [[nodiscard]] const std::string& kind() const { return kind_; }
    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }

    // Nothing when there is no such field, or it is of another type.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
    [[nodiscard]] std::optional<values::CivilDate> date(std::string_view name) const;
    [[nodiscard]] std::optional<base::Digest> digest(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> word(std::string_view name) const;

    bool operator==(const Record&) const = default;

private:
    Record& add_field(std::string_view name, FieldValue value);
    [[nodiscard]] const FieldValue* find(std::string_view name) const;

    std::string kind_;
    std::vector<Field> fields_;
};

inline constexpr std::size_t longest_record = 65'536;
inline constexpr std::size_t most_fields = 256;

/// The bytes of a record. That they stay within longest_record is a contract.
[[nodiscard]] std::string encode(const Record& record);

/// Reads exactly what encode() writes and nothing else. Errors (malformed), with the detail `line`
/// where there is one: record_is_too_long, record_has_no_header, record_has_no_kind,
/// record_line_is_malformed, record_value_is_malformed, record_field_is_repeated,
/// record_has_too_many_fields.
[[nodiscard]] base::Result<Record> decode(std::string_view bytes);

}  // namespace ontzorgd::audit
