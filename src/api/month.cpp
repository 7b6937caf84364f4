// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/month.h"

#include "routes.h"

namespace ontzorgd::api {

void add_month_routes(Routes& routes) {
    const Field month = path_text("maand", "De maand (JJJJ-MM)", Form::month);
    routes
        .read("/v1/maanden", "month show",
              "Toont welke maanden zijn afgesloten en wat de volgende tegenhoudt", {},
              [](service::Reading& reading, const Given&) {
                  return service::show_months(reading.town, reading.as_of);
              })
        .in_pages("maanden", {"maand"});
    routes.read("/v1/maanden/{maand}", "month show", "Toont een maand, met haar saldi", {month},
                [](service::Reading& reading, const Given& given) {
                    return service::show_month(reading.town, reading.as_of, given.text("maand"));
                });
    routes
        .change(http::Method::post, "/v1/maanden/{maand}/afsluitingen", "month close",
                "Sluit een maand af; wat later blijkt, wordt geboekt in de maand die dan open is",
                {month},
                [](service::Context& context, const Given& given) {
                    return service::close_month(context, given.text("maand"));
                })
        .status = 201;
    routes
        .change(http::Method::post, "/v1/maanden/{maand}/heropeningen", "month reopen",
                "Vraagt om de laatst afgesloten maand te heropenen; zij gaat open als een ander "
                "dat ook vraagt",
                {month, body_text("reden", "Waarom", Form::reason)},
                [](service::Context& context, const Given& given) {
                    return service::reopen_month(context, given.text("maand"), given.text("reden"));
                })
        .status = 201;
}

}  // namespace ontzorgd::api
