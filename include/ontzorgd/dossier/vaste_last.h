// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// @file
/// VasteLast: a recurring cost that may be paid for a client, and the bills it gives.
namespace ontzorgd::dossier {

enum class Kind : std::uint8_t { huur, gas, stroom, energie, water, zorgverzekering, overig };
inline constexpr std::size_t kind_count = 7;
inline constexpr std::array<Kind, kind_count> all_kinds{
    Kind::huur,  Kind::gas, Kind::stroom, Kind::energie, Kind::water, Kind::zorgverzekering,
    Kind::overig};

[[nodiscard]] std::string_view to_text(Kind kind);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view text);

enum class Ritme : std::uint8_t { maand, vier_weken, kwartaal, jaar };

[[nodiscard]] std::string_view to_text(Ritme ritme);
[[nodiscard]] std::optional<Ritme> ritme_from(std::string_view text);

/// From this day on a bill is this much.
struct Bedrag {
    values::CivilDate vanaf;
    values::Euro bedrag;
    bool operator==(const Bedrag&) const = default;
};

/// A contract of the household or of one of its clients. Its number in the municipality, kenmerk
/// and names live elsewhere: nothing here is personal.
struct VasteLast {
    ContractId id;
    Kind kind = Kind::huur;
    ClientId drager;       ///< who bears it alone; none = the household
    ClientId op_naam_van;  ///< the client in whose name the contract stands
    CreditorId crediteur;
    std::vector<Bedrag> bedragen;  ///< ascending, at least one, the first at or before `vanaf`
    std::optional<values::Euro> eerste_bedrag;
    Ritme ritme = Ritme::maand;
    unsigned vervaldag = 1;  ///< 1-31; for vier_weken 1-28: the day of the period
    values::CivilDate vanaf;
    std::optional<values::CivilDate> tot_en_met;
    values::CivilDate betalen_vanaf;
    bool incasso = false;  ///< the creditor collects itself: a transfer is blocked
    bool operator==(const VasteLast&) const = default;
};

/// One bill of a contract. Key for ever: (contract, period_from).
struct BillPeriod {
    values::CivilDate from;
    values::CivilDate until;  ///< last day of the period
    values::CivilDate due;    ///< as the contract says: never moved for closed days
    values::Euro bedrag;
    bool is_partial_first = false;  ///< the first period, begun after the first of its month
    bool operator==(const BillPeriod&) const = default;
};

/// The bills of the contract that are ours with after < due <= until, oldest first. Bills whose
/// period begins before `betalen_vanaf` or after `tot_en_met` do not exist for us
/// (schemas/dossier-1.md).
[[nodiscard]] std::vector<BillPeriod> bills_due(const VasteLast& contract, values::CivilDate after,
                                                values::CivilDate until);

/// Whether two contracts of one household may be one obligation recorded under two numbers: the
/// same creditor, periods that overlap, and either the same kenmerk or the same kind borne alike.
/// Gas and stroom of one supplier, and the insurances of two persons, are two obligations. A
/// suspicion for a person to look at, never a decision.
[[nodiscard]] bool may_be_one(const VasteLast& one, std::string_view one_kenmerk,
                              const VasteLast& other, std::string_view other_kenmerk);

}  // namespace ontzorgd::dossier
