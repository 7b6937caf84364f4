// SPDX-License-Identifier: EUPL-1.2
// Of a return of less than was paid: of which payment it is, and what the bank kept.
#include "bank_line.h"
#include "leefgeld_text.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/store/bank.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

namespace {

/// A landlord's rents, of which one may be told from another by its kenmerk.
constexpr std::size_t most_others = 2000;

}  // namespace

/// The words that we sent with a payment, in letters and digits.
std::string LineMaker::words_of(std::int64_t instruction, std::int64_t attempt) {
    const auto leefgeld = payments_.leefgeld_of(instruction);
    return base::letters_and_digits(leefgeld ? leefgeld_text(leefgeld->month, leefgeld->part)
                                             : payments_.kenmerk_of(instruction, attempt));
}

/// The amount of a part tells nothing: any payment to that account of at least so much could be the
/// one that came back. Only the words that we sent with it tell, when no other was sent with them.
bool LineMaker::may_be_part_of_another(const Line& line, std::int64_t counter) {
    if (!line.row.credit || !line.facts.bank_calls_it_a_return || line.hit->cents <= line.row.cents)
        return false;
    const Told told = told_of(line);
    if (!told.original.is_zero() && told.original != line.row.cents &&
        told.original != line.hit->cents)
        return true;
    const values::CivilDate day = line.row.booking_date;
    const auto others = payments_.attempts_of_at_least(account_.id, counter, line.row.cents,
                                                       day.plus_months_clamped(-months_of_returns),
                                                       day, most_others);
    const std::string own = words_of(line.named.instruction, line.named.attempt);
    const std::array texts{
        base::letters_and_digits(line.detail == nullptr ? "" : line.detail->remittance_text()),
        base::letters_and_digits(line.detail == nullptr ? "" : line.detail->structured_reference)};
    const auto says = [&](const std::string& words) {
        return words.size() >= shortest_kenmerk &&
               std::ranges::any_of(texts,
                                   [&](const std::string& text) { return text.contains(words); });
    };
    const bool says_own = says(own);
    return others.size() >= most_others ||
           std::ranges::any_of(others, [&](const store::PossibleAttempt& each) {
               if (each.instruction == line.named.instruction) return false;
               const std::string other = words_of(each.instruction, each.attempt);
               if (!says_own) return true;
               // One may begin like another: the longest is meant.
               return other == own ? is_as_likely(line, each) : says(other) && !own.contains(other);
           });
}

/// Of payments that were sent with the same words the reference alone tells, and banks swap
/// references. It is not enough between two households, or where the bank's amounts are those of
/// the other payment.
bool LineMaker::is_as_likely(const Line& line, const store::PossibleAttempt& other) {
    store::Database& db = town_.db();
    if (store::household_of_instruction(db, other.instruction) !=
        store::household_of_instruction(db, line.named.instruction))
        return true;
    const auto hit = payments_.attempt(other.instruction, other.attempt);
    if (!hit) return false;
    const Told told = told_of(line);
    return hit->cents == line.row.cents || hit->cents == line.row.cents + told.charges ||
           hit->cents == told.original;
}

/// What the bank says of a return beside its amount. An amount that is none of whole cents of euro
/// tells nothing.
LineMaker::Told LineMaker::told_of(const Line& line) {
    const auto euro = [](const std::optional<reconcile::DecimalAmount>& amount) {
        const auto whole = amount ? amount->to_euro() : base::Result<values::Euro>{values::Euro{}};
        return amount && whole ? whole.value() : values::Euro{};
    };
    if (line.detail == nullptr) return {};
    Told told{.original = euro(line.detail->original), .charges = euro(line.detail->charges)};
    if (!line.detail->charges && line.entry.details.size() == 1) {
        told.charges = euro(line.entry.charges);
    }
    return told;
}

void LineMaker::write_cost(const Line& line) {
    const Told told = told_of(line);
    const auto given = [](values::Euro cents) {
        return cents.is_zero() ? std::nullopt : std::optional{cents};
    };
    const values::Euro cost = reconcile::cost_of_return(line.hit->cents, line.row.cents,
                                                        given(told.original), given(told.charges));
    if (!cost.is_zero()) writer_.add_cost(line.row.key, cost);
}

}  // namespace ontzorgd::service
