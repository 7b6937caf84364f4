// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/client.h"

#include "ontzorgd/service/version.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

void add_list(Routes& routes) {
    routes
        .read(
            "/v1/clienten", "client list", "Toont clienten, of wat bij clienten aandacht vraagt",
            {query_number("eindigtBinnen", "Grondslagen die binnen zoveel dagen eindigen",
                          Form::days_ahead),
             query_flag("tekort", "Lasten waarvoor de uitkering niet toereikte"),
             query_flag("aangehouden", "Aangehouden clienten en aangehouden geld"),
             query_text("zonderContract",
                        "Clienten zonder contract van deze soort (huur, energie, ...)", Form::kind),
             query_flag("zonderGrondslag", "Contracten die door geen grondslag zijn gedekt")},
            [](service::Reading& reading, const Given& given) {
                return service::list_clients(
                    reading.town,
                    {.ending_within = given.number_if_given("eindigtBinnen"),
                     .is_short = given.flag("tekort"),
                     .held = given.flag("aangehouden"),
                     .without_contract = given.text("zonderContract"),
                     .without_grondslag = given.flag("zonderGrondslag")},
                    reading.as_of);
            })
        .in_pages("clienten", {"client", "wat", "sinds"});
}

}  // namespace

void add_client_routes(Routes& routes) {
    add_list(routes);
    const Field client = path_text("client", "Nummer van de client");
    const Version version = [](service::Municipality& town, store::UserId asks,
                               const Given& given) {
        return service::version_of_household(town, asks, given.text("client"));
    };
    routes
        .read("/v1/clienten/{client}", "client show", "Toont het huishouden van een client",
              {path_text("client", "Nummer van de client of het huishouden")},
              [](service::Reading& reading, const Given& given) {
                  return service::show_client(reading.town, given.text("client"), reading.as_of);
              })
        .shows(version);
    const auto add = [&](std::string_view path, std::string_view command, std::string_view summary,
                         auto act) {
        routes
            .change(http::Method::post, path, command, summary,
                    {client, body_text("reden", "Waarom", Form::hold_reason)},
                    [act](service::Context& context, const Given& given) {
                        return act(context, given.text("client"), given.text("reden"));
                    })
            .edits(version)
            .status = 201;
    };
    add("/v1/clienten/{client}/aanhoudingen", "client hold",
        "Houdt alle betalingen voor een client aan", service::hold_client);
    add("/v1/clienten/{client}/vrijgaven", "client unhold",
        "Laat betalingen voor een client weer toe", service::unhold_client);
}

}  // namespace ontzorgd::api
