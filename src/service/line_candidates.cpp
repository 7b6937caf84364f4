// SPDX-License-Identifier: EUPL-1.2
#include "line_candidates.h"

#include "booked_file.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/messages/camt.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/store/batch.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

using reconcile::days_booked_late;

/// Around the booking day of a debit: the day it was to be executed.
constexpr std::int32_t days_booked_early = 3;
/// How long after its execution a payment may come back.
constexpr int months_of_returns = 13;
constexpr std::size_t most_candidates = 50;

struct Days {
    values::CivilDate from;
    values::CivilDate until;
};

/// The execution dates of payments that a line of this day may be.
Days days_of(const store::FoundLine& line) {
    const values::CivilDate day = line.booking_date;
    if (line.credit) return {.from = day.plus_months_clamped(-months_of_returns), .until = day};
    return {.from = day.plus_days(-days_booked_late), .until = day.plus_days(days_booked_early)};
}

/// Keeps what the bank says of one line, and passes over everything else.
class LineSink final : public messages::StatementSink {
public:
    LineSink(std::int64_t ordinal, const store::LineKey& line) : ordinal_{ordinal}, line_{line} {}

    base::Result<base::Done> on_statement(const reconcile::StatementHead& head) override {
        is_it_ = head.ordinal == ordinal_;
        return base::Done{};
    }
    base::Result<base::Done> on_entry(const reconcile::Entry& entry) override {
        if (!is_it_ || entry.index != line_.entry) return base::Done{};
        const auto detail = static_cast<std::size_t>(std::max<std::int64_t>(line_.detail, 1)) - 1;
        const bool is_one = line_.detail > 0 || entry.details.size() == 1;
        found_.text = entry.additional_info;
        if (entry.batch) {
            found_.msg_id = entry.batch->msg_id;
            found_.payment_block = entry.batch->pmt_inf_id;
            found_.payments = entry.batch->nb_of_txs;
        }
        if (!is_one || detail >= entry.details.size()) return base::Done{};
        const reconcile::EntryDetail& one = entry.details[detail];
        found_.name = one.counterparty_name;
        found_.account =
            one.counterparty_iban.empty() ? one.counterparty_account : one.counterparty_iban;
        const std::string text = one.remittance_text();
        if (!text.empty()) found_.text = text;
        return base::Done{};
    }
    base::Result<base::Done> on_statement_end(
        const reconcile::StatementTotals& /*totals*/) override {
        return base::Done{};
    }
    [[nodiscard]] const OtherSide& found() const { return found_; }

private:
    std::int64_t ordinal_;
    const store::LineKey& line_;
    bool is_it_ = false;
    OtherSide found_;
};

}  // namespace

OtherSide other_side_of(Municipality& town, const store::LineKey& line) {
    const auto bytes = store::bytes_of_statement(town.db(), line.statement);
    if (!bytes) return {};
    const auto path = town.archived(base::to_hex(bytes->file_sha256));
    if (path.empty()) return {};
    const auto source = messages::open_file(path.string());
    if (!source) return {};
    LineSink sink{bytes->ordinal, line};
    // It was read whole when it came in; if it is damaged since, `audit verify` says so.
    if (!messages::read_statements(source.value(), sink, path.string())) return {};
    return sink.found();
}

LineCandidates::LineCandidates(Municipality& town, const store::FoundLine& line)
    : db_{town.db()},
      line_{line},
      payments_{town.db()},
      noted_{store::noted_candidates(town.db(), line.key)} {
    note_own();
}

/// What the line says by itself, whatever people made of it since.
void LineCandidates::note_own() {
    store::LineStand own = line_.stand;
    for (const store::LineDecision& decision : store::decisions_of(db_, line_.key)) {
        if (!decision.stands()) continue;
        own = *decision.before;
        break;
    }
    if (own.instruction != 0) {
        named_.push_back({.instruction = own.instruction, .attempt = own.attempt});
    }
    if (own.file != 0) named_.push_back({.file = own.file});
    const bool names_it = own.rule == "amount_differs" || own.rule == "payee_differs" ||
                          own.rule == "kenmerk_is_of_another";
    if (!names_it) return;
    for (const store::PossibleAttempt& each : noted_.payments) {
        named_.push_back({.instruction = each.instruction, .attempt = each.attempt});
    }
}

