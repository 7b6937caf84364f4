// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "field.h"
#include "ontzorgd/base/result.h"
#include "toml_text.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// @file
/// Reading a TOML file strictly: every key is known, of its type and within its bounds.
namespace ontzorgd::messages {

/// The line a value stands on, for an error.
[[nodiscard]] std::string line_of(const toml::node& node);

/// One table of a file. The first fault is kept and everything after it leaves its place as it is,
/// so that a reader can ask for its keys one after the other and look once at the end.
///
/// Faults (malformed), each with the detail field and, where it has one, line: key_is_unknown,
/// key_is_missing, key_has_wrong_type, number_is_out_of_bounds, word_is_unknown, and what a
/// reader's own parser of a text says.
class TomlTable {
public:
    using Words = std::initializer_list<std::string_view>;

    /// `name` is how the table is called in errors, with a dot; empty for the file itself.
    TomlTable(const toml::table& table, std::string name, std::optional<base::Error>& fault)
        : table_{&table}, name_{std::move(name)}, fault_{&fault} {}

    void check_keys(Words known) const;

    [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }

    /// The text under `key`, made into a value by `parse` (text to Result<T>).
    template <class T, class Parse>
    void text(std::string_view key, T& place, Parse parse) const {
        const toml::node* node = require(key);
        if (node == nullptr) return;
        const auto* text = node->as_string();
        if (text == nullptr) return fail_type(*node, key, "text");
        auto parsed = parse(std::string_view{text->get()});
        if (!parsed) {
            return fail(
                base::Failure{
                    parsed.error().with("line", line_of(*node)).with("value", shown(text->get()))},
                key);
        }
        place = T(std::move(parsed).value());
    }

    void boolean(std::string_view key, bool& place) const;

    /// A whole number with `from` <= number <= `to`.
    template <class T>
    void number(std::string_view key, T& place, std::int64_t from, std::int64_t to) const {
        if (const auto read = whole_number(key, from, to)) place = static_cast<T>(*read);
    }

    /// One of these words; `place` becomes its number among them, from 0.
    void word(std::string_view key, std::size_t& place, Words words) const;

    /// One of two words; `place` is true for the second.
    void choice(std::string_view key, bool& place, std::string_view no, std::string_view yes) const;

    /// The array under `key`, or null.
    [[nodiscard]] const toml::array* array(std::string_view key) const;

    /// Reads the table under `key`.
    template <class Read>
    void table(std::string_view key, Read read) const {
        const toml::node* node = require(key);
        if (node == nullptr) return;
        if (!node->is_table()) return fail_type(*node, key, "table");
        read(TomlTable{*node->as_table(), name_ + std::string{key} + ".", *fault_});
    }

    void fail(const base::Failure& failure, std::string_view key) const;
    void fail_type(const toml::node& node, std::string_view key, const char* expected) const;
    [[nodiscard]] std::optional<base::Error>& fault() const { return *fault_; }

private:
    [[nodiscard]] const toml::node* require(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view key, std::int64_t from,
                                                           std::int64_t to) const;

    const toml::table* table_;
    std::string name_;
    std::optional<base::Error>* fault_;
};

}  // namespace ontzorgd::messages
