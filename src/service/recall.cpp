// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/recall.h"

#include "ontzorgd/payment/recall.h"
#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/recall.h"
#include "payment_reference.h"
#include "recall_exceptions.h"

#include <optional>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

/// An attempt with what was asked of the bank about it.
struct Subject {
    store::AttemptName name;
    store::AttemptRowState state = store::AttemptRowState::as_file;
    bool is_at_the_bank = false;
    values::CivilDate executed{};  ///< booked on, or else to be executed on
    values::Euro paid{};
    values::Euro returned{};
    std::vector<store::RecallRow> recalls{};

    [[nodiscard]] std::optional<store::RecallRow> open() const {
        return store::open_recall(recalls, returned);
    }
};

base::Result<Subject> find_subject(Municipality& town, std::string_view end_to_end_id) {
    const auto named = payment_named(town, end_to_end_id);
    if (!named) return named.failure();
    if (!named.value())
        return base::refuse("attempt_is_unknown", {{"attempt", std::string{end_to_end_id}}});
    const auto [instruction, number] = *named.value();
    Subject subject{.name = {.instruction = instruction, .attempt = number}};
    store::for_each_attempt_on(town.db(), instruction, [&](const store::ShownAttempt& attempt) {
        if (attempt.number != subject.name.attempt) return;
        subject.state = attempt.state;
        subject.is_at_the_bank = store::is_with_the_bank(attempt.file_state);
        subject.executed = attempt.settled_on.value_or(attempt.execution_date);
        subject.paid = attempt.cents;
        subject.returned = attempt.returned;
    });
    subject.recalls = store::recalls_of(town.db(), subject.name);
    return subject;
}

base::Result<base::Done> may_be_recalled(const Subject& subject, std::string_view end_to_end_id) {
    const auto refused = [&](std::string_view code) {
        return base::refuse(std::string{code}, {{"attempt", std::string{end_to_end_id}}});
    };
    if (subject.state == store::AttemptRowState::dead) return refused("recall_of_a_dead_payment");
    if (!subject.is_at_the_bank) return refused("recall_needs_the_bank");
    if (subject.state == store::AttemptRowState::returned) return refused("recall_of_what_is_back");
    if (subject.open()) return refused("recall_is_open");
    return base::Done{};
}

}  // namespace

base::Result<Report> recall_attempt(Context& context, std::string_view end_to_end_id,
                                    std::string_view code, std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "attempt recall"); !allowed)
        return allowed.failure();
    if (const auto known = check_recall_reason(code); !known) return known.failure();
    const auto found = find_subject(context.town, end_to_end_id);
    if (!found) return found.failure();
    const Subject& subject = found.value();
    const auto free = check_no_relation_in_payment(context, subject.name.instruction);
    if (!free) return free.failure();
    const auto open = subject.open();
    if (open && open->code == code) return show_attempt(context.town, end_to_end_id);
    if (const auto why = check_reason(reason); !why) return why.failure();
    if (const auto allowed = may_be_recalled(subject, end_to_end_id); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "recall_asked"};
        const Commitment why = commit_to(context.town, reason);
        const std::int64_t id =
            store::add_recall(db, subject.name,
                              {.code = std::string{code},
                               .returned = subject.returned,
                               .until = payment::last_day_of_recall(code, subject.executed),
                               .user = context.actor.id,
                               .fact = act.number()},
                              why.personal);
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        sync_recall_exceptions(db, exceptions, subject.name);
        act.record()
            .add("recall", id)
            .add("instruction", subject.name.instruction)
            .add("attempt", subject.name.attempt)
            .add("cents", (subject.paid - subject.returned).cents())
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
    return show_attempt(context.town, end_to_end_id);
}

base::Result<Report> answer_recall(Context& context, std::string_view end_to_end_id,
                                   std::string_view code) {
    if (const auto allowed = may(context.actor.roles, "attempt recall-answer"); !allowed)
        return allowed.failure();
    if (const auto known = check_recall_refusal(code); !known) return known.failure();
    const auto found = find_subject(context.town, end_to_end_id);
    if (!found) return found.failure();
    const Subject& subject = found.value();
    const auto free = check_no_relation_in_payment(context, subject.name.instruction);
    if (!free) return free.failure();
    const auto open = subject.open();
    const bool is_said = !subject.recalls.empty() && subject.recalls.back().refusal == code;
    if (!open && is_said) return show_attempt(context.town, end_to_end_id);
    if (!open) return base::refuse("recall_is_unknown", {{"attempt", std::string{end_to_end_id}}});
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "recall_refused"};
        store::add_recall_refusal(db, open->id, code, context.actor.id, act.number());
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        sync_recall_exceptions(db, exceptions, subject.name);
        act.record()
            .add("recall", open->id)
            .add("instruction", subject.name.instruction)
            .add("attempt", subject.name.attempt);
        act.seal();
    });
    return show_attempt(context.town, end_to_end_id);
}

}  // namespace ontzorgd::service
