// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inbox.h"

#include "ontzorgd/service/town_settings.h"
#include "routes.h"

namespace ontzorgd::api {

void add_inbox_routes(Routes& routes) {
    routes.read(
        "/v1/ontvangsten", "inbox list", "Toont wat er in de inbox kwam en wat ervan werd", {},
        [](service::Reading& reading, const Given&) { return service::list_inbox(reading.town); });
    Route& take = routes.change(http::Method::post, "/v1/ontvangsten", "inbox take",
                                "Neemt in wat in de inbox ligt: runs en bankbestanden", {},
                                [](service::Context& context, const Given&) {
                                    return service::take_inbox(
                                        context, service::settings_of(context.town).inbox);
                                });
    take.status = 201;
    take.work = Work::whole;
}

}  // namespace ontzorgd::api
