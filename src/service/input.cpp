// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/input.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/dossier_value.h"
#include "ontzorgd/payment/recall.h"
#include "ontzorgd/service/page.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::string_view paid_by_hand = "handmatige_betaling";
constexpr std::size_t longest_account_name = 35;
constexpr std::size_t longest_rule_code = 35;
constexpr std::size_t digits_of_sha256 = 64;

bool is_lower_hex(char c) {
    return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f');
}

base::Failure unknown(const char* code, std::string_view text) {
    return base::malformed(code, {{"value", std::string{text}}});
}

base::Result<base::Done> check_word(std::span<const std::string_view> words, std::string_view text,
                                    const char* code) {
    if (std::ranges::find(words, text) == words.end()) return unknown(code, text);
    return base::Done{};
}

base::Result<base::Done> check_bounds(std::optional<std::int64_t> number, std::int64_t from,
                                      std::int64_t to) {
    if (number && from <= *number && *number <= to) return base::Done{};
    return base::malformed("number_is_out_of_bounds",
                           {{"from", std::to_string(from)}, {"to", std::to_string(to)}});
}

base::Failure too_long(std::string_view text, std::size_t most) {
    return base::malformed("text_is_too_long", {{"length", std::to_string(base::code_points(text))},
                                                {"max_length", std::to_string(most)}});
}

}  // namespace

base::Result<unsigned> parse_due_day(std::string_view text) {
    constexpr std::int64_t last_due_day = 31;
    const auto day = base::parse_int(text);
    if (const auto fits = check_bounds(day, 1, last_due_day); !fits) return fits.failure();
    return static_cast<unsigned>(*day);
}

base::Result<values::Euro> parse_bill_amount(std::string_view text) {
    const auto amount = values::Euro::parse(text);
    if (!amount) return amount.failure();
    return messages::read_bill_amount(amount.value().to_string());
}

base::Result<base::Done> check_share(std::int64_t percents) {
    constexpr std::int64_t whole = 100;
    return check_bounds(percents, 0, whole);
}

base::Result<base::Done> check_days_ahead(std::int64_t days) {
    return check_bounds(days, 0, most_days_ahead);
}

base::Result<std::string> parse_note(std::string_view text) {
    constexpr std::size_t longest = 2000;
    const std::size_t end = text.find_last_not_of("\n\r ");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    if (text.empty()) return base::refuse("note_is_empty");
    if (!base::is_utf8(text)) return base::malformed("text_is_not_utf8");
    if (base::code_points(text) > longest) return too_long(text, longest);
    return std::string{text};
}

base::Result<base::Done> check_reason(std::string_view text) {
    if (text.empty()) return base::refuse("reason_is_missing");
    return base::Done{};
}

base::Result<base::Done> check_hold_reason(std::string_view text) {
    if (base::code_points(text) > longest_hold_reason) return too_long(text, longest_hold_reason);
    return check_reason(text);
}

base::Result<Role> parse_role(std::string_view text) {
    const auto role = role_from(text);
    if (!role) return unknown("role_is_unknown", text);
    return *role;
}

