// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/line.h"

#include "booked_file.h"
#include "line_candidates.h"
#include "line_report.h"
#include "line_subject.h"
#include "ontzorgd/reconcile/by_hand.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/open_debits.h"
#include "ontzorgd/store/refund.h"
#include "placing.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ontzorgd::service {

namespace {

using reconcile::ByHand;
using reconcile::Place;
using store::DecisionKind;
using store::LineClaim;

constexpr std::string_view paid_by_hand = "handmatige_betaling";
constexpr std::string_view refund = "terugbetaling";

bool is_match_with(const store::LineDecision* decision, const store::DecisionTarget& target) {
    if (decision == nullptr || decision->target != target) return false;
    return decision->kind == DecisionKind::match || decision->kind == DecisionKind::force;
}

std::vector<base::Detail> name_of(const LineSubject& subject) {
    return {{"line", text_of(subject.line.key)}};
}

/// Only what nobody decided, and what the program left open. `confirmed` is the proposal that waits
/// for this decision, if there is one.
base::Result<base::Done> check_open(const LineSubject& subject,
                                    const store::LineDecision* confirmed = nullptr) {
    if (!subject.line.counts()) return base::refuse("line_does_not_count", name_of(subject));
    if (subject.proposed() != confirmed) return base::refuse("force_is_proposed", name_of(subject));
    const store::LineDecision* const standing = subject.standing();
    if (standing != nullptr && standing->kind != DecisionKind::release) {
        return base::refuse("line_is_decided", name_of(subject));
    }
    const Place place = subject.line.stand.place;
    if (place == Place::proposed || place == Place::suspense) return base::Done{};
    return base::refuse("line_is_placed", name_of(subject));
}

/// How the line stands once the decision holds.
store::LineStand stand_of(const store::LineDecision& decision) {
    switch (decision.kind) {
        case DecisionKind::match:
        case DecisionKind::force:
            return {.claim = LineClaim::by_person,
                    .place = Place::matched,
                    .rule = "by_person",
                    .instruction = decision.target.instruction,
                    .attempt = decision.target.attempt,
                    .file = decision.target.file};
        case DecisionKind::other:
            if (decision.household != 0) {
                return {.claim = LineClaim::refund,
                        .place = Place::matched,
                        .rule = "by_person:" + decision.label,
                        .household = decision.household};
            }
            return {.claim = LineClaim::nothing,
                    .place = Place::known_other,
                    .rule = "by_person:" + decision.label};
        case DecisionKind::release: break;
    }
    return {.claim = LineClaim::nothing, .place = Place::suspense, .rule = "revoked"};
}

std::string_view fact_of(const store::LineDecision& decision, bool waits) {
    switch (decision.kind) {
        case DecisionKind::match: return "line_matched";
        case DecisionKind::force: return "line_force_proposed";
        case DecisionKind::other: return waits ? "line_assign_proposed" : "line_assigned";
        case DecisionKind::release: break;
    }
    return "line_released";
}

void record(Act& act, const store::LineDecision& decision) {
    act.record()
        .add("decision", decision.id)
        .add("delivery", decision.line.statement)
        .add("entry", decision.line.entry)
        .add("detail", decision.line.detail);
    if (decision.target.instruction != 0) {
        act.record()
            .add("instruction", decision.target.instruction)
            .add("attempt", decision.target.attempt);
    }
    if (decision.target.file != 0) act.record().add("file", decision.target.file);
    if (decision.household != 0) act.record().add("household", decision.household);
    if (decision.contract != 0) act.record().add("contract", decision.contract);
    if (!decision.label.empty()) act.record().add("label", audit::Word::of(decision.label));
}

void record_before(Act& act, const store::LineStand& before) {
    act.record()
        .add("place_before", audit::Word::of(reconcile::to_text(before.place)))
        .add("rule_before", audit::Word::of(before.rule));
}

void record_reason(Act& act, const Commitment& why) {
    act.record().add("reason_text", why.personal).add("reason_sha256", why.digest);
}

/// The line stands otherwise from this fact on, and everything that follows from it.
void place_anew(Context& context, Act& act, const store::FoundLine& line,
                const store::LineStand& stand) {
    Placing placing{context, act.number()};
    placing.decide(line, stand);
    placing.finish();
    book_placing(act, placing);
}

enum class Holds : std::uint8_t { at_once, when_confirmed };

base::Result<Report> decide(Context& context, const LineSubject& subject,
                            store::LineDecision decision, std::string_view reason,
                            Holds holds = Holds::at_once) {
    if (const auto why = check_reason(reason); !why) return why.failure();
    store::Database& db = context.town.db();
    const bool waits = holds == Holds::when_confirmed;
    decision.line = subject.line.key;
    decision.decided_by = context.actor.id;
    if (!waits) decision.before = subject.line.stand;
    store::in_transaction(db, [&] {
        Act act{context, fact_of(decision, waits)};
        const Commitment why = commit_to(context.town, reason);
        decision.reason = why.personal;
        decision.fact = act.number();
        decision.id = store::add_decision(db, decision);
        record(act, decision);
        record_reason(act, why);
        if (!waits) {
            record_before(act, *decision.before);
            place_anew(context, act, subject.line, stand_of(decision));
        }
        act.seal();
    });
    return report_of_line(context.town, subject.line.key);
}

base::Result<Report> confirm(Context& context, const LineSubject& subject,
                             const store::LineDecision& proposed) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "line_decision_confirmed"};
        store::confirm_decision(db, proposed.id, context.actor.id, act.number(),
                                subject.line.stand);
        record(act, proposed);
        record_before(act, subject.line.stand);
        place_anew(context, act, subject.line, stand_of(proposed));
        act.seal();
    });
    return report_of_line(context.town, subject.line.key);
}

