// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// What the value of a field must be beside its kind. One table: the contract tells it, and a
/// request is checked by it before its command sees it, with the parser that the command has.
namespace ontzorgd::api {

enum class Form : std::uint8_t {
    any,  ///< whatever the kind allows
    // Of a text.
    day,
    month,
    time,
    amount,
    bill_amount,
    rule_amount,
    iban,
    other_side,
    nummer,
    name,
    kenmerk,
    mask,
    beschikking,
    due_day,
    kind,
    ritme,
    betaalwijze,
    grondslag_soort,
    machtiging_toestand,
    reason,
    hold_reason,
    note,
    user_name,
    password,
    role,
    fingerprint,
    kid,
    public_key,
    digest_prefix,
    rights_digest,
    account_name,
    reference,
    line_name,
    line_label,
    recall_reason,
    recall_refusal,
    decision,
    rule_word,
    direction,
    rule_text,
    rule_code,
    // Of a number.
    share,
    days_ahead,
    sample_size,
    page_limit,
};

struct FormRow {
    Form form = Form::any;
    std::string_view format{};   ///< as OpenAPI calls it
    std::string_view pattern{};  ///< a regular expression; what it does not have is malformed
    std::span<const std::string_view> words{};  ///< the only ones; empty: no list of words
    std::optional<std::int64_t> from{};         ///< least characters, or the lowest number
    std::optional<std::int64_t> to{};           ///< most characters, or the highest number
    std::string_view example{};                 ///< one that is taken
    base::Result<base::Done> (*check)(std::string_view) = nullptr;
    base::Result<base::Done> (*check_number)(std::int64_t) = nullptr;
};

[[nodiscard]] const FormRow& row_of(Form form);
[[nodiscard]] std::span<const FormRow> all_forms();

/// Errors: those of the parser.
[[nodiscard]] base::Result<base::Done> check(Form form, std::string_view text);
[[nodiscard]] base::Result<base::Done> check(Form form, std::int64_t number);

}  // namespace ontzorgd::api
