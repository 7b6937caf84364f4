// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/api/api.h"

#include "exchange.h"
#include "login.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/http/router.h"
#include "ontzorgd/http/target.h"
#include "ontzorgd/service/files.h"
#include "problem.h"
#include "request_log.h"
#include "routes.h"
#include "sessions.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::uint64_t largest_json = 65'536;

bool is_json(std::string_view content_type) {
    return content_type.substr(0, content_type.find(';')) == "application/json";
}

bool is_read_by(const Route& route, std::string_view content_type) {
    if (route.upload.empty()) return is_json(content_type);
    return std::ranges::find(route.upload, content_type.substr(0, content_type.find(';'))) !=
           route.upload.end();
}

bool is_changing(http::Method method) {
    return method != http::Method::get && method != http::Method::head;
}

http::Plan refused(http::Response response) {
    http::Plan plan;
    plan.refused = std::move(response);
    return plan;
}

/// What a request asked, all of it: one that differs in a byte is another.
base::Digest digest_of(const http::Request& request) {
    crypto::Sha256Stream stream;
    stream.update(http::to_text(request.head.method));
    stream.update(" ");
    stream.update(request.head.target);
    stream.update("\n");
    if (request.body_in_file) {
        service::read_blocks(request.body_in_file->path(),
                             [&](std::string_view block) { stream.update(block); });
    } else {
        stream.update(request.body);
    }
    return stream.finish();
}

constexpr std::string_view key_header = "Idempotency-Key";

bool has_malformed_key(const http::RequestHead& head) {
    const std::size_t count = http::count_of(head.headers, key_header);
    return count > 1 ||
           (count == 1 && !service::is_idempotency_key(http::value_of(head.headers, key_header)));
}

std::optional<service::RequestKey> key_of(const http::Request& request) {
    const std::string_view key = http::value_of(request.head.headers, key_header);
    if (key.empty() || !is_changing(request.head.method)) return std::nullopt;
    return service::RequestKey{.key = std::string{key}, .request = digest_of(request)};
}

http::Response no_such_method(const http::RouteFound& found) {
    http::Response response = problem(405, "method_is_not_for_this_path");
    response.set("Allow", found.allow);
    return response;
}

}  // namespace

struct Api::Inside {
    Inside(std::vector<service::Office*> given_offices, Settings given_settings)
        : offices{std::move(given_offices)},
          settings{std::move(given_settings)},
          sessions{settings.session_idle, settings.session_longest} {
        const std::vector<Route>& all = routes().all();
        for (std::size_t i = 0; i < all.size(); ++i) router.add(all[i].method, all[i].path, i);
        for (const LoginRoute& route : login_routes()) {
            router.add(route.method, route.path, all.size() + login_count++);
        }
    }

    std::vector<service::Office*> offices;
    Settings settings;
    Sessions sessions;
    http::Router router;
    InWork in_work;
    Lockout lockout;
    std::size_t login_count = 0;

    [[nodiscard]] http::Plan plan(const http::RequestHead& head);
    [[nodiscard]] http::Plan choose(const http::RequestHead& head, LoggedRequest& logged);
    [[nodiscard]] http::Plan plan_login(const LoginRoute& route, const http::RequestHead& head,
                                        http::Target target, LoggedRequest& logged);
    [[nodiscard]] http::Plan plan_route(const Route& route, const http::RequestHead& head,
                                        http::Target target, http::PathValues values,
                                        LoggedRequest& logged);
    [[nodiscard]] std::optional<http::Response> refuse_session(const http::RequestHead& head,
                                                               std::optional<Session>& session);
};

http::Plan Api::Inside::plan(const http::RequestHead& head) {
    LoggedRequest request{.method = std::string{http::to_text(head.method)},
                          .route = {},
                          .user = {},
                          .peer = head.peer.address};
    http::Plan plan = choose(head, request);
    if (plan.refused) {
        log_answer(settings.log, request, plan.refused->status);
    } else if (settings.log) {
        plan.handle = [this, request, handle = std::move(plan.handle)](const http::Request& asked,
                                                                       http::Reply reply) {
            handle(asked, logged(settings.log, request, std::move(reply)));
        };
    }
    return plan;
}

http::Plan Api::Inside::choose(const http::RequestHead& head, LoggedRequest& logged) {
    auto target = http::parse_target(head.target);
    if (!target) return refused(problem(400, target.error()));
    http::RouteFound found;
    switch (router.find(head.method, target.value().segments, found)) {
        case http::Router::Found::no_such_path: return refused(problem(404, "path_is_unknown"));
        case http::Router::Found::no_such_method: return refused(no_such_method(found));
        case http::Router::Found::yes: break;
    }
    const std::vector<Route>& all = routes().all();
    if (found.route >= all.size())
        return plan_login(login_routes()[found.route - all.size()], head, std::move(target).value(),
                          logged);
    return plan_route(all[found.route], head, std::move(target).value(), std::move(found.values),
                      logged);
}

