// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/destroy.h"

#include <string_view>

/// @file
/// The steps of a destruction, for one client at a time.
namespace ontzorgd::service {

/// Nothing may be paid for him any more, and nothing of his may be on its way. Errors (refused):
/// household_still_has_a_grondslag, client_has_money_under_way.
[[nodiscard]] base::Result<base::Done> check_at_rest(Context& context, std::string_view nummer,
                                                     dossier::ClientId client);
/// One fact. What was destroyed lies in freed pages until finish_destructions.
void destroy_values(Context& context, std::string_view nummer, const store::DestroyList& list);
/// The copies in the outbox of files that paid for the client's household. The bank has booked what
/// they paid for him, or he would have money under way; their bytes stay in the archive.
void remove_outbox_copies(Municipality& town, dossier::ClientId client);
/// Compacts when that is due.
void finish_destructions(Municipality& town);

}  // namespace ontzorgd::service