/// What a match of `target` would be; nothing of ours is refused.
base::Result<reconcile::Verdict> verdict_of(Context& context, const LineSubject& subject,
                                            const store::DecisionTarget& target) {
    const auto candidate = LineCandidates{context.town, subject.line}.of(target);
    if (!candidate) {
        return base::refuse("payment_is_unknown", {{"value", text_of(context.town, target)}});
    }
    if (candidate->verdict.allowed != ByHand::refused) return candidate->verdict;
    return base::refuse(
        std::string{candidate->verdict.reason},
        {{"line", text_of(subject.line.key)}, {"payment", text_of(context.town, target)}});
}

struct Pair {
    LineSubject subject;
    store::DecisionTarget target;
};

base::Result<Pair> pair_of(Context& context, std::string_view line, std::string_view target) {
    auto subject = line_subject_of(context.town.db(), line);
    if (!subject) return subject.failure();
    const auto named = target_named(context.town, target);
    if (!named) return named.failure();
    return Pair{.subject = std::move(subject).value(), .target = named.value()};
}

/// What the bank got a second payment for cannot be taken back. Before that it can: no batch pays
/// anything whose earlier attempt is not over.
/// Of a line on a file only the payments that it is of count.
base::Result<base::Done> check_not_made_again(Context& context, const store::FoundLine& line) {
    store::Database& db = context.town.db();
    const store::LineStand& stand = line.stand;
    auto again = store::made_again(db, stand);
    if (stand.file != 0 && !again.empty()) {
        const BookedFile booked{db, stand.file};
        std::erase_if(
            again, [&](const store::AttemptName& each) { return !booked.is_of(line.key, each); });
    }
    if (again.empty()) return base::Done{};
    return base::refuse(
        "payment_was_made_again",
        {{"payment", text_of(context.town, {stand.instruction, stand.attempt, stand.file})}});
}

