// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/target.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ontzorgd::http {

namespace {

constexpr std::size_t longest_target = 2000;

std::optional<int> hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return std::nullopt;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// Every character but those that end a part, and those that nobody may send as they are.
bool stands_as_itself(char c) {
    constexpr std::string_view allowed = "!$&'()*+,;=:@/?";
    return is_unreserved(c) || allowed.find(c) != std::string_view::npos;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            if (!stands_as_itself(text[at])) return std::nullopt;
            plain += text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const auto high = hex_digit(text[at + 1]);
        const auto low = hex_digit(text[at + 2]);
        if (!high || !low) return std::nullopt;
        plain += static_cast<char>(*high * 16 + *low);
        at += 2;
    }
    return plain;
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// Whether a decoded segment is one and no more: not a way to another folder.
bool is_one_segment(std::string_view segment) {
    return segment != "." && segment != ".." && segment.find('/') == std::string_view::npos &&
           segment.find('\\') == std::string_view::npos && !has_control_character(segment) &&
           base::is_utf8(segment);
}

bool read_path(std::string_view path, Target& target) {
    if (path.empty() || path.front() != '/') return false;
    if (path == "/") return true;
    path.remove_prefix(1);
    const std::vector<std::string_view> parts = base::split_text(path, '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto segment = decoded(parts[i]);
        if (!segment || !is_one_segment(*segment)) return false;
        if (segment->empty() && i + 1 != parts.size()) return false;
        target.segments.push_back(*segment);
    }
    return true;
}

bool read_query(std::string_view query, Target& target) {
    for (const std::string_view pair : base::split_text(query, '&')) {
        if (pair.empty()) return false;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = decoded(pair.substr(0, equals));
        const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value || name->empty() || !base::is_utf8(*name) || !base::is_utf8(*value) ||
            has_control_character(*name) || has_control_character(*value)) {
            return false;
        }
        target.query.emplace_back(*name, *value);
    }
    return true;
}

}  // namespace

base::Result<Target> parse_target(std::string_view text) {
    Target target;
    const std::size_t mark = std::min(text.find('?'), text.size());
    const std::string_view query = text.substr(std::min(mark + 1, text.size()));
    if (text.size() > longest_target || !read_path(text.substr(0, mark), target) ||
        (!query.empty() && !read_query(query, target))) {
        return base::malformed("target_is_malformed");
    }
    return target;
}

}  // namespace ontzorgd::http
