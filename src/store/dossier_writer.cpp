// SPDX-License-Identifier: EUPL-1.2
#include "dossier_rows.h"
#include "leaf.h"
#include "ontzorgd/store/dossier.h"
#include "statement.h"

#include <map>
#include <utility>

namespace ontzorgd::store {

namespace {

std::int64_t highest(Database& db, const char* table) {
    Statement query{db, std::string{"SELECT coalesce(max(id), 0) FROM "} + table};
    query.next();
    return query.integer(0);
}

}  // namespace

struct DossierWriter::Inside {
    Inside(Database& database, std::int64_t fact_number, UserId user_id, Salter salter,
           BlindIndex index)
        : db{database},
          fact{fact_number},
          user{user_id},
          personal{database, std::move(salter)},
          blind_index{std::move(index)},
          add_creditor{db, "INSERT INTO creditor VALUES(?1, ?2, ?3)"},
          add_creditor_version{db, "INSERT INTO creditor_version VALUES(?1, ?2, ?3, ?4, ?5, NULL)"},
          add_household{db, "INSERT INTO household VALUES(?1, ?2, ?3)"},
          add_household_version{db, "INSERT INTO household_version VALUES(?1, ?2, ?3, ?4, NULL)"},
          add_client{db, "INSERT INTO client VALUES(?1, ?2, ?3, ?4, ?5)"},
          add_client_version{db,
                             "INSERT INTO client_version VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)"},
          add_iban{db, "INSERT INTO iban VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL, NULL)"},
          add_grondslag{db,
                        "INSERT INTO grondslag VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL)"},
          add_machtiging{db, "INSERT INTO machtiging VALUES(?1, ?2, ?3, ?4, ?5, ?6, NULL)"},
          add_request{db, "INSERT INTO joint_request VALUES(?1, ?2, ?3, ?4, ?5, ?6, NULL)"},
          add_contract{db, "INSERT INTO contract VALUES(?1, ?2, ?3, ?4)"},
          add_contract_version{db, R"sql(
              INSERT INTO contract_version VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                                                  ?14, ?15, ?16, ?17, NULL)
          )sql"},
          find_household_id{db, "SELECT id FROM household WHERE nummer = ?1"},
          find_creditor_id{db, "SELECT id FROM creditor WHERE nummer = ?1"} {
        for (std::size_t i = 0; i < last_id.size(); ++i)
            last_id[i] = highest(db, dossier_table_names[i]);
        last_creditor = highest(db, "creditor");
        last_household = highest(db, "household");
        last_client = highest(db, "client");
        last_contract = highest(db, "contract");
    }

    std::int64_t next(DossierTable table) { return ++last_id[static_cast<std::size_t>(table)]; }

    void replace(const char* table, const char* condition, auto... keys) {
        Statement update{db, std::string{"UPDATE "} + table +
                                 " SET replaced = ?1 WHERE replaced IS NULL AND " + condition};
        update.run_with(fact, keys...);
    }

    Database& db;
    std::int64_t fact;
    UserId user;
    PersonalWriter personal;
    BlindIndex blind_index;
    Statement add_creditor;
    Statement add_creditor_version;
    Statement add_household;
    Statement add_household_version;
    Statement add_client;
    Statement add_client_version;
    Statement add_iban;
    Statement add_grondslag;
    Statement add_machtiging;
    Statement add_request;
    Statement add_contract;
    Statement add_contract_version;
    Statement find_household_id;
    Statement find_creditor_id;
    std::array<std::int64_t, dossier_table_names.size()> last_id{};
    std::int64_t last_creditor = 0;
    std::int64_t last_household = 0;
    std::int64_t last_client = 0;
    std::int64_t last_contract = 0;
    std::vector<dossier::HouseholdId> possible_doubles;

    using Emit = std::function<void(DossierTable, std::string_view)>;
    void write_iban(const Emit& emit, std::optional<std::int64_t> client,
                    std::optional<std::int64_t> creditor, std::optional<std::int64_t> household,
                    std::string_view iban);
    void write_client_version(const Emit& emit, dossier::HouseholdId household,
                              const ClientRow& client);
    void write_grondslag(const Emit& emit, dossier::HouseholdId household, dossier::ClientId client,
                         const GrondslagRow& row);
    bool put_type(const Emit& emit, const HouseholdRow& household, const HouseholdRow* current);
    bool put_clients(const Emit& emit, HouseholdRow& household, const HouseholdRow* current);
    bool put_grondslagen(const Emit& emit, dossier::HouseholdId household, const ClientRow& wanted,
                         const ClientRow* current);
    bool put_machtigingen(const Emit& emit, dossier::HouseholdId household, const ClientRow& wanted,
                          const ClientRow* current);
    bool put_client_details(const Emit& emit, dossier::HouseholdId household,
                            const ClientRow& wanted, const ClientRow* current);
    bool put_joint_requests(const Emit& emit, const HouseholdRow& household,
                            const HouseholdRow* current);
    bool put_contract(const Emit& emit, const HouseholdRow& household, const ContractRow& wanted,
                      const HouseholdRow* current);
};

