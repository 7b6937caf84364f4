// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/recall.h"

#include "ontzorgd/values/target_calendar.h"

#include <algorithm>
#include <array>

namespace ontzorgd::payment {

namespace {

constexpr std::array<std::string_view, 6> reasons{"AC03", "AM09", "CUST", "DUPL", "FRAD", "TECH"};
constexpr std::array<std::string_view, 7> refusals{"AC04", "AM04", "ARDT", "CUST",
                                                   "LEGL", "NOAS", "NOOR"};
constexpr int target_days = 10;
constexpr int months = 13;

}  // namespace

bool is_recall_reason(std::string_view code) {
    return std::ranges::find(reasons, code) != reasons.end();
}

bool is_recall_refusal(std::string_view code) {
    return std::ranges::find(refusals, code) != refusals.end();
}

std::span<const std::string_view> recall_reasons() {
    return reasons;
}

std::span<const std::string_view> recall_refusals() {
    return refusals;
}

values::CivilDate last_day_of_recall(std::string_view code, values::CivilDate executed) {
    const bool is_short = code == "DUPL" || code == "TECH";
    return is_short ? values::plus_target_days(executed, target_days)
                    : executed.plus_months_clamped(months);
}

}  // namespace ontzorgd::payment
