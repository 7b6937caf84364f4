// SPDX-License-Identifier: EUPL-1.2
#include "dossier_rows.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/dossier_import.h"
#include "ontzorgd/values/kenmerk.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::service {

namespace {

store::IbanRow new_iban(const values::Iban& iban) {
    return {.iban = std::string{iban.compact()}};
}

store::ClientRow client_row(Municipality& town, const messages::ClientLine& line) {
    store::ClientRow row;
    row.nummer = line.nummer;
    row.naam = line.naam;
    row.geboortedatum = line.geboortedatum.to_string();
    row.bsn_cipher = sealed_bsn(town, line.nummer, line.bsn.digits());
    row.bsn_index = town.blind_index("bsn " + std::string{line.bsn.digits()});
    if (line.iban) row.iban = new_iban(*line.iban);
    for (const messages::GrondslagLine& ground : line.grondslagen) {
        row.grondslagen.push_back({.grondslag = ground.grondslag,
                                   .beschikking = ground.beschikking,
                                   .beschikking_datum = ground.beschikking_datum});
    }
    row.machtigingen = line.machtigingen;
    return row;
}

/// Position of a client in the household, from 1; 0 for the household itself.
dossier::ClientId position_of(const messages::HouseholdLine& household, std::string_view nummer) {
    for (std::size_t i = 0; i < household.clienten.size(); ++i) {
        if (household.clienten[i].nummer == nummer)
            return dossier::ClientId{static_cast<std::int64_t>(i) + 1};
    }
    return {};
}

base::Result<store::ContractRow> contract_row(store::DossierWriter& writer,
                                              const messages::HouseholdLine& household,
                                              const messages::ContractLine& line) {
    const dossier::CreditorId creditor = writer.creditor_id(line.crediteur);
    if (creditor.is_none()) return base::refuse("creditor_is_unknown", {{"value", line.crediteur}});
    store::ContractRow row;
    row.nummer = line.nummer;
    row.kenmerk = line.kenmerk;
    row.last = {.id = {},
                .kind = line.soort,
                .drager = line.drager ? position_of(household, *line.drager) : dossier::ClientId{},
                .op_naam_van = position_of(household, line.op_naam_van),
                .crediteur = creditor,
                .bedragen = line.bedragen,
                .eerste_bedrag = line.eerste_bedrag,
                .ritme = line.ritme,
                .vervaldag = line.vervaldag,
                .vanaf = line.vanaf,
                .tot_en_met = line.tot_en_met,
                .betalen_vanaf = line.betalen_vanaf,
                .incasso = line.incasso};
    return row;
}

const store::ClientRow& client_of(const store::HouseholdRow& household, dossier::ClientId id) {
    for (const store::ClientRow& client : household.clienten) {
        if (client.id == id) return client;
    }
    base::expects(false, "a contract names a client of its household");
    return household.clienten.front();
}

base::Result<messages::ClientLine> client_line(Municipality& town, const store::ClientRow& row) {
    const auto bsn = values::Bsn::parse(opened_bsn(town, row.nummer, row.bsn_cipher));
    const auto born = values::CivilDate::parse(row.geboortedatum);
    if (!bsn || !born) return base::refuse("client_was_destroyed", {{"client", row.nummer}});
    messages::ClientLine line{.nummer = row.nummer,
                              .naam = row.naam,
                              .geboortedatum = born.value(),
                              .bsn = bsn.value(),
                              .iban = std::nullopt,
                              .grondslagen = {},
                              .machtigingen = row.machtigingen};
    if (row.iban) {
        const auto iban = values::Iban::parse(row.iban->iban);
        if (!iban) return base::refuse("client_was_destroyed", {{"client", row.nummer}});
        line.iban = iban.value();
    }
    for (const store::GrondslagRow& ground : row.grondslagen) {
        line.grondslagen.push_back({.grondslag = ground.grondslag,
                                    .beschikking = ground.beschikking,
                                    .beschikking_datum = ground.beschikking_datum});
    }
    return line;
}

base::Result<store::HouseholdRow> row_of_checked(Municipality& town, store::DossierWriter& writer,
                                                 const messages::HouseholdLine& line,
                                                 dossier::HouseholdId known) {
    store::HouseholdRow row;
    row.nummer = line.nummer;
    row.type = line.type;
    row.gezamenlijke_verzoeken = line.gezamenlijke_verzoeken;
    for (std::size_t position = 0; position < line.clienten.size(); ++position) {
        const messages::ClientLine& client = line.clienten[position];
        const auto place = store::place_of_client(town.db(), client.nummer);
        const bool fits = !place || (place->household == known && place->position == position);
        if (!fits) {
            return base::refuse("client_is_of_another_household", {{"client", client.nummer}});
        }
        store::ClientRow client_row_made = client_row(town, client);
        const std::string holder = store::client_with_bsn(town.db(), client_row_made.bsn_index);
        if (!holder.empty() && holder != client.nummer) {
            return base::refuse("bsn_is_of_another_client",
                                {{"client", client.nummer}, {"other", holder}});
        }
        row.clienten.push_back(std::move(client_row_made));
    }
    for (const messages::ContractLine& contract : line.contracten) {
        const dossier::HouseholdId owner = store::household_of_contract(town.db(), contract.nummer);
        if (!owner.is_none() && owner != known) {
            return base::refuse("contract_is_of_another_household",
                                {{"contract", contract.nummer}});
        }
        auto contract_made = contract_row(writer, line, contract);
        if (!contract_made) return contract_made.failure();
        row.contracten.push_back(std::move(contract_made).value());
    }
    return row;
}

/// Puts each row of `from` into `into`: in the place of the one with the same key, else at the end.
template <class Row, class Key>
void put_rows(std::vector<Row>& into, const std::vector<Row>& from, Key key) {
    for (const Row& row : from) {
        const auto same = std::ranges::find(into, key(row), key);
        if (same != into.end()) {
            *same = row;
        } else {
            into.push_back(row);
        }
    }
}

void merge(messages::ClientLine& into, const messages::ClientLine& from) {
    into.naam = from.naam;
    into.geboortedatum = from.geboortedatum;
    into.bsn = from.bsn;
    if (from.iban) into.iban = from.iban;
    put_rows(into.grondslagen, from.grondslagen,
             [](const messages::GrondslagLine& line) { return line.grondslag.vanaf; });
    for (const dossier::Machtiging& row : from.machtigingen) {
        if (std::ranges::find(into.machtigingen, row) == into.machtigingen.end())
            into.machtigingen.push_back(row);
    }
    std::ranges::stable_sort(into.machtigingen, {}, &dossier::Machtiging::datum);
}

/// What the dossier holds after `from` was recorded over `into`: nothing is removed by it.
base::Result<base::Done> merge(messages::HouseholdLine& into, const messages::HouseholdLine& from) {
    into.type = from.type;
    for (std::size_t i = 0; i < std::max(into.clienten.size(), from.clienten.size()); ++i) {
        if (i >= from.clienten.size()) {
            return base::refuse("client_is_missing_from_household",
                                {{"client", into.clienten[i].nummer}});
        }
        if (i >= into.clienten.size()) {
            into.clienten.push_back(from.clienten[i]);
            continue;
        }
        if (into.clienten[i].nummer != from.clienten[i].nummer) {
            return base::refuse("client_is_of_another_household",
                                {{"client", from.clienten[i].nummer}});
        }
        merge(into.clienten[i], from.clienten[i]);
    }
    put_rows(into.gezamenlijke_verzoeken, from.gezamenlijke_verzoeken,
             [](const dossier::JointRequest& request) { return request.vanaf; });
    put_rows(into.contracten, from.contracten,
             [](const messages::ContractLine& contract) { return contract.nummer; });
    return base::Done{};
}

/// A bill is known by its contract and the first day of its period, and paid once. Bill periods
/// that move after a bill was taken up would make other bills of the same days, and they would be
/// paid again.
base::Result<base::Done> check_periods(store::Database& db, const store::HouseholdRow& current,
                                       const messages::HouseholdLine& wanted) {
    for (const messages::ContractLine& contract : wanted.contracten) {
        const auto known =
            std::ranges::find(current.contracten, contract.nummer, &store::ContractRow::nummer);
        if (known == current.contracten.end()) continue;
        const bool same =
            known->last.vanaf == contract.vanaf && known->last.ritme == contract.ritme;
        if (!same && store::has_bills(db, known->last.id)) {
            return base::refuse("contract_periods_are_fixed", {{"contract", contract.nummer}});
        }
    }
    return base::Done{};
}

}  // namespace

