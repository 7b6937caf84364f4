// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/return_reason.h"

#include <algorithm>
#include <array>

namespace ontzorgd::payment {

namespace {

struct Step {
    std::string_view code;
    AfterReturn after = AfterReturn::a_person_decides;
};

using enum AfterReturn;

constexpr std::array steps{
    Step{"AC01", ask_iban_again}, Step{"AC02", ask_iban_again},    Step{"AC03", ask_iban_again},
    Step{"AC04", stop_payee},     Step{"AC06", stop_payee},        Step{"AC07", stop_payee},
    Step{"AC13", stop_payee},     Step{"AC14", stop_payee},        Step{"AG01", stop_payee},
    Step{"AG02", ask_the_bank},   Step{"AM05", prove_paid_once},   Step{"BE01", check_data},
    Step{"BE04", check_data},     Step{"BE05", check_data},        Step{"BE06", ask_iban_again},
    Step{"CNOR", ask_iban_again}, Step{"CUST", retry_after_check}, Step{"DUPL", prove_paid_once},
    Step{"ED05", ask_the_bank},   Step{"FOCR", recall_closed},     Step{"FRAD", incident},
    Step{"MD07", possible_death}, Step{"MS02", ask_the_bank},      Step{"MS03", ask_the_bank},
    Step{"NARR", ask_the_bank},   Step{"RC01", ask_iban_again},    Step{"RC07", ask_iban_again},
    Step{"RR01", check_data},     Step{"RR02", check_data},        Step{"RR03", check_data},
    Step{"RR04", check_data},     Step{"TECH", retry_after_check}, Step{"TM01", retry_after_check},
};
static_assert(std::ranges::is_sorted(steps, {}, &Step::code));

}  // namespace

AfterReturn after_return(std::string_view reason) {
    const auto* const found = std::ranges::lower_bound(steps, reason, {}, &Step::code);
    return found != steps.end() && found->code == reason ? found->after : a_person_decides;
}

bool is_of_the_account(std::string_view reason) {
    const AfterReturn after = after_return(reason);
    return after == ask_iban_again || after == stop_payee || after == possible_death ||
           after == incident;
}

}  // namespace ontzorgd::payment
