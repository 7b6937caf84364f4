// SPDX-License-Identifier: EUPL-1.2
#include "login.h"

#include "contract.h"
#include "exchange.h"
#include "machine_login.h"
#include "oidc_login.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/store/login_state.h"
#include "problem.h"
#include "task.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace ontzorgd::api {

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

void note_login(service::Office& office, store::UserId user) {
    const std::int64_t at = service::now_from_clock().unix_seconds;
    static_cast<void>(office.writer.post([user, at](service::Municipality& town) {
        try {
            store::in_transaction(town.db(), [&] { store::write_last_login(town.db(), user, at); });
        } catch (const std::exception&) {
            return;  // it is no fact
        }
    }));
}

void log_login_later(service::Office& office, service::LoginTry login) {
    static_cast<void>(office.readers.post([login = std::move(login)](service::Municipality& town) {
        try {
            service::log_login(town, login);
        } catch (const std::exception&) {
            return;  // it is refused all the same
        }
    }));
}

http::Response login_logged(service::Municipality& town, service::LoginTry login,
                            http::Response answer) {
    constexpr int first_refusal = 400;
    login.ended = answer.status < first_refusal ? service::Ended::done : service::Ended::refused;
    service::log_login(town, login);
    return answer;
}

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
    report.add("rollen", roles)
        .add("tweede_factor", service::Value{is_shown(session.came_in.second_factor)})
        .add("csrf_token", session.csrf_token);
    return report;
}

/// What somebody comes in with.
struct Knock {
    service::Office& office;
    service::Readers& queue;  ///< where the password is checked
    TriedName name;
    std::string user;
    std::string password;
    std::string code;
    service::Trace trace;
    std::string via;
    /// What to answer when all of it is right; the number of the second factor, or 0.
    std::function<http::Response(const service::Actor&, std::int64_t second_factor)> came_in;
};

service::LoginTry try_of(const Knock& knock) {
    return {.trace = knock.trace, .user = knock.user, .via = knock.via};
}

http::Response logged(service::Municipality& town, const Knock& knock, http::Response answer) {
    return login_logged(town, try_of(knock), std::move(answer));
}

/// Others tried while this one waited.
http::Response locked_meanwhile(service::Municipality& town, const Knock& knock, Tries& tries) {
    return tries.is_news(knock.name) ? logged(town, knock, locked_out()) : locked_out();
}

/// A code is used up before anybody is let in with it: by the writer, so that it never counts
/// twice.
void use_code(const std::shared_ptr<Knock>& knock, Tries& tries, service::Actor actor,
              std::int64_t factor, const std::shared_ptr<http::Reply>& reply) {
    const bool taken = knock->office.writer.post([knock, &tries, actor = std::move(actor), factor,
                                                  reply](service::Municipality& town) {
        (*reply)(answer_of([&] {
            if (!tries.may_try(knock->name)) return locked_meanwhile(town, *knock, tries);
            if (service::second_factor_in_use(town, actor.id) != factor)
                return logged(town, *knock, problem(401, "second_factor_code_is_wrong"));
            const auto used = service::use_code(town, actor.id, knock->code, service::clock_now());
            if (!used) {
                tries.failed(knock->name);
                return logged(town, *knock, problem(401, used.error()));
            }
            tries.succeeded(knock->name);
            return logged(town, *knock, knock->came_in(actor, factor));
        }));
    });
    if (!taken) (*reply)(busy());
}

