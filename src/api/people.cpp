// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/people.h"

#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/own_password.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/rights.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/store/people.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

void add_second_factor_routes(Routes& routes) {
    using enum http::Method;
    Route& begin =
        routes.change(post, "/v1/tweede-factoren", "second-factor begin",
                      "Toont het geheim voor een app die codes geeft, tot het is bevestigd", {},
                      [](service::Context& context, const Given&) {
                          return service::begin_second_factor(context);
                      });
    begin.status = 201;
    begin.keeps_answer = false;
    // Whoever finds a session open gets no factor of his own.
    begin.asks_password_again = true;
    routes
        .change(post, "/v1/tweede-factoren/bevestigingen", "second-factor confirm",
                "Neemt de eigen tweede factor in gebruik met een eerste code",
                {body_text("code", "Zes cijfers uit de app")},
                [](service::Context& context, const Given& given) {
                    return service::confirm_second_factor(context, given.text("code"),
                                                          service::clock_now());
                })
        .status = 201;
    routes.change(del, "/v1/gebruikers/{gebruiker}/tweede-factor", "second-factor withdraw",
                  "Trekt de tweede factor van een ander in", {path_text("gebruiker", "Inlognaam")},
                  [](service::Context& context, const Given& given) {
                      return service::withdraw_second_factor(context, given.text("gebruiker"));
                  });
}

void add_password_route(Routes& routes) {
    Route& change =
        routes.change(http::Method::post, "/v1/wachtwoordwijzigingen", "user password",
                      "Vervangt het eigen wachtwoord; andere sessies van deze gebruiker eindigen",
                      {body_text("nieuw_wachtwoord", "Ten minste twaalf tekens", Form::password)},
                      [](service::Context& context, const Given& given) {
                          return service::change_password(context, given.text("nieuw_wachtwoord"));
                      });
    change.status = 201;
    change.asks_password_again = true;
    change.ends_other_sessions = true;
}

void add_relation_routes(Routes& routes) {
    routes.read("/v1/relaties", "user relations",
                "Toont welke gebruikers een relatie hebben met een client", {},
                [](service::Reading& reading, const Given&) {
                    return service::list_relations(reading.town);
                });
    const auto add = [&](http::Method method, std::string_view summary, bool end) {
        routes.change(
            method, "/v1/gebruikers/{gebruiker}/relaties/{client}", "user relation", summary,
            {path_text("gebruiker", "Inlognaam"), path_text("client", "Nummer van de client")},
            [end](service::Context& context, const Given& given) {
                return service::relate_user(context, given.text("gebruiker"), given.text("client"),
                                            end);
            });
    };
    add(http::Method::put, "Legt vast dat een gebruiker een relatie heeft met een client", false);
    add(http::Method::del, "Legt vast dat de relatie er niet meer is", true);
}

void add_rights_routes(Routes& routes) {
    routes.read(
        "/v1/rechtenoverzichten/huidige", "rechtenoverzicht show",
        "Toont wie wat mag en sinds wanneer", {},
        [](service::Reading& reading, const Given&) { return service::show_rights(reading); });
    routes
        .change(
            http::Method::post, "/v1/rechtenoverzichten", "rechtenoverzicht confirm",
            "Legt vast dat het overzicht is nagelopen en klopt",
            {body_text("sha256", "Het begin van de sha256 van het overzicht", Form::rights_digest)},
            [](service::Context& context, const Given& given) {
                return service::confirm_rights(context, given.text("sha256"));
            })
        .status = 201;
}

void add_machine_routes(Routes& routes) {
    routes.read("/v1/machines", "machine list", "Toont de programma's die zijn toegelaten", {},
                [](service::Reading& reading, const Given&) {
                    return service::list_machines(reading.town);
                });
    routes
        .change(http::Method::post, "/v1/machines", "machine add",
                "Laat een programma toe, met een certificaat of een sleutel",
                {body_text("naam", "Naam van het programma", Form::user_name),
                 body_text("rol", "rechtmatigheid, klantmanager of auditor", Form::role),
                 optional(body_text("certificaat", "SHA-256 van het clientcertificaat",
                                    Form::fingerprint)),
                 optional(body_text("sleutel", "De openbare sleutel waarmee het tokens tekent, PEM",
                                    Form::public_key)),
                 optional(body_text("kid", "Hoe het programma die sleutel noemt", Form::kid))},
                [](service::Context& context, const Given& given) {
                    return service::add_machine(context, {.name = given.text("naam"),
                                                          .role = given.text("rol"),
                                                          .certificate = given.text("certificaat"),
                                                          .kid = given.text("kid"),
                                                          .public_key = given.text("sleutel")});
                })
        .status = 201;
    routes.change(http::Method::del, "/v1/machines/{machine}", "machine end",
                  "Laat een programma niet meer toe",
                  {path_text("machine", "Naam van het programma")},
                  [](service::Context& context, const Given& given) {
                      return service::end_machine(context, given.text("machine"));
                  });
}

}  // namespace

void add_people_routes(Routes& routes) {
    using enum http::Method;
    const Field name = path_text("gebruiker", "Inlognaam");
    const Field role = path_text("rol", "De rol", Form::role);
    routes
        .read("/v1/gebruikers", "user list", "Toont de gebruikers en hun rollen", {},
              [](service::Reading& reading, const Given&) {
                  return service::list_users(reading.town);
              })
        .in_pages("gebruikers", {"gebruiker"});
    routes
        .change(
            post, "/v1/gebruikers", "user add", "Voegt een gebruiker toe met een eerste rol",
            {body_text("naam", "Inlognaam", Form::user_name),
             optional(body_text("wachtwoord", "Ten minste twaalf tekens; niet voor de rol onbemand",
                                Form::password)),
             body_text("rol",
                       "rechtmatigheid, klantmanager, kwaliteitsmedewerker, auditor of "
                       "beheerder; onbemand voor wat het programma zelf doet",
                       Form::role)},
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
    add_password_route(routes);
    add_second_factor_routes(routes);
    add_relation_routes(routes);
    add_rights_routes(routes);
    add_machine_routes(routes);
}

}  // namespace ontzorgd::api
