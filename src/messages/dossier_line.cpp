// SPDX-License-Identifier: EUPL-1.2
#include "dossier_line.h"

#include "ontzorgd/messages/dossier_value.h"
#include "ontzorgd/values/kenmerk.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::messages {

namespace {

using dossier::Bedrag;
using dossier::JointRequest;
using values::CivilDate;

constexpr std::string_view drager_household = "huishouden";
constexpr std::size_t most_contracts = 60;
constexpr std::size_t any_number = 100'000;  // the length of a line is the bound

base::Result<std::string> as_client_nummer(std::string_view text) {
    if (text == drager_household) return base::malformed("nummer_is_reserved");
    return read_nummer(text);
}

base::Result<dossier::HouseholdType> read_household_type(std::string_view text) {
    const auto type = dossier::household_type_from(text);
    if (!type) return base::malformed("household_type_is_unknown");
    return *type;
}

std::optional<CivilDate> date(const DossierObject& object, std::string_view name) {
    return object.text(name, &CivilDate::parse);
}

void grondslag_from(const DossierObject& object, std::vector<GrondslagLine>& grondslagen) {
    if (!object.check_members({"soort", "vanaf", "beschikking", "beschikking_datum"},
                              {"tot_en_met"})) {
        return;
    }
    const auto soort = object.text("soort", read_grondslag_soort);
    const auto vanaf = date(object, "vanaf");
    const auto tot_en_met = date(object, "tot_en_met");
    auto beschikking = object.text("beschikking", read_beschikking);
    const auto beschikking_datum = date(object, "beschikking_datum");
    if (!soort || !vanaf || !beschikking || !beschikking_datum) return;
    grondslagen.push_back(
        {.grondslag = {.soort = *soort, .vanaf = *vanaf, .tot_en_met = tot_en_met},
         .beschikking = std::move(*beschikking),
         .beschikking_datum = *beschikking_datum});
}

std::vector<GrondslagLine> grondslagen_of(const DossierObject& client) {
    std::vector<GrondslagLine> grondslagen;
    client.list("grondslagen", 0, any_number,
                [&](const DossierObject& object) { grondslag_from(object, grondslagen); });
    std::vector<dossier::Grondslag> periods;
    periods.reserve(grondslagen.size());
    for (const GrondslagLine& line : grondslagen) periods.push_back(line.grondslag);
    const auto checked = dossier::check_grondslagen(periods);
    if (!checked) client.fault(checked.failure(), "grondslagen");
    return grondslagen;
}

std::vector<dossier::Machtiging> machtigingen_of(const DossierObject& client) {
    std::vector<dossier::Machtiging> machtigingen;
    client.list("machtigingen", 0, any_number, [&](const DossierObject& object) {
        if (!object.check_members({"toestand", "datum"})) return;
        const auto toestand = object.text("toestand", read_toestand);
        const auto datum = date(object, "datum");
        if (toestand && datum) machtigingen.push_back({.toestand = *toestand, .datum = *datum});
    });
    const bool is_ascending =
        std::is_sorted(machtigingen.begin(), machtigingen.end(),
                       [](const auto& a, const auto& b) { return a.datum < b.datum; });
    if (!is_ascending) {
        client.fault(base::malformed("machtigingen_are_not_ascending"), "machtigingen");
    }
    return machtigingen;
}

void client_from(const DossierObject& object, std::vector<ClientLine>& clienten) {
    if (!object.check_members({"nummer", "naam", "geboortedatum", "bsn"},
                              {"iban", "grondslagen", "machtigingen"})) {
        return;
    }
    auto nummer = object.text("nummer", as_client_nummer);
    auto naam = object.text("naam", read_name);
    const auto geboortedatum = date(object, "geboortedatum");
    const auto bsn = object.text("bsn", &values::Bsn::parse);
    const auto iban = object.text("iban", &values::Iban::parse);
    auto grondslagen = grondslagen_of(object);
    auto machtigingen = machtigingen_of(object);
    if (!nummer || !naam || !geboortedatum || !bsn) return;
    clienten.push_back({.nummer = std::move(*nummer),
                        .naam = std::move(*naam),
                        .geboortedatum = *geboortedatum,
                        .bsn = *bsn,
                        .iban = iban,
                        .grondslagen = std::move(grondslagen),
                        .machtigingen = std::move(machtigingen)});
}

void check_clients(const DossierObject& object, const HouseholdLine& household) {
    const auto& clienten = household.clienten;
    if (clienten.size() < 2) return;
    if (clienten[0].nummer == clienten[1].nummer) {
        object.fault(base::malformed("nummer_is_double", {{"value", clienten[0].nummer}}),
                     "clienten");
    }
    if (clienten[0].bsn == clienten[1].bsn) {
        object.fault(base::malformed("bsn_is_double"), "clienten");
    }
}

void joint_requests_from(const DossierObject& object, std::vector<JointRequest>& requests) {
    object.list("gezamenlijke_verzoeken", 0, any_number, [&](const DossierObject& request) {
        if (!request.check_members({"vanaf", "aandeel_eerste"}, {"tot_en_met"})) return;
        const auto vanaf = date(request, "vanaf");
        const auto tot_en_met = date(request, "tot_en_met");
        const auto aandeel = request.number("aandeel_eerste", 0, 100);
        if (!vanaf || !aandeel) return;
        if (tot_en_met && *tot_en_met < *vanaf) {
            request.fault(base::malformed("joint_request_ends_before_it_starts"), "tot_en_met");
        }
        requests.push_back({.vanaf = *vanaf,
                            .tot_en_met = tot_en_met,
                            .aandeel_eerste = static_cast<unsigned>(*aandeel)});
    });
}

/// Two requests on one day would leave open which of them divides the benefit.
bool have_overlap(std::vector<JointRequest> requests) {
    std::sort(requests.begin(), requests.end(),
              [](const auto& a, const auto& b) { return a.vanaf < b.vanaf; });
    const auto reaches_next = [](const JointRequest& one, const JointRequest& next) {
        return one.holds_on(next.vanaf);
    };
    return std::adjacent_find(requests.begin(), requests.end(), reaches_next) != requests.end();
}

void check_joint_requests(const DossierObject& object, const HouseholdLine& household,
                          bool is_couple) {
    const auto& requests = household.gezamenlijke_verzoeken;
    if (!requests.empty() && !is_couple) {
        object.fault(base::malformed("joint_request_needs_a_couple"), "gezamenlijke_verzoeken");
    }
    if (have_overlap(requests)) {
        object.fault(base::malformed("joint_requests_overlap"), "gezamenlijke_verzoeken");
    }
}

std::vector<Bedrag> bedragen_of(const DossierObject& contract) {
    std::vector<Bedrag> bedragen;
    contract.list("bedragen", 1, any_number, [&](const DossierObject& object) {
        if (!object.check_members({"vanaf", "bedrag"})) return;
        const auto vanaf = date(object, "vanaf");
        const auto bedrag = object.text("bedrag", read_bill_amount);
        if (vanaf && bedrag) bedragen.push_back({.vanaf = *vanaf, .bedrag = *bedrag});
    });
    const auto not_ascending = [](const Bedrag& a, const Bedrag& b) { return a.vanaf >= b.vanaf; };
    if (std::adjacent_find(bedragen.begin(), bedragen.end(), not_ascending) != bedragen.end()) {
        contract.fault(base::malformed("bedragen_are_not_ascending"), "bedragen");
    }
    return bedragen;
}

/// The kenmerk as the creditor's mask wants it.
std::optional<std::string> kenmerk_of(const DossierObject& contract, const MaskOf& mask_of,
                                      const std::optional<std::string>& crediteur) {
    if (!crediteur) return std::nullopt;
    const auto mask = mask_of(*crediteur);
    if (!mask) {
        contract.fault(base::malformed("creditor_is_unknown", {{"value", *crediteur}}),
                       "crediteur");
        return std::nullopt;
    }
    return contract.text("kenmerk", [&mask](std::string_view text) -> base::Result<std::string> {
        if (mask->empty()) return std::string{text};
        const auto kenmerk = values::Kenmerk::parse_for(*mask, text);
        if (!kenmerk) return kenmerk.failure();
        return kenmerk.value().text();
    });
}

/// What holds between the days of a contract.
void check_days(const DossierObject& object, const ContractLine& contract) {
    if (contract.tot_en_met && *contract.tot_en_met < contract.vanaf) {
        object.fault(base::malformed("contract_ends_before_it_starts"), "tot_en_met");
    }
    if (!contract.bedragen.empty() && contract.vanaf < contract.bedragen.front().vanaf) {
        object.fault(base::malformed("bedragen_start_too_late"), "bedragen");
    }
}

void contract_from(const DossierObject& object, const MaskOf& mask_of,
                   std::vector<ContractLine>& contracten) {
    if (!object.check_members(
            {"nummer", "soort", "drager", "op_naam_van", "crediteur", "kenmerk", "bedragen",
             "ritme", "vervaldag", "vanaf", "betalen_vanaf", "betaalwijze"},
            {"eerste_bedrag", "tot_en_met"})) {
        return;
    }
    auto nummer = object.text("nummer", read_nummer);
    const auto soort = object.text("soort", read_kind);
    auto drager = object.text("drager", read_nummer);
    auto op_naam_van = object.text("op_naam_van", read_nummer);
    auto crediteur = object.text("crediteur", read_nummer);
    auto kenmerk = kenmerk_of(object, mask_of, crediteur);
    auto bedragen = bedragen_of(object);
    const auto eerste_bedrag = object.text("eerste_bedrag", read_bill_amount);
    const auto ritme = object.text("ritme", read_ritme);
    const auto last_day = ritme == dossier::Ritme::vier_weken ? 28 : 31;
    const auto vervaldag = object.number("vervaldag", 1, last_day);
    const auto vanaf = date(object, "vanaf");
    const auto tot_en_met = date(object, "tot_en_met");
    const auto betalen_vanaf = date(object, "betalen_vanaf");
    const auto incasso = object.text("betaalwijze", read_incasso);
    const bool has_texts = nummer && drager && op_naam_van && crediteur && kenmerk;
    const bool has_rest = soort && ritme && vervaldag && vanaf && betalen_vanaf && incasso;
    if (!has_texts || !has_rest) return;
    if (*drager == drager_household) drager.reset();
    contracten.push_back({.nummer = std::move(*nummer),
                          .soort = *soort,
                          .drager = std::move(drager),
                          .op_naam_van = std::move(*op_naam_van),
                          .crediteur = std::move(*crediteur),
                          .kenmerk = std::move(*kenmerk),
                          .bedragen = std::move(bedragen),
                          .eerste_bedrag = eerste_bedrag,
                          .ritme = *ritme,
                          .vervaldag = static_cast<unsigned>(*vervaldag),
                          .vanaf = *vanaf,
                          .tot_en_met = tot_en_met,
                          .betalen_vanaf = *betalen_vanaf,
                          .incasso = *incasso});
    check_days(object, contracten.back());
}

/// The clients that a contract names must be of this household.
void check_persons(const DossierObject& object, const HouseholdLine& household,
                   const ContractLine& contract) {
    const auto is_client = [&household](const std::string& nummer) {
        return std::any_of(household.clienten.begin(), household.clienten.end(),
                           [&nummer](const ClientLine& one) { return one.nummer == nummer; });
    };
    const auto check = [&](std::string_view member, const std::string& nummer) {
        if (is_client(nummer)) return;
        object.fault(base::malformed("client_is_not_of_household", {{"value", nummer}}), member);
    };
    if (contract.drager) check("drager", *contract.drager);
    check("op_naam_van", contract.op_naam_van);
}

void contracts_from(const DossierObject& object, const MaskOf& mask_of, HouseholdLine& household,
                    bool clients_are_complete) {
    auto& contracten = household.contracten;
    object.list("contracten", 0, most_contracts, [&](const DossierObject& contract) {
        const std::size_t before = contracten.size();
        contract_from(contract, mask_of, contracten);
        if (contracten.size() == before) return;
        // With a client that could not be read, its contracts would only repeat that finding.
        if (clients_are_complete) check_persons(contract, household, contracten.back());
        const auto end = contracten.end() - 1;
        const auto is_same = [end](const ContractLine& one) { return one.nummer == end->nummer; };
        if (std::any_of(contracten.begin(), end, is_same)) {
            contract.fault(base::malformed("nummer_is_double", {{"value", end->nummer}}), "nummer");
        }
    });
}

}  // namespace

