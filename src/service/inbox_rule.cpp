// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inbox_rule.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

namespace {

constexpr std::array unfinished_endings{".part",       ".partial", ".tmp",   ".temp",
                                        ".filepart",   ".nieuw",   ".lock",  ".swp",
                                        ".crdownload", ".writing", ".~lock", "~"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool ends_with_in_any_case(std::string_view name, std::string_view ending) {
    if (name.size() < ending.size()) return false;
    return std::ranges::equal(name.substr(name.size() - ending.size()), ending,
                              [](char a, char b) { return lower(a) == b; });
}

bool is_harmless(char c) {
    constexpr std::string_view others = "._-+@=,() ";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

bool has_control_character(std::string_view name) {
    return std::ranges::any_of(name, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

}  // namespace

bool is_name_of_unfinished(std::string_view name) {
    return name.starts_with('.') || std::ranges::any_of(unfinished_endings, [&](const char* each) {
               return ends_with_in_any_case(name, each);
           });
}

std::string safe_name(std::string_view name) {
    constexpr std::size_t longest = 150;
    std::string safe{name.substr(0, longest)};
    std::ranges::replace_if(
        safe, [](char c) { return !is_harmless(c); }, '_');
    if (safe.empty() || safe.front() == '.') safe.insert(safe.begin(), '_');
    return safe;
}

InboxDecision decide(const InboxEntry& entry, const InboxSettings& settings) {
    if (is_name_of_unfinished(entry.name)) return {.step = InboxStep::leave, .code = {}};
    const bool is_stalled = entry.still_for >= settings.stalled;
    if (entry.is_being_written && !is_stalled) return {.step = InboxStep::wait, .code = {}};
    if (entry.still_for < settings.still) return {.step = InboxStep::wait, .code = {}};
    const auto aside = [](std::string_view code) {
        return InboxDecision{.step = InboxStep::set_aside, .code = code};
    };
    if (entry.kind != EntryKind::file) return aside("inbox_entry_is_no_file");
    if (has_control_character(entry.name)) return aside("inbox_name_has_control_characters");
    if (entry.size >= settings.largest) return aside("inbox_file_is_too_large");
    if (entry.size == 0) return aside("inbox_file_is_empty");
    return {.step = InboxStep::take, .code = {}};
}

}  // namespace ontzorgd::service
