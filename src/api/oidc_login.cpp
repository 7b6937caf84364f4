// SPDX-License-Identifier: EUPL-1.2
#include "oidc_login.h"

#include "exchange.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/login/login_answer.h"
#include "ontzorgd/service/login_person.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/user_subject.h"
#include "pending_logins.h"
#include "problem.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace ontzorgd::api {

namespace {

using Waiting = std::shared_ptr<http::Reply>;

std::string cookie_text(std::string_view name, std::string_view value, std::string_view more) {
    return std::string{name} + '=' + std::string{value} + "; Path=/; Secure; HttpOnly; " +
           std::string{more};
}

http::Response see(std::string_view address) {
    http::Response response{.status = 303};
    response.set("Location", address);
    return response;
}

/// The cookie of the login has had its use, whatever came of it.
http::Response without_pending(http::Response response) {
    response.headers.push_back(
        {.name = "Set-Cookie",
         .value = cookie_text(pending_cookie, "", "SameSite=Lax; Max-Age=0")});
    return response;
}

LoginServer* server_of(const LoginExchange& exchange, std::string_view gemeente) {
    const auto found = std::ranges::find_if(exchange.login_servers, [&](const auto& each) {
        return each->settings().gemeente == gemeente;
    });
    return found == exchange.login_servers.end() ? nullptr : found->get();
}

http::Response too_many_logins(const PendingLogins::Added& added) {
    http::Response response = added.network_has_too_many
                                  ? problem(429, "too_many_logins_are_under_way")
                                  : problem(503, "office_is_busy");
    response.set("Retry-After", std::to_string(added.wait.count()));
    return response;
}

/// Sends the browser away, and remembers what for.
void send_away(const LoginExchange& exchange, PendingLogins::Login pending, http::Reply reply) {
    const bool login_anew = !pending.session_token.empty();
    pending.secrets = login::new_login_secrets(crypto::fill_random);
    pending.asked_at = service::clock_now();
    pending.network = exchange.peer.network;
    LoginServer& server = *pending.server;
    const login::LoginSecrets secrets = pending.secrets;
    const auto now = std::chrono::steady_clock::now();
    // What this browser began before can no longer come back: it keeps one.
    exchange.pending.forget_unless_in_work(exchange.pending_token);
    const auto added = exchange.pending.add(std::move(pending), now);
    if (added.token.empty()) {
        reply(too_many_logins(added));
        return;
    }
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto forget = [token = added.token, &logins = exchange.pending] { logins.forget(token); };
    const bool taken = server.begin(
        secrets, login_anew,
        [waiting, forget, token = added.token](const base::Result<std::string>& url) {
            if (!url) {
                forget();
                (*waiting)(problem(502, url.error()));
                return;
            }
            http::Response response = see(url.value());
            const auto seconds = std::chrono::seconds{PendingLogins::longest}.count();
            response.set("Set-Cookie",
                         cookie_text(pending_cookie, token,
                                     "SameSite=Lax; Max-Age=" + std::to_string(seconds)));
            (*waiting)(std::move(response));
        });
    if (taken) return;
    forget();
    (*waiting)(busy());
}

void begin(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    service::Office* office = office_named(exchange.offices, given.text("gemeente"));
    LoginServer* server =
        office == nullptr ? nullptr : server_of(exchange, office->town().gemeente());
    if (server == nullptr) {
        reply(problem(404, "login_server_is_not_there"));
        return;
    }
    send_away(exchange, {.server = server, .office = office}, std::move(reply));
}

/// Once more, before something that counts.
void begin_confirmation(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    const Session& session = *exchange.session;
    LoginServer* server = server_of(exchange, session.office->town().gemeente());
    if (server == nullptr || !is_by_login_server(session.came_in.second_factor)) {
        reply(problem(404, "login_server_is_not_there"));
        return;
    }
    send_away(exchange,
              {.server = server,
               .office = session.office,
               .session_token = exchange.token,
               .user = session.user},
              std::move(reply));
}

/// The parameters of the query; nothing when one is there twice.
std::optional<login::LoginAnswer> answer_in(const LoginExchange& exchange) {
    login::LoginAnswer answer;
    for (const auto& [name, value] : exchange.query) {
        std::optional<std::string>* place = nullptr;
        if (name == "state") place = &answer.state;
        if (name == "code") place = &answer.code;
        if (name == "iss") place = &answer.issuer;
        if (name == "error") place = &answer.error;
        if (place == nullptr) continue;  // others are to be passed over (RFC 6749 section 4.1.2)
        if (*place) return std::nullopt;
        *place = value;
    }
    return answer;
}

/// A strength of login that it must prove is one that we chose.
bool asks_second_factor(const LoginServerSettings& settings) {
    return settings.asks_second_factor || !settings.acr_values.empty();
}

/// What is logged of a browser that came back, and of whom as far as is known.
service::LoginTry try_of(const LoginExchange& exchange, const PendingLogins::Login& pending) {
    return {.trace = exchange.trace, .user = pending.user, .via = exchange.via};
}

/// The session of who came back, new or confirmed.
http::Response welcome(service::Municipality& town, Sessions& sessions,
                       const PendingLogins::Login& pending, std::chrono::seconds confirmed,
                       const login::Person& person) {
    const auto now = service::begin_now(town, std::nullopt);
    if (!now) return problem(now.error());
    service::Context context{.town = town, .actor = {}, .now = now.value()};
    const auto actor = service::take_in(context, {.issuer = pending.server->settings().issuer,
                                                  .subject = person.subject,
                                                  .name = person.name,
                                                  .roles = person.roles,
                                                  .roles_were_cut = person.roles_were_cut});
    if (!actor) return problem(403, actor.error());
    const auto instant = std::chrono::steady_clock::now();
    http::Response response = see(pending.server->settings().after_login);
    if (!pending.session_token.empty()) {
        if (actor.value().name != pending.user) return problem(403, "login_is_of_somebody_else");
        sessions.confirm(pending.session_token, instant + confirmed);
        return response;
    }
    const std::string token = sessions.open(
        *pending.office, actor.value(), instant,
        asks_second_factor(pending.server->settings()) ? by_login_server : by_login_server_without);
    note_login(*pending.office, actor.value().id);
    response.set("Set-Cookie", cookie_text(session_cookie, token, "SameSite=Strict"));
    return response;
}

/// The same, once the log has it with the facts that it left.
http::Response welcome_logged(service::Municipality& town, const PendingLogins::Login& pending,
                              const login::Person& person, service::LoginTry login,
                              const std::function<http::Response()>& work) {
    login.facts_before = store::chain_head(town.db()).length;
    http::Response response = work();
    const store::UserId user =
        store::user_of_subject(town.db(), pending.server->settings().issuer, person.subject);
    if (!user.is_none()) login.user = store::user_name(town.db(), user);
    return login_logged(town, std::move(login), std::move(response));
}

/// The code that came back, to be turned in once.
base::Result<LoginServer::Answer> read_answer(const LoginExchange& exchange,
                                              const PendingLogins::Login& pending) {
    const auto answer = answer_in(exchange);
    if (!answer) return base::refuse("login_answer_is_double");
    const auto code =
        login::code_of_answer(*answer, pending.secrets, pending.server->settings().issuer);
    if (!code) return code.failure();
    return LoginServer::Answer{.code = code.value(),
                               .secrets = pending.secrets,
                               .asked_at = pending.asked_at,
                               .login_anew = !pending.session_token.empty(),
                               .names_issuer = answer->issuer.has_value()};
}

/// The code was turned in, and is of no use a second time.
http::Response not_finished() {
    return without_pending(problem(503, "login_is_not_finished"));
}

void come_back(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    const auto [pending, has_too_many_in_work] =
        exchange.pending.take(exchange.pending_token, std::chrono::steady_clock::now());
    if (has_too_many_in_work) {
        http::Response response = problem(429, "too_many_logins_are_under_way");
        response.set("Retry-After", "1");
        reply(std::move(response));
        return;
    }
    if (!pending) {
        reply(without_pending(problem(400, "login_answer_has_another_state")));
        return;
    }
    const auto held = std::make_shared<HeldLogin>(exchange.pending, exchange.pending_token);
    auto answer = read_answer(exchange, *pending);
    if (!answer) {
        held->give_up();
        // Of nobody at all it would be a line for whoever asks twice.
        if (!pending->user.empty()) log_login_later(*pending->office, try_of(exchange, *pending));
        reply(without_pending(problem(400, answer.error())));
        return;
    }
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const bool taken = pending->server->finish(
        std::move(answer).value(),
        [waiting, held, pending = *pending, &sessions = exchange.sessions,
         confirmed = exchange.confirmed,
         login = try_of(exchange, *pending)](const base::Result<login::Person>& person) {
            held->give_up();
            if (!person) {
                log_login_later(*pending.office, login);
                (*waiting)(without_pending(problem(401, person.error())));
                return;
            }
            const bool writes =
                pending.office->writer.post([waiting, pending, &sessions, confirmed, login,
                                             person = person.value()](service::Municipality& town) {
                    (*waiting)(without_pending(answer_of([&] {
                        return welcome_logged(town, pending, person, login, [&] {
                            return welcome(town, sessions, pending, confirmed, person);
                        });
                    })));
                });
            if (!writes) (*waiting)(not_finished());
        });
    if (taken) return;
    held->put_back();
    (*waiting)(busy());
}

void log_out_there(const LoginExchange& exchange, const Given& /*given*/, http::Reply reply) {
    const Session& session = *exchange.session;
    LoginServer* server = server_of(exchange, session.office->town().gemeente());
    exchange.sessions.close(exchange.token);
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto tell = [waiting](const std::string& address) {
        service::Report report;
        report.add("adres", address);
        http::Response response = json(200, report);
        response.set("Set-Cookie", cookie_text(session_cookie, "", "SameSite=Strict; Max-Age=0"));
        (*waiting)(std::move(response));
    };
    const bool is_known = server != nullptr && is_by_login_server(session.came_in.second_factor);
    if (!is_known || !server->end(tell)) tell("");
}

}  // namespace

