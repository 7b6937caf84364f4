// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/line_decision.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// @file
/// A bank line that a person decides about.
namespace ontzorgd::service {

/// A line with everything that was decided about it.
struct LineSubject {
    store::FoundLine line;
    std::vector<store::LineDecision> decisions;

    /// The decision that holds now.
    [[nodiscard]] const store::LineDecision* standing() const {
        return last_with([](const store::LineDecision& each) { return each.stands(); });
    }
    /// What waits for another person: a forced match, or another word for what named ours.
    [[nodiscard]] const store::LineDecision* proposed() const {
        return last_with([](const store::LineDecision& each) { return each.is_proposed(); });
    }

private:
    template <class Condition>
    [[nodiscard]] const store::LineDecision* last_with(Condition condition) const {
        const store::LineDecision* last = nullptr;
        for (const store::LineDecision& each : decisions) {
            if (condition(each)) last = &each;
        }
        return last;
    }
};

/// Errors: those of line_named().
[[nodiscard]] base::Result<LineSubject> line_subject_of(store::Database& db, std::string_view name);

/// The households of what the line names by itself without being placed there: a payment by its
/// reference or account, a contract by its kenmerk. Sorted, each once.
[[nodiscard]] std::vector<std::int64_t> households_named_by(store::Database& db,
                                                            const LineSubject& subject);

/// Nobody decides about a line that is, was said to be or may be of a relation of theirs: what it
/// was noted as possible for counts too. Errors (refused): client_is_a_relation.
[[nodiscard]] base::Result<base::Done> check_no_relation_in_line(const Context& context,
                                                                 const LineSubject& subject);
/// Nor says that it is.
[[nodiscard]] base::Result<base::Done> check_no_relation_in_line(
    const Context& context, const LineSubject& subject, const store::DecisionTarget& target,
    std::int64_t household);

}  // namespace ontzorgd::service
