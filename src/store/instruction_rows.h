// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/run.h"
#include "statement.h"

#include <string_view>

/// @file
/// How an instruction is read with its aim and what the dossier says of its payee: columns 0 to 15
/// and 16 to 19 of a row.
namespace ontzorgd::store {

/// An instruction `i` as its aim `m` has it; m is NULL where it goes as it was split.
inline constexpr std::string_view instruction_columns =
    "i.id, i.run, i.household, i.kind, i.contract, i.period_from, i.part, i.client, i.creditor, "
    "i.cents, i.draagdeel_eerste, coalesce(m.execution_date, i.execution_date), "
    "coalesce(m.account, i.account), coalesce(m.iban, i.iban), "
    "coalesce(m.contract_version, i.contract_version), coalesce(m.number, 0)";
/// What an attempt `a` of `i` was made with.
inline constexpr std::string_view aim_of_attempt = R"sql(
          LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
)sql";

inline InstructionRow instruction_from(const Statement& row) {
    return {.id = row.integer(0),
            .run = RunId{row.integer(1)},
            .household = dossier::HouseholdId{row.integer(2)},
            .kind = row.integer(3),
            .contract = dossier::ContractId{row.optional_integer(4).value_or(0)},
            .period_from = row.optional_date(5),
            .part = static_cast<unsigned>(row.integer(6)),
            .client = dossier::ClientId{row.integer(7)},
            .creditor = dossier::CreditorId{row.optional_integer(8).value_or(0)},
            .cents = row.euro(9),
            .draagdeel_eerste = row.euro(10),
            .execution_date = row.date(11),
            .account = row.integer(12),
            .iban = row.integer(13),
            .contract_version = row.optional_integer(14).value_or(0),
            .aim = row.integer(15)};
}

/// Columns 16 to 19 of a line, after those of its instruction.
inline PayeeState payee_from(const Statement& row) {
    return {.iban_usable = row.flag(16),
            .client_on_hold = row.flag(17),
            .iban_index = row.integer(18),
            .iban_fact = row.integer(19)};
}

inline constexpr std::string_view payee_columns = R"sql(,
               b.replaced IS NULL AND b.confirmed_by IS NOT NULL,
               EXISTS (SELECT 1 FROM client_hold h WHERE h.household = i.household AND h.replaced IS NULL),
               b.blind_index, b.fact
)sql";

}  // namespace ontzorgd::store
