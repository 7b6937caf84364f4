// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/attempt.h"

#include "aim_anew.h"
#include "line_report.h"
#include "ontzorgd/facts/book.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/dead_word.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/store/recall.h"
#include "ontzorgd/store/reissue.h"
#include "ontzorgd/store/returned.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/uitkering/draagdeel.h"
#include "ontzorgd/wording/bank_reason_words.h"
#include "ontzorgd/wording/sentence.h"
#include "pay_again_of.h"
#include "payment_reference.h"
#include "placing_words.h"
#include "status_exceptions.h"
#include "unbooked.h"
#include "unknown_debits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

/// Two people make it dead, neither of whom proposed to pay it.
constexpr std::size_t people_for_dead = 2;

constexpr std::array pay_again_words{"nee", "nog_niet", "ja"};

/// Why the guard answers so, as an error with what its sentence asks for.
base::Error why(const payment::PayAgain& answer, std::string_view end_to_end_id) {
    base::Error error = base::refuse(std::string{answer.reason}).error;
    if (!end_to_end_id.empty()) error = error.with("attempt", std::string{end_to_end_id});
    if (answer.not_before) error = error.with("datum", wording::day(*answer.not_before));
    return error;
}

Report attempt_row(Municipality& town, const store::ShownAttempt& attempt) {
    Report row;
    row.add("kenmerk", reference_of(town, attempt.instruction, attempt.number))
        .add("poging", Value{attempt.number})
        .add("staat", payment::to_text(state_of(attempt)))
        .add("bedrag", Value{attempt.cents})
        .add("iban", attempt.creditor_iban)
        .add("uitvoerdatum", Value{attempt.execution_date})
        .add("geboekt_op", attempt.settled_on ? Value{*attempt.settled_on} : Value{std::string{}})
        .add("teruggekomen", Value{attempt.returned})
        .add("reden", attempt.return_reason);
    const values::Euro kept =
        store::cost_of_returns(town.db(), {attempt.instruction, attempt.number});
    if (!kept.is_zero()) row.add("kosten", Value{kept});
    return row;
}

void add_answer(Report& report, const payment::PayAgain& answer) {
    report.add("mag_opnieuw", pay_again_words.at(static_cast<std::size_t>(answer.answer)))
        .add("waarom", wording::sentence(why(answer, {})))
        .add("niet_voor", answer.not_before ? Value{*answer.not_before} : Value{std::string{}});
}

store::AttemptName name_of(const NamedPayment& named) {
    return {.instruction = named.instruction, .attempt = named.attempt};
}

std::string step_after_return(store::Database& db, const store::ShownAttempt& attempt) {
    const auto told = store::told_return(db, {attempt.instruction, attempt.number});
    const bool is_client = told && told->payee_is_client;
    return std::string{wording::bank_reason_next_step(
        attempt.return_reason, is_client ? wording::PaidTo::client : wording::PaidTo::creditor)};
}

/// What came back of it in part is paid again by two people.
std::string step_of_part(store::Database& db, const store::ShownAttempt& attempt,
                         values::Euro cents) {
    const auto words = store::part_words(db, {attempt.instruction, attempt.number});
    if (store::waiting_part_word(words, cents))
        return std::string{wording::phrase("next_second_reissues_part")};
    return step_after_return(db, attempt) + ' ' +
           std::string{wording::phrase("next_two_reissue_part")};
}

/// What a person can do about the attempt; empty when there is nothing.
std::string next_step(store::Database& db, const store::ShownAttempt& attempt,
                      std::size_t dead_words, const payment::PayAgain& answer) {
    if (attempt.is_last && store::is_reissued(db, attempt.instruction, attempt.number))
        return std::string{wording::phrase("next_propose_again")};
    if (answer.needs_two_people) return step_of_part(db, attempt, answer.cents);
    if (attempt.is_last && attempt.state == store::AttemptRowState::returned)
        return step_after_return(db, attempt);
    const bool waits = attempt.state == store::AttemptRowState::as_file && 0 < dead_words &&
                       dead_words < people_for_dead;
    return waits ? std::string{wording::phrase("next_second_declares_dead")} : std::string{};
}

void add_dead_words(Report& report, store::Database& db,
                    const std::vector<store::DeadWord>& words) {
    if (words.empty()) return;
    std::string names;
    for (const store::DeadWord& word : words) {
        names += (names.empty() ? "" : ", ") + store::user_name(db, word.user);
    }
    report.add("dood_verklaard_door", names);
}

