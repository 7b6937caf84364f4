// SPDX-License-Identifier: EUPL-1.2
// What the lines that name one payment make of it, and whom that is told.
#include "ontzorgd/payment/bank_reason.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/store/refund.h"
#include "ontzorgd/store/reissue.h"
#include "ontzorgd/store/returned.h"
#include "placing.h"
#include "placing_words.h"
#include "recall_exceptions.h"

#include <string>
#include <vector>

namespace ontzorgd::service {

using reconcile::Place;

namespace {

constexpr std::string_view whole_return = "betaling_teruggekomen";
constexpr std::string_view part_return = "betaling_deels_teruggekomen";

std::string name_of(const store::LineKey& line) {
    return std::to_string(line.statement) + ':' + std::to_string(line.entry) + ':' +
           std::to_string(line.detail);
}

}  // namespace

void Placing::settle_attempt(const store::AttemptName& of) {
    const auto rows = settling_.claims_on(of.instruction, of.attempt);
    const auto hit = payments_.attempt(of.instruction, of.attempt);
    if (!hit) return;
    files_.insert(hit->file);
    if (hit->is_dead) {
        // Taken off it by a person, and given back after it was declared dead.
        for (const store::ClaimRow& row : rows) {
            move(row, Place::suspense, "payment_was_declared_dead");
        }
        return;
    }
    std::vector<reconcile::Claim> claims;
    claims.reserve(rows.size() + 1);
    for (const store::ClaimRow& row : rows) {
        claims.push_back({.cents = row.cents,
                          .credit = row.credit,
                          .by_file = false,
                          .has_return_reason = !row.return_reason.empty(),
                          .booking_date = row.booking_date,
                          .order = static_cast<std::int64_t>(claims.size())});
    }
    const BookedFile& booked = booked_file(hit->file);
    if (const auto day = booked.debited_on(of)) {
        claims.push_back({.credit = false, .by_file = true, .booking_date = *day, .order = -1});
    }
    if (const store::ClaimRow* const back = booked.returned_by(of)) {
        claims.push_back({.cents = hit->cents,
                          .credit = true,
                          .by_file = true,
                          .booking_date = back->booking_date,
                          .order = -1});
    }
    const reconcile::Settlement settlement = reconcile::settle(claims, hit->cents);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const reconcile::Placed& placed = settlement.lines[i];
        const bool is_part = rows[i].credit && rows[i].cents < hit->cents;
        move(rows[i], placed.place,
             placed.rule.empty() ? rule_of(rows[i].claim, rows[i].credit, is_part) : placed.rule);
    }
    settle_state(of, *hit, rows, settlement, booked);
    note_beside(of, *hit, rows, settlement);
}

namespace {

/// The reason of what came back of a payment. One that says something of the account is told before
/// others: it keeps every payment from it.
std::string reason_of(const std::vector<store::ClaimRow>& rows,
                      const reconcile::Settlement& settlement) {
    std::string reason;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].credit || settlement.lines[i].place != Place::matched) continue;
        if (!payment::is_of_the_account(reason)) reason = rows[i].return_reason;
    }
    return reason;
}

}  // namespace

void Placing::settle_state(const store::AttemptName& of, const store::AttemptHit& hit,
                           const std::vector<store::ClaimRow>& rows,
                           const reconcile::Settlement& settlement, const BookedFile& booked) {
    using enum store::AttemptRowState;
    const store::ClaimRow* const by_file = booked.returned_by(of);
    const std::string reason =
        by_file != nullptr ? booked.reason_of_return(of) : reason_of(rows, settlement);
    store::AttemptSettlement state{.state = settlement.confirmed ? confirmed : as_file,
                                   .settled_on = settlement.settled_on,
                                   .returned = settlement.returned,
                                   .return_reason = reason};
    if (settlement.returned == hit.cents) {
        state.state = returned;
    } else if (!settlement.returned.is_zero()) {
        state.state = returned_part;
    }
    settling_.settle(of.instruction, of.attempt, state);
    // What came back was not paid: less of it can be a refund.
    if (const auto household = store::household_with_refunds(db_, of.instruction))
        refunded_.insert(*household);
    if (!hit.came_back && settlement.returned.is_zero()) return;
    note_return(of, hit.cents, state, by_file);
    note_reissued(of, state);
    sync_recall_exceptions(db_, exceptions_, of);
}

/// Money that came back more often than it went, or that the bank took back again: one exception
/// each, that names the payment.
void Placing::note_beside(const store::AttemptName& of, const store::AttemptHit& hit,
                          const std::vector<store::ClaimRow>& rows,
                          const reconcile::Settlement& settlement) {
    for (const std::string_view kind : kinds_beside) {
        values::Euro sum;
        std::string lines;
        bool was_told = false;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            was_told = was_told || kind_beside(rows[i].rule) == kind;
            if (kind_beside(settlement.lines[i].rule) != kind) continue;
            sum += rows[i].cents;
            lines += (lines.empty() ? "" : ",") + name_of(rows[i].key);
        }
        if (lines.empty() && !was_told) continue;
        tell(kind, !lines.empty(), of, hit.cents,
             "instruction=" + std::to_string(of.instruction) +
                 "|attempt=" + std::to_string(of.attempt) +
                 "|cents=" + std::to_string(sum.cents()) + "|lines=" + lines);
    }
}

/// What came back and was not paid again yet: whole or in part. `by_file`: the line that brought it
/// back with others.
void Placing::note_return(const store::AttemptName& of, values::Euro paid,
                          const store::AttemptSettlement& state, const store::ClaimRow* by_file) {
    using enum store::AttemptRowState;
    const bool is_open =
        !store::is_reissued(db_, of.instruction, of.attempt) && !store::is_paid_again(db_, of);
    const std::string details = "instruction=" + std::to_string(of.instruction) +
                                "|attempt=" + std::to_string(of.attempt) +
                                "|code=" + std::string{state.return_reason};
    tell(whole_return, is_open && state.state == returned, of, paid,
         by_file == nullptr ? details : details + "|dag=" + by_file->booking_date.to_string());
    tell(part_return, is_open && state.state == returned_part, of, paid,
         details + "|cents=" + std::to_string(state.returned.cents()) +
             "|kosten=" + std::to_string(store::cost_of_returns(db_, of).cents()));
}

/// It was made again because it came back: when no statement says so any more, it may be paid
/// twice.
void Placing::note_reissued(const store::AttemptName& of, const store::AttemptSettlement& state) {
    const bool is_gone =
        store::is_overpaid(db_, of) || (state.state != store::AttemptRowState::returned &&
                                        store::is_reissued(db_, of.instruction, of.attempt));
    tell(
        "terugkomst_vervallen", is_gone, of, std::nullopt,
        "instruction=" + std::to_string(of.instruction) + "|attempt=" + std::to_string(of.attempt));
}

/// Opens the exception of this kind about the payment, or closes it.
void Placing::tell(std::string_view kind, bool is_so, const store::AttemptName& of,
                   std::optional<values::Euro> cents, std::string_view details) {
    const std::string cause = cause_of(of);
    if (!is_so) {
        exceptions_.close(kind, cause);
        return;
    }
    const auto household = store::household_of_instruction(db_, of.instruction);
    const bool is_of_the_case = kind == whole_return || kind == part_return;
    exceptions_.open(kind, cause, household.value_or(dossier::HouseholdId{}),
                     is_of_the_case ? "klantmanager" : "rechtmatigheid", cents, details);
    exceptions_.tell(kind, cause, details);
}

}  // namespace ontzorgd::service
