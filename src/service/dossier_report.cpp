// SPDX-License-Identifier: EUPL-1.2
#include "dossier_report.h"

#include "ontzorgd/store/dossier_import.h"

namespace ontzorgd::service {

namespace {

std::string client_nummer(const store::HouseholdRow& household, dossier::ClientId id) {
    for (const store::ClientRow& client : household.clienten) {
        if (client.id == id) return client.nummer;
    }
    return {};
}

/// The amount of a bill that begins on `day`, or the first one that will count.
values::Euro bedrag_on(const dossier::VasteLast& last, values::CivilDate day) {
    values::Euro bedrag = last.bedragen.front().bedrag;
    for (const dossier::Bedrag& each : last.bedragen) {
        if (each.vanaf <= day) bedrag = each.bedrag;
    }
    return bedrag;
}

}  // namespace

std::string iban_state(const store::IbanRow& iban) {
    return iban.confirmed ? "bevestigd" : "wacht op bevestiging";
}

Report report_of(Municipality& town, const store::HouseholdRow& household,
                 const store::ContractRow& contract, values::CivilDate day) {
    const dossier::VasteLast& last = contract.last;
    std::vector<Report> bedragen;
    for (const dossier::Bedrag& each : last.bedragen) {
        Report row;
        row.add("vanaf", Value{each.vanaf}).add("bedrag", Value{each.bedrag});
        bedragen.push_back(std::move(row));
    }
    Report report;
    report.add("contract", contract.nummer)
        .add("soort", dossier::to_text(last.kind))
        .add("op_naam_van", client_nummer(household, last.op_naam_van))
        .add("drager", last.drager.is_none() ? "huishouden" : client_nummer(household, last.drager))
        .add("crediteur", store::creditor_nummer(town.db(), last.crediteur))
        .add("kenmerk", contract.kenmerk)
        .add("bedrag", Value{bedrag_on(last, day)})
        .add("ritme", dossier::to_text(last.ritme))
        .add("vervaldag", Value{std::int64_t{last.vervaldag}})
        .add("vanaf", Value{last.vanaf})
        .add("tot_en_met", last.tot_en_met ? Value{*last.tot_en_met} : Value{std::string{}})
        .add("betalen_vanaf", Value{last.betalen_vanaf})
        .add("betaalwijze", last.incasso ? "incasso" : "overboeking")
        .add_if("eerste_bedrag", last.eerste_bedrag)
        .add_rows("bedragen", std::move(bedragen));
    return report;
}

std::vector<Report> grondslag_rows(const store::ClientRow& client) {
    std::vector<Report> rows;
    for (const store::GrondslagRow& each : client.grondslagen) {
        const dossier::Grondslag& grondslag = each.grondslag;
        Report row;
        row.add("soort", dossier::to_text(grondslag.soort))
            .add("vanaf", Value{grondslag.vanaf})
            .add("tot_en_met",
                 grondslag.tot_en_met ? Value{*grondslag.tot_en_met} : Value{std::string{}})
            .add("beschikking", each.beschikking)
            .add("beschikking_datum", Value{each.beschikking_datum});
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Report> machtiging_rows(const store::ClientRow& client) {
    std::vector<Report> rows;
    for (const dossier::Machtiging& each : client.machtigingen) {
        Report row;
        row.add("toestand", dossier::to_text(each.toestand)).add("datum", Value{each.datum});
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Report> joint_request_rows(const store::HouseholdRow& household) {
    std::vector<Report> rows;
    for (const dossier::JointRequest& each : household.gezamenlijke_verzoeken) {
        Report row;
        row.add("vanaf", Value{each.vanaf})
            .add("tot_en_met", each.tot_en_met ? Value{*each.tot_en_met} : Value{std::string{}})
            .add("aandeel_eerste", Value{std::int64_t{each.aandeel_eerste}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Report report_of(const store::CreditorRow& creditor) {
    Report report;
    report.add("crediteur", creditor.nummer)
        .add("naam", creditor.naam)
        .add("iban", creditor.iban.iban)
        .add("rekening", iban_state(creditor.iban))
        .add("kenmerkmasker", creditor.kenmerkmasker);
    return report;
}

}  // namespace ontzorgd::service
