// SPDX-License-Identifier: EUPL-1.2
#include "missing_statement.h"

#include <algorithm>
#include <string>
#include <vector>

namespace ontzorgd::service {

void tell_missing(store::Database& db, store::ExceptionWriter& exceptions,
                  const store::OwnAccount& own, const AccountChain& made) {
    const std::string account = "account=" + std::to_string(own.id);
    std::vector<std::string> gone =
        store::open_causes(db, skipped_number, std::to_string(own.id) + '|');
    for (const reconcile::SkippedNumbers& numbers : made.skipped) {
        const std::string cause = cause_of(own, numbers);
        std::erase(gone, cause);
        std::string details = account;
        details.append("|numbers=").append(std::to_string(numbers.first));
        if (numbers.last != numbers.first) details.append("-").append(std::to_string(numbers.last));
        exceptions.open(skipped_number, cause, {}, "rechtmatigheid", std::nullopt, details);
    }
    for (const std::string& cause : gone) exceptions.close(skipped_number, cause);
    for (const std::int64_t delivery : made.not_replaced) {
        const std::string cause = std::to_string(delivery);
        std::string details = account;
        details.append("|delivery=").append(cause);
        exceptions.open("afschrift_opzij_gezet", cause, {}, "rechtmatigheid", std::nullopt,
                        details);
    }
    for (const store::BankStatementRow& each : store::statements_of(db, own.id)) {
        const bool is_told =
            std::ranges::find(made.not_replaced, each.id) != made.not_replaced.end();
        if (!is_told) exceptions.close("afschrift_opzij_gezet", std::to_string(each.id));
    }
}

}  // namespace ontzorgd::service
