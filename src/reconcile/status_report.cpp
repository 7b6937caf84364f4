// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/status_report.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ontzorgd::reconcile {

namespace {

using enum StatusMeaning;

constexpr std::array<std::pair<std::string_view, StatusMeaning>, 15> meanings{{
    {"RCVD", received},
    {"ACTC", received},
    {"PDNG", waiting},
    {"ACFC", waiting},
    {"PATC", waiting},
    {"BLCK", waiting},
    {"ACCP", accepted},
    {"ACSP", accepted},
    {"ACWC", accepted},
    {"ACWP", accepted},
    {"ACSC", settled},
    {"ACCC", settled},
    {"RJCT", rejected},
    {"CANC", rejected},
    {"PART", partly},
}};

constexpr std::array<std::pair<std::string_view, NameCheck>, 10> checks{{
    {"MTCH", NameCheck::match},
    {"RCVC", NameCheck::match},
    {"CMTC", NameCheck::close_match},
    {"RVMC", NameCheck::close_match},
    {"NMTC", NameCheck::no_match},
    {"RVNM", NameCheck::no_match},
    {"NOAP", NameCheck::not_possible},
    {"RVNA", NameCheck::not_possible},
    {"RVNC", NameCheck::incomplete},
    {"RVCM", NameCheck::mismatches},
}};

constexpr std::array check_texts{"none",         "match",      "close_match", "no_match",
                                 "not_possible", "incomplete", "mismatches"};
static_assert(check_texts.size() == static_cast<std::size_t>(NameCheck::mismatches) + 1);

}  // namespace

StatusMeaning meaning_of_status(std::string_view code) {
    if (code.empty()) return none;
    if (name_check_of(code) != NameCheck::none) return name_check;
    const auto* const found =
        std::ranges::find(meanings, code, &std::pair<std::string_view, StatusMeaning>::first);
    return found == meanings.end() ? unknown : found->second;
}

NameCheck name_check_of(std::string_view code) {
    const auto* const found =
        std::ranges::find(checks, code, &std::pair<std::string_view, NameCheck>::first);
    return found == checks.end() ? NameCheck::none : found->second;
}

std::string_view to_text(NameCheck check) {
    return check_texts.at(static_cast<std::size_t>(check));
}

void Status::clear() {
    code.clear();
    reasons.clear();
    counts.clear();
}

std::string_view Status::reason() const {
    const auto given =
        std::ranges::find_if(reasons, [](const StatusReason& one) { return !one.code.empty(); });
    return given == reasons.end() ? std::string_view{} : std::string_view{given->code};
}

NameCheck Status::name_check() const {
    if (const NameCheck said = name_check_of(code); said != NameCheck::none) return said;
    for (const StatusReason& each : reasons) {
        if (const NameCheck said = name_check_of(each.code); said != NameCheck::none) return said;
    }
    return NameCheck::none;
}

std::string_view Status::text() const {
    const auto given =
        std::ranges::find_if(reasons, [](const StatusReason& one) { return !one.text.empty(); });
    return given == reasons.end() ? std::string_view{} : std::string_view{given->text};
}

void ReportedPayment::clear() {
    original_id.clear();
    original_count.reset();
    original_sum.reset();
    status.clear();
}

void ReportedTransaction::clear() {
    for (std::string* text : {&instruction_id, &end_to_end_id, &uetr, &creditor_iban}) {
        text->clear();
    }
    amount.reset();
    status.clear();
}

}  // namespace ontzorgd::reconcile
