// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_reason.h"

#include <algorithm>

namespace ontzorgd::payment {

namespace {

struct Step {
    std::string_view code;
    AfterReason after = AfterReason::ask_the_bank;
};

using enum AfterReason;

constexpr std::array steps{
    Step{"AB05", wait},
    Step{"AB06", wait},
    Step{"AB07", wait},
    Step{"AB08", wait},
    Step{"AB09", wait},
    Step{"AB10", wait},
    Step{"AC01", ask_iban_again},
    Step{"AC02", mend_the_file},
    Step{"AC03", ask_iban_again},
    Step{"AC04", stop_payee},
    Step{"AC06", stop_payee},
    Step{"AC07", stop_payee},
    Step{"AC13", stop_payee},
    Step{"AC14", stop_payee},
    Step{"AG01", stop_payee},
    Step{"AG02", mend_the_file},
    Step{"AM01", mend_the_file},
    Step{"AM02", raise_the_limit},
    Step{"AM03", mend_the_file},
    Step{"AM04", fund_the_account},
    Step{"AM05", prove_paid_once},
    Step{"AM10", mend_the_file},
    Step{"AM14", raise_the_limit},
    Step{"AM18", mend_the_file},
    Step{"BE01", check_data},
    Step{"BE04", check_data},
    Step{"BE05", check_data},
    Step{"BE06", ask_iban_again},
    Step{"CH03", choose_a_day},
    Step{"CH04", choose_a_day},
    Step{"CH16", mend_the_file},
    Step{"CH20", mend_the_file},
    Step{"CNOR", ask_iban_again},
    Step{"CUST", recall},
    Step{"DNOR", ask_the_bank},
    Step{"DT01", choose_a_day},
    Step{"DT06", choose_a_day},
    Step{"DU01", prove_paid_once},
    Step{"DU02", prove_paid_once},
    Step{"DU03", prove_paid_once},
    Step{"DU04", prove_paid_once},
    Step{"DU05", prove_paid_once},
    Step{"DUPL", prove_paid_once},
    Step{"ED05", ask_the_bank},
    Step{"FF01", mend_the_file},
    Step{"FF02", mend_the_file},
    Step{"FF03", mend_the_file},
    Step{"FF04", mend_the_file},
    Step{"FF05", mend_the_file},
    Step{"FF06", mend_the_file},
    Step{"FF07", mend_the_file},
    Step{"FF08", mend_the_file},
    Step{"FF09", mend_the_file},
    Step{"FF10", mend_the_file},
    Step{"FOCR", recall},
    Step{"FRAD", incident},
    Step{"MD07", possible_death},
    Step{"MS02", ask_the_bank},
    Step{"MS03", ask_the_bank},
    Step{"NARR", read_the_text},
    Step{"RC01", ask_iban_again},
    Step{"RC07", ask_iban_again},
    Step{"RR01", check_data},
    Step{"RR02", check_data},
    Step{"RR03", check_data},
    Step{"RR04", check_data},
    Step{"TECH", ask_the_bank},
    Step{"TM01", choose_a_day},
};
static_assert(std::ranges::is_sorted(steps, {}, &Step::code));

}  // namespace

AfterReason after_reason(std::string_view code) {
    const auto* const found = std::ranges::lower_bound(steps, code, {}, &Step::code);
    return found != steps.end() && found->code == code ? found->after : ask_the_bank;
}

bool is_of_the_account(std::string_view code) {
    const AfterReason after = after_reason(code);
    return after == ask_iban_again || after == stop_payee || after == possible_death ||
           after == incident;
}

}  // namespace ontzorgd::payment