base::Result<Report> take_back(Context& context, const LineSubject& subject,
                               const store::LineDecision& decision, std::string_view reason) {
    if (const auto why = check_reason(reason); !why) return why.failure();
    if (decision.stands()) {
        if (const auto free = check_not_made_again(context, subject.line); !free)
            return free.failure();
    }
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "line_decision_revoked"};
        const Commitment why = commit_to(context.town, reason);
        store::revoke_decision(db, decision.id, context.actor.id, act.number(), why.personal);
        record(act, decision);
        record_reason(act, why);
        if (decision.stands()) place_anew(context, act, subject.line, *decision.before);
        act.seal();
    });
    return report_of_line(context.town, subject.line.key);
}

/// Takes back what the program decided by itself.
base::Result<Report> release(Context& context, const LineSubject& subject,
                             std::string_view reason) {
    const store::LineStand& stand = subject.line.stand;
    if (stand.place == Place::proposed || stand.place == Place::suspense) {
        if (!subject.decisions.empty()) return report_of_line(context.town, subject.line.key);
        return base::refuse("nothing_to_revoke", name_of(subject));
    }
    if (!subject.line.counts()) return base::refuse("line_does_not_count", name_of(subject));
    if (const auto free = check_not_made_again(context, subject.line); !free) return free.failure();
    return decide(context, subject, {.kind = DecisionKind::release}, reason);
}

/// Whose money a refund is, and of which contract when that was said.
struct Whose {
    std::int64_t household = 0;
    std::int64_t contract = 0;
};

base::Result<Whose> household_of_refund(store::Database& db, std::string_view contract,
                                        std::string_view client) {
    if (contract.empty() == client.empty()) return base::refuse("refund_names_one_owner");
    if (contract.empty()) {
        const auto household = store::household_of_client(db, client);
        if (!household.is_none()) return Whose{.household = household.number()};
        return base::refuse("client_is_unknown", {{"client", std::string{client}}});
    }
    const auto household = store::household_of_contract(db, contract);
    if (!household.is_none()) {
        return Whose{.household = household.number(),
                     .contract = store::contract_named(db, contract)};
    }
    return base::refuse("contract_is_unknown", {{"contract", std::string{contract}}});
}

base::Result<base::Done> check_paid_by_hand(Context& context, const LineSubject& subject,
                                            const store::DecisionTarget& target) {
    store::Database& db = context.town.db();
    const std::vector<base::Detail> payment{{"payment", text_of(context.town, target)}};
    if (target.instruction == 0) return base::refuse("label_names_a_payment");
    if (subject.line.credit) return base::refuse("credit_is_no_payment_by_hand");
    const auto found = store::candidate_payment(db, target.instruction, target.attempt);
    if (!found) return base::refuse("payment_is_unknown", {{"value", payment.front().value}});
    if (found->cents != subject.line.cents) {
        return base::refuse("payment_has_another_amount", {{"line", text_of(subject.line.key)},
                                                           {"payment", payment.front().value}});
    }
    if (!found->is_last) return base::refuse("payment_was_made_again", payment);
    if (found->state == store::AttemptRowState::confirmed) {
        return base::refuse("payment_is_booked", payment);
    }
    const auto other = store::line_paid_by_hand(db, target.instruction);
    if (other && other->state != "set_aside") {
        return base::refuse("payment_is_paid_by_hand",
                            {{"payment", payment.front().value}, {"line", text_of(other->key)}});
    }
    return base::Done{};
}

/// Whether the line said something of ours by itself, now or before somebody decided about it.
bool spoke_of_ours(const LineSubject& subject) {
    const auto speaks = [&](const store::LineStand& stand) {
        if (stand.claim == LineClaim::by_person) return false;
        return stand.instruction != 0 || stand.file != 0 || stand.household != 0 ||
               reconcile::speaks_of_ours(stand.rule, subject.line.credit);
    };
    return speaks(subject.line.stand) ||
           std::ranges::any_of(subject.decisions, [&](const store::LineDecision& each) {
               return each.before && speaks(*each.before);
           });
}

