// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/service/municipality.h"

#include <string>
#include <string_view>
#include <vector>

/// @file
/// By which words a free text names a client.
namespace ontzorgd::service {

/// What may stand in a free text about him: names as recorded and as the bank saw them, accounts
/// with and without blanks, the BSN.
[[nodiscard]] std::vector<std::string> words_about(Municipality& town, std::string_view nummer,
                                                   dossier::ClientId client);

}  // namespace ontzorgd::service
