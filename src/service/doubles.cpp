// SPDX-License-Identifier: EUPL-1.2
#include "doubles.h"

#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/store/doubles.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

bool may_be_one(const store::ContractRow& one, const store::ContractRow& other) {
    return dossier::may_be_one(one.last, one.kenmerk, other.last, other.kenmerk);
}

}  // namespace

std::int64_t note_doubles(store::Database& db, store::ExceptionWriter& exceptions,
                          dossier::HouseholdId household) {
    const auto stored = store::household_by_id(db, household);
    if (!stored) return 0;
    std::vector<std::string> causes;
    const std::vector<store::ContractRow>& contracts = stored->contracten;
    for (std::size_t i = 1; i < contracts.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (!may_be_one(contracts[i], contracts[k])) continue;
            // By value: std::minmax of two temporaries would give references to what is gone.
            const std::int64_t one = contracts[i].last.id.number();
            const std::int64_t other = contracts[k].last.id.number();
            const std::int64_t first = std::min(one, other);
            const std::int64_t second = std::max(one, other);
            causes.push_back(store::cause_of_double(first, second));
            exceptions.open(
                store::possible_double, causes.back(), household, "klantmanager", std::nullopt,
                "soort=" + std::string{dossier::to_text(contracts[i].last.kind)} +
                    "|contract=" + std::to_string(first) + "|ander=" + std::to_string(second));
        }
    }
    for (const std::string& cause : store::open_doubles_of(db, household)) {
        if (std::ranges::find(causes, cause) == causes.end())
            exceptions.close(store::possible_double, cause);
    }
    return static_cast<std::int64_t>(causes.size());
}

std::vector<Report> doubles_of(const store::HouseholdRow& household,
                               const store::ContractRow& contract) {
    std::vector<Report> rows;
    for (const store::ContractRow& other : household.contracten) {
        if (other.last.id == contract.last.id || !may_be_one(contract, other)) continue;
        Report row;
        row.add("contract", other.nummer)
            .add("soort", dossier::to_text(other.last.kind))
            .add("kenmerk", other.kenmerk)
            .add("vanaf", Value{other.last.vanaf})
            .add_if("tot_en_met", other.last.tot_en_met);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace ontzorgd::service
