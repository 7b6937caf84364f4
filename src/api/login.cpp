// SPDX-License-Identifier: EUPL-1.2
#include "login.h"

#include "contract.h"
#include "exchange.h"
#include "ontzorgd/service/act.h"
#include "problem.h"
#include "task.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::api {

namespace {

service::Report report_of(const Session& session, const service::Actor& actor) {
    service::Report report;
    report.add("gemeente", session.office->town().gemeente())
        .add("gemeente_naam", session.office->town().naam())
        .add("oefening", service::Value{session.office->town().is_practice()})
        .add("gebruiker", session.user);
    std::string roles;
    for (const service::Role role : actor.roles) {
        if (!roles.empty()) roles += ", ";
        roles += service::to_text(role);
    }
    report.add("rollen", roles).add("csrf_token", session.csrf_token);
    return report;
}

/// The office that is named, or the only one.
service::Office* office_named(const std::vector<service::Office*>& offices,
                              std::string_view gemeente) {
    if (gemeente.empty()) return offices.size() == 1 ? offices.front() : nullptr;
    const auto found = std::ranges::find_if(
        offices, [&](const service::Office* each) { return each->town().gemeente() == gemeente; });
    return found == offices.end() ? nullptr : *found;
}

http::Response locked_out() {
    http::Response response = problem(429, "too_many_wrong_passwords");
    response.set("Retry-After", std::to_string(std::chrono::seconds{Lockout::locked}.count()));
    return response;
}

void log_in(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    if (given.text("gemeente").empty() && exchange.offices.size() > 1) {
        reply(problem(400, "gemeente_is_needed"));
        return;
    }
    service::Office* office = office_named(exchange.offices, given.text("gemeente"));
    if (office == nullptr) {
        reply(problem(401, "name_or_password_is_wrong"));
        return;
    }
    // The same name in another office is somebody else.
    const std::string name = office->town().gemeente() + '|' + given.text("gebruiker");
    if (!exchange.lockout.may_try(name, std::chrono::steady_clock::now())) {
        reply(locked_out());
        return;
    }
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto asked = std::make_shared<Given>(given);
    const bool taken =
        office->logins.post([office, waiting, asked, name, &sessions = exchange.sessions,
                             &lockout = exchange.lockout](service::Municipality& town) {
            (*waiting)(answer_of([&] {
                const auto actor = service::authenticate(town, asked->text("gebruiker"),
                                                         asked->text("wachtwoord"));
                const auto now = std::chrono::steady_clock::now();
                if (!actor) {
                    lockout.failed(name, now);
                    return problem(401, actor.error());
                }
                lockout.succeeded(name);
                if (actor.value().roles.empty()) return problem(403, "user_has_no_role");
                const std::string token = sessions.open(*office, actor.value(), now);
                http::Response response =
                    json(201, report_of(*sessions.find(token, now), actor.value()));
                response.set("Set-Cookie", std::string{session_cookie} + '=' + token +
                                               "; Path=/; Secure; HttpOnly; SameSite=Strict");
                return response;
            }));
        });
    if (!taken) (*waiting)(busy());
}

void show(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const bool taken = exchange.session->office->readers.post(
        [waiting, session = *exchange.session](service::Municipality& town) {
            (*waiting)(answer_of([&] {
                const auto actor = actor_of(town, session.user);
                return actor ? json(200, report_of(session, *actor))
                             : problem(401, "session_is_needed");
            }));
        });
    if (!taken) (*waiting)(busy());
}

/// The password once more, before something that counts.
void confirm(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    // Counted apart: whoever guesses at the door does not keep this person from signing.
    const std::string name =
        exchange.session->office->town().gemeente() + '|' + exchange.session->user + "|bevestiging";
    if (!exchange.lockout.may_try(name, std::chrono::steady_clock::now())) {
        reply(locked_out());
        return;
    }
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto asked = std::make_shared<Given>(given);
    const bool taken = exchange.session->office->confirmations.post(
        [waiting, asked, name, &lockout = exchange.lockout, session = *exchange.session,
         token = exchange.token, confirmed = exchange.confirmed,
         &sessions = exchange.sessions](service::Municipality& town) {
            (*waiting)(answer_of([&] {
                const auto actor =
                    service::authenticate(town, session.user, asked->text("wachtwoord"));
                if (!actor) {
                    lockout.failed(name, std::chrono::steady_clock::now());
                    return problem(401, actor.error());
                }
                lockout.succeeded(name);
                sessions.confirm(token, std::chrono::steady_clock::now() + confirmed);
                service::Report report;
                report.add("bevestigd_seconden", std::int64_t{confirmed.count()});
                return json(201, report);
            }));
        });
    if (!taken) (*waiting)(busy());
}

void log_out(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    exchange.sessions.close(exchange.token);
    http::Response response{.status = 204};
    response.set("Set-Cookie", std::string{session_cookie} +
                                   "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    add_common_headers(response);
    reply(std::move(response));
}

}  // namespace

const std::vector<LoginRoute>& login_routes() {
    static const std::vector<LoginRoute> table{
        {.method = http::Method::post,
         .path = "/v1/sessies",
         .summary = "Logt in",
         .fields = {optional(body_text("gemeente", "CBS-code, als er meer gemeenten zijn")),
                    body_text("gebruiker", "Inlognaam"), body_text("wachtwoord", "Wachtwoord")},
         .needs_session = false,
         .status = 201,
         .prints = {},
         .handle = log_in},
        {.method = http::Method::get,
         .path = "/v1/sessies/huidige",
         .summary = "Toont wie is ingelogd",
         .fields = {},
         .needs_session = true,
         .status = 200,
         .prints = {},
         .handle = show},
        {.method = http::Method::del,
         .path = "/v1/sessies/huidige",
         .summary = "Logt uit",
         .fields = {},
         .needs_session = true,
         .status = 204,
         .prints = {},
         .handle = log_out},
        {.method = http::Method::post,
         .path = "/v1/sessies/huidige/bevestigingen",
         .summary = "Geeft het wachtwoord opnieuw, om te tekenen of vrij te geven",
         .fields = {body_text("wachtwoord", "Wachtwoord")},
         .needs_session = true,
         .status = 201,
         .prints = {},
         .handle = confirm},
        {.method = http::Method::get,
         .path = "/v1/taken/{taak}",
         .summary = "Toont wat er van lang werk is geworden waar niet op is gewacht",
         .fields = {path_number("taak", "Nummer van de taak")},
         .needs_session = true,
         .status = 200,
         .prints = {},
         .handle = show_task},
        {.method = http::Method::get,
         .path = "/v1/taken/{taak}/voortgang",
         .summary = "Vertelt hoe ver lang werk is, telkens als dat verandert, tot het is geeindigd",
         .fields = {path_number("taak", "Nummer van de taak")},
         .needs_session = true,
         .status = 200,
         .prints = "text/event-stream; charset=utf-8",
         .handle = follow_task},
        {.method = http::Method::get,
         .path = "/v1/openapi.json",
         .summary = "Geeft de beschrijving van deze API",
         .fields = {},
         .needs_session = false,
         .status = 200,
         .prints = {},
         .handle = tell_contract},
    };
    return table;
}

std::string_view token_of(const http::RequestHead& head) {
    return http::cookie_of(head.headers, session_cookie);
}

}  // namespace ontzorgd::api
