// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace ontzorgd::service {

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
        links.push_back({.closing_date = each.closing_date,
                         .opening = each.opening + each.lead,
                         .closing = each.closing - each.trail,
                         .only_repeats = each.lines > 0 && each.repeated == each.lines});
        made.statements.push_back(std::move(each));
    }
    made.chain = reconcile::chain(account.opening_date, account.opening, links, disputed_from);
    return made;
}

}  // namespace ontzorgd::service
