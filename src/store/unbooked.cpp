// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/unbooked.h"

#include "ontzorgd/payment/bank_word.h"
#include "statement.h"

namespace ontzorgd::store {

std::vector<UnbookedFile> unbooked_files(Database& db, std::int64_t account,
                                         values::CivilDate up_to) {
    Statement rows{db, R"sql(
        SELECT f.id, f.name, f.execution_date, count(*), sum(i.cents), min(i.id), a.number
          FROM file f INDEXED BY file_of_account
          CROSS JOIN attempt a INDEXED BY attempt_unbooked ON a.file = f.id AND a.state = 0
          JOIN instruction i ON i.id = a.instruction
         WHERE f.account = ?1 AND f.execution_date <= ?2
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
           AND coalesce(a.bank_word, f.bank_word) <> ?3
           AND NOT EXISTS (SELECT 1 FROM line_decision d INDEXED BY line_decision_by_hand
                            WHERE d.instruction = a.instruction AND d.label = 'handmatige_betaling'
                              AND d.revoked_fact IS NULL AND d.claim_before IS NOT NULL)
         GROUP BY f.id ORDER BY f.execution_date, f.id
    )sql"};
    rows.bind(account, up_to, static_cast<int>(payment::BankWord::rejected));
    std::vector<UnbookedFile> files;
    while (rows.next()) {
        files.push_back({.id = rows.integer(0),
                         .name = std::string{rows.text(1)},
                         .execution_date = rows.date(2),
                         .payments = rows.integer(3),
                         .cents = rows.euro(4),
                         .instruction = rows.integer(5),
                         .attempt = rows.integer(6)});
    }
    return files;
}

}  // namespace ontzorgd::store
