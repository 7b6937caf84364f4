// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/batch.h"

#include "ontzorgd/service/review.h"
#include "ontzorgd/service/version.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

using BatchCommand = base::Result<service::Report> (*)(service::Context&, std::int64_t);

/// For an edit; what is signed names the version on the sheet in its body.
base::Result<std::int64_t> version_of(service::Municipality& town, store::UserId /*asks*/,
                                      const Given& given) {
    return service::version_of_batch(town, given.number("batch"));
}

Route& add_batch_change(Routes& routes, std::string_view path, std::string_view command,
                        std::string_view summary, BatchCommand act) {
    Route& route = routes.change(http::Method::post, path, command, summary,
                                 {path_number("batch", "Nummer van de batch")},
                                 [act](service::Context& context, const Given& given) {
                                     return act(context, given.number("batch"));
                                 });
    route.status = 201;
    return route.edits(version_of);
}

/// Signing and releasing are of the version that was read, never of one that came after it.
Route& add_version_change(Routes& routes, std::string_view path, std::string_view command,
                          std::string_view summary, BatchCommand act) {
    Route& route = routes.change(
        http::Method::post, path, command, summary,
        {path_number("batch", "Nummer van de batch"),
         body_number("versie", "Versie van de batch die u voor u hebt")},
        [act, command](service::Context& context,
                       const Given& given) -> base::Result<service::Report> {
            if (const auto allowed = service::may(context.actor.roles, command); !allowed) {
                return allowed.failure();
            }
            const auto same = service::expect_version(context.town, given.number("batch"),
                                                      given.number("versie"));
            if (!same) return same.failure();
            return act(context, given.number("batch"));
        });
    route.status = 201;
    route.asks_password_again = true;
    return route.shows(version_of);
}

void add_showing_routes(Routes& routes) {
    const Field batch = path_number("batch", "Nummer van de batch");
    routes
        .read("/v1/batches", "batch show", "Toont alle batches", {},
              [](service::Reading& reading, const Given&) {
                  return service::list_batches(reading.town);
              })
        .in_pages("batches", {"batch"});
    routes
        .read("/v1/batches/{batch}", "batch show", "Toont een batch", {batch},
              [](service::Reading& reading, const Given& given) {
                  return service::show_batch(reading.town, given.number("batch"));
              })
        .shows(version_of);
    routes.read("/v1/batches/{batch}/vergelijking", "batch diff",
                "Zet een batch naast de betalingen van de maand ervoor", {batch},
                [](service::Reading& reading, const Given& given) {
                    return service::review_batch(reading.town, given.number("batch"),
                                                 [](std::string_view) {});
                });
    routes.print("/v1/batches/{batch}/vergelijkingsregels", "export review",
                 "Geeft elke regel van de vergelijking als CSV", "text/csv; charset=utf-8", {batch},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return service::review_batch(reading.town, given.number("batch"), out);
                 });
    routes.print("/v1/batches/{batch}/batchblad", "batch sheet",
                 "Toont het batchblad dat wordt getekend", "text/plain; charset=utf-8", {batch},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return service::show_sheet(reading.town, given.number("batch"), out);
                 });
}

void add_file_routes(Routes& routes) {
    const Field file = path_text("bestand", "Naam van het bestand");
    routes.read("/v1/bestanden/{bestand}", "file show", "Toont een betaalbestand", {file},
                [](service::Reading& reading, const Given& given) {
                    return service::show_file(reading.town, given.text("bestand"));
                });
    Route& stop = routes.change(http::Method::post, "/v1/bestanden/{bestand}/stops", "file stop",
                                "Houdt een bestand tegen dat nog niet is aangeboden",
                                {file, body_text("reden", "Waarom", Form::reason)},
                                [](service::Context& context, const Given& given) {
                                    return service::stop_file(context, given.text("bestand"),
                                                              given.text("reden"));
                                });
    stop.status = 201;
    stop.work = Work::whole;
    Route& resolve = routes.change(
        http::Method::post, "/v1/bestanden/{bestand}/beslissingen", "file resolve",
        "Beslist over een bestand waarvan onbekend is of de bank het heeft",
        {file, body_flag("aangeboden", "De bank heeft het bestand"),
         body_text("reden", "Hoe dat is vastgesteld", Form::reason)},
        [](service::Context& context, const Given& given) {
            return service::resolve_file(context, given.text("bestand"), given.flag("aangeboden"),
                                         given.text("reden"));
        });
    resolve.status = 201;
    resolve.work = Work::whole;
}

}  // namespace

void add_batch_routes(Routes& routes) {
    Route& propose = routes.change(
        http::Method::post, "/v1/batches", "batch propose",
        "Maakt van de open betalingen van een run een batch met bestanden",
        {body_text("run", "Kenmerk van de run"),
         body_flag("instant",
                   "Laat de bank elke betaling binnen tien seconden uitvoeren (SCT Inst)")},
        [](service::Context& context, const Given& given) {
            return service::propose_batch(
                context, given.text("run"),
                given.flag("instant") ? payment::Speed::instant : payment::Speed::ordinary);
        });
    propose.status = 201;
    propose.work = Work::whole;
    Route& drop = routes.change(http::Method::del, "/v1/batches/{batch}/regels/{instructie}",
                                "batch drop-line", "Maakt een nieuwe versie zonder een betaling",
                                {path_number("batch", "Nummer van de batch"),
                                 path_number("instructie", "Nummer van de betaalinstructie")},
                                [](service::Context& context, const Given& given) {
                                    return service::drop_line(context, given.number("batch"),
                                                              given.number("instructie"));
                                });
    drop.work = Work::whole;
    drop.edits(version_of);
    add_batch_change(routes, "/v1/batches/{batch}/herbouwingen", "batch rebuild",
                     "Maakt een nieuwe versie zonder wat niet meer mag", service::rebuild_batch)
        .work = Work::whole;
    add_batch_change(routes, "/v1/batches/{batch}/intrekkingen", "batch withdraw",
                     "Trekt een batch in die nog niet is vrijgegeven", service::withdraw_batch);
    add_version_change(routes, "/v1/batches/{batch}/handtekeningen", "batch sign",
                       "Tekent deze versie van een batch", service::sign_batch);
    add_version_change(routes, "/v1/batches/{batch}/vrijgaven", "batch release",
                       "Biedt de bestanden aan waarvan de dag is gekomen", service::release_batch)
        .work = Work::whole;
    add_showing_routes(routes);
    add_file_routes(routes);
}

}  // namespace ontzorgd::api
