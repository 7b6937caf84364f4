// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/doubles.h"

#include "ontzorgd/base/text.h"
#include "statement.h"

namespace ontzorgd::store {

std::string cause_of_double(std::int64_t first, std::int64_t second) {
    return std::to_string(first) + '|' + std::to_string(second);
}

std::vector<std::string> open_doubles_of(Database& db, dossier::HouseholdId household) {
    Statement rows{db, R"sql(
        SELECT cause FROM exception
         WHERE kind = 'contract_mogelijk_dubbel' AND household = ?1 AND closed_fact IS NULL ORDER BY id
    )sql"};
    rows.bind(household);
    std::vector<std::string> causes;
    while (rows.next()) causes.emplace_back(rows.text(0));
    return causes;
}

void for_each_double_in_batch(Database& db, std::int64_t batch,
                              const std::function<void(const DoublePaid&)>& visit) {
    // Few pairs are open at any time; the payments are looked up from them.
    Statement pairs{db, R"sql(
        SELECT household, cause FROM exception
         WHERE kind = 'contract_mogelijk_dubbel' AND closed_fact IS NULL ORDER BY id
    )sql"};
    Statement paid{db, R"sql(
        SELECT i.kind, sum(i.cents)
          FROM instruction i INDEXED BY instruction_of_bill
          CROSS JOIN attempt a ON a.instruction = i.id AND a.state <> 3
          JOIN file f ON f.id = a.file
          JOIN batch x ON x.id = f.batch AND x.version = f.version
         WHERE i.contract = ?1 AND x.id = ?2 GROUP BY i.kind
    )sql"};
    while (pairs.next()) {
        const auto parts = base::split_text(pairs.text(1), '|');
        const dossier::ContractId first{base::parse_int(parts.front()).value_or(0)};
        const dossier::ContractId second{base::parse_int(parts.back()).value_or(0)};
        for (const auto& [contract, other] : {std::pair{first, second}, std::pair{second, first}}) {
            paid.bind(contract, batch);
            if (paid.next()) {
                visit({.household = dossier::HouseholdId{pairs.integer(0)},
                       .contract = contract,
                       .other = other,
                       .kind = paid.integer(0),
                       .cents = paid.euro(1)});
            }
            paid.reset();
        }
    }
}

}  // namespace ontzorgd::store
