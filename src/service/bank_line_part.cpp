// SPDX-License-Identifier: EUPL-1.2
// Of a return of less than was paid: of which payment it is, and what the bank kept.
#include "bank_line.h"
#include "leefgeld_text.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/reconcile/place.h"

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
               // One may begin like another: the longest is meant. Of equal words the reference
               // alone tells, as it does of returns of equal amounts.
               return !says_own || (says(other) && !own.contains(other));
           });
}

/// What the bank says that it kept of a return. An amount that is none of whole cents of euro tells
/// nothing.
void LineMaker::write_cost(const Line& line) {
    const auto euro = [](const std::optional<reconcile::DecimalAmount>& amount) {
        const auto whole = amount ? amount->to_euro() : base::Result<values::Euro>{values::Euro{}};
        return amount && whole ? std::optional{whole.value()} : std::nullopt;
    };
    if (line.detail == nullptr) return;
    auto charges = euro(line.detail->charges);
    if (!charges && line.entry.details.size() == 1) charges = euro(line.entry.charges);
    const values::Euro cost = reconcile::cost_of_return(line.hit->cents, line.row.cents,
                                                        euro(line.detail->original), charges);
    if (!cost.is_zero()) writer_.add_cost(line.row.key, cost);
}

}  // namespace ontzorgd::service
