// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

reconcile::ChainLink link_of(const store::BankStatementRow& statement) {
    return {.closing_date = statement.closing_date,
            .opening = statement.opening + statement.lead,
            .closing = statement.closing - statement.trail,
            .only_repeats = statement.lines > 0 && statement.repeated == statement.lines,
            .number = reconcile::statement_number(statement.sequence)};
}

AccountChain chain_of(store::Database& db, const store::OwnAccount& account,
                      std::int64_t up_to_fact) {
    AccountChain made;
    std::vector<reconcile::ChainLink> links;
    std::optional<values::CivilDate> disputed_from;
    for (store::BankStatementRow& each : store::statements_of(db, account.id)) {
        if (each.fact > up_to_fact) continue;
        if (each.state == "conflict") {
            disputed_from = std::min(disputed_from.value_or(each.opening_date), each.opening_date);
        }
        if (!each.is_live()) continue;
        links.push_back(link_of(each));
        made.statements.push_back(std::move(each));
    }
    made.chain = reconcile::chain(account.opening_date, account.opening, links, disputed_from);
    return made;
}

std::string cause_of(const store::OwnAccount& account, const reconcile::SkippedNumbers& numbers) {
    return std::to_string(account.id) + '|' + std::to_string(numbers.first) + '|' +
           std::to_string(numbers.last);
}

void tell_skipped(store::Database& db, store::ExceptionWriter& exceptions,
                  const store::OwnAccount& own, const AccountChain& made) {
    std::vector<std::string> gone =
        store::open_causes(db, skipped_number, std::to_string(own.id) + '|');
    for (const reconcile::SkippedNumbers& numbers : made.chain.skipped) {
        const std::string cause = cause_of(own, numbers);
        std::erase(gone, cause);
        exceptions.open(skipped_number, cause, {}, "rechtmatigheid", std::nullopt,
                        "account=" + std::to_string(own.id) +
                            "|first=" + std::to_string(numbers.first) +
                            "|last=" + std::to_string(numbers.last));
    }
    for (const std::string& cause : gone) exceptions.close(skipped_number, cause);
}

std::optional<reconcile::SkippedNumbers> unexplained_number(store::Database& db,
                                                            const store::OwnAccount& account,
                                                            const AccountChain& made) {
    for (const reconcile::SkippedNumbers& numbers : made.chain.skipped) {
        if (!store::is_closed_by_person(db, skipped_number, cause_of(account, numbers)))
            return numbers;
    }
    return std::nullopt;
}

bool misses_statement(store::Database& db, const store::OwnAccount& account,
                      const AccountChain& made) {
    return made.chain.gaps > 0 || unexplained_number(db, account, made).has_value();
}

}  // namespace ontzorgd::service