/// What was paid again of it in parts, and who waits for a second person to pay the next.
void add_parts(Report& report, store::Database& db, const store::ShownAttempt& attempt,
               const payment::PayAgain& answer) {
    const auto words = store::part_words(db, {attempt.instruction, attempt.number});
    std::vector<Report> rows;
    for (const store::PartWord& word : words) {
        if (word.made == 0) continue;
        Report row;
        row.add("instructie", Value{word.made}).add("bedrag", Value{word.cents});
        rows.push_back(std::move(row));
    }
    if (!rows.empty()) report.add_rows("opnieuw_betaalde_delen", std::move(rows));
    if (!answer.needs_two_people) return;
    report.add("opnieuw_te_betalen", Value{answer.cents});
    if (const auto first = store::waiting_part_word(words, answer.cents))
        report.add("voorgesteld_door", store::user_name(db, *first));
}

/// What was asked of the bank about it, and what it said.
void add_recalls(Report& report, store::Database& db, const store::ShownAttempt& attempt) {
    std::vector<Report> rows;
    const auto recalls = store::recalls_of(db, {attempt.instruction, attempt.number});
    for (const store::RecallRow& recall : recalls) {
        Report row;
        row.add("code", recall.code)
            .add("gevraagd_door", store::user_name(db, recall.user))
            .add("gevraagd_op", Value{store::day_of_fact(db, recall.fact)})
            .add("termijn", Value{recall.until})
            .add("geweigerd", recall.refusal);
        rows.push_back(std::move(row));
    }
    if (!rows.empty()) report.add_rows("terugroepen", std::move(rows));
}

/// An attempt with what it tried to pay.
struct OfAttempt {
    NamedPayment named;
    store::InstructionRow instruction;
    store::StoredRun run;
};

base::Result<OfAttempt> find_attempt(Municipality& town, std::string_view end_to_end_id) {
    store::Database& db = town.db();
    const auto named = payment_named(town, end_to_end_id);
    if (!named) return named.failure();
    if (!named.value())
        return base::refuse("attempt_is_unknown", {{"attempt", std::string{end_to_end_id}}});
    const auto instruction = store::instruction_by_id(db, named.value()->instruction);
    base::expects(instruction.has_value(), "an attempt is of an instruction");
    const auto run = store::run_by_id(db, instruction->run);
    base::expects(run.has_value(), "an instruction is of a run");
    return OfAttempt{.named = *named.value(), .instruction = *instruction, .run = *run};
}

/// What the guard says of the attempt, as `ask` asks it.
template <class Ask>
payment::PayAgain answer_for(Context& context, const NamedPayment& named, const Ask& ask) {
    PayAgainOf guard{context.town, store::every_fact};
    std::optional<payment::PayAgain> answer;
    store::for_each_attempt_on(context.town.db(), named.instruction,
                               [&](const store::ShownAttempt& attempt) {
                                   if (attempt.number == named.attempt)
                                       answer = ask(guard, attempt);
                               });
    base::expects(answer.has_value(), "the attempt was found before");
    return *answer;
}

/// What may be made again, and what the attempt is: it came back, or was rejected and never booked.
struct MayReissue {
    store::AttemptRowState state = store::AttemptRowState::as_file;
    payment::PayAgain answer;
};
base::Result<MayReissue> ask_guard(Context& context, const NamedPayment& named,
                                   std::string_view end_to_end_id) {
    store::AttemptRowState state = store::AttemptRowState::as_file;
    const payment::PayAgain answer =
        answer_for(context, named, [&](PayAgainOf& guard, const store::ShownAttempt& attempt) {
            state = attempt.state;
            return guard(attempt);
        });
    if (answer.answer != payment::MayPayAgain::yes)
        return base::Failure{why(answer, end_to_end_id)};
    // What is dead is open already.
    if (state == store::AttemptRowState::dead) {
        return base::refuse("attempt_did_not_come_back", {{"attempt", std::string{end_to_end_id}}});
    }
    // What is owed was not booked out when its file was handed over: it would be owed twice.
    const auto file = store::file_by_id(
        context.town.db(),
        store::attempt_of(context.town.db(), named.instruction, named.attempt)->file);
    if (store::is_booked(state) && file->state != "handed_over")
        return base::refuse("file_is_not_resolved", {{"file", file->name}});
    return MayReissue{.state = state, .answer = answer};
}

