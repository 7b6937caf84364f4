// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <vector>

/// @file
/// Retention: how long what is kept, whose term is over, and the vernietigingslijst on which two
/// people agree. A client with something open is never on it.
namespace ontzorgd::service {

/// R3.01: years after the last ground, payment or recording, whichever came last.
inline constexpr int dossier_years = 10;

/// The classes with their terms; whose term was over at the end of a day, what started it, and why
/// somebody whose term is over may not be destroyed yet.
[[nodiscard]] base::Result<Report> list_retention(Municipality& town, values::CivilDate day);
/// How long what is kept about one client, and for his dossier from and until which day.
[[nodiscard]] std::vector<Report> retention_of(Municipality& town, dossier::ClientId client);
/// Puts everybody whose term is over, and of whom nothing is open, on a list. While a list waits,
/// that one is answered. Errors (refused): nobody_is_past_the_term.
[[nodiscard]] base::Result<Report> propose_retention(Context& context);
/// Destroys client by client, each as a fact; whoever has something open by now is passed over and
/// told. When it ends halfway, the same command goes on where it was. Errors (refused):
/// retention_list_is_unknown, confirmer_is_proposer.
[[nodiscard]] base::Result<Report> confirm_retention(Context& context, std::int64_t number);

}  // namespace ontzorgd::service
