// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/run.h"

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
    routes.read(
        "/v1/runs", "run show", "Toont alle runs", {},
        [](service::Reading& reading, const Given&) { return service::list_runs(reading.town); });
    routes.read("/v1/runs/{run}", "run show", "Toont een run", {run},
                [](service::Reading& reading, const Given& given) {
                    return service::show_run(reading.town, reading.now, given.text("run"));
                });
    Route& import = routes.change(http::Method::post, "/v1/runs", "run import",
                                  "Leest een uitkeringsrun in, geheel of niet", {},
                                  [](service::Context& context, const Given& given) {
                                      return service::import_run(context, given.file());
                                  });
    import.status = 201;
    import.work = Work::sliced;
    import.upload = "application/octet-stream";
    add_run_change(routes, "/v1/runs/{run}/verdelingen", "run split",
                   "Verdeelt elke uitkering over vaste lasten en leefgeld", service::split_run)
        .work = Work::sliced;
    add_run_change(routes, "/v1/runs/{run}/aanvaardingen", "run accept-held",
                   "Aanvaardt de lijst van aangehouden uitkeringen", service::accept_held);
    add_run_change(routes, "/v1/runs/{run}/afwijzingen", "run reject",
                   "Wijst een run af die nog niet is verdeeld", service::reject_run);
}

}  // namespace ontzorgd::api