/// A person set its instruction free before: it came back, or was rejected. Or all that came back
/// of it was paid again in parts.
bool is_free_already(store::Database& db, const NamedPayment& named) {
    if (store::is_reissued(db, named.instruction, named.attempt)) return true;
    if (store::is_paid_again(db, name_of(named))) return true;
    bool is_buried = false;
    store::for_each_attempt_on(db, named.instruction, [&](const store::ShownAttempt& attempt) {
        is_buried = is_buried || (attempt.number == named.attempt &&
                                  attempt.state == store::AttemptRowState::dead &&
                                  attempt.word == payment::BankWord::rejected);
    });
    return is_buried;
}

/// Makes an attempt dead that the bank has or may have: its instruction is open again.
void bury(Act& act, Context& context, const OfAttempt& of, std::string_view why) {
    store::Database& db = context.town.db();
    const auto [instruction, number] = of.named;
    const auto row = store::attempt_of(db, instruction, number);
    const auto file = store::file_by_id(db, row->file);
    store::kill_attempt(db, instruction, number);
    if (store::is_reissued(db, instruction, number)) {
        // It is open already, or made again: what was owed twice is owed once now.
        store::ExceptionWriter{db, act.number(), context.now.today}.close(
            "terugkomst_vervallen", std::to_string(instruction) + '|' + std::to_string(number));
        facts::book_reissued_payment_declared_dead(act.journal(), file->account,
                                                   of.instruction.cents);
        return;
    }
    store::open_left_out(
        db, instruction, number,
        {.fact = act.number(), .today = context.now.today, .reason = left_out_word(why)});
    // Nothing was booked for a file of which nobody knows whether the bank has it.
    if (file->state != "handed_over") return;
    facts::book_payment_declared_dead(act.journal(), file->account,
                                      static_cast<std::size_t>(of.instruction.kind),
                                      of.instruction.cents);
}

/// Sets the instruction of what came back, or was rejected, free.
void set_free(Act& act, Context& context, const OfAttempt& of, store::AttemptRowState state) {
    store::Database& db = context.town.db();
    store::ExceptionWriter exceptions{db, act.number(), context.now.today};
    const auto [instruction, number] = of.named;
    if (state != store::AttemptRowState::returned) {
        bury(act, context, of, "rejected_by_bank");
        sync_status_exceptions(db, exceptions, store::attempt_of(db, instruction, number)->file);
        return;
    }
    store::add_reissue(db, instruction, number, of.instruction.cents, act.number());
    facts::book_payment_reissued(act.journal(), static_cast<std::size_t>(of.instruction.kind),
                                 of.instruction.cents);
    exceptions.close("betaling_teruggekomen",
                     std::to_string(instruction) + '|' + std::to_string(number));
}

/// Aims what is open again, when it must be.
base::Result<base::Done> aim(Act& act, Context& context, const OfAttempt& of,
                             const uitkering::Regelset& regelset, std::int64_t instruction) {
    store::Database& db = context.town.db();
    const auto open =
        store::open_instructions_in(db, of.run.id, {.first = instruction, .last = instruction}, 1);
    base::expects(open.size() == 1, "what was set free is open");
    const AimPlan plan = AimPlanner{context, of.run.id, regelset}.plan(open.front());
    if (!plan.obstacle.empty()) {
        return base::refuse(std::string{plan.obstacle},
                            {{"instruction", std::to_string(instruction)},
                             {"bedrag", wording::money(open.front().instruction.cents)}});
    }
    if (plan.aimed) store::AimWriter{db, act.number()}.add(*plan.aimed);
    return base::Done{};
}

/// Sets the instruction free and aims it; everything or nothing.
base::Result<base::Done> reissue(Context& context, const OfAttempt& of,
                                 store::AttemptRowState state, std::string_view reason) {
    store::Database& db = context.town.db();
    const auto regelset = regelset_of(db, of.run.id);
    if (!regelset) return regelset.failure();
    const store::InstructionRow& instruction = of.instruction;
    store::Transaction transaction{db};
    Act act{context, "payment_reissued"};
    set_free(act, context, of, state);
    if (const auto aimed = aim(act, context, of, regelset.value(), instruction.id); !aimed)
        return aimed.failure();
    const Commitment why = commit_to(context.town, reason);
    act.record()
        .add("instruction", instruction.id)
        .add("attempt", of.named.attempt)
        .add("cents", instruction.cents.cents())
        .add("reason_text", why.personal)
        .add("reason_sha256", why.digest);
    act.seal();
    transaction.commit();
    return base::Done{};
}

