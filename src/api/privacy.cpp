// SPDX-License-Identifier: EUPL-1.2
#include "privacy.h"

#include "ontzorgd/service/inzage.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/note.h"
#include "ontzorgd/service/retention.h"

#include <array>

namespace ontzorgd::api {

namespace {

using service::Compartment;

struct NotePaths {
    std::string_view all;
    std::string_view one;
    std::string_view add;
    std::string_view replace;
    std::string_view list;
    Compartment compartment;
};
constexpr NotePaths ordinary{.all = "/v1/clienten/{client}/notities",
                             .one = "/v1/notities/{notitie}/vervangingen",
                             .add = "note add",
                             .replace = "note replace",
                             .list = "note list",
                             .compartment = Compartment::ordinary};
constexpr NotePaths health{.all = "/v1/clienten/{client}/gezondheidsnotities",
                           .one = "/v1/gezondheidsnotities/{notitie}/vervangingen",
                           .add = "note health add",
                           .replace = "note health replace",
                           .list = "note health list",
                           .compartment = Compartment::health};

/// What it answers is not kept for whoever asks again: it would be there for 35 days, outside the
/// compartment.
void keeps_number_of_note(Route& route, Compartment compartment) {
    route.status = 201;
    route.keeps_number = "notitie";
    route.tell_again = [compartment](service::Context& context, std::int64_t number) {
        return service::tell_note(context, number, compartment);
    };
}

void add_notes(Routes& routes, const NotePaths& paths) {
    const Field client = path_text("client", "Nummer van de client");
    const Field text = body_text("tekst", "Wat er genoteerd wordt", Form::note);
    const Compartment compartment = paths.compartment;
    keeps_number_of_note(
        routes.change(http::Method::post, paths.all, paths.add,
                      "Schrijft een notitie over een client", {client, text},
                      [compartment](service::Context& context, const Given& given) {
                          return service::add_note(context, given.text("client"),
                                                   given.text("tekst"), compartment);
                      }),
        compartment);
    keeps_number_of_note(
        routes.change(http::Method::post, paths.one, paths.replace,
                      "Vervangt een notitie; wat er stond blijft bewaard",
                      {path_number("notitie", "Nummer van de notitie"), text},
                      [compartment](service::Context& context, const Given& given) {
                          return service::replace_note(context, given.number("notitie"),
                                                       given.text("tekst"), compartment);
                      }),
        compartment);
    routes.read(paths.all, paths.list, "Toont de notities over een client",
                {client, query_flag("geschiedenis", "Ook notities die zijn vervangen")},
                [compartment](service::Reading& reading, const Given& given) {
                    // Who asks was looked at before the question came here.
                    constexpr std::array reads_both{service::Role::klantmanager};
                    return service::list_notes(reading.town, reads_both, given.text("client"),
                                               given.flag("geschiedenis"), compartment);
                });
}

/// With both days, once they are days.
template <class Work>
base::Result<service::Report> between(const Given& given, Work work) {
    const auto from = values::CivilDate::parse(given.text("van"));
    if (!from) return from.failure();
    const auto to = values::CivilDate::parse(given.text("totEnMet"));
    if (!to) return to.failure();
    return work(from.value(), to.value());
}

void add_logs(Routes& routes) {
    Field from = query_day("van", "Eerste dag (JJJJ-MM-DD)");
    Field to = query_day("totEnMet", "Laatste dag (JJJJ-MM-DD)");
    from.required = true;
    to.required = true;
    routes.print("/v1/logboeken/verwerkingen", "log export",
                 "Geeft de verwerkingen als OTLP (JSON), per betrokkene", "application/json",
                 {from, to},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return between(given, [&](auto first, auto last) {
                         return service::export_processing(reading.town, first, last, out);
                     });
                 });
    routes.print("/v1/logboeken/toegang", "log access",
                 "Geeft wie wat deed of las, een regel JSON per handeling",
                 "application/json-lines", {from, to},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return between(given, [&](auto first, auto last) {
                         return service::export_access(reading.town, first, last, out);
                     });
                 });
    routes.read("/v1/clienten/{client}/verwerkingen", "log show",
                "Toont wat er met de gegevens van een client gebeurde, en door wie",
                {path_text("client", "Nummer van de client"), from, to},
                [](service::Reading& reading, const Given& given) {
                    return between(given, [&](auto first, auto last) {
                        return service::show_processing(reading.town, given.text("client"), first,
                                                        last);
                    });
                });
}

void add_retention(Routes& routes) {
    routes.read("/v1/vernietigingslijsten", "retention list",
                "Toont de bewaartermijnen, en van wie de termijn voorbij is", {},
                [](service::Reading& reading, const Given&) {
                    return service::list_retention(reading.town, reading.as_of);
                });
    routes
        .change(http::Method::post, "/v1/vernietigingslijsten", "retention propose",
                "Maakt een vernietigingslijst van wie de termijn voorbij is", {},
                [](service::Context& context, const Given&) {
                    return service::propose_retention(context);
                })
        .status = 201;
    Route& confirm = routes.change(
        http::Method::post, "/v1/vernietigingslijsten/{lijst}/bevestigingen", "retention confirm",
        "Vernietigt wie op een lijst staat die een ander voorstelde; dit kan niet ongedaan worden "
        "gemaakt",
        {path_number("lijst", "Nummer van de vernietigingslijst")},
        [](service::Context& context, const Given& given) {
            return service::confirm_retention(context, given.number("lijst"));
        });
    confirm.status = 201;
    confirm.work = Work::sliced;
}

}  // namespace

void add_privacy_routes(Routes& routes) {
    Route& inzage = routes.change(
        http::Method::post, "/v1/clienten/{client}/inzages", "inzage",
        "Geeft alles wat over een client bekend is, om aan die client te geven (art. 15 AVG)",
        {path_text("client", "Nummer van de client")},
        [](service::Context& context, const Given& given) {
            return service::give_inzage(context, given.text("client"));
        });
    inzage.status = 201;
    inzage.keeps_answer = false;  // asked again it is given again
    add_notes(routes, ordinary);
    add_notes(routes, health);
    add_logs(routes);
    add_retention(routes);
}

}  // namespace ontzorgd::api
