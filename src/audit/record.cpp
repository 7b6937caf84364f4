// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/record.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::audit {

namespace {

constexpr std::string_view header = "ontzorgd-record 1";
constexpr std::string_view kind_line = "kind=";
constexpr std::size_t longest_name = 40;
constexpr std::size_t longest_word = 64;

bool is_lower(char c) {
    return 'a' <= c && c <= 'z';
}
bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= longest_name && is_lower(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool has_word_characters(std::string_view text) {
    return !text.empty() && text.size() <= longest_word &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_lower(c) || is_digit(c) || ('A' <= c && c <= 'Z') || c == '_' ||
                      c == '.' || c == ':' || c == '-';
           });
}

bool looks_like_integer(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return base::is_digits(text);
}

bool looks_like_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    return base::is_digits(text.substr(0, 4)) && base::is_digits(text.substr(5, 2)) &&
           base::is_digits(text.substr(8, 2));
}

/// An integer in the one way it is written: no leading zero, no "-0", within 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view text) {
    const auto number = base::parse_int(text);
    if (!number || std::to_string(*number) != text) return std::nullopt;
    return number;
}

std::optional<FieldValue> parse_value(std::string_view text) {
    if (const auto digest = base::digest_from_hex(text)) return FieldValue{*digest};
    if (looks_like_integer(text)) {
        const auto number = parse_integer(text);
        return number ? std::optional<FieldValue>{*number} : std::nullopt;
    }
    if (looks_like_date(text)) {
        const auto date = values::CivilDate::parse(text);
        return date ? std::optional<FieldValue>{date.value()} : std::nullopt;
    }
    auto word = Word::parse(text);
    return word ? std::optional<FieldValue>{std::move(word).value()} : std::nullopt;
}

struct ValueText {
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(values::CivilDate date) const { return date.to_string(); }
    std::string operator()(const base::Digest& digest) const { return base::to_hex(digest); }
    std::string operator()(const Word& word) const { return word.to_string(); }
};

/// Takes the next line off `rest`; nothing when no LF ends it.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

base::Failure wrong_line(std::string code, std::size_t line) {
    return base::malformed(std::move(code), {{"line", std::to_string(line)}});
}

bool has_field(const Record& record, std::string_view name) {
    return std::any_of(record.fields().begin(), record.fields().end(),
                       [name](const Field& field) { return field.name == name; });
}

/// Adds the field that `line` says, or tells what is wrong with it.
base::Result<base::Done> read_field(Record& record, std::string_view line, std::size_t number) {
    const std::size_t equals = line.find('=');
    const std::string_view name = line.substr(0, equals);
    if (equals == std::string_view::npos || !is_name(name)) {
        return wrong_line("record_line_is_malformed", number);
    }
    if (name == "kind" || has_field(record, name)) {
        return wrong_line("record_field_is_repeated", number);
    }
    if (record.fields().size() == most_fields) {
        return wrong_line("record_has_too_many_fields", number);
    }
    const auto value = parse_value(line.substr(equals + 1));
    if (!value) return wrong_line("record_value_is_malformed", number);
    std::visit([&](const auto& typed) { record.add(name, typed); }, *value);
    return base::Done{};
}

template <class T>
std::optional<T> value_of(const FieldValue* value) {
    if (value == nullptr) return std::nullopt;
    const T* const typed = std::get_if<T>(value);
    return typed == nullptr ? std::nullopt : std::optional<T>{*typed};
}

}  // namespace

base::Result<Word> Word::parse(std::string_view text) {
    // What looks like another type would be read back as that type.
    if (!has_word_characters(text) || base::digest_from_hex(text) || looks_like_integer(text) ||
        looks_like_date(text)) {
        return base::malformed("word_is_malformed");
    }
    return Word{std::string{text}};
}

Word Word::of(std::string_view text) {
    auto word = parse(text);
    base::expects(static_cast<bool>(word), "a word has the form of a word");
    return std::move(word).value();
}

Record::Record(std::string_view kind) : kind_{kind} {
    base::expects(is_name(kind), "the kind of a record is a name");
}

Record& Record::add(std::string_view name, std::int64_t value) {
    return add_field(name, value);
}
Record& Record::add(std::string_view name, values::CivilDate value) {
    return add_field(name, value);
}
Record& Record::add(std::string_view name, const base::Digest& value) {
    return add_field(name, value);
}
Record& Record::add(std::string_view name, const Word& value) {
    return add_field(name, value);
}

Record& Record::add_field(std::string_view name, FieldValue value) {
    base::expects(is_name(name) && name != "kind", "a field of a record has a name");
    base::expects(find(name) == nullptr, "a record has each field once");
    base::expects(fields_.size() < most_fields, "a record has at most 256 fields");
    fields_.push_back({.name = std::string{name}, .value = std::move(value)});
    return *this;
}

const FieldValue* Record::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [name](const Field& field) { return field.name == name; });
    return found == fields_.end() ? nullptr : &found->value;
}

std::optional<std::int64_t> Record::integer(std::string_view name) const {
    return value_of<std::int64_t>(find(name));
}

std::optional<values::CivilDate> Record::date(std::string_view name) const {
    return value_of<values::CivilDate>(find(name));
}

std::optional<base::Digest> Record::digest(std::string_view name) const {
    return value_of<base::Digest>(find(name));
}

std::optional<std::string> Record::word(std::string_view name) const {
    const auto word = value_of<Word>(find(name));
    return word ? std::optional{word->to_string()} : std::nullopt;
}

std::string encode(const Record& record) {
    std::string bytes{header};
    bytes += '\n';
    bytes += kind_line;
    bytes += record.kind();
    bytes += '\n';
    for (const Field& field : record.fields()) {
        bytes += field.name;
        bytes += '=';
        bytes += std::visit(ValueText{}, field.value);
        bytes += '\n';
    }
    base::expects(bytes.size() <= longest_record, "a record is at most 65,536 bytes");
    return bytes;
}

base::Result<Record> decode(std::string_view bytes) {
    if (bytes.size() > longest_record) return base::malformed("record_is_too_long");
    std::string_view rest = bytes;
    if (take_line(rest) != header) return wrong_line("record_has_no_header", 1);
    const auto kind = take_line(rest);
    if (!kind || !kind->starts_with(kind_line) || !is_name(kind->substr(kind_line.size()))) {
        return wrong_line("record_has_no_kind", 2);
    }

    Record record{kind->substr(kind_line.size())};
    for (std::size_t number = 3; !rest.empty(); ++number) {
        const auto line = take_line(rest);
        if (!line) return wrong_line("record_line_is_malformed", number);
        const auto read = read_field(record, *line, number);
        if (!read) return read.failure();
    }
    return record;
}

}  // namespace ontzorgd::audit