/// Checks the password, and the code of who has a second factor.
void let_in(Knock given, Tries& tries, http::Reply reply) {
    if (!tries.may_try(given.name)) {
        if (tries.is_news(given.name)) log_login_later(given.office, try_of(given));
        reply(locked_out());
        return;
    }
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto knock = std::make_shared<Knock>(std::move(given));
    const bool taken = knock->queue.post([knock, waiting, &tries](service::Municipality& town) {
        std::optional<service::Actor> known;
        std::int64_t factor = 0;
        const http::Response answer = answer_of([&] {
            if (!tries.may_try(knock->name)) return locked_meanwhile(town, *knock, tries);
            const auto actor = service::authenticate(town, knock->user, knock->password);
            if (!actor) {
                tries.failed(knock->name);
                return logged(town, *knock, problem(401, actor.error()));
            }
            factor = service::second_factor_in_use(town, actor.value().id);
            if (factor == 0) {
                tries.succeeded(knock->name);
                return logged(town, *knock, knock->came_in(actor.value(), 0));
            }
            if (knock->code.empty())
                return logged(town, *knock, problem(401, "second_factor_code_is_missing"));
            known = actor.value();
            return http::Response{};
        });
        if (known) {
            use_code(knock, tries, std::move(*known), factor, waiting);
        } else {
            (*waiting)(answer);
        }
    });
    if (!taken) (*waiting)(busy());
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
    let_in({.office = *office,
            .queue = office->logins,
            .name = tried_name(*office, Tried::login, given.text("gebruiker")),
            .user = given.text("gebruiker"),
            .password = given.text("wachtwoord"),
            .code = given.text("code"),
            .trace = exchange.trace,
            .via = exchange.via,
            .came_in =
                [office, &sessions = exchange.sessions](const service::Actor& actor,
                                                        std::int64_t factor) {
                    if (actor.roles.empty()) return problem(403, "user_has_no_role");
                    const auto now = std::chrono::steady_clock::now();
                    const std::string token = sessions.open(*office, actor, now, factor);
                    note_login(*office, actor.id);
                    http::Response response =
                        json(201, report_of(*sessions.find(token, now), actor));
                    response.set("Set-Cookie", std::string{session_cookie} + '=' + token +
                                                   "; Path=/; Secure; HttpOnly; SameSite=Strict");
                    return response;
                }},
           exchange.tries, std::move(reply));
}

void show(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const bool taken = exchange.session->office->readers.post(
        [waiting, session = *exchange.session](service::Municipality& town) {
            (*waiting)(answer_of([&] {
                const auto actor = actor_of(town, session.user, session.came_in);
                return actor ? json(200, report_of(session, *actor))
                             : problem(401, "session_is_needed");
            }));
        });
    if (!taken) (*waiting)(busy());
}

/// The password once more, and a code, before something that counts.
void confirm(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    const Session& session = *exchange.session;
    let_in({.office = *session.office,
            .queue = session.office->confirmations,
            // Counted apart: whoever guesses at the door does not keep this person from signing.
            .name = tried_name(*session.office, Tried::confirmation, session.user),
            .user = session.user,
            .password = given.text("wachtwoord"),
            .code = given.text("code"),
            .trace = exchange.trace,
            .via = exchange.via,
            .came_in =
                [token = exchange.token, confirmed = exchange.confirmed,
                 &sessions = exchange.sessions](const service::Actor&, std::int64_t factor) {
                    sessions.confirm(token, std::chrono::steady_clock::now() + confirmed, factor);
                    service::Report report;
                    report.add("bevestigd_seconden", std::int64_t{confirmed.count()});
                    return json(201, report);
                }},
           exchange.tries, std::move(reply));
}

void log_out(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    exchange.sessions.close(exchange.token);
    http::Response response{.status = 204};
    response.set("Set-Cookie", std::string{session_cookie} +
                                   "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    reply(std::move(response));
}

Field second_factor_code() {
    return optional(
        body_text("code", "Zes cijfers van de tweede factor, van wie er een in gebruik heeft"));
}

std::vector<LoginRoute> local_routes() {
    return {
        {.method = http::Method::post,
         .path = "/v1/sessies",
         .summary = "Logt in",
         .fields = {optional(body_text("gemeente", "CBS-code, als er meer gemeenten zijn")),
                    body_text("gebruiker", "Inlognaam"), body_text("wachtwoord", "Wachtwoord"),
                    second_factor_code()},
         .needs_session = false,
         .status = 201,
         .prints = {},
         .handle = log_in},
        machine_login_route(),
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
         .summary = "Geeft het wachtwoord opnieuw, voor een handeling die daarom vraagt",
         .fields = {body_text("wachtwoord", "Wachtwoord"), second_factor_code()},
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
}

}  // namespace

const std::vector<LoginRoute>& login_routes() {
    static const std::vector<LoginRoute> table = [] {
        std::vector<LoginRoute> all = local_routes();
        std::ranges::copy(oidc_routes(), std::back_inserter(all));
        return all;
    }();
    return table;
}

ShownToken token_of(const http::RequestHead& head) {
    constexpr std::string_view bearer = "bearer ";  // RFC 9110, 11.1: in capitals or not
    const std::string_view cookie = http::cookie_of(head.headers, session_cookie);
    const std::size_t count = http::count_of(head.headers, "Authorization");
    if (count == 0) return {.token = cookie};
    const std::string_view shown = http::value_of(head.headers, "Authorization");
    const bool is_bearer = std::ranges::equal(
        shown.substr(0, bearer.size()), bearer, {},
        [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (count > 1 || !cookie.empty() || !is_bearer) return {};
    return {.token = shown.substr(bearer.size()), .is_bearer = true};
}

}  // namespace ontzorgd::api
