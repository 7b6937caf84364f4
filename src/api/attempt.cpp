// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/attempt.h"

#include "ontzorgd/service/recall.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

Field payment() {
    return path_text("betaling", "Kenmerk van de betaling bij de bank (16 tekens)",
                     Form::reference);
}

void add_recall_routes(Routes& routes) {
    routes
        .change(http::Method::post, "/v1/betalingen/{betaling}/terugroepverzoeken",
                "attempt recall",
                "Legt vast dat de bank is gevraagd een betaling terug te halen; alleen een "
                "bijschrijving zegt dat dat lukte",
                {payment(),
                 body_text("code", "Code waarmee is gevraagd: DUPL, TECH, FRAD, CUST, AM09 of AC03",
                           Form::recall_reason),
                 body_text("reden", "Waarom is gevraagd, in woorden", Form::reason)},
                [](service::Context& context, const Given& given) {
                    return service::recall_attempt(context, given.text("betaling"),
                                                   given.text("code"), given.text("reden"));
                })
        .status = 201;
    routes
        .change(http::Method::post, "/v1/betalingen/{betaling}/terugroepweigeringen",
                "attempt recall-answer", "Legt vast dat de bank een betaling niet terughaalt",
                {payment(), body_text("code",
                                      "Code waarmee de bank weigert: CUST, LEGL, NOAS, NOOR, ARDT, "
                                      "AC04 of AM04",
                                      Form::recall_refusal)},
                [](service::Context& context, const Given& given) {
                    return service::answer_recall(context, given.text("betaling"),
                                                  given.text("code"));
                })
        .status = 201;
}

}  // namespace

void add_attempt_routes(Routes& routes) {
    routes.read("/v1/betalingen/{betaling}", "attempt show",
                "Toont een betaling bij de bank, en of en waarom zij opnieuw mag worden gedaan",
                {payment()}, [](service::Reading& reading, const Given& given) {
                    return service::show_attempt(reading.town, given.text("betaling"));
                });
    const auto add = [&](std::string_view path, std::string_view command, std::string_view summary,
                         auto act) {
        routes
            .change(http::Method::post, path, command, summary,
                    {payment(), body_text("reden", "Waarom dat kan", Form::reason)},
                    [act](service::Context& context, const Given& given) {
                        return act(context, given.text("betaling"), given.text("reden"));
                    })
            .status = 201;
    };
    add("/v1/betalingen/{betaling}/herbetalingen", "attempt reissue",
        "Laat een betaling die terugkwam opnieuw doen in de volgende batch",
        service::reissue_attempt);
    add("/v1/betalingen/{betaling}/doodverklaringen", "attempt declare-dead",
        "Zegt als een van twee mensen dat de bank een betaling nooit zal boeken; zegt de tweede "
        "het, dan staat zij weer open",
        service::declare_dead);
    add_recall_routes(routes);
}

}  // namespace ontzorgd::api