std::vector<LoginRoute> oidc_routes() {
    return {
        {.method = http::Method::get,
         .path = "/v1/aanmelden",
         .summary = "Stuurt een browser naar de inlogserver van de gemeente",
         .fields = {query_text("gemeente", "CBS-code, als er meer gemeenten zijn")},
         .needs_session = false,
         .status = 303,
         .handle = begin},
        {.method = http::Method::get,
         .path = redirect_path,
         .summary = "Neemt een browser terug van de inlogserver",
         .fields = {query_text("state", "Van de inlogpoging"),
                    query_text("code", "Om in te wisselen"), query_text("iss", "Wie antwoordt"),
                    query_text("error", "Waarom er niet is ingelogd")},
         .needs_session = false,
         .takes_any_query = true,
         .status = 303,
         .handle = come_back},
        {.method = http::Method::get,
         .path = "/v1/aanmelden/bevestiging",
         .summary =
             "Laat bij de inlogserver opnieuw inloggen, voor een handeling die daarom vraagt",
         .fields = {},
         .needs_session = true,
         .status = 303,
         .handle = begin_confirmation},
        {.method = http::Method::post,
         .path = "/v1/sessies/huidige/afmeldingen",
         .summary = "Logt uit, en geeft het adres waar de browser bij de inlogserver uitlogt",
         .fields = {},
         .needs_session = true,
         .status = 200,
         .handle = log_out_there},
    };
}

}  // namespace ontzorgd::api