DossierWriter::DossierWriter(Database& db, std::int64_t fact, UserId user, Salter salter,
                             BlindIndex blind_index)
    : inside_{std::make_unique<Inside>(db, fact, user, std::move(salter), std::move(blind_index))} {
}
DossierWriter::~DossierWriter() = default;

void DossierWriter::finish() {
    inside_->personal.finish();
}

dossier::CreditorId DossierWriter::creditor_id(std::string_view nummer) {
    Inside& in = *inside_;
    in.find_creditor_id.bind(nummer);
    if (!in.find_creditor_id.next()) return {};
    const dossier::CreditorId id{in.find_creditor_id.integer(0)};
    in.find_creditor_id.reset();
    return id;
}

void DossierWriter::Inside::write_iban(const Emit& emit, std::optional<std::int64_t> client,
                                       std::optional<std::int64_t> creditor,
                                       std::optional<std::int64_t> household,
                                       std::string_view iban) {
    const std::int64_t value = personal.add(iban);
    const base::Digest commitment = personal.last_commitment();
    const std::int64_t id = next(DossierTable::iban);
    add_iban.run_with(id, client, creditor, household, value, blind_index(iban), user, fact);
    Leaf leaf;
    leaf.add(id);
    leaf.add(client).add(creditor).add(commitment).add(user.number());
    emit(DossierTable::iban, leaf.text());
}

bool DossierWriter::put_creditor(const CreditorRow& wanted) {
    Inside& in = *inside_;
    const auto current = find_creditor(in.db, wanted.nummer);
    std::int64_t id = current ? current->id.number() : 0;
    bool wrote = false;
    if (!current) {
        id = ++in.last_creditor;
        in.add_creditor.run_with(id, wanted.nummer, in.fact);
    }
    if (!current || current->naam != wanted.naam ||
        current->kenmerkmasker != wanted.kenmerkmasker) {
        if (current) in.replace("creditor_version", "creditor = ?2", id);
        const std::int64_t naam = in.personal.add(wanted.naam);
        const base::Digest commitment = in.personal.last_commitment();
        const std::int64_t version = in.next(DossierTable::creditor_version);
        in.add_creditor_version.run_with(version, id, naam, wanted.kenmerkmasker, in.fact);
        on_leaf(DossierTable::creditor_version,
                Leaf{}.add(version).add(id).add(commitment).add(wanted.kenmerkmasker).text());
        wrote = true;
    }
    if (!current || current->iban.iban != wanted.iban.iban) {
        if (current) in.replace("iban", "creditor = ?2", id);
        in.write_iban(on_leaf, std::nullopt, id, std::nullopt, wanted.iban.iban);
        wrote = true;
    }
    return wrote;
}

void DossierWriter::Inside::write_client_version(const Emit& emit, dossier::HouseholdId household,
                                                 const ClientRow& client) {
    const std::int64_t naam = personal.add(client.naam + '\n' + client.geboortedatum);
    const base::Digest naam_commitment = personal.last_commitment();
    const std::int64_t bsn = personal.add(client.bsn_cipher);
    const base::Digest bsn_commitment = personal.last_commitment();
    const std::int64_t id = next(DossierTable::client_version);
    add_client_version.run_with(id, client.id, household, naam, bsn, client.bsn_index, fact);
    emit(DossierTable::client_version, Leaf{}
                                           .add(id)
                                           .add(client.id.number())
                                           .add(household.number())
                                           .add(naam_commitment)
                                           .add(bsn_commitment)
                                           .text());
}

void DossierWriter::Inside::write_grondslag(const Emit& emit, dossier::HouseholdId household,
                                            dossier::ClientId client, const GrondslagRow& row) {
    const std::int64_t id = next(DossierTable::grondslag);
    const auto soort = static_cast<std::int64_t>(row.grondslag.soort);
    const std::int64_t beschikking = personal.add(row.beschikking);
    const base::Digest commitment = personal.last_commitment();
    add_grondslag.run_with(id, client, household, soort, row.grondslag.vanaf,
                           row.grondslag.tot_en_met, beschikking, row.beschikking_datum, fact);
    emit(DossierTable::grondslag, Leaf{}
                                      .add(id)
                                      .add(client.number())
                                      .add(household.number())
                                      .add(soort)
                                      .add(row.grondslag.vanaf)
                                      .add(row.grondslag.tot_en_met)
                                      .add(commitment)
                                      .add(row.beschikking_datum)
                                      .text());
}

