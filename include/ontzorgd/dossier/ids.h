// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/id.h"

/// @file
/// Row numbers of the dossier. They carry no personal data and may stand in books and audit
/// records.
namespace ontzorgd::dossier {

using ClientId = base::Id<struct ClientTag>;
using HouseholdId = base::Id<struct HouseholdTag>;
using ContractId = base::Id<struct ContractTag>;
using CreditorId = base::Id<struct CreditorTag>;

}  // namespace ontzorgd::dossier
