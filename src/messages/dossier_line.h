// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dossier_object.h"
#include "ontzorgd/messages/dossier_file.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// One line of a dossier file, checked in itself (schemas/dossier-1.md).
namespace ontzorgd::messages {

/// The creditor, or nothing and a finding.
[[nodiscard]] std::optional<CreditorLine> creditor_from(const DossierObject& object);
/// The household, as far as it could be read: complete only when the line got no finding.
[[nodiscard]] HouseholdLine household_from(const DossierObject& object, const MaskOf& mask_of);

}  // namespace ontzorgd::messages
