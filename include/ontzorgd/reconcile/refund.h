// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Terugbetaling (refund): money that a creditor pays back by itself, such as an energy settlement.
/// Not a return, which is a payment of ours that the bank sends back.
///
/// Whose it is says the text alone: one of the kenmerken that the creditor has from us. A name or
/// an amount never decides. When the text can be read in two ways nobody is taken.
namespace ontzorgd::reconcile {

/// Letters and digits only, in capitals.
[[nodiscard]] std::string plain_text(std::string_view text);

/// Words that stand side by side in a text, in which a kenmerk may stand. Positions tell which
/// passages lie inside others; those of one text never meet those of another.
struct Passage {
    std::string plain;               ///< its letters and digits, 6 to 35, at least one digit
    std::vector<std::string> words;  ///< each of them plain
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// Every passage of up to eight words in the first hundred words of each text; of a word that ends
/// in digits behind letters ("KLANT7654321") the digits as well.
[[nodiscard]] std::vector<Passage> passages_of(std::span<const std::string> texts);

/// Whether the passage is this kenmerk as a bank gives it: as one word, divided as it was written,
/// or, when it is long enough that it cannot stand there by chance, divided in any way.
[[nodiscard]] bool is_kenmerk(const Passage& passage, std::string_view kenmerk);
/// Six or eight digits that can be a month or a day: they stand in texts for what they say.
[[nodiscard]] bool reads_as_a_day(std::string_view plain);

/// Whether the text has a word by which banks say that a payment of ours came back: then it may be
/// a return that lost its code.
[[nodiscard]] bool speaks_of_a_return(std::string_view text);

/// A contract of which the kenmerk stands in the text (or its number, or that of its client).
struct Named {
    std::int64_t contract = 0;  ///< 0: only the household is known
    std::int64_t household = 0;
    bool of_payer = false;  ///< with the creditor whose account paid, and not over for long
    bool decides = false;   ///< cannot stand there by chance
    std::size_t begin = 0;  ///< of the passage
    std::size_t end = 0;
};
/// What the text comes to.
struct Recognised {
    std::int64_t household = 0;           ///< 0: nobody, or more than one
    std::vector<std::int64_t> contracts;  ///< all that it may be a refund of, ascending
    bool operator==(const Recognised&) const = default;
};
/// What lies inside a longer kenmerk is not meant. Of the rest every one must be of one household,
/// and one of them must decide.
[[nodiscard]] Recognised recognise(std::span<const Named> named);

/// A payment to a contract that the bank has, less what came back of it.
struct PaidOn {
    std::int64_t contract = 0;
    values::CivilDate day;
    values::Euro cents;
};
/// A refund to one household.
struct Refund {
    values::CivilDate day;
    values::Euro cents;
    std::vector<std::int64_t> contracts;  ///< none: any of the household
    bool is_decided = false;              ///< by a person
};
/// How long a payment may be paid back, and a contract that ended is still looked for.
inline constexpr int months_of_refunds = 13;
/// Which of the refunds, given in the order of their days, are at most what was paid on their
/// contracts in the thirteen months before, less the refunds before them. What a person decided
/// stands, and counts.
[[nodiscard]] std::vector<bool> within_what_was_paid(std::span<const Refund> refunds,
                                                     std::span<const PaidOn> paid);

}  // namespace ontzorgd::reconcile
