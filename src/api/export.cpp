// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/books.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

constexpr std::string_view csv = "text/csv; charset=utf-8";

using Export = base::Result<service::Report> (*)(service::Municipality&, values::CivilDate,
                                                 const service::TextOut&);

void add_export(Routes& routes, std::string_view path, std::string_view command,
                std::string_view summary, std::string_view content_type, Export make) {
    routes.print(path, command, summary, content_type, {},
                 [make](service::Reading& reading, const Given&, const service::TextOut& out) {
                     return make(reading.town, reading.as_of, out);
                 });
}

}  // namespace

void add_export_routes(Routes& routes) {
    add_export(routes, "/v1/exports/journaal", "export journal",
               "Geeft het journaal als tekst voor ledger-cli", "text/plain; charset=utf-8",
               service::export_journal);
    add_export(routes, "/v1/exports/saldibalans", "export trial-balance", "Geeft de saldibalans",
               csv, service::export_trial_balance);
    add_export(routes, "/v1/exports/verantwoording", "export conservation",
               "Geeft per huishouden en maand waar elke ontvangen cent is", csv,
               service::export_conservation);
    add_export(routes, "/v1/exports/aanhoudingen", "export held",
               "Geeft de uitkeringen die zijn aangehouden", csv, service::export_held);
    add_export(routes, "/v1/exports/tekorten", "export short",
               "Geeft de rekeningen die niet of niet geheel worden betaald", csv,
               service::export_short);
    routes.print("/v1/crediteuren/{crediteur}/specificatie", "export specification",
                 "Geeft de betalingen aan een crediteur per uitvoerdatum en bestand", csv,
                 {path_text("crediteur", "Nummer van de crediteur")},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return service::export_specification(reading.town, given.text("crediteur"),
                                                          reading.as_of, out);
                 });
    routes.print_with_file(
        "/v1/exports/journaalposten", "export journalpost",
        "Geeft de journaalposten in de kolommen van het indelingsbestand dat wordt gezonden", csv,
        [](service::Reading& reading, const Given& given, const service::TextOut& out) {
            return service::export_journalpost(reading.town, given.file(), reading.as_of, out);
        });
    routes.read("/v1/boeken", "books show",
                "Toont de verantwoording per maand, de saldibalans en de controlerekeningen", {},
                [](service::Reading& reading, const Given&) {
                    return service::show_books(reading.town, reading.as_of);
                });
}

}  // namespace ontzorgd::api
