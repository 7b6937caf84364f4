// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/facts/book.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Invariants: what must be true of the books at the end of every fact, as checks with a name.
/// Pure: whoever asks has summed the rows.
namespace ontzorgd::facts {

/// One thing that must be true: two sums, made from different rows, are the same.
struct Check {
    std::string_view name;  ///< one of the names below
    std::string subject;    ///< an account, a month; empty when there is only one
    values::Euro found;     ///< by the ledger, or by what came in
    values::Euro expected;  ///< by the rows behind it, or by where it went
    [[nodiscard]] bool holds() const { return found == expected; }
    bool operator==(const Check&) const = default;
};

/// Debits and credits of the whole ledger are the same.
inline constexpr std::string_view books_balance = "books_balance";
/// A control account stands where the rows behind it say: runs, instructions, attempts, statement
/// lines.
inline constexpr std::string_view control_account_equals_subledger =
    "control_account_equals_subledger";
/// Every cent that came in for a household and month is paid, on its way, held, or came back.
inline constexpr std::string_view every_cent_is_somewhere = "every_cent_is_somewhere";

/// Debit positive, by account name. An account that stands on one side only counts as zero on the
/// other.
using BalancesByAccount = std::map<std::string, values::Euro, std::less<>>;
/// books_balance, then control_account_equals_subledger for every account of either side, by name.
[[nodiscard]] std::vector<Check> check_books(const BalancesByAccount& ledger,
                                             const BalancesByAccount& subledger);

/// The conservation line of a household and benefit month, or of many of them. Every term is summed
/// from its own rows; none is what the others leave.
struct Conservation {
    values::Euro ontvangen;     ///< nets of zero and more of the runs of that month
    values::Euro terugbetaald;  ///< by creditors
    KindTotals bevestigd{};     ///< booked by the bank, per kind, leefgeld last
    KindTotals onderweg{};      ///< open or in a batch
    values::Euro aangehouden;
    values::Euro teruggekomen;  ///< came back, not yet paid again

    [[nodiscard]] values::Euro in() const { return ontvangen + terugbetaald; }
    [[nodiscard]] values::Euro out() const;
    [[nodiscard]] bool holds() const { return in() == out(); }
    Conservation& operator+=(const Conservation& other);
    bool operator==(const Conservation&) const = default;
};
/// every_cent_is_somewhere for this line.
[[nodiscard]] Check check_conservation(const Conservation& line, std::string subject);

/// "huur" … "leefgeld", in the order of KindTotals.
[[nodiscard]] std::string_view payment_kind_text(std::size_t kind);

}  // namespace ontzorgd::facts
