// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/soundness.h"

#include "statement.h"

namespace ontzorgd::store {

std::vector<std::string> damage_in(Database& db) {
    constexpr std::size_t most = 100;
    std::vector<std::string> found;
    Statement whole{db, "SELECT integrity_check FROM pragma_integrity_check(100)"};
    while (whole.next()) {
        if (whole.text(0) != "ok") found.emplace_back(whole.text(0));
    }
    Statement references{
        db,
        R"sql(SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2)sql"};
    while (references.next() && found.size() < most) {
        found.push_back(std::string{references.text(0)} + " -> " + std::string{references.text(1)} +
                        ": " + std::to_string(references.integer(2)));
    }
    return found;
}

}  // namespace ontzorgd::store
