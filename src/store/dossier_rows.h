// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/dossier.h"
#include "statement.h"

#include <string>
#include <string_view>
#include <vector>

/// @file
/// How dossier rows stand in columns; shared by the readers and the writer.
namespace ontzorgd::store {

/// "20260901:61240,20270701:64000"
[[nodiscard]] std::string encode_bedragen(const std::vector<dossier::Bedrag>& bedragen);
[[nodiscard]] std::vector<dossier::Bedrag> decode_bedragen(std::string_view text);

/// Columns: contract, soort, drager, op_naam_van, crediteur, bedragen, eerste_bedrag, ritme,
/// vervaldag, vanaf, tot_en_met, betalen_vanaf, incasso; beginning at `first`.
[[nodiscard]] dossier::VasteLast vaste_last_from(const Statement& row, int first);
/// Columns: soort, vanaf, tot_en_met; beginning at `first`.
[[nodiscard]] dossier::Grondslag grondslag_from(const Statement& row, int first);
[[nodiscard]] dossier::Machtiging machtiging_from(const Statement& row, int first);
[[nodiscard]] dossier::JointRequest joint_request_from(const Statement& row, int first);
[[nodiscard]] dossier::HouseholdType household_type_from_number(std::int64_t number);

}  // namespace ontzorgd::store
