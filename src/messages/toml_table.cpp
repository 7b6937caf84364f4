// SPDX-License-Identifier: EUPL-1.2
#include "toml_table.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

std::string joined(TomlTable::Words words) {
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += '|';
        text += word;
    }
    return text;
}

}  // namespace

std::string line_of(const toml::node& node) {
    return std::to_string(node.source().begin.line);
}

void TomlTable::check_keys(Words known) const {
    for (const auto& [key, node] : *table_) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
            fail(base::malformed("key_is_unknown", {{"line", line_of(node)}}), key.str());
        }
    }
}

void TomlTable::boolean(std::string_view key, bool& place) const {
    const toml::node* node = require(key);
    if (node == nullptr) return;
    const auto* value = node->as_boolean();
    if (value == nullptr) return fail_type(*node, key, "boolean");
    place = value->get();
}

std::optional<std::int64_t> TomlTable::whole_number(std::string_view key, std::int64_t from,
                                                    std::int64_t to) const {
    const toml::node* node = require(key);
    if (node == nullptr) return std::nullopt;
    const auto* value = node->as_integer();
    if (value == nullptr) {
        fail_type(*node, key, "whole number");
        return std::nullopt;
    }
    const std::int64_t number = value->get();
    if (from <= number && number <= to) return number;
    fail(base::malformed("number_is_out_of_bounds", {{"line", line_of(*node)},
                                                     {"value", std::to_string(number)},
                                                     {"from", std::to_string(from)},
                                                     {"to", std::to_string(to)}}),
         key);
    return std::nullopt;
}

void TomlTable::word(std::string_view key, std::size_t& place, Words words) const {
    text(key, place, [words](std::string_view word) -> base::Result<std::size_t> {
        const auto* const found = std::find(words.begin(), words.end(), word);
        if (found == words.end()) {
            return base::malformed("word_is_unknown", {{"expected", joined(words)}});
        }
        return static_cast<std::size_t>(found - words.begin());
    });
}

void TomlTable::choice(std::string_view key, bool& place, std::string_view no,
                       std::string_view yes) const {
    std::size_t chosen = place ? 1 : 0;
    word(key, chosen, {no, yes});
    place = chosen == 1;
}

const toml::array* TomlTable::array(std::string_view key) const {
    const toml::node* node = require(key);
    if (node == nullptr) return nullptr;
    if (!node->is_array()) fail_type(*node, key, "list");
    return node->as_array();
}

void TomlTable::fail(const base::Failure& failure, std::string_view key) const {
    if (!*fault_) *fault_ = failure.error.with("field", name_ + std::string{key});
}

void TomlTable::fail_type(const toml::node& node, std::string_view key,
                          const char* expected) const {
    fail(base::malformed("key_has_wrong_type", {{"line", line_of(node)}, {"expected", expected}}),
         key);
}

const toml::node* TomlTable::require(std::string_view key) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr) fail(base::malformed("key_is_missing"), key);
    return node;
}

}  // namespace ontzorgd::messages
