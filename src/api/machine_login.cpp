// SPDX-License-Identifier: EUPL-1.2
#include "machine_login.h"

#include "exchange.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/login/machine_token.h"
#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/store/machine_client.h"
#include "ontzorgd/store/people.h"
#include "problem.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::api {

namespace {

/// What a program shows, and what comes of it.
struct MachineKnock {
    service::Office& office;
    Sessions& sessions;
    Tries& tries;
    TriedName name;
    std::string certificate;  ///< of the connection
    std::string token;
    service::LoginTry login;  ///< as it is logged
    http::Reply reply;
};
using Waiting = std::shared_ptr<MachineKnock>;

/// Which machine a right token is of, and which token it is.
struct RightToken {
    store::MachineClient machine;
    login::MachineLogin login;
};

base::Result<RightToken> check_token(service::Municipality& town, const std::string& token) {
    const std::vector<store::MachineClient> machines = store::all_machines(town.db());
    std::vector<login::MachineClient> clients;
    for (const store::MachineClient& machine : machines) {
        if (machine.public_key.empty()) continue;
        const auto key = crypto::PublicKey::from_pem(machine.public_key);
        if (!key) continue;  // was checked when it was registered
        clients.push_back({.client_id = machine.name,
                           .keys = login::KeySet::of({.kid = machine.kid, .key = key.value()})});
    }
    const auto login = login::check_machine_token(token, clients, service::machine_audience(town),
                                                  service::clock_now());
    if (!login) return login.failure();
    const auto machine =
        std::ranges::find(machines, login.value().client_id, &store::MachineClient::name);
    return RightToken{.machine = *machine, .login = login.value()};
}

http::Response logged(service::Municipality& town, const MachineKnock& knock,
                      http::Response answer) {
    // A made-up name costs its sender nothing, and the log is kept for years. A certificate that a
    // known authority signed is not made up.
    const bool is_made_up =
        knock.certificate.empty() && !store::find_user(town.db(), knock.login.user);
    if (is_made_up) return answer;
    return login_logged(town, knock.login, std::move(answer));
}

http::Response let_in(service::Municipality& town, MachineKnock& knock,
                      const store::MachineClient& machine) {
    const auto actor = actor_of(town, machine.name, {});
    if (!actor) return problem(401, "machine_is_not_recognised");
    if (actor->roles.empty()) return problem(403, "user_has_no_role");
    knock.tries.succeeded(knock.name);
    const std::string token = knock.sessions.open_for_machine(
        knock.office, *actor, machine.certificate, std::chrono::steady_clock::now());
    note_login(knock.office, actor->id);
    service::Report report;
    report.add("gebruiker", machine.name)
        .add("token", token)
        .add("geldig_seconden",
             std::int64_t{std::chrono::seconds{Sessions::machine_longest}.count()});
    return json(201, report);
}

/// A token counts once: the writer remembers it before anybody is let in with it.
void use_token(const Waiting& knock, const RightToken& right) {
    knock->login.user = right.machine.name;
    const bool taken = knock->office.writer.post([knock, right](service::Municipality& town) {
        knock->reply(answer_of([&] {
            const bool is_new = store::in_transaction(town.db(), [&] {
                return store::use_machine_token(town.db(), right.machine.user,
                                                crypto::sha256(right.login.token_id),
                                                right.login.keep_until.time_since_epoch().count(),
                                                service::clock_now().time_since_epoch().count());
            });
            if (!is_new) {
                knock->tries.failed(knock->name);
                return logged(town, *knock, problem(401, "machine_token_was_used"));
            }
            return logged(town, *knock, let_in(town, *knock, right.machine));
        }));
    });
    if (!taken) knock->reply(busy());
}

void look_at(const Waiting& knock, service::Municipality& town) {
    std::optional<RightToken> right;
    http::Response answer = answer_of([&] {
        if (!knock->token.empty()) {
            const auto checked = check_token(town, knock->token);
            if (checked) {
                right = checked.value();
                return http::Response{};
            }
            knock->tries.failed(knock->name);
            return logged(town, *knock, problem(401, checked.error()));
        }
        const auto machine = store::machine_with_certificate(town.db(), knock->certificate);
        if (machine) {
            knock->login.user = machine->name;
            return logged(town, *knock, let_in(town, *knock, *machine));
        }
        knock->tries.failed(knock->name);
        return logged(town, *knock, problem(401, "machine_is_not_recognised"));
    });
    if (right) {
        use_token(knock, *right);
    } else {
        knock->reply(std::move(answer));
    }
}

void log_in(const LoginExchange& exchange, const Given& given, http::Reply reply) {
    service::Office* office = office_named(exchange.offices, given.text("gemeente"));
    const std::string& token = given.text("token");
    const std::string& certificate = exchange.peer.certificate_sha256;
    if (office == nullptr || (token.empty() && certificate.empty())) {
        reply(problem(401, "machine_is_not_recognised"));
        return;
    }
    // Counts its failures apart from those of others at the same address.
    const std::string claimed = login::claimed_client(token);
    TriedName name =
        tried_machine(*office, exchange.peer.network, token.empty() ? certificate : claimed);
    service::LoginTry login{.trace = exchange.trace, .user = claimed, .via = exchange.via};
    if (!exchange.tries.may_try(name)) {
        if (exchange.tries.is_news(name)) log_login_later(*office, std::move(login));
        reply(locked_out());
        return;
    }
    const Waiting knock = std::make_shared<MachineKnock>(MachineKnock{.office = *office,
                                                                      .sessions = exchange.sessions,
                                                                      .tries = exchange.tries,
                                                                      .name = std::move(name),
                                                                      .certificate = certificate,
                                                                      .token = token,
                                                                      .login = std::move(login),
                                                                      .reply = std::move(reply)});
    const bool taken =
        office->readers.post([knock](service::Municipality& town) { look_at(knock, town); });
    if (!taken) knock->reply(busy());
}

}  // namespace

LoginRoute machine_login_route() {
    return {.method = http::Method::post,
            .path = "/v1/machinesessies",
            .summary = "Laat een programma in, met een getekend token of een clientcertificaat",
            .fields = {optional(body_text("gemeente", "CBS-code, als er meer gemeenten zijn")),
                       optional(body_text("token",
                                          "JWT, getekend met de ingeschreven sleutel; "
                                          "zonder: het certificaat van de verbinding"))},
            .needs_session = false,
            .status = 201,
            .handle = log_in};
}

}  // namespace ontzorgd::api
