// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/checkpoint.h"

#include "ontzorgd/base/text.h"

#include <array>
#include <optional>

namespace ontzorgd::audit {

namespace {

constexpr std::string_view header = "ontzorgd-checkpoint 1";
constexpr std::size_t line_count = 4;
constexpr std::size_t longest_length = 18;  // digits; always fits 64 bits

base::Failure wrong_line(std::size_t line) {
    return base::malformed("checkpoint_is_malformed", {{"line", std::to_string(line)}});
}

/// What follows `name` in `line`, or nothing when the line is about something else.
std::optional<std::string_view> after(std::string_view name, std::string_view line) {
    if (!line.starts_with(name)) return std::nullopt;
    return line.substr(name.size());
}

std::optional<std::int64_t> parse_length(std::string_view text) {
    if (!base::is_digits(text) || text.size() > longest_length) return std::nullopt;
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return base::parse_int(text);
}

}  // namespace

std::string encode(const Checkpoint& checkpoint) {
    return std::string{header} + "\nlength=" + std::to_string(checkpoint.chain.length) +
           "\nhead=" + base::to_hex(checkpoint.chain.hash) +
           "\ndate=" + checkpoint.date.to_string() + '\n';
}

base::Result<Checkpoint> parse_checkpoint(std::string_view text) {
    const auto lines = base::split_text(text, '\n');
    // The last LF leaves one empty part behind it.
    if (lines.size() != line_count + 1) return wrong_line(lines.size());
    if (lines[0] != header) return wrong_line(1);
    const auto length = after("length=", lines[1]).and_then(parse_length);
    if (!length) return wrong_line(2);
    const auto head = after("head=", lines[2]).and_then(base::digest_from_hex);
    if (!head || (*length == 0 && *head != ChainHead{}.hash)) return wrong_line(3);
    const auto date_text = after("date=", lines[3]);
    if (!date_text) return wrong_line(4);
    const auto date = values::CivilDate::parse(*date_text);
    if (!date) return wrong_line(4);
    if (!lines[4].empty()) return wrong_line(line_count + 1);
    return Checkpoint{.chain = {.length = *length, .hash = *head}, .date = date.value()};
}

CheckpointAnswer compare(const Checkpoint& checkpoint, const ChainHead& chain) {
    if (chain.length < checkpoint.chain.length) return CheckpointAnswer::chain_is_shorter;
    if (chain.length > checkpoint.chain.length) return CheckpointAnswer::chain_is_longer;
    return chain == checkpoint.chain ? CheckpointAnswer::same : CheckpointAnswer::head_differs;
}

}  // namespace ontzorgd::audit