/// The first of two people says that a part that came back is to be paid again.
void propose_part(Context& context, const OfAttempt& of, values::Euro cents,
                  std::string_view reason) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "part_reissue_proposed"};
        const Commitment why = commit_to(context.town, reason);
        store::add_part_word(db, name_of(of.named),
                             {.cents = cents, .user = context.actor.id, .fact = act.number()},
                             why.personal);
        act.record()
            .add("instruction", of.named.instruction)
            .add("attempt", of.named.attempt)
            .add("cents", cents.cents())
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
}

/// The second says so too: an instruction of its own pays it, everything or nothing.
base::Result<base::Done> make_part(Context& context, const OfAttempt& of, values::Euro cents,
                                   std::string_view reason) {
    store::Database& db = context.town.db();
    const auto regelset = regelset_of(db, of.run.id);
    if (!regelset) return regelset.failure();
    const store::InstructionRow& whole = of.instruction;
    const store::AttemptName name = name_of(of.named);
    store::Transaction transaction{db};
    Act act{context, "part_reissued"};
    const auto shares = uitkering::returned_per_partner(cents, whole.cents, whole.draagdeel_eerste);
    const std::int64_t made = store::add_part(db, whole, cents, shares[0], act.number());
    const Commitment why = commit_to(context.town, reason);
    store::add_part_word(
        db, name, {.cents = cents, .user = context.actor.id, .made = made, .fact = act.number()},
        why.personal);
    if (const auto aimed = aim(act, context, of, regelset.value(), made); !aimed)
        return aimed.failure();
    facts::book_payment_reissued(act.journal(), static_cast<std::size_t>(whole.kind), cents);
    if (store::is_paid_again(db, name)) {
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        const std::string cause = cause_of(name);
        exceptions.close("betaling_teruggekomen", cause);
        exceptions.close("betaling_deels_teruggekomen", cause);
    }
    act.record()
        .add("instruction", name.instruction)
        .add("attempt", name.attempt)
        .add("cents", cents.cents())
        .add("made", made)
        .add("reason_text", why.personal)
        .add("reason_sha256", why.digest);
    act.seal();
    transaction.commit();
    return base::Done{};
}

/// Neither of the two can do it alone; both mean the same cents.
base::Result<base::Done> reissue_part(Context& context, const OfAttempt& of, values::Euro cents,
                                      std::string_view reason) {
    const auto words = store::part_words(context.town.db(), name_of(of.named));
    const auto first = store::waiting_part_word(words, cents);
    if (first && *first != context.actor.id) return make_part(context, of, cents, reason);
    if (!first) propose_part(context, of, cents, reason);
    return base::Done{};
}

base::Result<base::Done> may_declare(Context& context, const NamedPayment& named,
                                     std::string_view end_to_end_id) {
    store::Database& db = context.town.db();
    const auto row = store::attempt_of(db, named.instruction, named.attempt);
    const auto batch = store::batch_by_id(db, row->batch);
    if (batch && (batch->proposed_by == context.actor.id || batch->made_by == context.actor.id)) {
        return base::refuse("declarer_is_proposer", {{"attempt", std::string{end_to_end_id}}});
    }
    const payment::PayAgain answer =
        answer_for(context, named, [](PayAgainOf& guard, const store::ShownAttempt& attempt) {
            return guard.may_be_declared_dead(attempt);
        });
    if (answer.answer != payment::MayPayAgain::yes)
        return base::Failure{why(answer, end_to_end_id)};
    return base::Done{};
}

void say_dead(Context& context, const OfAttempt& of, bool is_last_word, std::string_view reason) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, is_last_word ? "attempt_declared_dead" : "attempt_called_dead"};
        const Commitment why = commit_to(context.town, reason);
        store::add_dead_word(db, of.named.instruction, of.named.attempt,
                             {.user = context.actor.id, .fact = act.number()}, why.personal);
        if (is_last_word) {
            bury(act, context, of, "declared_dead");
            store::ExceptionWriter exceptions{db, act.number(), context.now.today};
            tell_unbooked(db, exceptions);
        }
        act.record()
            .add("instruction", of.named.instruction)
            .add("attempt", of.named.attempt)
            .add("cents", of.instruction.cents.cents())
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
}

}  // namespace

