// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/household.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/personal.h"
#include "ontzorgd/values/civil_date.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The stored dossier: creditors, households, clients, grounds, contracts and accounts, each row
/// with the fact that recorded it and the fact that put a later row in its place. Nothing is
/// overwritten.
namespace ontzorgd::store {

/// An account number of a client or creditor, as recorded.
struct IbanRow {
    std::int64_t id = 0;
    std::string iban{};
    std::int64_t recorded_by = 0;
    std::int64_t fact = 0;
    bool confirmed = false;
};

struct CreditorRow {
    dossier::CreditorId id{};
    std::string nummer{};
    std::string naam{};
    std::string kenmerkmasker{};
    IbanRow iban{};
};

struct GrondslagRow {
    std::int64_t id = 0;
    dossier::Grondslag grondslag{};
    std::string beschikking{};
    values::CivilDate beschikking_datum{};
};

struct ClientRow {
    dossier::ClientId id{};
    std::string nummer{};
    std::string naam{};
    std::string geboortedatum{};  ///< YYYY-MM-DD
    std::string bsn_cipher{};     ///< as sealed by the service
    std::int64_t bsn_index = 0;   ///< blind index
    std::optional<IbanRow> iban{};
    std::vector<GrondslagRow> grondslagen{};
    std::vector<dossier::Machtiging> machtigingen{};
    bool on_hold = false;
};

struct ContractRow {
    std::string nummer{};
    std::int64_t version = 0;
    dossier::VasteLast last{};  ///< `last.id` names the contract
    std::string kenmerk{};
};

struct HouseholdRow {
    dossier::HouseholdId id{};
    std::string nummer{};
    dossier::HouseholdType type = dossier::HouseholdType::alleenstaand;
    std::vector<ClientRow> clienten{};
    std::vector<dossier::JointRequest> gezamenlijke_verzoeken{};
    std::vector<ContractRow> contracten{};
};

/// What stood in the dossier at the end of fact `as_of` (store::last_fact_on); every_fact: now,
/// rows of the fact that is being written included.
[[nodiscard]] std::optional<CreditorRow> find_creditor(Database& db, std::string_view nummer,
                                                       std::int64_t as_of = every_fact);
[[nodiscard]] std::optional<CreditorRow> creditor_by_id(Database& db, dossier::CreditorId id,
                                                        std::int64_t as_of = every_fact);
[[nodiscard]] std::optional<HouseholdRow> find_household(Database& db, std::string_view nummer,
                                                         std::int64_t as_of = every_fact);
[[nodiscard]] std::optional<HouseholdRow> household_by_id(Database& db, dossier::HouseholdId id,
                                                          std::int64_t as_of = every_fact);
/// The household a client number belongs to; none when unknown.
[[nodiscard]] dossier::HouseholdId household_of_client(Database& db,
                                                       std::string_view client_nummer);
[[nodiscard]] dossier::HouseholdId household_of_contract(Database& db,
                                                         std::string_view contract_nummer);
/// The client with this number; none when unknown.
[[nodiscard]] dossier::ClientId client_id(Database& db, std::string_view nummer);
[[nodiscard]] std::string client_nummer(Database& db, dossier::ClientId id);
[[nodiscard]] std::string contract_nummer(Database& db, dossier::ContractId id);
[[nodiscard]] std::string household_nummer(Database& db, dossier::HouseholdId id);

/// Whether a run took up a bill of the contract.
[[nodiscard]] bool has_bills(Database& db, dossier::ContractId contract);
/// Calls `visit(number, kenmerk)` for every current contract of a creditor, but for those whose
/// kenmerk was destroyed.
void for_each_contract_of(Database& db, dossier::CreditorId creditor,
                          const std::function<void(std::string_view, std::string_view)>& visit);

/// The tables whose rows a dossier fact commits to.
enum class DossierTable : std::uint8_t {
    creditor_version,
    household_version,
    client_version,
    iban,
    grondslag,
    machtiging,
    joint_request,
    contract_version,
};
inline constexpr std::array dossier_table_names{
    "creditor_version", "household_version", "client_version", "iban",
    "grondslag",        "machtiging",        "joint_request",  "contract_version"};

/// Writes what differs from the current rows. One writer serves one fact.
class DossierWriter {
public:
    using BlindIndex = std::function<std::int64_t(std::string_view)>;

    DossierWriter(Database& db, std::int64_t fact, UserId user, Salter salter,
                  BlindIndex blind_index);
    ~DossierWriter();
    DossierWriter(const DossierWriter&) = delete;
    DossierWriter& operator=(const DossierWriter&) = delete;
    DossierWriter(DossierWriter&&) = delete;
    DossierWriter& operator=(DossierWriter&&) = delete;

