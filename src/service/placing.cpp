// SPDX-License-Identifier: EUPL-1.2
#include "placing.h"

#include "account_chain.h"
#include "extra_debits.h"
#include "missing_statement.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/reconcile/whole_file.h"
#include "ontzorgd/store/bank_status.h"
#include "ontzorgd/store/chain.h"
#include "placing_words.h"
#include "profile_exceptions.h"
#include "status_exceptions.h"
#include "unbooked.h"
#include "unknown_debits.h"

#include <algorithm>
#include <string>

namespace ontzorgd::service {

namespace {

using reconcile::Place;

/// Where a line stands in the sums of its account; nothing for an amount of zero.
values::Euro& sum_of(facts::StatementSums& sums, Place place, bool credit, store::LineClaim claim) {
    switch (place) {
        case Place::matched:
            if (claim == store::LineClaim::refund) return sums.refunded;
            return credit ? sums.returned : sums.confirmed;
        case Place::known_other: return credit ? sums.other_credit : sums.other_debit;
        case Place::proposed:
        case Place::suspense:
        case Place::duplicate_delivery: break;
    }
    return credit ? sums.suspense_credit : sums.suspense_debit;
}

/// Between which days, balances and numbers a statement is missing before the one at `at`.
std::string details_of_gap(const store::OwnAccount& own, const AccountChain& made, std::size_t at) {
    const reconcile::ChainLink next = link_of(made.statements[at]);
    reconcile::ChainLink before{
        .closing_date = own.opening_date, .opening = own.opening, .closing = own.opening};
    if (at > 0) before = link_of(made.statements[at - 1]);
    std::string details = "account=" + std::to_string(own.id) +
                          "|delivery=" + std::to_string(made.statements[at].id) +
                          "|rekening=" + own.name + "|dag=" + before.closing_date.to_string() +
                          "|eindsaldo=" + std::to_string(before.closing.cents()) +
                          "|beginsaldo=" + std::to_string(next.opening.cents());
    const std::int64_t first = before.number.value_or(0) + 1;
    const std::int64_t last = next.number.value_or(0) - 1;
    if (before.number && next.number && first <= last) {
        details += "|nummers=" + std::to_string(first);
        if (first < last) details += " tot en met " + std::to_string(last);
    }
    return details;
}

}  // namespace

std::string cause_of(const store::LineKey& line) {
    return std::to_string(line.statement) + '|' + std::to_string(line.entry) + '|' +
           std::to_string(line.detail);
}

std::string cause_of_refund(const store::LineKey& line, std::int64_t household) {
    return cause_of(line) + '|' + std::to_string(household);
}

void book_placing(Act& act, const Placing& placing) {
    for (const auto& [account, sums] : placing.changes()) {
        facts::book_statement_placed(act.journal(), account, sums);
    }
}

void note_line(store::ExceptionWriter& exceptions, const store::LineKey& line, values::Euro cents,
               std::string_view rule) {
    const std::string cause = cause_of(line);
    if (!kind_beside(rule).empty()) {
        exceptions.close("bankregel_onverklaard", cause);
        return;
    }
    const std::string details =
        "delivery=" + std::to_string(line.statement) + "|entry=" + std::to_string(line.entry) +
        "|detail=" + std::to_string(line.detail) + "|rule=" + std::string{rule};
    exceptions.open("bankregel_onverklaard", cause, {}, "rechtmatigheid", cents, details);
    exceptions.tell("bankregel_onverklaard", cause, details);
}

void quiet_line(store::ExceptionWriter& exceptions, const store::LineKey& line) {
    exceptions.close("bankregel_onverklaard", cause_of(line));
}

Placing::Placing(Context& context, std::int64_t fact)
    : context_{context},
      db_{context.town.db()},
      settling_{db_, fact},
      payments_{db_},
      exceptions_{db_, fact, context.now.today} {}

// --- statements come and go ---

void Placing::activate(const store::BankStatementRow& statement,
                       const std::unordered_map<std::int64_t, std::int64_t>* single_debits) {
    accounts_.insert(statement.account);
    begins_again(statement);
    const bool repeats = store::mark_repeats(db_, statement) > 0;
    if (repeats) store::sum_repeats(db_, statement.id);
    mark_notices(statement);
    const bool debits_are_counted = single_debits != nullptr && !repeats;
    if (debits_are_counted) {
        for (const auto& [file, count] : *single_debits) single_debits_[file] += count;
    }
    std::int64_t done = 0;
    store::for_each_line(db_, statement.id, [&](const store::LineRow& line) {
        if (++done % 10'000 == 0) context_.progress("bankregels geplaatst", done);
        if (line.repeats_statement != 0) return;
        count(statement.account, line, 1);
        add_claim(line, debits_are_counted);
        if (single_debits == nullptr) raise(line);
    });
}

/// A line that begins to count after it came in is as loud as if it had counted at once. Whether
/// one that fits nothing bears a trace of ours was known then only: if so, it was loud already.
void Placing::raise(const store::LineRow& line) {
    if (line.place == Place::matched || line.place == Place::known_other) return;
    if (is_told_with_its_file(line.credit, line.rule)) return;
    if (line.rule == "no_candidate") {
        exceptions_.open_again("bankregel_onverklaard", cause_of(line.key));
    } else {
        note_line(exceptions_, line.key, line.cents, line.rule);
    }
}

/// What a notice told before is told by this statement now.
void Placing::mark_notices(const store::BankStatementRow& statement) {
    for (const auto& notice : store::notices_beside(db_, statement)) add_notice(notice);
}

void Placing::add_notice(const store::BankStatementRow& notice) {
    if (store::mark_repeats(db_, notice) > 0) store::sum_repeats(db_, notice.id);
}

/// A statement that seemed to overlap others stands on its own once the one before it is here: then
/// none of its entries repeats an equal one elsewhere.
void Placing::begins_again(const store::BankStatementRow& statement) {
    for (const std::int64_t id : store::repeaters_that_follow(db_, statement)) {
        const auto follower = store::statement_by_id(db_, id);
        deactivate(*follower, follower->state);
        activate(*store::statement_by_id(db_, id), nullptr);
    }
}

void Placing::deactivate(const store::BankStatementRow& statement, std::string_view new_state) {
    accounts_.insert(statement.account);
    store::for_each_line(db_, statement.id, [&](const store::LineRow& line) {
        if (line.repeats_statement != 0) return;
        count(statement.account, line, -1);
        remove_claim(line);
        // What does not count needs no explaining.
        if (line.place != Place::matched) {
            exceptions_.close("bankregel_onverklaard", cause_of(line.key));
        }
    });
    store::change_statement_state(db_, statement.id, new_state);
    store::free_all_repeats(db_, statement.id);
    store::sum_repeats(db_, statement.id);
    pass_on_repeats(statement);
}

/// Entries of others that repeated entries of a statement that is gone: now they repeat a third
/// delivery, or stand for themselves.
void Placing::pass_on_repeats(const store::BankStatementRow& gone) {
    for (const std::int64_t id : store::repeaters_of(db_, gone.id)) {
        const auto repeater = store::statement_by_id(db_, id);
        store::free_repeats(db_, id, gone.id);
        if (repeater->is_notice()) add_notice(*repeater);
        if (!repeater->is_live()) continue;
        store::mark_repeats(db_, *repeater);
        store::for_each_line(db_, id, [&](const store::LineRow& line) {
            if (line.repeats_statement != 0 || !store::was_freed(db_, id, line.key.entry)) return;
            count(repeater->account, line, 1);
            add_claim(line, false);
            raise(line);
        });
        store::sum_repeats(db_, id);
    }
}

void Placing::count(std::int64_t account, const store::LineRow& line, int sign) {
    values::Euro& sum = sum_of(changes_[account], line.place, line.credit, line.claim);
    sum += sign > 0 ? line.cents : -line.cents;
}

void Placing::count_single_debit(const store::LineRow& line, std::int64_t sign) {
    if (line.credit) return;
    const auto hit = payments_.attempt(line.instruction, line.attempt);
    if (hit) single_debits_[hit->file] += sign;
}

/// What a line says about files of which another line may have the total.
void Placing::touch_total(const store::LineRow& line) {
    if (line.claim == store::LineClaim::nothing && line.place == Place::proposed) {
        for (const std::int64_t file : settling_.contradicted_by(line.key)) files_.insert(file);
    }
    if (line.claim != store::LineClaim::batch_total) return;
    const auto key = settling_.total_of_line(line.key);
    base::expects(key.has_value(), "a line with a total is stored with it");
    totals_.insert(*key);
}

void Placing::touch_file(const store::LineRow& line) {
    if (line.file == 0) return;
    files_.insert(line.file);
    const store::StoredFile* const file = payments_.file(line.file);
    const store::ClaimRow claim{.cents = line.cents, .credit = line.credit, .claim = line.claim};
    if (file != nullptr && is_of_a_part(claim, file->cents)) parted_.insert(line.file);
}

void Placing::file_is_out(std::int64_t file) {
    files_.insert(file);
    touch_totals_below(file);
}

bool Placing::touch_totals_below(std::int64_t file) {
    const store::StoredFile* const stored = payments_.file(file);
    if (stored == nullptr) return false;
    const auto totals = store::totals_below(
        db_, file, stored->execution_date.plus_days(reconcile::days_booked_late));
    totals_.insert(totals.begin(), totals.end());
    return !totals.empty();
}

void Placing::add_claim(const store::LineRow& line, bool debits_are_counted) {
    touch_total(line);
    if (line.household != 0) refunded_.insert(line.household);
    touch_file(line);
    if (line.instruction == 0) return;
    if (!debits_are_counted) count_single_debit(line, 1);
    // Nearly every line is the first debit of its payment: it stands as it was made.
    const bool stands = line.place == Place::matched && !line.credit;
    if (stands && settling_.confirm_unclaimed(line.instruction, line.attempt, line.booking_date))
        return;
    settling_.add_claims(line.instruction, line.attempt, 1);
    settling_.touch(line.instruction, line.attempt);
}

void Placing::remove_claim(const store::LineRow& line) {
    touch_total(line);
    if (line.household != 0) {
        refunded_.insert(line.household);
        exceptions_.close("terugbetaling_ontvangen", cause_of_refund(line.key, line.household));
    }
    touch_file(line);
    if (line.instruction == 0) return;
    count_single_debit(line, -1);
    // Told anew when the others that name the payment are settled.
    const std::string_view beside = kind_beside(line.rule);
    if (!beside.empty())
        exceptions_.close(beside, cause_of(store::AttemptName{line.instruction, line.attempt}));
    settling_.add_claims(line.instruction, line.attempt, -1);
    settling_.touch(line.instruction, line.attempt);
}

// --- settling ---

void Placing::finish() {
    for (const auto& [file, more] : single_debits_) {
        if (more == 0) continue;
        settling_.add_single_debits(file, more);
        files_.insert(file);
    }
    // What explains a file decides over lines that only have its total.
    for (const std::int64_t file : files_) {
        if (const auto key = settling_.total_of_file(file)) totals_.insert(*key);
    }
    for (const store::TotalKey& key : totals_) settle_total(key);
    for (const std::int64_t file : files_) settle_file(file);
    settling_.for_each_touched([&](std::int64_t instruction, std::int64_t number) {
        settle_attempt({.instruction = instruction, .attempt = number});
    });
    for (const std::int64_t household : refunded_) settle_refunds(household);
    for (const std::int64_t account : accounts_) chain_account(account);
    // A file that is handed over late may be what a total of an earlier day is of.
    for (const store::TotalKey& key : totals_) accounts_.insert(key.account);
    sync_profile_exceptions(db_, exceptions_, accounts_);
    // What the bank said before of what is booked now.
    for (const std::int64_t file : files_) {
        if (store::is_reported(db_, file)) sync_status_exceptions(db_, exceptions_, file);
    }
    store::for_each_paid_by_hand(
        db_, [&](const store::PaidByHand& payment) { note_paid_twice(payment); });
    sync_extra_debits(db_, exceptions_);
    sync_unknown_debits(db_, exceptions_);
    tell_unbooked(db_, exceptions_);
}

/// Made by hand, and booked from our file as well: nobody may lose sight of that.
void Placing::note_paid_twice(const store::PaidByHand& payment) {
    const std::string cause = std::to_string(payment.instruction);
    if (!payment.is_booked_too) {
        exceptions_.close("betaling_ook_met_de_hand", cause);
        return;
    }
    const std::string details =
        "instruction=" + cause + "|line=" + std::to_string(payment.line.statement) + ':' +
        std::to_string(payment.line.entry) + ':' + std::to_string(payment.line.detail);
    const auto household = store::household_of_instruction(db_, payment.instruction);
    exceptions_.open("betaling_ook_met_de_hand", cause, household.value_or(dossier::HouseholdId{}),
                     "rechtmatigheid", payment.cents, details);
    exceptions_.tell("betaling_ook_met_de_hand", cause, details);
}

void Placing::move(const store::ClaimRow& claim, Place place, std::string_view rule) {
    if (claim.place == place && claim.rule == rule) return;
    facts::StatementSums& sums = changes_[claim.account];
    sum_of(sums, claim.place, claim.credit, claim.claim) -= claim.cents;
    sum_of(sums, place, claim.credit, claim.claim) += claim.cents;
    settling_.place(claim.key, place, rule);
    if (place == Place::matched || is_told_with_its_file(claim.credit, rule)) {
        exceptions_.close("bankregel_onverklaard", cause_of(claim.key));
    } else {
        note_line(exceptions_, claim.key, claim.cents, rule);
    }
}

void Placing::settle_total(const store::TotalKey& key) {
    const auto lines = settling_.lines_with_total(key);
    if (lines.empty()) return;
    auto files = settling_.files_with_total(key);
    std::vector<values::CivilDate> days;
    days.reserve(lines.size());
    for (const store::TotalLineRow& line : lines) days.push_back(line.claim.booking_date);
    std::vector<reconcile::TotalFile> facts;
    facts.reserve(files.size());
    for (const store::TotalFileRow& file : files) {
        facts.push_back({.execution_date = file.execution_date,
                         .is_explained = settling_.is_named_whole(file.id) ||
                                         store::each_has_a_single_debit(db_, file.id),
                         .is_contradicted = settling_.is_contradicted(file.id)});
    }
    auto outcomes = reconcile::settle_totals(days, facts);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (outcomes[i].place == Place::matched)
            doubt_total(lines[i].claim, key, outcomes[i], files);
        settle_total_line(lines[i], outcomes[i], files);
    }
}

/// A larger file less what is rejected of it may have the total too.
void Placing::doubt_total(const store::ClaimRow& line, const store::TotalKey& key,
                          reconcile::ByTotal& outcome, std::vector<store::TotalFileRow>& files) {
    const reconcile::FileTotal total{
        .cents = key.cents, .count = key.payments, .booking_date = line.booking_date};
    const values::CivilDate from = line.booking_date.plus_days(-reconcile::days_booked_late);
    for (const std::int64_t file :
         store::files_with_rejections(db_, key.account, key.cents, from, line.booking_date)) {
        const auto share = reconcile::share_by_people(total, {}, file_of_payments(db_, file));
        if (share.of == reconcile::Share::Of::nothing) continue;
        outcome.place = Place::proposed;
        outcome.rule = "batches_of_equal_total";
        outcome.candidates.push_back(files.size());
        files.push_back({.id = file});
    }
}

bool Placing::is_dedicated(std::int64_t account) {
    const auto own = store::own_account_by_id(db_, account);
    return own && own->dedicated;
}

void Placing::settle_total_line(const store::TotalLineRow& line, const reconcile::ByTotal& outcome,
                                const std::vector<store::TotalFileRow>& files) {
    std::vector<std::int64_t> could_be;
    for (const std::size_t index : outcome.candidates) could_be.push_back(files[index].id);
    const bool is_matched = outcome.place == Place::matched;
    const std::int64_t file = is_matched ? could_be.front() : 0;
    if (is_matched) could_be.clear();
    settling_.set_total(line.claim.key, file, could_be);
    if (line.file != 0) files_.insert(line.file);
    if (file != 0) files_.insert(file);
    if (!outcome.rule.empty()) {
        move(line.claim, outcome.place, outcome.rule);
        return;
    }
    const bool is_foreign = !line.has_trace && !is_dedicated(line.claim.account);
    move(line.claim, is_foreign ? Place::known_other : Place::suspense,
         is_foreign ? "foreign" : "no_candidate");
    if (line.has_trace) {
        note_line(exceptions_, line.claim.key, line.claim.cents, "no_candidate");
    } else {
        exceptions_.close("bankregel_onverklaard", cause_of(line.claim.key));
    }
}

/// A batch line stands for every payment of its file that the bank took, or for none: not twice,
/// and not when each of them was booked by itself as well. Then there are two whole explanations,
/// and the one that names every payment is taken. Fewer single debits explain the file in no way:
/// they are the extra ones.
void Placing::settle_file(std::int64_t file) {
    BookedFile booked{db_, file};
    for (std::size_t i = 0; i < booked.claims().size(); ++i) {
        move(booked.claims()[i].line, booked.places()[i].place, booked.places()[i].rule);
    }
    const auto day = booked.day();
    const bool has_parts = booked.has_parts() || parted_.contains(file);
    booked_.insert_or_assign(file, std::move(booked));
    const bool is_as_it_was = settling_.batch_day(file) == day;
    if (!is_as_it_was) settling_.set_batch_day(file, day);
    if (has_parts) {
        settling_.touch_all_of(file);
    } else if (!is_as_it_was) {
        settling_.settle_unclaimed_of(file, day);
        settling_.touch_claimed_of(file);
    }
}

const BookedFile& Placing::booked_file(std::int64_t file) {
    const auto known = booked_.find(file);
    if (known != booked_.end()) return known->second;
    return booked_.emplace(file, BookedFile{db_, file}).first->second;
}

void Placing::chain_account(std::int64_t account) {
    const auto own = store::own_account_by_id(db_, account);
    base::expects(own.has_value(), "a statement is of an account of ours");
    const AccountChain made = chain_of(db_, *own, store::every_fact);
    for (std::size_t i = 0; i < made.statements.size(); ++i) {
        const store::BankStatementRow& each = made.statements[i];
        const std::string_view state = made.chain.continues[i] ? "chained" : "gap";
        if (each.state != state) store::change_statement_state(db_, each.id, state);
        const std::string cause = std::to_string(each.id);
        const bool is_told_by_pages =
            std::ranges::find(made.page_gaps, each.id, &PageGap::delivery) != made.page_gaps.end();
        if (state == "gap" && !is_told_by_pages) {
            const std::string details = details_of_gap(*own, made, i);
            exceptions_.open("afschrift_ontbreekt", cause, {}, "rechtmatigheid", std::nullopt,
                             details);
            exceptions_.tell("afschrift_ontbreekt", cause, details);
        } else {
            exceptions_.close("afschrift_ontbreekt", cause);
        }
    }
    tell_missing(db_, exceptions_, *own, made);
}

}  // namespace ontzorgd::service
