// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/statement.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// @file
/// The counts and sums of one statement, and whether they prove its balances.
namespace ontzorgd::reconcile {

/// Whether opening + credits - debits = closing.
enum class Proof : std::uint8_t {
    holds,
    fails,    ///< also when the amounts are in more than one currency
    unknown,  ///< the opening or the closing balance is missing
};

struct StatementTotals {
    std::int64_t entries = 0;  ///< all, booked or not
    std::int64_t tx_details = 0;
    std::int64_t batch_entries = 0;
    std::int64_t reversals = 0;
    std::int64_t not_book = 0;  ///< listed, never in a sum
    DecimalAmount sum_credit;   ///< booked entries only, as is the next
    DecimalAmount sum_debit;
    std::optional<DecimalAmount> opening;
    std::optional<DecimalAmount> closing;
    Proof proof = Proof::unknown;
    std::int64_t information_fields = 0;  ///< MT940: its :86:, those of the statement too
    /// Batch entries whose details all have an amount, but not together that of the entry.
    std::int64_t batches_whose_details_do_not_sum = 0;
    /// What does not agree, as codes: currencies_differ, declared_count_differs,
    /// declared_sum_differs, declared_net_differs, declared_total_is_malformed,
    /// closing_balance_is_wrong where a whole statement does not add up,
    /// page_does_not_add_up_alone where a page has both balances and does not, and what a reader
    /// adds (mt940.h). String literals, each at most once.
    std::vector<std::string_view> findings;
    bool operator==(const StatementTotals&) const = default;
};

/// What a statement declares about a set of its entries (TxsSummry), number by number.
struct DeclaredTotal {
    std::optional<std::int64_t> count;
    std::optional<DecimalAmount> sum;  ///< regardless of sign
    std::optional<DecimalAmount> net;  ///< signed
};

struct DeclaredTotals {
    DeclaredTotal all;
    DeclaredTotal credit;
    DeclaredTotal debit;
    bool is_malformed = false;  ///< a number could not be read; it is left out above
};

/// Counts a statement while its entries pass, in memory that does not grow.
class StatementTally {
public:
    /// Error (malformed): sum_is_too_large.
    [[nodiscard]] base::Result<base::Done> add(const Entry& entry);
    /// The totals against the balances of `head` and against what the bank `declared`. Banks differ
    /// in whether a declared total has the entries that are not booked: both are accepted.
    [[nodiscard]] StatementTotals finish(const StatementHead& head,
                                         const DeclaredTotals& declared) const;

private:
    /// Count and sum of a set of entries: the booked ones, and all.
    struct Pair {
        std::int64_t booked_count = 0;
        std::int64_t all_count = 0;
        DecimalAmount booked;
        DecimalAmount all;
    };
    [[nodiscard]] bool is_in_one_currency(const StatementTotals& totals) const;
    [[nodiscard]] Proof prove(const StatementTotals& totals) const;
    void see_currency(const DecimalAmount& amount);

    StatementTotals totals_;
    Pair credit_;
    Pair debit_;
    DecimalAmount first_;  // the currency that all others are held against
    bool currencies_differ_ = false;
};

}  // namespace ontzorgd::reconcile