store::CreditorRow row_of(const messages::CreditorLine& line) {
    return {.id = {},
            .nummer = line.nummer,
            .naam = line.naam,
            .kenmerkmasker = line.kenmerkmasker,
            .iban = new_iban(line.iban)};
}

base::Result<store::HouseholdRow> row_of(Municipality& town, store::DossierWriter& writer,
                                         const messages::HouseholdLine& line) {
    store::Database& db = town.db();
    const dossier::HouseholdId known = store::household_with_nummer(db, line.nummer);
    if (known.is_none()) return row_of_checked(town, writer, line, known);
    const auto current = store::household_by_id(db, known);
    if (!current) return base::refuse("household_has_no_version", {{"household", line.nummer}});
    auto merged = line_of(town, *current);
    if (!merged) return merged.failure();
    if (const auto fits = merge(merged.value(), line); !fits) return fits.failure();
    const auto checked = messages::check_household(merged.value(), masks_of(db));
    if (!checked) return checked.failure();
    if (const auto fixed = check_periods(db, *current, checked.value()); !fixed)
        return fixed.failure();
    return row_of_checked(town, writer, checked.value(), known);
}

base::Result<base::Done> check_mask(store::Database& db, std::string_view creditor) {
    const auto row = store::find_creditor(db, creditor);
    if (!row) return base::refuse("creditor_is_unknown", {{"value", std::string{creditor}}});
    std::string misfit;
    store::for_each_contract_of(db, row->id, [&](std::string_view contract, std::string_view text) {
        const auto kenmerk = values::Kenmerk::parse_for(row->kenmerkmasker, text);
        const bool fits = kenmerk && kenmerk.value().text() == text;
        if (!fits && misfit.empty()) misfit = contract;
    });
    if (misfit.empty()) return base::Done{};
    return base::refuse("kenmerk_of_contract_does_not_fit_the_mask",
                        {{"contract", misfit}, {"creditor", row->nummer}});
}

