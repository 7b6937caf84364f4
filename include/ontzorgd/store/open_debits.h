// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

/// @file
/// OpenDebits: what left an account of ours and no payment of ours explains. Before a payment is
/// made, it is looked for here: somebody may have made it by hand, or the bank may have booked a
/// file that we never handed over.
namespace ontzorgd::store {

/// Read once, for one command. Debits of statements that contradict each other count as open,
/// whatever was made of them before: one of the two is true. What a notice told counts until the
/// statements reach past its day, also when it was set aside: one person cannot look away from it.
class OpenDebits {
public:
    explicit OpenDebits(Database& db);

    /// The last day on which a debit of this amount to this account (blind index) was booked.
    [[nodiscard]] std::optional<values::CivilDate> newest(std::int64_t counter,
                                                          values::Euro cents) const;
    /// The blind indexes of the accounts that there are such debits to.
    [[nodiscard]] std::set<std::int64_t> counters() const;
    /// Whether a debit without another account could be a file of ours that was not handed over.
    [[nodiscard]] bool could_be_file(std::int64_t account, values::Euro total) const;
    /// The same of any file that an attempt of this instruction was in; or the bank itself reports
    /// on such a file. Also whether a debit could be an attempt that the bank has and that is dead,
    /// or its file: one that names it, or names no account and could_have() it.
    [[nodiscard]] bool could_be_file_of(std::int64_t instruction) const;

    /// Whether a debit that names nobody and has no word of people or of a rule yet may have a
    /// payment of this amount in it, and with it the file: since the file was to be executed, and
    /// of no less than the payment. What a bank leaves out of a second upload, or books together
    /// with it, no report need tell. One that names another payment of ours, or another file and
    /// has its total, is of that one, unless it has just the amount of the payment or the total of
    /// the file.
    [[nodiscard]] bool could_have(const StoredFile& file, values::Euro cents) const;
    /// Those debits, at most `most`.
    [[nodiscard]] std::vector<LineKey> that_could_have(const StoredFile& file, values::Euro cents,
                                                       std::size_t most) const;

    /// Whether somebody said of a debit that it is this payment, made by hand; also when the
    /// statement of the debit counts no more, until that is taken back.
    [[nodiscard]] bool is_paid_by_hand(std::int64_t instruction) const {
        return by_hand_.contains(instruction);
    }
    [[nodiscard]] bool knows_payments_by_hand() const { return !by_hand_.empty(); }

private:
    struct Nameless {
        LineKey line{};
        values::CivilDate day;
        bool names_payment = false;
        std::optional<std::int64_t> file{};  ///< that it names and has the total of
    };

    [[nodiscard]] bool could_be_dead_attempt_of(std::int64_t instruction) const;

    Database& db_;
    std::map<std::pair<std::int64_t, std::int64_t>, values::CivilDate> by_counter_;
    std::set<std::pair<std::int64_t, std::int64_t>> totals_;  ///< account and cents
    /// By account and cents.
    std::multimap<std::pair<std::int64_t, std::int64_t>, Nameless> nameless_;
    std::set<std::int64_t> by_hand_;
};

/// Whether a debit of this amount, booked on this day, may have payments of a file that was to be
/// executed by then, whether it went or not: it is not less than the smallest of them. Such a debit
/// gets its word from two people, since it is their word that lets those payments be made again.
[[nodiscard]] bool may_have_payments_of_a_file(Database& db, std::int64_t account,
                                               values::Euro cents, values::CivilDate booked);

/// Whether a credit of this amount may be a file of the account that came back, or a debit of which
/// two people said that it is no payment of ours.
[[nodiscard]] bool may_take_back(Database& db, std::int64_t account, values::Euro cents);

}  // namespace ontzorgd::store
