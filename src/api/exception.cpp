// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/exception.h"

#include "ontzorgd/service/version.h"
#include "routes.h"

namespace ontzorgd::api {

void add_exception_routes(Routes& routes) {
    const Field number = path_number("uitzondering", "Nummer van de uitzondering");
    routes
        .read("/v1/uitzonderingen", "exception list",
              "Toont wat op een mens wacht, het oudste eerst",
              {query_text("rol", "Alleen wat bij deze rol ligt", Form::role)},
              [](service::Reading& reading, const Given& given) {
                  return service::list_exceptions(reading.town, given.text("rol"), reading.as_of);
              })
        .in_pages("uitzonderingen", {"nummer"});
    const Version version = [](service::Municipality& town, store::UserId asks,
                               const Given& given) {
        return service::version_of_exception(town, asks, given.number("uitzondering"));
    };
    routes
        .read("/v1/uitzonderingen/{uitzondering}", "exception show",
              "Toont een uitzondering met de volgende stap", {number},
              [](service::Reading& reading, const Given& given) {
                  return service::show_exception(reading.town, given.number("uitzondering"),
                                                 reading.as_of);
              })
        .shows(version);
    routes
        .change(http::Method::post, "/v1/uitzonderingen/{uitzondering}/behandelingen",
                "exception take", "Neemt een uitzondering in behandeling", {number},
                [](service::Context& context, const Given& given) {
                    return service::take_exception(context, given.number("uitzondering"));
                })
        .edits(version)
        .status = 201;
    routes
        .change(http::Method::post, "/v1/uitzonderingen/{uitzondering}/sluitingen",
                "exception close",
                "Sluit een uitzondering waarvan een mens kan zeggen dat zij klaar is",
                {number, body_text("reden", "Waarom er niets meer te doen is", Form::reason)},
                [](service::Context& context, const Given& given) {
                    return service::close_exception(context, given.number("uitzondering"),
                                                    given.text("reden"));
                })
        .edits(version)
        .status = 201;
}

}  // namespace ontzorgd::api
