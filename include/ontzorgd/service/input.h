// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/line_rule.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/values/euro.h"
#include "ontzorgd/values/iban.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// What people give to a command, each by itself, before anything is looked up. The commands read
/// their input with these; who wants to tell all that is wrong with a request before a command sees
/// it asks the same. Values of a dossier are in messages/dossier_value.h.
namespace ontzorgd::service {

// --- the dossier ---

/// The day of the month on which bills fall due. Errors (malformed): number_is_out_of_bounds.
[[nodiscard]] base::Result<unsigned> parse_due_day(std::string_view text);
/// What a bill costs, also without its decimals. Errors (malformed): those of values::Euro::parse()
/// and messages::read_bill_amount().
[[nodiscard]] base::Result<values::Euro> parse_bill_amount(std::string_view text);
/// The share of a partner in percents. Errors (malformed): number_is_out_of_bounds.
[[nodiscard]] base::Result<base::Done> check_share(std::int64_t percents);
inline constexpr std::int64_t most_days_ahead = 3660;
/// Errors (malformed): number_is_out_of_bounds.
[[nodiscard]] base::Result<base::Done> check_days_ahead(std::int64_t days);
/// Without the line ends and blanks at its end. Errors: note_is_empty (refused), text_is_too_long,
/// text_is_not_utf8 (malformed).
[[nodiscard]] base::Result<std::string> parse_note(std::string_view text);

// --- why ---

/// Errors (refused): reason_is_missing.
[[nodiscard]] base::Result<base::Done> check_reason(std::string_view text);
inline constexpr std::size_t longest_hold_reason = 1000;
/// Why a client is held or no longer held. Errors: reason_is_missing (refused), text_is_too_long
/// (malformed).
[[nodiscard]] base::Result<base::Done> check_hold_reason(std::string_view text);

// --- people and programs ---

/// Errors (malformed): role_is_unknown.
[[nodiscard]] base::Result<Role> parse_role(std::string_view text);
/// SHA-256 of a certificate, with or without colons; as 64 digits in lower case. Errors
/// (malformed): certificate_fingerprint_is_malformed.
[[nodiscard]] base::Result<std::string> parse_fingerprint(std::string_view text);
/// What a program calls its key. Errors (malformed): kid_is_malformed.
[[nodiscard]] base::Result<base::Done> check_kid(std::string_view text);

// --- what is proposed ---

inline constexpr std::size_t shortest_digest_prefix = 8;
/// The beginning of a digest. Errors (malformed): digest_is_too_short.
[[nodiscard]] base::Result<base::Done> check_digest_prefix(std::string_view text);
/// The same of the list of rights. Errors (malformed): sha256_is_malformed.
[[nodiscard]] base::Result<base::Done> check_rights_digest(std::string_view text);
/// What an account of the municipality is called. Errors (malformed): account_name_is_malformed.
[[nodiscard]] base::Result<base::Done> check_account_name(std::string_view text);

// --- lines of the bank ---

/// LEVERING:BOEKING or LEVERING:BOEKING:DETAIL.
struct LineName {
    std::int64_t statement = 0;
    std::int64_t entry = 0;
    std::optional<std::int64_t> detail{};
};
/// Errors (malformed): line_name_is_malformed.
[[nodiscard]] base::Result<LineName> parse_line_name(std::string_view text);
inline constexpr std::array<std::string_view, 5> line_labels{
    "eigen_overboeking", "handmatige_betaling", "kosten", "overig", "rente"};
/// Errors (malformed): label_is_unknown.
[[nodiscard]] base::Result<base::Done> check_label(std::string_view text);
/// Errors (malformed): recall_reason_is_unknown.
[[nodiscard]] base::Result<base::Done> check_recall_reason(std::string_view text);
/// Errors (malformed): recall_refusal_is_unknown.
[[nodiscard]] base::Result<base::Done> check_recall_refusal(std::string_view text);
inline constexpr std::array<std::string_view, 2> name_check_decisions{"go", "stop"};
/// Whether the payment may go on. Errors (malformed): decision_is_unknown.
[[nodiscard]] base::Result<bool> parse_decision(std::string_view text);

// --- rules for them ---

/// Errors: payment_by_hand_needs_a_person (refused), label_is_unknown (malformed).
[[nodiscard]] base::Result<reconcile::RuleWord> parse_rule_word(std::string_view text);
inline constexpr std::array<std::string_view, 2> directions{"af", "bij"};
/// Whether it is a credit. Errors (malformed): rule_direction_is_unknown.
[[nodiscard]] base::Result<bool> parse_direction(std::string_view text);
inline constexpr std::string_view no_other_side = "geen";
/// Nothing for `geen`. Errors (malformed): those of values::Iban::parse().
[[nodiscard]] base::Result<std::optional<values::Iban>> parse_other_side(std::string_view text);
/// Errors (malformed): those of values::Euro::parse(), rule_amount_is_malformed.
[[nodiscard]] base::Result<values::Euro> parse_rule_amount(std::string_view text);
inline constexpr std::size_t longest_rule_text = 140;
/// What stands in a line. Errors: rule_text_is_malformed (malformed), rule_text_is_too_short
/// (refused: it has no letter and no digit).
[[nodiscard]] base::Result<base::Done> check_rule_text(std::string_view text);
/// A code of ISO or of a bank, in capitals. Errors (malformed): rule_code_is_malformed.
[[nodiscard]] base::Result<std::string> parse_rule_code(std::string_view text);

// --- how much, and when ---

/// A time of the day as minutes since midnight. Errors (malformed): time_is_malformed.
[[nodiscard]] base::Result<int> parse_time(std::string_view text);
/// Errors (malformed): sample_is_malformed.
[[nodiscard]] base::Result<base::Done> check_sample_size(std::int64_t size);
/// The rows of one page. Errors (malformed): limit_is_out_of_bounds.
[[nodiscard]] base::Result<base::Done> check_page_limit(std::int64_t rows);

}  // namespace ontzorgd::service