/// Whether the line was the money of another household, by itself or by the payment or contract it
/// named, and did not name this one.
bool was_of_another(store::Database& db, const LineSubject& subject, std::int64_t household) {
    const auto is_of_another = [&](const store::LineStand& stand) {
        if (stand.claim == LineClaim::by_person) return false;
        if (stand.household != 0) return stand.household != household;
        const auto owner = store::household_of_instruction(db, stand.instruction);
        return owner && owner->number() != household;
    };
    const auto named = households_named_by(db, subject);
    const bool names_others = !named.empty() && !std::ranges::binary_search(named, household);
    return names_others || is_of_another(subject.line.stand) ||
           std::ranges::any_of(subject.decisions, [&](const store::LineDecision& each) {
               return each.before && is_of_another(*each.before);
           });
}

/// A debit that names nobody may be a file of ours once more, less what the bank left out; a credit
/// may take such a debit back.
bool may_be_of_a_file(store::Database& db, const store::FoundLine& line) {
    if (line.credit) return store::may_take_back(db, line.account, line.cents);
    return !line.counter &&
           store::may_have_payments_of_a_file(db, line.account, line.cents, line.booking_date);
}

bool is_same_word(const store::LineDecision* decision, const store::LineDecision& word) {
    return decision != nullptr && decision->kind == DecisionKind::other &&
           decision->label == word.label && decision->target == word.target &&
           decision->household == word.household && decision->contract == word.contract;
}

/// The proposal of this word, when there is one.
const store::LineDecision* waiting_with(const LineSubject& subject,
                                        const store::LineDecision& word) {
    return is_same_word(subject.proposed(), word) ? subject.proposed() : nullptr;
}

/// Whether there is nothing left to do for this person.
bool is_said(const Context& context, const LineSubject& subject, const store::LineDecision& word) {
    const store::LineDecision* const waiting = waiting_with(subject, word);
    return is_same_word(subject.standing(), word) ||
           (waiting != nullptr && waiting->decided_by == context.actor.id);
}

}  // namespace

base::Result<Report> assign_refund(Context& context, std::string_view line,
                                   std::string_view contract, std::string_view client,
                                   std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "line assign"); !allowed)
        return allowed.failure();
    const auto found = line_subject_of(context.town.db(), line);
    if (!found) return found.failure();
    const LineSubject& subject = found.value();
    const auto whose = household_of_refund(context.town.db(), contract, client);
    if (!whose) return whose.failure();
    const store::LineDecision word{.kind = DecisionKind::other,
                                   .label = std::string{refund},
                                   .household = whose.value().household,
                                   .contract = whose.value().contract};
    if (const auto free = check_no_relation_in_line(context, subject, word.target, word.household);
        !free)
        return free.failure();
    if (is_said(context, subject, word)) return report_of_line(context.town, subject.line.key);
    const store::LineDecision* const waiting = waiting_with(subject, word);
    if (const auto open = check_open(subject, waiting); !open) return open.failure();
    if (!subject.line.credit) return base::refuse("debit_is_no_refund", name_of(subject));
    if (waiting != nullptr) return confirm(context, subject, *waiting);
    const bool by_two = was_of_another(context.town.db(), subject, word.household);
    return decide(context, subject, word, reason, by_two ? Holds::when_confirmed : Holds::at_once);
}

base::Result<Report> match_line(Context& context, std::string_view line, std::string_view target,
                                std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "line match"); !allowed)
        return allowed.failure();
    const auto pair = pair_of(context, line, target);
    if (!pair) return pair.failure();
    const auto& [subject, named] = pair.value();
    if (const auto free = check_no_relation_in_line(context, subject, named, 0); !free)
        return free.failure();
    if (is_match_with(subject.standing(), named)) {
        return report_of_line(context.town, subject.line.key);
    }
    if (const auto open = check_open(subject); !open) return open.failure();
    const auto verdict = verdict_of(context, subject, named);
    if (!verdict) return verdict.failure();
    if (verdict.value().allowed == ByHand::two_people) {
        return base::refuse(
            "match_needs_two_people",
            {{"line", text_of(subject.line.key)}, {"rule", std::string{verdict.value().reason}}});
    }
    return decide(context, subject, {.kind = DecisionKind::match, .target = named}, reason);
}

