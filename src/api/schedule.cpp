// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule.h"

#include "ontzorgd/service/town_settings.h"
#include "routes.h"

namespace ontzorgd::api {

void add_schedule_routes(Routes& routes) {
    routes.read("/v1/agendataken", "schedule list", "Toont wat gepland is en wat er gedaan is", {},
                [](service::Reading& reading, const Given&) {
                    return service::list_schedule(reading.town, reading.now,
                                                  service::settings_of(reading.town).schedule);
                });
    Route& run = routes.change(
        http::Method::post, "/v1/agendataken", "schedule run",
        "Doet wat nu aan de beurt is: vrijgeven op tijd, herinneren en de controles van de dag",
        {optional(
            body_text("tijd", "Tijd van de dag (UU:MM), alleen in een oefenmap", Form::time))},
        [](service::Context& context, const Given& given) -> base::Result<service::Report> {
            const auto now = service::at_time(context.town, context.now, given.text("tijd"));
            if (!now) return now.failure();
            context.now = now.value();
            return service::run_schedule(context, service::settings_of(context.town).schedule);
        });
    run.status = 201;
    run.work = Work::whole;
    run.asks_password_again = true;
}

}  // namespace ontzorgd::api
