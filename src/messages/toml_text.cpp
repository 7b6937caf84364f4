// SPDX-License-Identifier: EUPL-1.2
#include "toml_text.h"

#include "text_source.h"

#include <algorithm>
#include <string>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Result;

/// What every text from outside must be, before a parser sees it.
Result<Done> check_text(std::string_view text, std::size_t largest) {
    MemoryText source{text, largest};
    for (;;) {
        const auto block = source.next();
        if (!block) return block.failure();
        if (block.value().empty()) return Done{};
    }
}

bool is_escaped_by_toml(std::string_view behind) {
    return !behind.empty() &&
           std::string_view{"btnfr\"\\uU"}.find(behind.front()) != std::string_view::npos;
}

/// The length of the text that begins here with its quotes, 0 when none begins, or npos when it
/// does not end: a text between one quote on each side ends on its line. An escape can hide a
/// quote only in the kind with double quotes. One that TOML does not have is no text either, nor is
/// a line that goes on behind a backslash: the library does not read every letter behind it.
std::size_t quoted_length(std::string_view text) {
    const char quote = text.front();
    if (quote != '"' && quote != '\'') return 0;
    const std::string three(3, quote);
    const std::string_view end =
        std::string_view{three}.substr(0, text.starts_with(three) ? three.size() : 1);
    std::size_t at = end.size();
    while (at < text.size() && !text.substr(at).starts_with(end)) {
        if (end.size() == 1 && text[at] == '\n') return std::string_view::npos;
        const bool is_escape = quote == '"' && text[at] == '\\';
        if (is_escape && !is_escaped_by_toml(text.substr(at + 1))) return std::string_view::npos;
        at += is_escape ? std::size_t{2} : std::size_t{1};
    }
    return at < text.size() ? at + end.size() : std::string_view::npos;
}

/// A key, a value or a table may begin after this.
bool may_precede_value(char c) {
    return std::string_view{"\n=[,{"}.find(c) != std::string_view::npos;
}

/// Behind a dot only a piece of a key may begin.
bool may_precede_text(char c, bool is_key) {
    return may_precede_value(c) || (is_key && c == '.');
}

/// Whether this may come behind `before`: a character, or a text with its quotes of this length.
bool may_follow(char first, std::size_t quoted, char before, bool is_key) {
    constexpr unsigned char first_outside_ascii = 0x80;
    if (quoted > 0) return may_precede_text(before, is_key);
    if (first == '[' || first == '{') return may_precede_value(before);
    if (first == '=') return is_key;
    return static_cast<unsigned char>(first) < first_outside_ascii;
}

/// The line with a byte outside ASCII that stands in no text and no comment, or with quotes where
/// no text can begin or of a text that does not end; 0 when there is none.
std::size_t line_that_is_no_toml(std::string_view text) {
    std::size_t line = 1;
    char before = '\n';  // the last one that is not blank
    bool is_key = true;  // no equals sign since the last pair began
    while (!text.empty()) {
        const char first = text.front();
        std::size_t step = quoted_length(text);
        if (step == std::string_view::npos || !may_follow(first, step, before, is_key)) return line;
        if (first == '=') is_key = false;
        if (std::string_view{"\n,{"}.find(first) != std::string_view::npos) is_key = true;
        if (first == '#') step = std::min(text.find('\n'), text.size());
        const std::string_view passed = text.substr(0, std::max<std::size_t>(step, 1));
        line += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
        if (first != ' ' && first != '\t' && first != '\r' && first != '#') before = first;
        text.remove_prefix(passed.size());
    }
    return 0;
}

}  // namespace

Result<toml::table> parse_toml(std::string_view text, std::size_t largest) {
    if (const auto checked = check_text(text, largest); !checked) return checked.failure();
    if (const std::size_t line = line_that_is_no_toml(text); line != 0) {
        return base::malformed("toml_is_malformed", {{"line", std::to_string(line)}});
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        const toml::source_position at = error.source().begin;
        return base::malformed("toml_is_malformed", {{"line", std::to_string(at.line)},
                                                     {"column", std::to_string(at.column)}});
    } catch (const TomlAssumptionFails&) {
        return base::malformed("toml_is_malformed");
    }
}

}  // namespace ontzorgd::messages