void LineCandidates::add(std::vector<LineCandidate>& all, const store::DecisionTarget& target) {
    const bool is_there = std::ranges::any_of(all, [&](const LineCandidate& each) {
        if (each.file) return each.file->id == target.file;
        return each.payment->instruction == target.instruction &&
               each.payment->attempt == target.attempt;
    });
    if (is_there) return;
    if (auto candidate = of(target)) all.push_back(*std::move(candidate));
}

std::vector<LineCandidate> LineCandidates::ranked() {
    std::vector<LineCandidate> all;
    const Days days = days_of(line_);
    const auto add_payments = [&](const std::vector<store::PossibleAttempt>& payments) {
        for (const store::PossibleAttempt& each : payments) {
            add(all, {.instruction = each.instruction, .attempt = each.attempt});
        }
    };
    for (const store::DecisionTarget& each : named_) add(all, each);
    add_payments(noted_.payments);
    if (line_.counter) {
        add_payments(payments_.attempts_like(line_.account, *line_.counter, line_.cents, days.from,
                                             days.until, most_candidates));
    }
    for (const std::int64_t file : noted_.files) add(all, {.file = file});
    if (!line_.credit && !line_.counter) {
        for (const std::int64_t file : payments_.files_with_total(line_.account, line_.cents,
                                                                  days.from, line_.booking_date)) {
            add(all, {.file = file});
        }
    }
    add_payments(store::attempts_of_amount(db_, line_.account, line_.cents, days.from, days.until,
                                           most_candidates));
    return all;
}

std::optional<LineCandidate> LineCandidates::of(const store::DecisionTarget& target) {
    auto candidate = target.file != 0 ? of_file(target.file) : of_payment(target);
    if (!candidate) return std::nullopt;
    candidate->is_named = std::ranges::find(named_, target) != named_.end();
    candidate->is_credit = line_.credit;
    reconcile::CandidateFacts facts{
        .line_cents = line_.cents, .credit = line_.credit, .is_named = candidate->is_named};
    if (const auto& payment = candidate->payment) {
        facts.payment_cents = payment->cents;
        facts.same_account = payment->account == line_.account;
        facts.handed_over = payment->is_handed_over();
        facts.is_dead = payment->state == store::AttemptRowState::dead;
        facts.is_booked = payment->is_booked();
        facts.same_payee = line_.counter && *line_.counter == payment->counter;
        facts.other_payee = line_.counter && *line_.counter != payment->counter;
    } else {
        facts.payment_cents = candidate->file->cents;
        const auto file = file_of_payments(db_, candidate->file->id);
        const reconcile::FileTotal total{.cents = line_.cents,
                                         .credit = line_.credit,
                                         .count = store::count_of_line(db_, line_.key),
                                         .booking_date = line_.booking_date};
        const BookedFile booked{db_, candidate->file->id};
        const reconcile::Share share = reconcile::share_by_people(total, booked.booking(), file);
        facts.share = share.of;
        facts.is_dead = reconcile::has_dead_in(share, file);
        facts.is_booked = line_.credit && was_booked(share, booked.booking(), file);
        candidate->rejected = reconcile::rejected_in(share, file);
        facts.same_account = candidate->file->account == line_.account;
        facts.handed_over = store::is_with_the_bank(candidate->file->state);
        facts.is_file = true;
        facts.is_listed = line_.stand.rule == "batch_lists_other_payments";
        // Every file with this total on that day is shown beside it.
        facts.is_named = facts.is_named || std::ranges::count(noted_.files, target.file) > 0;
        facts.other_payee = line_.counter.has_value();
    }
    candidate->verdict = reconcile::may_be(facts);
    return candidate;
}

std::optional<LineCandidate> LineCandidates::of_payment(const store::DecisionTarget& target) {
    auto payment = store::candidate_payment(db_, target.instruction, target.attempt);
    if (!payment) return std::nullopt;
    return LineCandidate{.payment = std::move(payment)};
}

std::optional<LineCandidate> LineCandidates::of_file(std::int64_t file) {
    const store::StoredFile* const found = payments_.file(file);
    if (found == nullptr) return std::nullopt;
    return LineCandidate{.file = *found};
}

}  // namespace ontzorgd::service
