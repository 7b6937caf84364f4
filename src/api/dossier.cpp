// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier.h"

#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/version.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

void add_iban_routes(Routes& routes) {
    routes
        .read("/v1/rekeningnummers", "iban list",
              "Toont de rekeningnummers die op bevestiging wachten", {},
              [](service::Reading& reading, const Given&) {
                  return service::list_unconfirmed_ibans(reading.town);
              })
        .in_pages("te_bevestigen", {"van", "iban"});
    routes
        .change(http::Method::post, "/v1/rekeningnummers", "iban record",
                "Legt een rekening vast; een ander bevestigt haar",
                {body_text("nummer", "Nummer van de client of crediteur"),
                 body_text("iban", "De rekening", Form::iban)},
                [](service::Context& context, const Given& given) {
                    return service::record_iban(context, given.text("nummer"), given.text("iban"));
                })
        .edits([](service::Municipality& town, store::UserId asks, const Given& given) {
            return service::version_of_owner(town, asks, given.text("nummer"));
        })
        .status = 201;
    routes
        .change(http::Method::post, "/v1/rekeningnummers/bevestigingen", "iban confirm",
                "Bevestigt een rekeningnummer dat een ander vastlegde",
                {optional(body_text("nummer", "Nummer van de client of crediteur")),
                 body_flag("alle", "Alle die wachten en door een ander zijn vastgelegd")},
                [](service::Context& context, const Given& given) {
                    return service::confirm_iban(context, given.text("nummer"), given.flag("alle"));
                })
        .status = 201;
}

}  // namespace

void add_dossier_routes(Routes& routes) {
    routes
        .upload("/v1/dossierbestanden", "dossier import",
                "Leest een dossierbestand in, geheel of niet", {},
                [](service::Context& context, const Given& given) {
                    return service::import_dossier(context, given.file());
                })
        .work = Work::whole;
    routes.print("/v1/exports/dossiers", "dossier export",
                 "Geeft het dossier zoals het weer ingelezen kan worden", "application/json-lines",
                 {}, [](service::Reading& reading, const Given&, const service::TextOut& out) {
                     return service::export_dossier(reading.town, out);
                 });
    add_iban_routes(routes);
}

}  // namespace ontzorgd::api
