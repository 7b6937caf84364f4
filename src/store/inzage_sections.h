// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/inzage.h"

#include <string_view>
#include <vector>

/// @file
/// The sections of an inzage: what each is called, from which tables it is read, and how.
namespace ontzorgd::store {

struct InzageColumn {
    std::string_view name;
    Known as = Known::text;
};
struct InzageSection {
    std::string_view name;
    std::string_view tables;  ///< by blanks: those that are told here and nowhere before
    std::vector<InzageColumn> columns;
    /// After `mine` and `paid` (inzage.cpp); ?1 the client, ?2 the household, ?3 his place in it.
    std::string_view sql;
};
[[nodiscard]] const std::vector<InzageSection>& inzage_sections();

}  // namespace ontzorgd::store