std::optional<CreditorLine> creditor_from(const DossierObject& object) {
    if (!object.check_members({"nummer", "naam", "iban", "kenmerkmasker"})) return std::nullopt;
    auto nummer = object.text("nummer", read_nummer);
    auto naam = object.text("naam", read_name);
    const auto iban = object.text("iban", &values::Iban::parse);
    auto mask = object.text("kenmerkmasker", read_mask);
    if (!nummer || !naam || !iban || !mask) return std::nullopt;
    return CreditorLine{.nummer = std::move(*nummer),
                        .naam = std::move(*naam),
                        .iban = *iban,
                        .kenmerkmasker = std::move(*mask)};
}

HouseholdLine household_from(const DossierObject& object, const MaskOf& mask_of) {
    HouseholdLine household;
    if (!object.check_members({"nummer", "type", "clienten"},
                              {"gezamenlijke_verzoeken", "contracten"})) {
        return household;
    }
    household.nummer = object.text("nummer", read_nummer).value_or("");
    const auto type = object.text("type", read_household_type);
    std::size_t listed = 0;
    object.list("clienten", 1, 2, [&](const DossierObject& client) {
        ++listed;
        client_from(client, household.clienten);
    });
    check_clients(object, household);
    joint_requests_from(object, household.gezamenlijke_verzoeken);
    if (type) {
        household.type = *type;
        const bool is_couple = dossier::is_couple(*type);
        if (listed != 0 && listed != (is_couple ? 2U : 1U)) {
            object.fault(base::malformed("clienten_do_not_fit_the_type",
                                         {{"value", std::string{dossier::to_text(*type)}},
                                          {"found", std::to_string(listed)}}),
                         "clienten");
        }
        check_joint_requests(object, household, is_couple);
    }
    contracts_from(object, mask_of, household, listed != 0 && household.clienten.size() == listed);
    return household;
}

}  // namespace ontzorgd::messages
