// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/last_status.h"

#include "ontzorgd/reconcile/status_report.h"

#include <tuple>

namespace ontzorgd::reconcile {

namespace {

constexpr std::string_view changed = "ACWC";
constexpr std::string_view blocked = "BLCK";

/// How far a payment is that has this status. One that is blocked was accepted before.
int step_of(std::string_view code) {
    if (code == blocked) return 4;
    switch (meaning_of_status(code)) {
        case StatusMeaning::received: return 1;
        case StatusMeaning::waiting: return 2;
        case StatusMeaning::accepted: return 3;
        case StatusMeaning::settled: return 5;
        case StatusMeaning::rejected: return 6;
        case StatusMeaning::none:
        case StatusMeaning::partly:
        case StatusMeaning::name_check:
        case StatusMeaning::unknown: break;
    }
    return 0;
}

bool comes_later(const SaidStatus& a, const std::optional<SaidStatus>& b) {
    const auto order = [](const SaidStatus& said) {
        return std::tuple{said.created, step_of(said.code), std::string_view{said.code},
                          std::string_view{said.reason}, std::string_view{said.report}};
    };
    return !b || order(*b) < order(a);
}

}  // namespace

bool is_told_of(std::string_view code) {
    return code == changed || meaning_of_status(code) == StatusMeaning::waiting;
}

bool is_told_after_execution(std::string_view code) {
    return code == "ACFC" || code == "PDNG";
}

void LastStatus::add(const SaidStatus& said) {
    const StatusMeaning meaning = meaning_of_status(said.code);
    has_ended_ =
        has_ended_ || meaning == StatusMeaning::settled || meaning == StatusMeaning::rejected;
    if (said.code == changed && comes_later(said, change_)) change_ = said;
    if (comes_later(said, last_)) last_ = said;
}

const std::optional<SaidStatus>& LastStatus::told() const {
    static const std::optional<SaidStatus> nothing;
    if (has_ended_) return nothing;
    return last_ && is_told_of(last_->code) ? last_ : change_;
}

}  // namespace ontzorgd::reconcile
