// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/people.h"

#include "ontzorgd/store/people.h"
#include "routes.h"

namespace ontzorgd::api {

void add_people_routes(Routes& routes) {
    using enum http::Method;
    const Field name = path_text("gebruiker", "Inlognaam");
    const Field role = path_text("rol", "De rol");
    routes.read(
        "/v1/gebruikers", "user list", "Toont de gebruikers en hun rollen", {},
        [](service::Reading& reading, const Given&) { return service::list_users(reading.town); });
    routes
        .change(
            post, "/v1/gebruikers", "user add", "Voegt een gebruiker toe met een eerste rol",
            {body_text("naam", "Inlognaam"), body_text("wachtwoord", "Ten minste twaalf tekens"),
             body_text("rol",
                       "rechtmatigheid, klantmanager, kwaliteitsmedewerker, auditor of "
                       "beheerder")},
            [](service::Context& context, const Given& given) -> base::Result<service::Report> {
                if (const auto allowed = service::may(context.actor.roles, "user add"); !allowed) {
                    return allowed.failure();
                }
                // Who is there already is not added again: the answer would tell whether this
                // is their password.
                if (store::find_user(context.town.db(), given.text("naam"))) {
                    return base::refuse("user_exists_already", {{"user", given.text("naam")}});
                }
                return service::add_user(context, given.text("naam"), given.text("wachtwoord"),
                                         given.text("rol"));
            })
        .status = 201;
    routes.change(
        put, "/v1/gebruikers/{gebruiker}/rollen/{rol}", "user role", "Geeft een gebruiker een rol",
        {name, role}, [](service::Context& context, const Given& given) {
            return service::change_role(context, given.text("gebruiker"), given.text("rol"), false);
        });
    routes.change(del, "/v1/gebruikers/{gebruiker}/rollen/{rol}", "user role",
                  "Neemt een gebruiker een rol af", {name, role},
                  [](service::Context& context, const Given& given) {
                      return service::change_role(context, given.text("gebruiker"),
                                                  given.text("rol"), true);
                  });
}

}  // namespace ontzorgd::api