/// Finds who asks, or what to answer instead.
std::optional<http::Response> Api::Inside::refuse_session(const http::RequestHead& head,
                                                          std::optional<Session>& session) {
    session = sessions.find(token_of(head), std::chrono::steady_clock::now());
    if (!session) return problem(401, "session_is_needed");
    if (is_changing(head.method) &&
        http::value_of(head.headers, "X-CSRF-Token") != session->csrf_token) {
        return problem(403, "csrf_token_is_wrong");
    }
    return std::nullopt;
}

http::Plan Api::Inside::plan_login(const LoginRoute& route, const http::RequestHead& head,
                                   http::Target target, LoggedRequest& logged) {
    logged.route = route.path;
    LoginExchange exchange{.offices = offices,
                           .sessions = sessions,
                           .lockout = lockout,
                           .confirmed = settings.confirmed,
                           .token = std::string{token_of(head)},
                           .session = std::nullopt};
    if (route.needs_session) {
        auto refusal = refuse_session(head, exchange.session);
        if (exchange.session) logged.user = exchange.session->user;
        if (refusal) return refused(std::move(*refusal));
    }
    if (!route.fields.empty() && !is_json(http::value_of(head.headers, "Content-Type"))) {
        return refused(problem(415, "content_type_is_not_read"));
    }
    http::Plan plan;
    plan.body_limit = largest_json;
    plan.handle = [&route, target = std::move(target), exchange = std::move(exchange)](
                      const http::Request& request, http::Reply reply) {
        auto given = Given::read(route.fields, {}, target, request, false);
        if (!given) {
            reply(problem(given.error()));
            return;
        }
        route.handle(exchange, given.value(), std::move(reply));
    };
    return plan;
}

http::Plan Api::Inside::plan_route(const Route& route, const http::RequestHead& head,
                                   http::Target target, http::PathValues values,
                                   LoggedRequest& logged) {
    logged.route = route.path;
    std::optional<Session> session;
    auto refusal = refuse_session(head, session);
    if (session) logged.user = session->user;
    if (refusal) return refused(std::move(*refusal));
    const bool has_body = head.content_length.value_or(1) > 0 && is_changing(head.method);
    const std::string_view content_type = http::value_of(head.headers, "Content-Type");
    const bool takes_fields = std::ranges::any_of(
        route.fields, [](const Field& field) { return field.place == Place::body; });
    if (has_body && (takes_fields || !route.upload.empty()) && !is_read_by(route, content_type)) {
        return refused(problem(415, "content_type_is_not_read"));
    }
    // Before a file comes in that the rest would only throw away.
    if (!route.upload.empty() && route.change != nullptr) {
        const auto allowed = service::may(session->roles, route.command);
        if (!allowed) return refused(problem(allowed.error()));
    }
    if (has_malformed_key(head)) return refused(problem(400, "idempotency_key_is_malformed"));
    if (route.asks_password_again && session->confirmed_until <= std::chrono::steady_clock::now()) {
        return refused(problem(403, "session_is_not_confirmed"));
    }
    http::Plan plan;
    plan.body_limit = largest_json;
    if (!route.upload.empty()) {
        plan.body_limit = settings.largest_upload;
        plan.body_folder = session->office->town().work_folder();
    }
    plan.handle = [this, &route, session = std::move(*session), target = std::move(target),
                   values = std::move(values)](const http::Request& request, http::Reply reply) {
        auto given = Given::read(route.fields, values, target, request, !route.upload.empty());
        if (!given) {
            reply(problem(given.error()));
            return;
        }
        Exchange exchange{
            .route = route,
            .office = *session.office,
            .user = session.user,
            .practice_day = std::string{http::value_of(request.head.headers, practice_day_header)},
            .key = key_of(request),
            .given = std::move(given).value(),
            .reply = std::move(reply)};
        hand_to_office(std::move(exchange), in_work);
    };
    return plan;
}

Api::Api(std::vector<service::Office*> offices, Settings settings)
    : inside_{std::make_unique<Inside>(std::move(offices), std::move(settings))} {}
Api::~Api() = default;

http::Plan Api::plan(const http::RequestHead& head) {
    return inside_->plan(head);
}

http::Response Api::error(int status, std::string_view code) {
    return problem(status, code);
}

std::size_t Api::sessions() const {
    return inside_->sessions.count();
}

std::vector<RouteName> all_routes() {
    std::vector<RouteName> names;
    for (const Route& route : routes().all()) {
        names.push_back({.method = http::to_text(route.method),
                         .path = route.path,
                         .command = route.command,
                         .is_long = route.work != Work::short_work,
                         .hides_itself = route.work == Work::whole});
    }
    std::ranges::sort(names, [](const RouteName& a, const RouteName& b) {
        return std::pair{a.path, a.method} < std::pair{b.path, b.method};
    });
    return names;
}

}  // namespace ontzorgd::api
