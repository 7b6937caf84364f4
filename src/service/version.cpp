// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/version.h"

#include "dossier_owner.h"
#include "exception_owner.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/version.h"

#include <string>

namespace ontzorgd::service {

namespace {

base::Result<std::int64_t> version_for(Municipality& town, store::UserId asks,
                                       dossier::HouseholdId household) {
    if (const auto free = check_no_relation(town, asks, household); !free) return free.failure();
    return store::version_of_household(town.db(), household);
}

}  // namespace

base::Result<std::int64_t> version_of_household(Municipality& town, store::UserId asks,
                                                std::string_view nummer) {
    const auto household = household_with(town.db(), nummer);
    if (!household) return household.failure();
    return version_for(town, asks, household.value());
}

base::Result<std::int64_t> version_of_contract(Municipality& town, store::UserId asks,
                                               std::string_view nummer) {
    const auto household = store::household_of_contract(town.db(), nummer);
    if (household.is_none()) {
        return base::refuse("contract_is_unknown", {{"contract", std::string{nummer}}});
    }
    return version_for(town, asks, household);
}

base::Result<std::int64_t> version_of_creditor(Municipality& town, std::string_view nummer) {
    const std::int64_t version = store::version_of_creditor(town.db(), nummer);
    if (version == 0) return base::refuse("creditor_is_unknown", {{"value", std::string{nummer}}});
    return version;
}

base::Result<std::int64_t> version_of_owner(Municipality& town, store::UserId asks,
                                            std::string_view nummer) {
    const auto owner = owner_with(town.db(), nummer);
    if (!owner) return owner.failure();
    return owner.value().is_client ? version_of_household(town, asks, owner.value().nummer)
                                   : version_of_creditor(town, owner.value().nummer);
}

base::Result<std::int64_t> version_of_exception(Municipality& town, store::UserId asks,
                                                std::int64_t number) {
    const std::int64_t version = store::version_of_exception(town.db(), number);
    if (version == 0) {
        return base::refuse("exception_is_unknown", {{"exception", std::to_string(number)}});
    }
    const auto exception = store::exception_by_id(town.db(), number);
    if (const auto free = check_no_relation_in_exception(town, asks, *exception); !free)
        return free.failure();
    return version;
}

base::Result<std::int64_t> version_of_rule(Municipality& town, std::int64_t number) {
    const std::int64_t version = store::version_of_rule(town.db(), number);
    if (version == 0) {
        return base::refuse("rule_is_unknown", {{"rule_number", std::to_string(number)}});
    }
    return version;
}

base::Result<std::int64_t> version_of_batch(Municipality& town, std::int64_t number) {
    const std::int64_t version = store::version_of_batch(town.db(), number);
    if (version == 0) return base::refuse("batch_is_unknown", {{"batch", std::to_string(number)}});
    return version;
}

}  // namespace ontzorgd::service
