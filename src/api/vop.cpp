// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/vop.h"

#include "routes.h"

namespace ontzorgd::api {

void add_vop_routes(Routes& routes) {
    routes
        .read("/v1/naamcontroles", "vop list",
              "Toont de uitkomsten van de naamcontrole (IBAN-Naam Check)",
              {query_flag("open", "Alleen wat op een besluit wacht")},
              [](service::Reading& reading, const Given& given) {
                  return service::list_name_checks(reading.town, given.flag("open"));
              })
        .in_pages("naam_controles", {"betaling"});
    routes
        .change(http::Method::post, "/v1/naamcontroles/{betaling}/besluiten", "vop decide",
                "Legt vast of een betaling ondanks de naam mag doorgaan",
                {path_text("betaling", "Kenmerk van de betaling", Form::reference),
                 body_text("besluit", "go (doorgaan) of stop (intrekken)", Form::decision),
                 body_text("reden", "Waarom", Form::reason)},
                [](service::Context& context, const Given& given) {
                    return service::decide_name_check(context, given.text("betaling"),
                                                      given.text("besluit"), given.text("reden"));
                })
        .status = 201;
}

}  // namespace ontzorgd::api