bool DossierWriter::Inside::put_grondslagen(const Emit& emit, dossier::HouseholdId household,
                                            const ClientRow& wanted, const ClientRow* current) {
    bool wrote = false;
    for (const GrondslagRow& row : wanted.grondslagen) {
        const GrondslagRow* same_start = nullptr;
        if (current != nullptr) {
            for (const GrondslagRow& known : current->grondslagen) {
                if (known.grondslag.vanaf == row.grondslag.vanaf) same_start = &known;
            }
        }
        if (same_start != nullptr && same_start->grondslag == row.grondslag &&
            same_start->beschikking == row.beschikking &&
            same_start->beschikking_datum == row.beschikking_datum) {
            continue;
        }
        if (same_start != nullptr) replace("grondslag", "id = ?2", same_start->id);
        write_grondslag(emit, household, wanted.id, row);
        wrote = true;
    }
    return wrote;
}

bool DossierWriter::Inside::put_machtigingen(const Emit& emit, dossier::HouseholdId household,
                                             const ClientRow& wanted, const ClientRow* current) {
    bool wrote = false;
    for (const dossier::Machtiging& row : wanted.machtigingen) {
        const bool known = current != nullptr && std::ranges::find(current->machtigingen, row) !=
                                                     current->machtigingen.end();
        if (known) continue;
        const std::int64_t id = next(DossierTable::machtiging);
        const auto toestand = static_cast<std::int64_t>(row.toestand);
        add_machtiging.run_with(id, wanted.id, household, toestand, row.datum, fact);
        emit(DossierTable::machtiging, Leaf{}
                                           .add(id)
                                           .add(wanted.id.number())
                                           .add(household.number())
                                           .add(toestand)
                                           .add(row.datum)
                                           .text());
        wrote = true;
    }
    return wrote;
}

bool DossierWriter::Inside::put_client_details(const Emit& emit, dossier::HouseholdId household,
                                               const ClientRow& wanted, const ClientRow* current) {
    bool wrote = false;
    if (current == nullptr || current->naam != wanted.naam ||
        current->geboortedatum != wanted.geboortedatum || current->bsn_index != wanted.bsn_index) {
        if (current != nullptr)
            replace("client_version", "household = ?2 AND client = ?3", household, wanted.id);
        write_client_version(emit, household, wanted);
        wrote = true;
    }
    const std::string iban_now = current != nullptr && current->iban ? current->iban->iban : "";
    if (wanted.iban && wanted.iban->iban != iban_now) {
        if (!iban_now.empty())
            replace("iban", "household = ?2 AND client = ?3", household, wanted.id);
        write_iban(emit, wanted.id.number(), std::nullopt, household.number(), wanted.iban->iban);
        wrote = true;
    }
    wrote = put_grondslagen(emit, household, wanted, current) || wrote;
    return put_machtigingen(emit, household, wanted, current) || wrote;
}

bool DossierWriter::Inside::put_type(const Emit& emit, const HouseholdRow& household,
                                     const HouseholdRow* current) {
    if (current != nullptr && current->type == household.type) return false;
    if (current != nullptr) replace("household_version", "household = ?2", household.id);
    const std::int64_t id = next(DossierTable::household_version);
    const auto type = static_cast<std::int64_t>(household.type);
    add_household_version.run_with(id, household.id, type, fact);
    emit(DossierTable::household_version,
         Leaf{}.add(id).add(household.id.number()).add(type).text());
    return true;
}

/// Gives the clients of the household their ids.
bool DossierWriter::Inside::put_clients(const Emit& emit, HouseholdRow& household,
                                        const HouseholdRow* current) {
    bool wrote = false;
    for (std::size_t position = 0; position < household.clienten.size(); ++position) {
        ClientRow& client = household.clienten[position];
        const ClientRow* known = current != nullptr && position < current->clienten.size()
                                     ? &current->clienten[position]
                                     : nullptr;
        client.id = known != nullptr ? known->id : dossier::ClientId{++last_client};
        if (known == nullptr) {
            add_client.run_with(client.id, client.nummer, household.id, position, fact);
        }
        wrote = put_client_details(emit, household.id, client, known) || wrote;
    }
    return wrote;
}

