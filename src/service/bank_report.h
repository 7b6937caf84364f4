// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/bank.h"

#include <array>
#include <string>
#include <string_view>

/// @file
/// What was answered when a bank file came in, kept as text so that the same bytes get the same
/// answer however much has changed since; and how officials are told where a line stands.
namespace ontzorgd::service {

/// By reconcile::Place; the last is of a line that stands in another delivery too.
inline constexpr std::array place_labels{"gekoppeld", "voorgesteld", "onbekend", "overig",
                                         "dubbel_aangeleverd"};

/// One line per statement; fields are separated by a character that no XML can hold.
[[nodiscard]] std::string answer_of(store::Database& db, const store::BankStatementRow& statement);
[[nodiscard]] Report report_of_answer(const base::Digest& sha256, std::string_view answer);

}  // namespace ontzorgd::service
