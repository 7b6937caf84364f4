// SPDX-License-Identifier: EUPL-1.2
#include "profile_exceptions.h"

#include "account_profile.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/store/bank.h"
#include "statement_row.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

using payment::BatchName;
using payment::Booking;

/// The live statements of an account with what each shows, by day.
std::vector<store::BankStatementRow> live_statements(store::Database& db, std::int64_t account) {
    auto statements = store::statements_of(db, account);
    std::erase_if(statements, [](const auto& each) { return !each.is_live(); });
    // What a line that has nothing but the total of a file shows is known when it is matched.
    for (const std::int64_t id : store::statements_matched_by_total(db, account)) {
        const auto found = std::ranges::find(statements, id, &store::BankStatementRow::id);
        base::expects(found != statements.end(), "a line that is matched is of a live statement");
        found->ways.add(Booking::per_file);
        found->ways.add(BatchName::its_own);
    }
    for (store::BankStatementRow& each : statements) {
        if (is_of_mt940(each)) each.ways.forget_names();
    }
    return statements;
}

template <class Way>
void sync(store::ExceptionWriter& exceptions, std::string_view kind, const std::string& account,
          const payment::BankProfile& profile, Way said,
          const std::vector<store::BankStatementRow>& statements) {
    for (const store::BankStatementRow& each : statements) {
        const std::optional<Way> shown = payment::other_than(said, each.ways);
        if (!shown) continue;
        const std::string details = "account=" + account + "|delivery=" + std::to_string(each.id) +
                                    "|profile=" + profile.name +
                                    "|shown=" + std::string{payment::to_text(*shown)} +
                                    "|said=" + std::string{payment::to_text(said)};
        exceptions.open(kind, account, {}, "rechtmatigheid", std::nullopt, details);
        exceptions.tell(kind, account, details);
        return;
    }
    exceptions.close(kind, account);
}

void sync_account(store::Database& db, store::ExceptionWriter& exceptions, std::int64_t account) {
    const payment::BankProfile profile = profile_of(db, account).profile;
    const bool says_nothing =
        profile.books == Booking::unknown && profile.names_batch == BatchName::unknown;
    const auto statements =
        says_nothing ? std::vector<store::BankStatementRow>{} : live_statements(db, account);
    const std::string cause = std::to_string(account);
    sync(exceptions, "boeking_anders_dan_profiel", cause, profile, profile.books, statements);
    sync(exceptions, "batchnaam_anders_dan_profiel", cause, profile, profile.names_batch,
         statements);
}

}  // namespace

void sync_profile_exceptions(store::Database& db, store::ExceptionWriter& exceptions,
                             const std::set<std::int64_t>& accounts) {
    for (const std::int64_t account : accounts) sync_account(db, exceptions, account);
}

}  // namespace ontzorgd::service
