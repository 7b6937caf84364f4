// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier_edit.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/service/contract.h"
#include "ontzorgd/service/version.h"
#include "routes.h"

#include <algorithm>

namespace ontzorgd::api {

namespace {

Field last_day() {
    return body_day("laatste_dag", "Laatste dag");
}

/// What a contract says, beside its number.
std::vector<Field> contract_fields() {
    return {
        body_text("op_naam_van", "Client op wiens naam het contract staat", Form::nummer),
        body_text("soort", "huur, gas, stroom, energie, water, zorgverzekering of overig",
                  Form::kind),
        body_text("drager", "Client die de last alleen draagt, of huishouden (standaard)",
                  Form::nummer),
        body_text("crediteur", "Nummer van de crediteur", Form::nummer),
        body_text("kenmerk", "Waaraan de crediteur de betaling herkent", Form::kenmerk),
        body_text("bedrag", "Bedrag per rekening, 685.40", Form::bill_amount),
        body_text("eerste_bedrag", "Bedrag van de eerste rekening, als dat anders is",
                  Form::bill_amount),
        body_text("ritme", "maand, vier_weken, kwartaal of jaar", Form::ritme),
        body_text("vervaldag", "Dag waarop een rekening vervalt, 1 tot en met 31", Form::due_day),
        body_day("vanaf", "Eerste dag van het contract"),
        body_day("betalen_vanaf", "Eerste dag waarvan de gemeente rekeningen betaalt"),
        body_text("betaalwijze", "overboeking of incasso", Form::betaalwijze)};
}

/// The fields of `fields` of which none but the named must be given.
std::vector<Field> with_only(std::vector<Field> fields,
                             std::initializer_list<std::string_view> needed) {
    for (Field& field : fields) {
        if (field.place == Place::body) {
            field.required = std::ranges::find(needed, field.name) != needed.end();
        }
    }
    return fields;
}

service::ContractOptions contract_of(const Given& given, std::string_view nummer) {
    service::ContractOptions options;
    options.nummer = nummer;
    options.op_naam_van = given.text_if_given("op_naam_van");
    options.soort = given.text_if_given("soort");
    options.drager = given.text_if_given("drager");
    options.crediteur = given.text_if_given("crediteur");
    options.kenmerk = given.text_if_given("kenmerk");
    options.bedrag = given.text_if_given("bedrag");
    options.eerste_bedrag = given.text_if_given("eerste_bedrag");
    options.ritme = given.text_if_given("ritme");
    options.vervaldag = given.text_if_given("vervaldag");
    options.vanaf = given.text_if_given("vanaf");
    options.betalen_vanaf = given.text_if_given("betalen_vanaf");
    options.betaalwijze = given.text_if_given("betaalwijze");
    return options;
}

/// Of the household of a client, or with this number.
Version of_household(std::string_view field) {
    return [field](service::Municipality& town, store::UserId asks, const Given& given) {
        return service::version_of_household(town, asks, given.text(field));
    };
}

base::Result<std::int64_t> of_contract(service::Municipality& town, store::UserId asks,
                                       const Given& given) {
    return service::version_of_contract(town, asks, given.text("contract"));
}

base::Result<std::int64_t> of_creditor(service::Municipality& town, store::UserId /*asks*/,
                                       const Given& given) {
    return service::version_of_creditor(town, given.text("crediteur"));
}

void add_contract_routes(Routes& routes) {
    std::vector<Field> added = contract_fields();
    added.insert(added.begin(), body_text("nummer", "Nummer van het contract", Form::nummer));
    added.push_back(optional(body_day("tot_en_met", "Laatste dag van het contract")));
    routes
        .change(
            http::Method::post, "/v1/contracten", "contract add", "Legt een contract vast",
            with_only(std::move(added), {"nummer", "op_naam_van", "soort", "crediteur", "kenmerk",
                                         "bedrag", "ritme", "vervaldag", "vanaf", "betalen_vanaf"}),
            [](service::Context& context, const Given& given) {
                service::ContractOptions options = contract_of(given, given.text("nummer"));
                options.tot_en_met = given.text_if_given("tot_en_met");
                return service::add_contract(context, options);
            })
        .status = 201;
    const Field contract = path_text("contract", "Nummer van het contract");
    std::vector<Field> changed = contract_fields();
    changed.insert(changed.begin(), contract);
    changed.push_back(body_day("per", "Eerste dag waarop het nieuwe bedrag geldt"));
    routes
        .read("/v1/contracten/{contract}", "client show", "Toont een contract", {contract},
              [](service::Reading& reading, const Given& given) {
                  return service::show_contract(reading.town, given.text("contract"),
                                                reading.as_of);
              })
        .shows(of_contract);
    routes
        .change(http::Method::patch, "/v1/contracten/{contract}", "contract change",
                "Wijzigt een contract; wat er stond blijft bewaard",
                with_only(std::move(changed), {}),
                [](service::Context& context, const Given& given) {
                    service::ContractOptions options = contract_of(given, given.text("contract"));
                    options.per = given.text_if_given("per");
                    return service::change_contract(context, options);
                })
        .edits(of_contract);
    routes
        .change(http::Method::post, "/v1/contracten/{contract}/beeindigingen", "contract end",
                "Legt de laatste dag van een contract vast", {contract, last_day()},
                [](service::Context& context, const Given& given) {
                    return service::end_contract(context, given.text("contract"),
                                                 given.text("laatste_dag"));
                })
        .edits(of_contract)
        .status = 201;
}

void add_grondslag_routes(Routes& routes) {
    const Field client = path_text("client", "Nummer van de client");
    routes
        .change(http::Method::post, "/v1/clienten/{client}/grondslagen", "grondslag record",
                "Legt vast op welke grondslag voor een client wordt betaald",
                {client,
                 body_text("soort", "verplicht_56a, maatwerk_afwijking, vrijwillig, art57 of geen",
                           Form::grondslag_soort),
                 body_day("vanaf", "Eerste gedekte dag"),
                 optional(body_day("tot_en_met",
                                   "Laatste gedekte dag (verplicht_56a: standaard zes maanden)")),
                 body_text("beschikking", "Nummer van de beschikking", Form::beschikking),
                 body_day("beschikking_datum", "Datum van de beschikking")},
                [](service::Context& context, const Given& given) {
                    return service::record_grondslag(
                        context, {.client = given.text("client"),
                                  .soort = given.text("soort"),
                                  .vanaf = given.text("vanaf"),
                                  .tot_en_met = given.text("tot_en_met"),
                                  .beschikking = given.text("beschikking"),
                                  .beschikking_datum = given.text("beschikking_datum")});
                })
        .edits(of_household("client"))
        .status = 201;
    routes
        .change(http::Method::post, "/v1/clienten/{client}/grondslagen/beeindigingen",
                "grondslag end", "Beëindigt een grondslag eerder", {client, last_day()},
                [](service::Context& context, const Given& given) {
                    return service::end_grondslag(context, given.text("client"),
                                                  given.text("laatste_dag"));
                })
        .edits(of_household("client"))
        .status = 201;
}

/// A share that no int holds is out of bounds as much as one below it.
int share_of(const Given& given) {
    return static_cast<int>(std::clamp<std::int64_t>(given.number("aandeel_eerste"), -1, 101));
}

void add_joint_request_routes(Routes& routes) {
    const Field household = path_text("huishouden", "Nummer van het huishouden of een client");
    routes
        .change(http::Method::post, "/v1/huishoudens/{huishouden}/gezamenlijke-verzoeken",
                "joint-request record", "Legt een gezamenlijk verzoek van een paar vast",
                {household, body_day("vanaf", "Eerste dag"),
                 optional(body_day("tot_en_met", "Laatste dag")),
                 body_number("aandeel_eerste",
                             "Percentage voor de partner die eerst genoemd is, 0 tot en met 100",
                             Form::share)},
                [](service::Context& context, const Given& given) {
                    return service::record_joint_request(context,
                                                         {.nummer = given.text("huishouden"),
                                                          .vanaf = given.text("vanaf"),
                                                          .tot_en_met = given.text("tot_en_met"),
                                                          .aandeel_eerste = share_of(given)});
                })
        .edits(of_household("huishouden"))
        .status = 201;
    routes
        .change(http::Method::post,
                "/v1/huishoudens/{huishouden}/gezamenlijke-verzoeken/beeindigingen",
                "joint-request end", "Beëindigt een gezamenlijk verzoek", {household, last_day()},
                [](service::Context& context, const Given& given) {
                    return service::end_joint_request(context, given.text("huishouden"),
                                                      given.text("laatste_dag"));
                })
        .edits(of_household("huishouden"))
        .status = 201;
}

void add_machtiging_routes(Routes& routes) {
    routes
        .change(http::Method::post, "/v1/clienten/{client}/machtigingen", "machtiging record",
                "Legt vast hoe het met de machtiging van een client staat",
                {path_text("client", "Nummer van de client"),
                 body_text("toestand", "gevraagd, getekend, ingetrokken of geweigerd",
                           Form::machtiging_toestand),
                 body_day("datum", "Op welke dag")},
                [](service::Context& context, const Given& given) {
                    return service::record_machtiging(context, given.text("client"),
                                                      given.text("toestand"), given.text("datum"));
                })
        .edits(of_household("client"))
        .status = 201;
}

service::CreditorOptions creditor_of(const Given& given, std::string_view nummer) {
    return {.nummer = std::string{nummer},
            .naam = given.text_if_given("naam"),
            .iban = given.text_if_given("iban"),
            .kenmerkmasker = given.text_if_given("kenmerkmasker")};
}

void add_creditor_routes(Routes& routes) {
    const Field creditor = path_text("crediteur", "Nummer van de crediteur");
    const Field name = body_text("naam", "Naam zoals de bank hem moet zien", Form::name);
    const Field iban = body_text("iban", "Rekening die wordt betaald", Form::iban);
    const Field mask =
        body_text("kenmerkmasker", "betalingskenmerk, rf, vrij, of een patroon zoals 9999-999999",
                  Form::mask);
    routes
        .read("/v1/crediteuren", "creditor show", "Toont alle crediteuren", {},
              [](service::Reading& reading, const Given&) {
                  return service::show_creditor(reading.town, "", reading.as_of);
              })
        .in_pages("crediteuren", {"crediteur"});
    routes
        .read("/v1/crediteuren/{crediteur}", "creditor show", "Toont een crediteur", {creditor},
              [](service::Reading& reading, const Given& given) {
                  return service::show_creditor(reading.town, given.text("crediteur"),
                                                reading.as_of);
              })
        .shows(of_creditor);
    routes
        .change(http::Method::post, "/v1/crediteuren", "creditor add",
                "Legt een crediteur vast; een ander bevestigt de rekening",
                {body_text("nummer", "Nummer van de crediteur", Form::nummer), name, iban, mask},
                [](service::Context& context, const Given& given) {
                    return service::add_creditor(context, creditor_of(given, given.text("nummer")));
                })
        .status = 201;
    routes
        .change(http::Method::patch, "/v1/crediteuren/{crediteur}", "creditor change",
                "Wijzigt een crediteur; wat er stond blijft bewaard",
                with_only({creditor, name, iban, mask}, {}),
                [](service::Context& context, const Given& given) {
                    return service::change_creditor(context,
                                                    creditor_of(given, given.text("crediteur")));
                })
        .edits(of_creditor);
}

}  // namespace

void add_dossier_edit_routes(Routes& routes) {
    add_contract_routes(routes);
    add_grondslag_routes(routes);
    add_joint_request_routes(routes);
    add_machtiging_routes(routes);
    add_creditor_routes(routes);
}

}  // namespace ontzorgd::api
