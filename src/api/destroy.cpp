// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/destroy.h"

#include "routes.h"

namespace ontzorgd::api {

void add_destroy_routes(Routes& routes) {
    const Field client = path_text("client", "Nummer van de client");
    routes
        .change(http::Method::post, "/v1/clienten/{client}/vernietigingsvoorstellen",
                "client destroy propose",
                "Stelt voor alles te vernietigen wat zegt wie een client is", {client},
                [](service::Context& context, const Given& given) {
                    return service::propose_destruction(context, given.text("client"));
                })
        .status = 201;
    Route& confirm = routes.change(
        http::Method::post, "/v1/clienten/{client}/vernietigingen", "client destroy confirm",
        "Vernietigt wat een ander voorstelde; dit kan niet ongedaan worden gemaakt", {client},
        [](service::Context& context, const Given& given) {
            return service::confirm_destruction(context, given.text("client"));
        });
    confirm.status = 201;
    // One transaction, and then the database is compacted: that waits for readers of what was
    // before, so none may be kept there.
    confirm.work = Work::sliced;
}

}  // namespace ontzorgd::api
