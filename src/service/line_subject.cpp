// SPDX-License-Identifier: EUPL-1.2
#include "line_subject.h"

#include "line_report.h"
#include "ontzorgd/service/relation.h"

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

}  // namespace

base::Result<LineSubject> line_subject_of(store::Database& db, std::string_view name) {
    auto line = line_named(db, name);
    if (!line) return line.failure();
    LineSubject subject{.line = std::move(line).value(), .decisions = {}};
    subject.decisions = store::decisions_of(db, subject.line.key);
    return subject;
}

base::Result<base::Done> check_no_relation_in_line(const Context& context,
                                                   const LineSubject& subject) {
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
