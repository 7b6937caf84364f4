// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/dossier_file.h"
#include "ontzorgd/messages/json_text.h"

namespace ontzorgd::messages {

namespace {

// One form only: members in the order of schemas/dossier-1.md, no blanks, what is absent left out,
// empty lists too.

void append_name(std::string& out, std::string_view name) {
    if (out.back() != '{') out += ',';
    out += '"';
    out += name;
    out += "\":";
}

void append_text(std::string& out, std::string_view name, std::string_view text) {
    append_name(out, name);
    out += json_text(text);
}

void append_number(std::string& out, std::string_view name, std::int64_t number) {
    append_name(out, name);
    out += std::to_string(number);
}

void append_date(std::string& out, std::string_view name, values::CivilDate date) {
    append_text(out, name, date.to_string());
}

template <class T, class Append>
void append_list(std::string& out, std::string_view name, const std::vector<T>& list,
                 Append append) {
    if (list.empty()) return;
    append_name(out, name);
    char before = '[';
    for (const T& one : list) {
        out += before;
        out += '{';
        append(out, one);
        out += '}';
        before = ',';
    }
    out += ']';
}

void append_grondslag(std::string& out, const GrondslagLine& line) {
    append_text(out, "soort", dossier::to_text(line.grondslag.soort));
    append_date(out, "vanaf", line.grondslag.vanaf);
    if (line.grondslag.tot_en_met) append_date(out, "tot_en_met", *line.grondslag.tot_en_met);
    append_text(out, "beschikking", line.beschikking);
    append_date(out, "beschikking_datum", line.beschikking_datum);
}

void append_machtiging(std::string& out, const dossier::Machtiging& machtiging) {
    append_text(out, "toestand", dossier::to_text(machtiging.toestand));
    append_date(out, "datum", machtiging.datum);
}

void append_client(std::string& out, const ClientLine& client) {
    append_text(out, "nummer", client.nummer);
    append_text(out, "naam", client.naam);
    append_date(out, "geboortedatum", client.geboortedatum);
    append_text(out, "bsn", client.bsn.digits());
    if (client.iban) append_text(out, "iban", client.iban->compact());
    append_list(out, "grondslagen", client.grondslagen, append_grondslag);
    append_list(out, "machtigingen", client.machtigingen, append_machtiging);
}

void append_joint_request(std::string& out, const dossier::JointRequest& request) {
    append_date(out, "vanaf", request.vanaf);
    if (request.tot_en_met) append_date(out, "tot_en_met", *request.tot_en_met);
    append_number(out, "aandeel_eerste", request.aandeel_eerste);
}

void append_bedrag(std::string& out, const dossier::Bedrag& bedrag) {
    append_date(out, "vanaf", bedrag.vanaf);
    append_text(out, "bedrag", bedrag.bedrag.to_string());
}

void append_contract(std::string& out, const ContractLine& contract) {
    append_text(out, "nummer", contract.nummer);
    append_text(out, "soort", dossier::to_text(contract.soort));
    append_text(
        out, "drager",
        contract.drager ? std::string_view{*contract.drager} : std::string_view{"huishouden"});
    append_text(out, "op_naam_van", contract.op_naam_van);
    append_text(out, "crediteur", contract.crediteur);
    append_text(out, "kenmerk", contract.kenmerk);
    append_list(out, "bedragen", contract.bedragen, append_bedrag);
    if (contract.eerste_bedrag) {
        append_text(out, "eerste_bedrag", contract.eerste_bedrag->to_string());
    }
    append_text(out, "ritme", dossier::to_text(contract.ritme));
    append_number(out, "vervaldag", contract.vervaldag);
    append_date(out, "vanaf", contract.vanaf);
    if (contract.tot_en_met) append_date(out, "tot_en_met", *contract.tot_en_met);
    append_date(out, "betalen_vanaf", contract.betalen_vanaf);
    append_text(out, "betaalwijze", contract.incasso ? "incasso" : "overboeking");
}

}  // namespace

void DossierWriter::put_line() {
    line_ += "}}\n";
    sink_(line_);
    ++lines_;
}

void DossierWriter::write_head(std::string_view gemeente) {
    line_ = R"({"dossier":{)";
    append_number(line_, "versie", 1);
    append_text(line_, "gemeente", gemeente);
    put_line();
}

void DossierWriter::write_creditor(const CreditorLine& creditor) {
    line_ = R"({"crediteur":{)";
    append_text(line_, "nummer", creditor.nummer);
    append_text(line_, "naam", creditor.naam);
    append_text(line_, "iban", creditor.iban.compact());
    append_text(line_, "kenmerkmasker", creditor.kenmerkmasker);
    put_line();
}

void DossierWriter::write_household(const HouseholdLine& household) {
    line_ = R"({"huishouden":{)";
    append_text(line_, "nummer", household.nummer);
    append_text(line_, "type", dossier::to_text(household.type));
    append_list(line_, "clienten", household.clienten, append_client);
    append_list(line_, "gezamenlijke_verzoeken", household.gezamenlijke_verzoeken,
                append_joint_request);
    append_list(line_, "contracten", household.contracten, append_contract);
    put_line();
}

void DossierWriter::write_end() {
    line_ = R"({"einde":{)";
    append_number(line_, "regels", lines_);
    put_line();
}

}  // namespace ontzorgd::messages
