// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "booked_file.h"
#include "ontzorgd/facts/book.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/line_decision.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/store/policy_rows.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

/// @file
/// Placing: what statements that come or go do to lines, attempts, chains and books.
///
/// The outcome is a function of the set of live statements. Whatever was settled before and is
/// touched by what changes is settled anew, and only the difference is booked, so that late and
/// corrected statements end where they would have ended in time.
namespace ontzorgd::service {

class Placing {
public:
    /// Inside the transaction of the fact; finish() comes before the transaction ends.
    Placing(Context& context, std::int64_t fact);

    /// A statement that is stored as live begins to count. `single_debits` are the debits in it
    /// that name one payment, by file, when they are known already and nothing in it is a repeat.
    void activate(const store::BankStatementRow& statement,
                  const std::unordered_map<std::int64_t, std::int64_t>* single_debits = nullptr);
    /// A notice that is stored never counts: its entries repeat those of the statements that are
    /// here, or wait for them.
    void add_notice(const store::BankStatementRow& notice);
    /// A live statement counts no more: `conflict` or `set_aside`.
    void deactivate(const store::BankStatementRow& statement, std::string_view new_state);
    /// The bank has the bytes of this file now, or may have: lines may be its booking.
    void file_is_out(std::int64_t file);
    /// Reports say something else of payments in this file: a line may be of other ones.
    void reports_changed(std::int64_t file) { files_.insert(file); }
    /// Lines that name no file may be this one less what is rejected of it; whether there are any.
    bool touch_totals_below(std::int64_t file);
    /// A person says what a line is, or takes that back: from here on it stands as `stand` says,
    /// as if the bank had said so; settling decides between it and others.
    void decide(const store::FoundLine& line, const store::LineStand& stand);
    /// A statement that did not count changed: its account is chained again.
    void chain_again(std::int64_t account) { accounts_.insert(account); }
    /// Settles what was touched and chains the accounts again.
    void finish();

    /// What changed in the sums of each account: to be booked.
    [[nodiscard]] const std::map<std::int64_t, facts::StatementSums>& changes() const {
        return changes_;
    }
    [[nodiscard]] store::ExceptionWriter& exceptions() { return exceptions_; }

private:
    void count(std::int64_t account, const store::LineRow& line, int sign);
    void move(const store::ClaimRow& claim, reconcile::Place place, std::string_view rule);
    void add_claim(const store::LineRow& line, bool debits_are_counted);
    void remove_claim(const store::LineRow& line);
    void raise(const store::LineRow& line);
    void settle_refunds(std::int64_t household);
    void note_refund(std::int64_t household, const store::ClaimRow& claim);
    void note_paid_twice(const store::PaidByHand& payment);
    void count_single_debit(const store::LineRow& line, std::int64_t sign);
    void mark_notices(const store::BankStatementRow& statement);
    void begins_again(const store::BankStatementRow& statement);
    void pass_on_repeats(const store::BankStatementRow& gone);
    void touch_total(const store::LineRow& line);
    void settle_total(const store::TotalKey& key);
    void doubt_total(const store::ClaimRow& line, const store::TotalKey& key,
                     reconcile::ByTotal& outcome, std::vector<store::TotalFileRow>& files);
    void settle_total_line(const store::TotalLineRow& line, const reconcile::ByTotal& outcome,
                           const std::vector<store::TotalFileRow>& files);
    [[nodiscard]] bool is_dedicated(std::int64_t account);
    void settle_file(std::int64_t file);
    void settle_attempt(const store::AttemptName& of);
    [[nodiscard]] const BookedFile& booked_file(std::int64_t file);
    void touch_file(const store::LineRow& line);
    void settle_state(const store::AttemptName& of, const store::AttemptHit& hit,
                      const std::vector<store::ClaimRow>& rows,
                      const reconcile::Settlement& settlement, const BookedFile& booked);
    void note_beside(const store::AttemptName& of, const store::AttemptHit& hit,
                     const std::vector<store::ClaimRow>& rows,
                     const reconcile::Settlement& settlement);
    void note_return(const store::AttemptName& of, values::Euro paid,
                     const store::AttemptSettlement& state, const store::ClaimRow* by_file);
    void note_reissued(const store::AttemptName& of, const store::AttemptSettlement& state);
    void tell(std::string_view kind, bool is_so, const store::AttemptName& of,
              std::optional<values::Euro> cents, std::string_view details);
    void chain_account(std::int64_t account);

    Context& context_;
    store::Database& db_;
    store::Settling settling_;
    store::PaymentLookup payments_;
    store::ExceptionWriter exceptions_;
    std::map<std::int64_t, facts::StatementSums> changes_;
    std::set<std::int64_t> accounts_;
    std::set<std::int64_t> files_;
    std::set<store::TotalKey> totals_;
    std::set<std::int64_t> refunded_;  ///< households that money was paid back to, or was
    std::map<std::int64_t, std::int64_t> single_debits_;
    std::set<std::int64_t> parted_;  ///< files that a line of a part of them came to or left
    std::unordered_map<std::int64_t, BookedFile> booked_;  ///< as settled now
};

/// What the exceptions of a line are about, and that of money which is a household's.
[[nodiscard]] std::string cause_of(const store::LineKey& line);
[[nodiscard]] std::string cause_of_refund(const store::LineKey& line, std::int64_t household);

/// Books what placing changed in the sums of each account.
void book_placing(Act& act, const Placing& placing);

/// Opens the exception of a line that nobody can explain yet.
void note_line(store::ExceptionWriter& exceptions, const store::LineKey& line, values::Euro cents,
               std::string_view rule);
/// It does not count, so nobody needs to explain it.
void quiet_line(store::ExceptionWriter& exceptions, const store::LineKey& line);

}  // namespace ontzorgd::service
