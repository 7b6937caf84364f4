// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// @file
/// Everything that is known about one client, section by section. What the database has of others
/// is not in it: of the household only what concerns the client too, and a kenmerk only where the
/// contract stands in the client's own name.
namespace ontzorgd::store {

/// What a value is, so that it can be written for people.
enum class Known : std::uint8_t {
    text,
    own,        ///< a personal value that is told as it is
    free_text,  ///< what people or banks wrote: others may be named in it
    naam,       ///< name, line feed, day of birth
    bsn,        ///< as sealed by the service
    amounts,    ///< "20260901:61240,…": each from its day
    amount,
    number,
    day,
    month,
    flag,
    kind,         ///< store::kind_text
    household,    ///< dossier::HouseholdType
    grondslag,    ///< dossier::GrondslagSoort
    machtiging,   ///< dossier::MachtigingToestand
    ritme,        ///< dossier::Ritme
    soort_run,    ///< uitkering::SoortRun
    outcome,      ///< uitkering::Outcome
    reason,       ///< uitkering::Reason
    state,        ///< as wording::state_word
    name_check,   ///< reconcile::NameCheck
    rule,         ///< of a statement line
    finding,      ///< why a record is held
    exception,    ///< kind of an exception
    decision,     ///< about a payment or a line
    bank_status,  ///< code of a status
    bank_reason,  ///< code of a reason
    record,       ///< of the chain: only its kind is told
    explanation,  ///< schemas/audit/explanation-1.md
};

/// Nothing, a number, or bytes.
using KnownValue = std::variant<std::monostate, std::int64_t, std::string>;
struct KnownField {
    std::string_view name;
    Known as = Known::text;
    KnownValue value;
};
using KnownRow = std::vector<KnownField>;

struct KnownOf {
    dossier::ClientId client{};
    dossier::HouseholdId household{};
    std::int64_t position = 0;  ///< 0: named first in the household
};
[[nodiscard]] KnownOf known_of(Database& db, dossier::ClientId client);

/// Gives each row of each section, in a fixed order; a section without rows is given once, with an
/// empty row.
void for_each_known(Database& db, const KnownOf& who,
                    const std::function<void(std::string_view section, KnownRow row)>& visit);

/// Whether a contract, as it was at a fact, is in the client's name, or is borne by him or the
/// whole household.
[[nodiscard]] bool contract_concerns(Database& db, dossier::ContractId contract,
                                     dossier::ClientId client, std::int64_t fact);

/// The tables that the sections are read from, and those in which nothing stands of one client that
/// the others do not tell. Together they are all there are: a test holds them against the schema.
[[nodiscard]] std::vector<std::string_view> tables_told_in_an_inzage();
[[nodiscard]] std::span<const std::string_view> tables_not_told_in_an_inzage();

/// False when this person gave it on this day already.
bool add_inzage(Database& db, const KnownOf& who, UserId by, values::CivilDate day,
                std::int64_t fact);
[[nodiscard]] bool has_inzage(Database& db, dossier::ClientId client, UserId by,
                              values::CivilDate day);

}  // namespace ontzorgd::store
