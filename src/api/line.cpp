// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/line.h"

#include "routes.h"

namespace ontzorgd::api {

namespace {

Field line() {
    return path_text("bankregel", "LEVERING:BOEKING of LEVERING:BOEKING:DETAIL", Form::line_name);
}
Field reason() {
    return body_text("reden", "Waarom", Form::reason);
}

using Match = base::Result<service::Report> (*)(service::Context&, std::string_view,
                                                std::string_view, std::string_view);

void add_match(Routes& routes, std::string_view path, std::string_view command,
               std::string_view summary, Match match) {
    routes
        .change(
            http::Method::post, path, command, summary,
            {line(),
             body_text("betaling", "EndToEndId van de betaling, of de naam van een heel bestand"),
             reason()},
            [match](service::Context& context, const Given& given) {
                return match(context, given.text("bankregel"), given.text("betaling"),
                             given.text("reden"));
            })
        .status = 201;
}

/// What the command line takes as one command: a refund has an owner and no payment, so that it is
/// told apart by its path.
void add_assign(Routes& routes) {
    routes
        .change(http::Method::post, "/v1/bankregels/{bankregel}/toewijzingen", "line assign",
                "Zegt wat een bankregel is die geen betaling van ons is",
                {line(),
                 body_text("als", "kosten, rente, eigen_overboeking, handmatige_betaling of overig",
                           Form::line_label),
                 optional(body_text("betaling",
                                    "Bij handmatige_betaling: EndToEndId van de betaling waarvoor "
                                    "zij kwam")),
                 reason()},
                [](service::Context& context, const Given& given) {
                    return service::assign_line(context, given.text("bankregel"), given.text("als"),
                                                given.text("betaling"), given.text("reden"));
                })
        .status = 201;
    routes
        .change(
            http::Method::post, "/v1/bankregels/{bankregel}/terugbetalingen", "line assign",
            "Zegt dat een crediteur met een bankregel geld van een huishouden terugbetaalt",
            {line(), optional(body_text("contract", "Contract waarvan de crediteur terugbetaalt")),
             optional(body_text("client", "Zonder contract: client van wie het geld is")),
             reason()},
            [](service::Context& context, const Given& given) {
                return service::assign_refund(context, given.text("bankregel"),
                                              given.text("contract"), given.text("client"),
                                              given.text("reden"));
            })
        .status = 201;
}

}  // namespace

void add_line_routes(Routes& routes) {
    routes.read("/v1/bankregels/{bankregel}/kandidaten", "line candidates",
                "Toont een bankregel met beide kanten, wat hij kan zijn en wat erover is beslist",
                {line()}, [](service::Reading& reading, const Given& given) {
                    return service::show_line_candidates(reading.town, given.text("bankregel"));
                });
    add_match(routes, "/v1/bankregels/{bankregel}/koppelingen", "line match",
              "Koppelt een bankregel aan de betaling die hij noemt of raakt", service::match_line);
    add_match(routes, "/v1/bankregels/{bankregel}/gedwongen-koppelingen", "line force",
              "Koppelt een bankregel aan een betaling waarvan alleen het bedrag klopt; geldt als "
              "een ander hetzelfde geeft",
              service::force_line);
    routes
        .change(
            http::Method::post, "/v1/bankregels/{bankregel}/herroepingen", "line revoke",
            "Neemt terug wat over een bankregel is beslist, of maakt hem los", {line(), reason()},
            [](service::Context& context, const Given& given) {
                return service::revoke_line(context, given.text("bankregel"), given.text("reden"));
            })
        .status = 201;
    add_assign(routes);
}

}  // namespace ontzorgd::api
