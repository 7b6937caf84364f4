// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/part_word.h"

#include <array>
#include <string>
#include <string_view>

/// @file
/// How placing names what it decides about lines and payments.
namespace ontzorgd::service {

/// The rule by which a line is matched. `is_part`: a credit of less than was paid.
[[nodiscard]] inline std::string_view rule_of(store::LineClaim claim, bool credit,
                                              bool is_part = false) {
    switch (claim) {
        case store::LineClaim::reference:
            if (is_part) return "returned_part";
            return credit ? "returned_reference" : "reference";
        case store::LineClaim::recovered: return "recovered_reference";
        case store::LineClaim::batch_reference: return "batch_reference";
        case store::LineClaim::batch_total: return "batch_total";
        case store::LineClaim::by_person: return "by_person";
        case store::LineClaim::refund: return "refund_kenmerk";
        case store::LineClaim::file_part:  // by what it is a part of
        case store::LineClaim::nothing: break;
    }
    return "";
}

/// What is told of a payment, and not of the line: money that came back more often than it went,
/// and a return that the bank took back.
inline constexpr std::array<std::string_view, 2> kinds_beside{"betaling_dubbel_teruggekomen",
                                                              "terugkomst_teruggedraaid"};
/// The one of these that a line placed by this rule is told by; empty: by an exception of its own.
[[nodiscard]] inline std::string_view kind_beside(std::string_view rule) {
    if (rule == "second_return_of_one_payment" || rule == "return_exceeds_payment")
        return kinds_beside[0];
    return rule == "return_was_undone" ? kinds_beside[1] : std::string_view{};
}

/// The cause of an exception about a payment.
[[nodiscard]] inline std::string cause_of(const store::AttemptName& payment) {
    return std::to_string(payment.instruction) + '|' + std::to_string(payment.attempt);
}

}  // namespace ontzorgd::service