messages::MaskOf masks_of(store::Database& db) {
    return [&db](std::string_view nummer) {
        const auto creditor = store::find_creditor(db, nummer);
        return creditor ? std::optional{creditor->kenmerkmasker} : std::nullopt;
    };
}

base::Result<messages::CreditorLine> line_of(const store::CreditorRow& row) {
    const auto iban = values::Iban::parse(row.iban.iban);
    if (!iban) return base::refuse("creditor_was_destroyed", {{"creditor", row.nummer}});
    return messages::CreditorLine{.nummer = row.nummer,
                                  .naam = row.naam,
                                  .iban = iban.value(),
                                  .kenmerkmasker = row.kenmerkmasker};
}

base::Result<messages::HouseholdLine> line_of(Municipality& town, const store::HouseholdRow& row) {
    messages::HouseholdLine line;
    line.nummer = row.nummer;
    line.type = row.type;
    line.gezamenlijke_verzoeken = row.gezamenlijke_verzoeken;
    for (const store::ClientRow& client : row.clienten) {
        auto client_made = client_line(town, client);
        if (!client_made) return client_made.failure();
        line.clienten.push_back(std::move(client_made).value());
    }
    for (const store::ContractRow& contract : row.contracten) {
        const dossier::VasteLast& last = contract.last;
        messages::ContractLine made;
        made.nummer = contract.nummer;
        made.soort = last.kind;
        if (!last.drager.is_none()) made.drager = client_of(row, last.drager).nummer;
        made.op_naam_van = client_of(row, last.op_naam_van).nummer;
        made.crediteur = store::creditor_nummer(town.db(), last.crediteur);
        made.kenmerk = contract.kenmerk;
        made.bedragen = last.bedragen;
        made.eerste_bedrag = last.eerste_bedrag;
        made.ritme = last.ritme;
        made.vervaldag = last.vervaldag;
        made.vanaf = last.vanaf;
        made.tot_en_met = last.tot_en_met;
        made.betalen_vanaf = last.betalen_vanaf;
        made.incasso = last.incasso;
        line.contracten.push_back(std::move(made));
    }
    return line;
}

std::string encoded_dossier_answer(const Report& report) {
    std::string text;
    for (const Field& field : report.fields()) {
        text += field.name + '=' + std::to_string(std::get<std::int64_t>(field.value)) + '\n';
    }
    return text;
}

Report dossier_answer(std::string_view stored) {
    Report report;
    for (const std::string_view line : base::split_text(stored, '\n')) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        report.add(line.substr(0, equals),
                   Value{base::parse_int(line.substr(equals + 1)).value_or(0)});
    }
    return report;
}

}  // namespace ontzorgd::service
