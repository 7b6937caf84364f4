// SPDX-License-Identifier: EUPL-1.2
#include "line_subject.h"

#include "line_report.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/line_candidate.h"
#include "ontzorgd/store/refund.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ontzorgd::service {

namespace {

/// What a line is or is said to be: one payment, those of a file, or money of a household.
base::Result<base::Done> check_no_relation_in(const Context& context,
                                              const store::DecisionTarget& target,
                                              std::int64_t household) {
    const auto in_payment = check_no_relation_in_payment(context, target.instruction);
    if (!in_payment) return in_payment.failure();
    if (target.file != 0) {
        const auto in_file = check_no_relation_in_file(context, target.file);
        if (!in_file) return in_file.failure();
    }
    return check_no_relation(context, dossier::HouseholdId{household});
}

/// What the line may be, as far as that was noted when it came in.
base::Result<base::Done> check_no_relation_in_noted(const Context& context,
                                                    const store::LineKey& line) {
    store::Database& db = context.town.db();
    const store::NotedCandidates noted = store::noted_candidates(db, line);
    for (const store::PossibleAttempt& each : noted.payments) {
        const auto free = check_no_relation_in_payment(context, each.instruction);
        if (!free) return free.failure();
    }
    for (const std::int64_t file : noted.files) {
        const auto free = check_no_relation_in_file(context, file);
        if (!free) return free.failure();
    }
    for (const store::RefundContract& each : store::refund_contracts_of(db, line)) {
        const auto free = check_no_relation(context, dossier::HouseholdId{each.household});
        if (!free) return free.failure();
    }
    return base::Done{};
}

/// The rule by which the program left the line to people.
std::string_view own_rule_of(const LineSubject& subject) {
    const auto first = std::ranges::find_if(
        subject.decisions, [](const store::LineDecision& each) { return each.before.has_value(); });
    return first == subject.decisions.end() ? subject.line.stand.rule : first->before->rule;
}

/// Rules of lines that name a payment and are not placed with it (docs/rules.md).
constexpr std::array rules_that_name{
    std::string_view{"amount_differs"}, std::string_view{"payee_differs"},
    std::string_view{"kenmerk_is_of_another"}, std::string_view{"credit_is_no_return"}};

}  // namespace

base::Result<LineSubject> line_subject_of(store::Database& db, std::string_view name) {
    auto line = line_named(db, name);
    if (!line) return line.failure();
    LineSubject subject{.line = std::move(line).value(), .decisions = {}};
    subject.decisions = store::decisions_of(db, subject.line.key);
    return subject;
}

std::vector<std::int64_t> households_named_by(store::Database& db, const LineSubject& subject) {
    std::vector<std::int64_t> all;
    if (std::ranges::find(rules_that_name, own_rule_of(subject)) != rules_that_name.end()) {
        for (const auto& each : store::noted_candidates(db, subject.line.key).payments) {
            const auto owner = store::household_of_instruction(db, each.instruction);
            if (owner) all.push_back(owner->number());
        }
    }
    for (const auto& each : store::refund_contracts_of(db, subject.line.key)) {
        all.push_back(each.household);
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

base::Result<base::Done> check_no_relation_in_line(const Context& context,
                                                   const LineSubject& subject) {
    const auto noted = check_no_relation_in_noted(context, subject.line.key);
    if (!noted) return noted.failure();
    const auto in_stand = [&](const store::LineStand& stand) {
        return check_no_relation_in(context, {stand.instruction, stand.attempt, stand.file},
                                    stand.household);
    };
    if (const auto free = in_stand(subject.line.stand); !free) return free.failure();
    for (const store::LineDecision& each : subject.decisions) {
        const auto said = check_no_relation_in(context, each.target, each.household);
        if (!said) return said.failure();
        if (!each.before) continue;
        if (const auto before = in_stand(*each.before); !before) return before.failure();
    }
    return base::Done{};
}

base::Result<base::Done> check_no_relation_in_line(const Context& context,
                                                   const LineSubject& subject,
                                                   const store::DecisionTarget& target,
                                                   std::int64_t household) {
    if (const auto free = check_no_relation_in_line(context, subject); !free) return free.failure();
    return check_no_relation_in(context, target, household);
}

}  // namespace ontzorgd::service