base::Result<std::string> parse_fingerprint(std::string_view text) {
    std::string hex;
    for (const char c : text) {
        if (c == ':') continue;
        hex += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (hex.size() != digits_of_sha256 || !std::ranges::all_of(hex, is_lower_hex))
        return unknown("certificate_fingerprint_is_malformed", text);
    return hex;
}

base::Result<base::Done> check_kid(std::string_view text) {
    constexpr std::size_t longest_kid = 100;
    const bool fits = !text.empty() && text.size() <= longest_kid &&
                      std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
    if (!fits) return unknown("kid_is_malformed", text);
    return base::Done{};
}

base::Result<base::Done> check_digest_prefix(std::string_view text) {
    if (text.size() < shortest_digest_prefix) return unknown("digest_is_too_short", text);
    return base::Done{};
}

base::Result<base::Done> check_rights_digest(std::string_view text) {
    if (!std::ranges::all_of(text, is_lower_hex) || text.size() < shortest_digest_prefix ||
        text.size() > digits_of_sha256)
        return unknown("sha256_is_malformed", text);
    return base::Done{};
}

base::Result<base::Done> check_account_name(std::string_view text) {
    if (text.empty() || base::code_points(text) > longest_account_name)
        return unknown("account_name_is_malformed", text);
    return base::Done{};
}

base::Result<LineName> parse_line_name(std::string_view text) {
    constexpr std::size_t parts_of_entry = 2;
    constexpr std::size_t parts_of_detail = 3;
    std::vector<std::int64_t> numbers;
    for (const std::string_view part : base::split_text(text, ':')) {
        const auto number = base::parse_int(part);
        if (!base::is_digits(part) || !number) return unknown("line_name_is_malformed", text);
        numbers.push_back(*number);
    }
    if (numbers.size() == parts_of_entry) return LineName{numbers[0], numbers[1], std::nullopt};
    if (numbers.size() == parts_of_detail) return LineName{numbers[0], numbers[1], numbers[2]};
    return unknown("line_name_is_malformed", text);
}

base::Result<base::Done> check_label(std::string_view text) {
    return check_word(line_labels, text, "label_is_unknown");
}

base::Result<base::Done> check_recall_reason(std::string_view text) {
    return check_word(payment::recall_reasons(), text, "recall_reason_is_unknown");
}

base::Result<base::Done> check_recall_refusal(std::string_view text) {
    return check_word(payment::recall_refusals(), text, "recall_refusal_is_unknown");
}

base::Result<bool> parse_decision(std::string_view text) {
    const auto known = check_word(name_check_decisions, text, "decision_is_unknown");
    if (!known) return known.failure();
    return text == "go";
}

base::Result<reconcile::RuleWord> parse_rule_word(std::string_view text) {
    if (text == paid_by_hand) return base::refuse("payment_by_hand_needs_a_person");
    const auto word = reconcile::rule_word_from(text);
    if (!word) return unknown("label_is_unknown", text);
    return *word;
}

base::Result<bool> parse_direction(std::string_view text) {
    const auto known = check_word(directions, text, "rule_direction_is_unknown");
    if (!known) return known.failure();
    return text == "bij";
}

base::Result<std::optional<values::Iban>> parse_other_side(std::string_view text) {
    if (text == no_other_side) return std::optional<values::Iban>{};
    const auto iban = values::Iban::parse(text);
    if (!iban) return iban.failure();
    return std::optional{iban.value()};
}

base::Result<values::Euro> parse_rule_amount(std::string_view text) {
    const auto amount = values::Euro::parse(text);
    if (!amount) return amount.failure();
    if (amount.value() <= values::Euro{}) return unknown("rule_amount_is_malformed", text);
    return amount.value();
}

base::Result<base::Done> check_rule_text(std::string_view text) {
    if (!base::is_utf8(text) || base::code_points(text) > longest_rule_text)
        return base::malformed("rule_text_is_malformed");
    if (!text.empty() && base::letters_and_digits(text).empty()) {
        return base::refuse("rule_text_is_too_short",
                            {{"shortest", std::to_string(reconcile::shortest_rule_text)}});
    }
    return base::Done{};
}

base::Result<std::string> parse_rule_code(std::string_view text) {
    std::string code{text};
    for (char& c : code) {
        if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    // It can stand where no text from outside may.
    const bool fits = code.size() <= longest_rule_code && std::ranges::all_of(code, [](char c) {
                          return c == '-' || ('0' <= c && c <= '9') || ('A' <= c && c <= 'Z');
                      });
    if (!fits) return unknown("rule_code_is_malformed", text);
    return code;
}

base::Result<int> parse_time(std::string_view text) {
    constexpr std::size_t length = 5;
    constexpr std::int64_t minutes_of_hour = 60;
    const bool is_written_so = text.size() == length && text[2] == ':' &&
                               base::is_digits(text.substr(0, 2)) &&
                               base::is_digits(text.substr(3));
    if (!is_written_so) return unknown("time_is_malformed", text);
    const std::int64_t hour = base::parse_int(text.substr(0, 2)).value_or(99);
    const std::int64_t minute = base::parse_int(text.substr(3)).value_or(99);
    if (hour > 23 || minute > 59) return unknown("time_is_malformed", text);
    return static_cast<int>(hour * minutes_of_hour + minute);
}

base::Result<base::Done> check_sample_size(std::int64_t size) {
    if (size < 1) return unknown("sample_is_malformed", std::to_string(size));
    return base::Done{};
}

base::Result<base::Done> check_page_limit(std::int64_t rows) {
    if (1 <= rows && rows <= most_on_a_page) return base::Done{};
    return base::malformed("limit_is_out_of_bounds", {{"most", std::to_string(most_on_a_page)}});
}

}  // namespace ontzorgd::service
