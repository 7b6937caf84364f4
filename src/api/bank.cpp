// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/bank.h"

#include "routes.h"

namespace ontzorgd::api {

namespace {

void add_file_routes(Routes& routes) {
    routes.plain("/v1/bankbestanden/lezingen", "bank read",
                 "Leest, telt en controleert een bankafschrift, statusbericht of betaalopdracht en "
                 "bewaart niets",
                 {}, [](const Given& given) { return service::read_bank_file(given.file()); });
    routes
        .upload("/v1/bankbestanden", "bank ingest",
                "Neemt een bankafschrift of statusbericht in en verwerkt elke regel", {},
                [](service::Context& context, const Given& given) {
                    return service::ingest_bank_file(context, given.file());
                })
        .work = Work::whole;
}

void add_statement_routes(Routes& routes) {
    const Field delivery = path_number("afschrift", "Nummer van de levering");
    routes
        .read("/v1/afschriften", "bank show", "Toont de afschriften", {},
              [](service::Reading& reading, const Given&) {
                  return service::list_statements(reading.town, reading.as_of);
              })
        .in_pages("afschriften", {"levering"});
    routes.read("/v1/afschriften/{afschrift}", "bank show",
                "Toont een afschrift en zijn open regels", {delivery},
                [](service::Reading& reading, const Given& given) {
                    return service::show_statement(reading.town, given.number("afschrift"));
                });
    routes
        .change(http::Method::post, "/v1/afschriften/{afschrift}/terzijdeleggingen",
                "bank set-aside", "Legt een afschrift terzijde: het telt niet meer mee",
                {delivery, body_text("reden", "Waarom", Form::reason)},
                [](service::Context& context, const Given& given) {
                    return service::set_statement_aside(context, given.number("afschrift"),
                                                        given.text("reden"));
                })
        .status = 201;
    routes.read("/v1/aansluitingen", "reconcile show",
                "Toont per rekening waar elke regel staat en of het saldo sluit", {},
                [](service::Reading& reading, const Given&) {
                    return service::show_reconciliation(reading.town, reading.as_of);
                });
}

}  // namespace

void add_bank_routes(Routes& routes) {
    add_file_routes(routes);
    add_statement_routes(routes);
    routes.print("/v1/exports/bankregels", "export entries",
                 "Geeft elke regel van de afschriften en waar die staat als CSV",
                 "text/csv; charset=utf-8", {},
                 [](service::Reading& reading, const Given&, const service::TextOut& out) {
                     return service::export_entries(reading.town, reading.as_of, out);
                 });
    routes.print("/v1/exports/betalingen", "export attempts",
                 "Geeft elke betaalpoging, en of zij opnieuw mag, als CSV",
                 "text/csv; charset=utf-8", {},
                 [](service::Reading& reading, const Given&, const service::TextOut& out) {
                     return service::export_attempts(reading.town, reading.as_of, out);
                 });
}

}  // namespace ontzorgd::api