    /// Records the creditor as given; ids in `wanted` are ignored, `nummer` is the key. True when a
    /// row was written.
    bool put_creditor(const CreditorRow& wanted);
    /// The same for a household with all its clients, grounds, requests and contracts. What stands
    /// in the dossier and not in `wanted` stays. In `wanted`, contracts name creditors by row id,
    /// and clients by position + 1 (drager, op_naam_van).
    bool put_household(const HouseholdRow& wanted);
    /// The row id for a creditor number written or found by this writer; none when unknown.
    [[nodiscard]] dossier::CreditorId creditor_id(std::string_view nummer);

    /// Households with a contract row of this fact that had contracts before, or that have two with
    /// one creditor: where one obligation may stand under two numbers.
    [[nodiscard]] const std::vector<dossier::HouseholdId>& with_possible_doubles() const;

    /// Called for every row as it is written: its table and its exact text, `column|column|…` in
    /// the order of the table, personal rows as their commitment in hexadecimal, no value as
    /// nothing. Per table the texts are the leaves of a Merkle tree in the order of their row ids.
    std::function<void(DossierTable table, std::string_view leaf)> on_leaf;
    /// Part of the transaction that makes the rows count.
    void finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Confirms the current IBAN row; false when it is confirmed already or is not current.
bool confirm_iban(Database& db, std::int64_t iban, UserId by, std::int64_t fact);
/// Every current IBAN row without confirmation, with the number and name of its owner.
struct UnconfirmedIban {
    IbanRow row{};
    std::string owner{};  ///< "client C0001" or "crediteur K001"
    std::string naam{};
};
[[nodiscard]] std::vector<UnconfirmedIban> unconfirmed_ibans(Database& db);
/// The current IBAN rows without confirmation that somebody else than `not_by` recorded, by id.
void for_each_waiting_iban(Database& db, UserId not_by,
                           const std::function<void(std::int64_t id)>& visit);
/// Confirms exactly those.
void confirm_waiting_ibans(Database& db, UserId by, std::int64_t fact);
/// The current IBAN rows.
struct IbanFigures {
    std::int64_t confirmed = 0;
    std::int64_t waiting = 0;
};
[[nodiscard]] IbanFigures iban_figures(Database& db);

/// Why a client is on hold, and since when.
struct HoldRow {
    std::string reason{};
    std::int64_t fact = 0;
    values::CivilDate since{};
};
[[nodiscard]] std::optional<HoldRow> hold_on(Database& db, dossier::ClientId client,
                                             std::int64_t as_of = every_fact);
/// Reasons are personal rows.
void hold_client(Database& db, dossier::ClientId client, std::int64_t reason, std::int64_t fact);
void unhold_client(Database& db, dossier::ClientId client, std::int64_t reason, std::int64_t fact);

/// The last fact that changed what the dossier says: its version. 0 while it is empty.
[[nodiscard]] std::int64_t last_dossier_fact(Database& db);
void write_last_dossier_fact(Database& db, std::int64_t fact);

/// What the split may look at of one household.
struct SplitClient {
    dossier::ClientId id{};
    std::int64_t iban = 0;
    bool iban_confirmed = false;
    bool on_hold = false;
};
struct SplitHousehold {
    dossier::Household household{};
    std::vector<SplitClient> clienten{};
    std::vector<std::int64_t> contract_versions{};  ///< as household.contracten
};

/// Gives households in ascending order of id, each asked for at most once: one pass over every
/// table.
class HouseholdStream {
public:
    /// Begins at household `first`. An open stream keeps the WAL from being reset: end it before a
    /// slice of writing is committed.
    HouseholdStream(Database& db, dossier::HouseholdId first);
    ~HouseholdStream();
    HouseholdStream(const HouseholdStream&) = delete;
    HouseholdStream& operator=(const HouseholdStream&) = delete;
    HouseholdStream(HouseholdStream&&) = delete;
    HouseholdStream& operator=(HouseholdStream&&) = delete;

    /// The household, valid until the next call. `id` must be above the one asked for before.
    const SplitHousehold& get(dossier::HouseholdId id);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The IBAN row of every creditor: id and whether it may be used.
struct CreditorIban {
    std::int64_t iban = 0;
    bool confirmed = false;
};
[[nodiscard]] std::vector<std::pair<dossier::CreditorId, CreditorIban>> creditor_ibans(
    Database& db);

}  // namespace ontzorgd::store
