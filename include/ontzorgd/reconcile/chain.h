// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// The statement chain of an account: from the balance that two people opened it with, each
/// statement begins where the one before it ended. Sequence numbers restart, are padded, or are
/// missing; only the balances decide whether a statement follows. But a statement that adds up to
/// nothing leaves no gap in the balances, and an account that is brought back to the same balance
/// every day (schatkistbankieren) never shows one: where an account counts its statements, a number
/// that was left out is told.
namespace ontzorgd::reconcile {

/// A statement as far as the chain looks at it. What it repeats of other statements is left out of
/// `opening` and `closing`.
struct ChainLink {
    values::CivilDate closing_date;
    values::Euro opening;
    values::Euro closing;
    bool only_repeats = false;  ///< every entry stands in another statement: says nothing new
    std::optional<std::int64_t> number{};  ///< the bank's own, without its page
    bool operator==(const ChainLink&) const = default;
};

/// Numbers between two statements that follow each other by their balances.
struct SkippedNumbers {
    std::int64_t first = 0;
    std::int64_t last = 0;
    values::CivilDate after;   ///< closing date of the statement before them
    values::CivilDate before;  ///< and of the one behind them
    bool operator==(const SkippedNumbers&) const = default;
};

struct Chain {
    std::vector<bool> continues;  ///< per link, as given: chained, or a gap before it
    /// The last day up to which nothing is missing or disputed: the closing date of the last link
    /// before the first gap and before the disputed day, or the anchor's own day; always before the
    /// disputed day.
    values::CivilDate reaches;
    values::Euro balance;  ///< on that day
    std::size_t gaps = 0;
    std::vector<SkippedNumbers> skipped;  ///< in order; empty when the account does not count
};

/// The number of a statement as banks write it: 41, 00041 or, with a page, 41/1. Nothing when it is
/// written otherwise.
[[nodiscard]] std::optional<std::int64_t> statement_number(std::string_view text);

/// `links` in the order of their closing dates. Those of one day are put in the order in which they
/// continue each other, so that the outcome does not depend on how they were numbered or delivered.
/// `disputed_from` is the first day of a statement that contradicts another: what the bank booked
/// from then on is not known, also when the balances lead past it because it adds up to nothing.
///
/// An account counts its statements when at least three steps over more than one day went up by
/// one: a number made of the day goes up by three over a weekend. It does not when at least a third
/// of all steps passed over banking days and went up by just as many: those numbers are of banking
/// days, and days on which nothing was booked have no statement. A step of more numbers than days
/// is a new way of numbering and no hole.
[[nodiscard]] Chain chain(values::CivilDate anchor_date, values::Euro anchor,
                          std::span<const ChainLink> links,
                          std::optional<values::CivilDate> disputed_from = std::nullopt);

}  // namespace ontzorgd::reconcile