base::Result<Report> force_line(Context& context, std::string_view line, std::string_view target,
                                std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "line force"); !allowed)
        return allowed.failure();
    const auto pair = pair_of(context, line, target);
    if (!pair) return pair.failure();
    const auto& [subject, named] = pair.value();
    if (const auto free = check_no_relation_in_line(context, subject, named, 0); !free)
        return free.failure();
    if (is_match_with(subject.standing(), named)) {
        return report_of_line(context.town, subject.line.key);
    }
    const store::LineDecision* const proposed = subject.proposed();
    const store::LineDecision* const waiting = is_match_with(proposed, named) ? proposed : nullptr;
    if (waiting != nullptr && waiting->decided_by == context.actor.id) {
        return report_of_line(context.town, subject.line.key);
    }
    if (const auto open = check_open(subject, waiting); !open) return open.failure();
    const auto verdict = verdict_of(context, subject, named);
    if (!verdict) return verdict.failure();
    if (waiting != nullptr) return confirm(context, subject, *waiting);
    if (verdict.value().allowed == ByHand::one_person) {
        return base::refuse("one_person_is_enough", name_of(subject));
    }
    return decide(context, subject, {.kind = DecisionKind::force, .target = named}, reason,
                  Holds::when_confirmed);
}

base::Result<Report> revoke_line(Context& context, std::string_view line, std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "line revoke"); !allowed)
        return allowed.failure();
    const auto found = line_subject_of(context.town.db(), line);
    if (!found) return found.failure();
    const LineSubject& subject = found.value();
    if (const auto free = check_no_relation_in_line(context, subject); !free) return free.failure();
    if (const auto* const proposed = subject.proposed()) {
        return take_back(context, subject, *proposed, reason);
    }
    const store::LineDecision* const standing = subject.standing();
    if (standing == nullptr || standing->kind == DecisionKind::release) {
        return release(context, subject, reason);
    }
    return take_back(context, subject, *standing, reason);
}

base::Result<Report> assign_line(Context& context, std::string_view line, std::string_view label,
                                 std::string_view target, std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "line assign"); !allowed)
        return allowed.failure();
    if (const auto known = check_label(label); !known) return known.failure();
    const auto found = line_subject_of(context.town.db(), line);
    if (!found) return found.failure();
    const LineSubject& subject = found.value();
    store::DecisionTarget payment;
    if (!target.empty()) {
        const auto named = target_named(context.town, target);
        if (!named) return named.failure();
        payment = named.value();
    }
    const store::LineDecision word{
        .kind = DecisionKind::other, .target = payment, .label = std::string{label}};
    if (const auto free = check_no_relation_in_line(context, subject, word.target, word.household);
        !free)
        return free.failure();
    if (is_said(context, subject, word)) return report_of_line(context.town, subject.line.key);
    if (label != paid_by_hand && !target.empty()) return base::refuse("label_names_no_payment");
    const store::LineDecision* const waiting = waiting_with(subject, word);
    if (const auto open = check_open(subject, waiting); !open) return open.failure();
    if (label == paid_by_hand) {
        if (const auto fits = check_paid_by_hand(context, subject, payment); !fits)
            return fits.failure();
    }
    if (waiting != nullptr) return confirm(context, subject, *waiting);
    const bool by_two = spoke_of_ours(subject) || may_be_of_a_file(context.town.db(), subject.line);
    return decide(context, subject, word, reason, by_two ? Holds::when_confirmed : Holds::at_once);
}

}  // namespace ontzorgd::service
