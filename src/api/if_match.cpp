// SPDX-License-Identifier: EUPL-1.2
#include "if_match.h"

#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::api {

namespace {

constexpr std::size_t most_tags = 20;

/// Our tags hold no comma, so that a list can be split by them; any other tag matches nothing.
bool is_tag(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"' &&
           std::ranges::none_of(text.substr(1, text.size() - 2), [](char c) {
               return c == '"' || static_cast<unsigned char>(c) <= ' ' || c == 0x7f;
           });
}

}  // namespace

std::string tag_of(std::int64_t version) {
    return '"' + std::to_string(version) + '"';
}

bool IfMatch::names(std::int64_t version) const {
    return std::ranges::find(tags, tag_of(version)) != tags.end();
}

base::Result<IfMatch> read_if_match(const std::vector<http::Header>& headers) {
    constexpr std::string_view name = "If-Match";
    IfMatch wanted;
    const std::size_t count = http::count_of(headers, name);
    if (count == 0) return wanted;
    const std::vector<std::string_view> parts =
        base::split_text(http::value_of(headers, name), ',');
    if (count > 1 || parts.size() > most_tags) return base::malformed("if_match_is_malformed");
    wanted.is_given = true;
    for (const std::string_view part : parts) {
        const std::string_view tag = base::trimmed(part);
        const bool is_weak = tag.starts_with("W/");
        if (!is_tag(is_weak ? tag.substr(2) : tag)) {
            return base::malformed("if_match_is_malformed");
        }
        if (!is_weak) wanted.tags.emplace_back(tag);
    }
    return wanted;
}

}  // namespace ontzorgd::api
