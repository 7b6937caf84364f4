// SPDX-License-Identifier: EUPL-1.2
#include "dossier_owner.h"

#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/dossier_import.h"

namespace ontzorgd::service {

base::Result<Owner> owner_with(store::Database& db, std::string_view text) {
    constexpr std::string_view client = "client:";
    constexpr std::string_view creditor = "crediteur:";
    const bool says_client = text.starts_with(client);
    const bool says_creditor = text.starts_with(creditor);
    std::string_view nummer = text;
    if (says_client) nummer.remove_prefix(client.size());
    if (says_creditor) nummer.remove_prefix(creditor.size());
    const bool is_client = !says_creditor && store::place_of_client(db, nummer).has_value();
    const bool is_creditor = !says_client && store::find_creditor(db, nummer).has_value();
    if (is_client && is_creditor)
        return base::refuse("owner_is_ambiguous", {{"value", std::string{nummer}}});
    if (!is_client && !is_creditor)
        return base::refuse("owner_is_unknown", {{"value", std::string{text}}});
    return Owner{.is_client = is_client, .nummer = std::string{nummer}};
}

base::Result<dossier::HouseholdId> household_with(store::Database& db, std::string_view nummer) {
    dossier::HouseholdId household = store::household_of_client(db, nummer);
    if (household.is_none()) household = store::household_with_nummer(db, nummer);
    if (household.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    return household;
}

}  // namespace ontzorgd::service
