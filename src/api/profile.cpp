// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/profile.h"

#include "routes.h"

namespace ontzorgd::api {

namespace {

/// What is sent has no name of its own; a profile is in a file that has its name.
Field file_name() {
    Field field = query_text("bankprofiel", "Naam van het bankprofiel, zoals van zijn bestand");
    field.required = true;
    return field;
}

}  // namespace

void add_profile_routes(Routes& routes) {
    routes.read("/v1/bankprofielen", "profile show",
                "Toont de bankprofielen van het programma en van de gemeente", {},
                [](service::Reading& reading, const Given&) {
                    return service::show_profiles(reading.town, "");
                });
    routes.read("/v1/bankprofielen/{bankprofiel}", "profile show",
                "Toont wat een bankprofiel betekent",
                {path_text("bankprofiel", "Naam van het profiel")},
                [](service::Reading& reading, const Given& given) {
                    return service::show_profiles(reading.town, given.text("bankprofiel"));
                });
    routes.plain("/v1/bankprofielen/controles", "profile check",
                 "Leest een bankprofiel, zegt wat er niet goed aan is of wat het betekent, en "
                 "bewaart niets",
                 {file_name()}, [](const Given& given) {
                     return service::check_profile(given.file(), given.text("bankprofiel"));
                 });
    routes.upload("/v1/bankprofielen", "profile add",
                  "Stelt een bankprofiel van de gemeente voor, of een nieuwe versie; een ander "
                  "bevestigt het",
                  {file_name()}, [](service::Context& context, const Given& given) {
                      return service::add_profile(context, given.file(), given.text("bankprofiel"));
                  });
    routes
        .change(
            http::Method::post, "/v1/bankprofielen/bevestigingen", "profile confirm",
            "Bevestigt een bankprofiel dat een ander voorstelde",
            {body_text("sha256", "Het begin van de SHA-256 van het bestand", Form::digest_prefix)},
            [](service::Context& context, const Given& given) {
                return service::confirm_profile(context, given.text("sha256"));
            })
        .status = 201;
}

}  // namespace ontzorgd::api
