// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/run.h"

#include "ontzorgd/service/review.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

using RunCommand = base::Result<service::Report> (*)(service::Context&, std::string_view);

Route& add_run_change(Routes& routes, std::string_view path, std::string_view command,
                      std::string_view summary, RunCommand act) {
    Route& route = routes.change(http::Method::post, path, command, summary,
                                 {path_text("run", "Kenmerk van de run")},
                                 [act](service::Context& context, const Given& given) {
                                     return act(context, given.text("run"));
                                 });
    route.status = 201;
    return route;
}

}  // namespace

void add_run_routes(Routes& routes) {
    const Field run = path_text("run", "Kenmerk van de run");
    routes
        .read("/v1/runs", "run show", "Toont alle runs", {},
              [](service::Reading& reading, const Given&) {
                  return service::list_runs(reading.town);
              })
        .in_pages("runs", {"run"});
    routes.read("/v1/runs/{run}", "run show", "Toont een run", {run},
                [](service::Reading& reading, const Given& given) {
                    return service::show_run(reading.town, reading.now, given.text("run"));
                });
    routes
        .upload("/v1/runs", "run import", "Leest een uitkeringsrun in, geheel of niet", {},
                [](service::Context& context, const Given& given) {
                    return service::import_run(context, given.file());
                })
        .work = Work::sliced;
    add_run_change(routes, "/v1/runs/{run}/verdelingen", "run split",
                   "Verdeelt elke uitkering over vaste lasten en leefgeld", service::split_run)
        .work = Work::sliced;
    add_run_change(routes, "/v1/runs/{run}/aanvaardingen", "run accept-held",
                   "Aanvaardt de lijst van aangehouden uitkeringen", service::accept_held);
    add_run_change(routes, "/v1/runs/{run}/afwijzingen", "run reject",
                   "Wijst een run af die nog niet is verdeeld", service::reject_run);
    Route& renew = routes.change(
        http::Method::post, "/v1/runs/{run}/herrichtingen", "run renew",
        "Richt open betalingen opnieuw: op de nu bevestigde rekening en de eerst mogelijke "
        "uitvoerdatum",
        {run, optional(body_numbers("betaalinstructies",
                                    "Alleen deze betaalinstructies; anders alle open betalingen"))},
        [](service::Context& context, const Given& given) {
            return service::renew_payments(context, given.text("run"),
                                           given.numbers("betaalinstructies"));
        });
    renew.status = 201;
    renew.work = Work::whole;
    routes.print("/v1/exports/verdelingen", "export split",
                 "Geeft de verdeling van elke uitkering als CSV", "text/csv; charset=utf-8",
                 {query_text("run", "Kenmerk van de run (anders: alle runs)")},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return service::export_split(reading.town, given.text("run"), out);
                 });
    routes.read("/v1/clienten/{client}/uitleg", "client why",
                "Laat van elke cent zien waarom die zo is betaald",
                {path_text("client", "Nummer van de client"),
                 query_text("run", "Kenmerk van de run (anders: de laatste)")},
                [](service::Reading& reading, const Given& given) {
                    return service::why_client(reading.town, given.text("client"),
                                               given.text("run"));
                });
}

}  // namespace ontzorgd::api