bool DossierWriter::Inside::put_joint_requests(const Emit& emit, const HouseholdRow& household,
                                               const HouseholdRow* current) {
    bool wrote = false;
    for (const dossier::JointRequest& request : household.gezamenlijke_verzoeken) {
        const dossier::JointRequest* same_start = nullptr;
        if (current != nullptr) {
            for (const auto& known : current->gezamenlijke_verzoeken) {
                if (known.vanaf == request.vanaf) same_start = &known;
            }
        }
        if (same_start != nullptr && *same_start == request) continue;
        if (same_start != nullptr) {
            replace("joint_request", "household = ?2 AND vanaf = ?3", household.id, request.vanaf);
        }
        const std::int64_t id = next(DossierTable::joint_request);
        add_request.run_with(id, household.id, request.vanaf, request.tot_en_met,
                             request.aandeel_eerste, fact);
        emit(DossierTable::joint_request, Leaf{}
                                              .add(id)
                                              .add(household.id.number())
                                              .add(request.vanaf)
                                              .add(request.tot_en_met)
                                              .add(std::int64_t{request.aandeel_eerste})
                                              .text());
        wrote = true;
    }
    return wrote;
}

bool DossierWriter::Inside::put_contract(const Emit& emit, const HouseholdRow& household,
                                         const ContractRow& wanted, const HouseholdRow* current) {
    const ContractRow* known = nullptr;
    if (current != nullptr) {
        for (const ContractRow& row : current->contracten) {
            if (row.nummer == wanted.nummer) known = &row;
        }
    }
    dossier::VasteLast last = wanted.last;
    const auto client_at = [&](dossier::ClientId position) {
        return position.is_none()
                   ? position
                   : household.clienten.at(static_cast<std::size_t>(position.number() - 1)).id;
    };
    last.drager = client_at(last.drager);
    last.op_naam_van = client_at(last.op_naam_van);
    if (known != nullptr) {
        last.id = known->last.id;
        if (known->last == last && known->kenmerk == wanted.kenmerk) return false;
        replace("contract_version", "household = ?2 AND contract = ?3", household.id, last.id);
    } else {
        last.id = dossier::ContractId{++last_contract};
        add_contract.run_with(last.id, wanted.nummer, household.id, fact);
    }
    const std::int64_t kenmerk = personal.add(wanted.kenmerk);
    const base::Digest commitment = personal.last_commitment();
    const std::int64_t id = next(DossierTable::contract_version);
    const auto soort = static_cast<std::int64_t>(last.kind);
    const auto ritme = static_cast<std::int64_t>(last.ritme);
    const std::string bedragen = encode_bedragen(last.bedragen);
    add_contract_version.run_with(
        id, last.id, household.id, soort, none_if_zero(last.drager.number()), last.op_naam_van,
        last.crediteur, kenmerk, bedragen, last.eerste_bedrag, ritme, last.vervaldag, last.vanaf,
        last.tot_en_met, last.betalen_vanaf, last.incasso, fact);
    emit(DossierTable::contract_version, Leaf{}
                                             .add(id)
                                             .add(last.id.number())
                                             .add(household.id.number())
                                             .add(soort)
                                             .add(last.drager.number())
                                             .add(last.op_naam_van.number())
                                             .add(last.crediteur.number())
                                             .add(commitment)
                                             .add(bedragen)
                                             .add(last.eerste_bedrag)
                                             .add(ritme)
                                             .add(std::int64_t{last.vervaldag})
                                             .add(last.vanaf)
                                             .add(last.tot_en_met)
                                             .add(last.betalen_vanaf)
                                             .add(std::int64_t{last.incasso ? 1 : 0})
                                             .text());
    return true;
}

namespace {

bool has_a_creditor_twice(const std::vector<ContractRow>& contracts) {
    for (std::size_t i = 1; i < contracts.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (contracts[i].last.crediteur == contracts[k].last.crediteur) return true;
        }
    }
    return false;
}

}  // namespace

bool DossierWriter::put_household(const HouseholdRow& wanted) {
    Inside& in = *inside_;
    in.find_household_id.bind(wanted.nummer);
    std::optional<HouseholdRow> current;
    if (in.find_household_id.next()) {
        const dossier::HouseholdId id{in.find_household_id.integer(0)};
        in.find_household_id.reset();
        current = household_by_id(in.db, id);
    }
    HouseholdRow household = wanted;
    household.id = current ? current->id : dossier::HouseholdId{++in.last_household};
    if (!current) in.add_household.run_with(household.id, wanted.nummer, in.fact);
    const HouseholdRow* const before = current ? &*current : nullptr;
    bool wrote = in.put_type(on_leaf, household, before);
    wrote = in.put_clients(on_leaf, household, before) || wrote;
    wrote = in.put_joint_requests(on_leaf, household, before) || wrote;
    bool wrote_contract = false;
    for (const ContractRow& contract : household.contracten) {
        wrote_contract = in.put_contract(on_leaf, household, contract, before) || wrote_contract;
    }
    if (wrote_contract && (current || has_a_creditor_twice(household.contracten)))
        in.possible_doubles.push_back(household.id);
    return wrote || wrote_contract;
}

const std::vector<dossier::HouseholdId>& DossierWriter::with_possible_doubles() const {
    return inside_->possible_doubles;
}

}  // namespace ontzorgd::store
