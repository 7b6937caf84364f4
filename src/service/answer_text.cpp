// SPDX-License-Identifier: EUPL-1.2
#include "answer_text.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace ontzorgd::service {

namespace {

// A body is JSON, or a number: no line of one begins so.
constexpr std::string_view tag_begins = "ETag: ";
constexpr std::string_view left_out_begins = "Weggelaten: ";

/// The line that begins so, taken off the text; nothing when there is none.
std::optional<std::string> take_line(std::string& text, std::string_view begin) {
    if (!text.starts_with(begin)) return std::nullopt;
    const std::size_t end = text.find('\n');
    base::expects(end != std::string::npos, "what an answer says in a header is a line");
    std::string line = text.substr(begin.size(), end - begin.size());
    text.erase(0, end + 1);
    return line;
}

}  // namespace

std::string text_of(const Answer& answer) {
    std::string text;
    if (!answer.tag.empty()) text += std::string{tag_begins} + answer.tag + '\n';
    if (answer.left_out > 0)
        text += std::string{left_out_begins} + std::to_string(answer.left_out) + '\n';
    return text + answer.body;
}

Answer answer_from(int status, std::string text) {
    Answer answer{.status = status, .body = {}};
    if (auto tag = take_line(text, tag_begins)) answer.tag = std::move(*tag);
    if (const auto count = take_line(text, left_out_begins))
        answer.left_out = base::parse_int(*count).value_or(0);
    answer.body = std::move(text);
    return answer;
}

}  // namespace ontzorgd::service