base::Result<Report> show_attempt(Municipality& town, std::string_view end_to_end_id) {
    store::Database& db = town.db();
    const auto of = find_attempt(town, end_to_end_id);
    if (!of) return of.failure();
    const NamedPayment& named = of.value().named;
    const store::InstructionRow& instruction = of.value().instruction;
    PayAgainOf may_pay_again{town, store::every_fact};
    Report report;
    std::vector<Report> others;
    store::for_each_attempt_on(db, instruction.id, [&](const store::ShownAttempt& attempt) {
        if (attempt.number != named.attempt) {
            others.push_back(attempt_row(town, attempt));
            return;
        }
        report = attempt_row(town, attempt);
        report.add("instructie", Value{instruction.id})
            .add("run", of.value().run.head.run_id)
            .add("client", store::client_nummer(db, instruction.client))
            .add("soort", store::kind_text(instruction.kind))
            .add("aan", who_is_paid(db, instruction))
            .add("bestand_sha256", base::to_hex(attempt.file_sha256));
        const payment::PayAgain answer = may_pay_again(attempt);
        add_answer(report, answer);
        if (answer.answer != payment::MayPayAgain::yes) {
            add_lines(report, "eerst_uit_te_zoeken", may_pay_again.nameless_debits(attempt));
        }
        add_parts(report, db, attempt, answer);
        add_last_status(report, db, attempt.instruction, attempt.number);
        add_recalls(report, db, attempt);
        const auto words = store::dead_words(db, attempt.instruction, attempt.number);
        add_dead_words(report, db, words);
        const std::string step = next_step(db, attempt, words.size(), answer);
        if (!step.empty()) report.add("volgende_stap", step);
    });
    if (!others.empty()) report.add_rows("andere_pogingen", std::move(others));
    return report;
}

base::Result<Report> reissue_attempt(Context& context, std::string_view end_to_end_id,
                                     std::string_view reason) {
    if (const auto allowed = may_move_money(context, "attempt reissue"); !allowed)
        return allowed.failure();
    const auto of = find_attempt(context.town, end_to_end_id);
    if (!of) return of.failure();
    const NamedPayment& named = of.value().named;
    if (const auto free = check_no_relation_in_payment(context, named.instruction); !free)
        return free.failure();
    if (is_free_already(context.town.db(), named)) return show_attempt(context.town, end_to_end_id);
    if (const auto why = check_reason(reason); !why) return why.failure();
    const auto asked = ask_guard(context, named, end_to_end_id);
    if (!asked) return asked.failure();
    const auto& [state, answer] = asked.value();
    const auto done = answer.needs_two_people
                          ? reissue_part(context, of.value(), answer.cents, reason)
                          : reissue(context, of.value(), state, reason);
    if (!done) return done.failure();
    return show_attempt(context.town, end_to_end_id);
}

base::Result<Report> declare_dead(Context& context, std::string_view end_to_end_id,
                                  std::string_view reason) {
    if (const auto allowed = may_move_money(context, "attempt declare-dead"); !allowed)
        return allowed.failure();
    const auto of = find_attempt(context.town, end_to_end_id);
    if (!of) return of.failure();
    const NamedPayment& named = of.value().named;
    if (const auto free = check_no_relation_in_payment(context, named.instruction); !free)
        return free.failure();
    const auto words = store::dead_words(context.town.db(), named.instruction, named.attempt);
    const bool said_before = std::ranges::any_of(
        words, [&](const store::DeadWord& word) { return word.user == context.actor.id; });
    if (said_before || words.size() >= people_for_dead)
        return show_attempt(context.town, end_to_end_id);
    if (const auto why = check_reason(reason); !why) return why.failure();
    if (const auto allowed = may_declare(context, named, end_to_end_id); !allowed)
        return allowed.failure();
    say_dead(context, of.value(), words.size() + 1 == people_for_dead, reason);
    return show_attempt(context.town, end_to_end_id);
}

}  // namespace ontzorgd::service
