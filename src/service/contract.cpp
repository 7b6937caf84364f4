// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/contract.h"

#include "dossier_report.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"

#include <algorithm>
#include <string>

namespace ontzorgd::service {

base::Result<Report> show_contract(Municipality& town, std::string_view nummer,
                                   values::CivilDate as_of) {
    store::Database& db = town.db();
    const auto unknown = [&] {
        return base::refuse("contract_is_unknown", {{"contract", std::string{nummer}}});
    };
    const auto id = store::household_of_contract(db, nummer);
    if (id.is_none()) return unknown();
    const auto household = store::household_by_id(db, id, store::last_fact_on(db, as_of));
    if (!household) return unknown();
    const auto contract =
        std::ranges::find(household->contracten, nummer, &store::ContractRow::nummer);
    if (contract == household->contracten.end()) return unknown();
    Report report = report_of(town, *household, *contract, as_of);
    report.add("huishouden", household->nummer);
    return report;
}

}  // namespace ontzorgd::service
