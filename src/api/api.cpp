// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/api/api.h"

#include "exchange.h"
#include "login.h"
#include "multipart.h"
#include "oidc_login.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/http/router.h"
#include "ontzorgd/http/target.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/gate.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/service/task.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/wording/file_words.h"
#include "pending_logins.h"
#include "problem.h"
#include "request_head.h"
#include "request_log.h"
#include "routes.h"
#include "sessions.h"
#include "task.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::uint64_t largest_json = 65'536;

bool is_json(std::string_view content_type) {
    return content_type.substr(0, content_type.find(';')) == "application/json";
}

bool is_read_by(const Route& route, std::string_view content_type) {
    if (route.upload.empty()) return is_json(content_type);
    const std::string_view kind = content_type.substr(0, content_type.find(';'));
    return kind == multipart_type || std::ranges::find(route.upload, kind) != route.upload.end();
}

http::Response content_type_is_not_read(const std::vector<std::string_view>& types) {
    std::string all;
    for (const std::string_view type : types) (all += all.empty() ? "" : ", ") += type;
    return problem(415, {.code = "content_type_is_not_read", .details = {{"types", all}}});
}

/// What a route reads.
std::vector<std::string_view> types_of(const Route& route) {
    if (route.upload.empty()) return {"application/json"};
    std::vector<std::string_view> types = route.upload;
    types.push_back(multipart_type);
    return types;
}

/// The request with the file that a form holds, instead of the form; nothing when it is no form.
base::Result<std::optional<http::Request>> without_form(const http::Request& request,
                                                        const service::Municipality& town) {
    const std::string_view type = http::value_of(request.head.headers, "Content-Type");
    if (type.substr(0, type.find(';')) != multipart_type || request.body_in_file == nullptr) {
        return std::optional<http::Request>{};
    }
    const auto boundary = boundary_of(type);
    if (!boundary) return boundary.failure();
    static std::atomic<std::uint64_t> number = 0;
    const auto path = town.work_folder() / ("formulier-" + std::to_string(++number));
    const auto file = std::make_shared<http::TemporaryFile>(path);
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    Multipart form{boundary.value(), [&](std::string_view part) {
                       out.write(part.data(), static_cast<std::streamsize>(part.size()));
                   }};
    service::read_blocks(request.body_in_file->path(),
                         [&](std::string_view block) { form.take(block); });
    out.close();
    if (const auto whole = form.end(); !whole) return whole.failure();
    if (!out) throw service::FileFault{wording::file_fault_words(0, "taking_out_of_a_form")};
    http::Request plain = request;
    plain.body_in_file = file;
    return std::optional{std::move(plain)};
}

const http::Request& first_of(const std::optional<http::Request>& taken_out,
                              const http::Request& sent) {
    return taken_out ? *taken_out : sent;
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

std::optional<service::RequestKey> key_of(const http::Request& request) {
    const std::string_view key = http::value_of(request.head.headers, key_header);
    if (key.empty() || !is_changing(request.head.method)) return std::nullopt;
    return service::RequestKey{.key = std::string{key}, .request = digest_of(request)};
}

/// Who was refused before his file came in stands in the log of who did what as well. The thread
/// that reads connections waits for no disk: a reader writes the line.
void log_refused_upload(const Session& session, const Route& route, const service::Trace& trace) {
    const std::string via =
        std::string{http::to_text(route.method)} + ' ' + std::string{route.path};
    const auto write = [user = session.user, via, command = std::string{route.command}, trace,
                        at = service::clock_ms()](service::Municipality& town) {
        try {
            const auto now = service::begin_now(town, std::nullopt);
            service::log_handling(
                town, {.trace = trace,
                       .user = user,
                       .via = via,
                       .command = command,
                       .began_ms = at,
                       .ended_ms = at,
                       .ended = service::Ended::refused,
                       .facts_before = store::chain_head(town.db()).length,
                       .day = now ? now.value().today : service::now_from_clock().today});
        } catch (const std::exception&) {
            return;  // it is refused all the same
        }
    };
    static_cast<void>(session.office->readers.post(write));
}

/// The line in the log says whose request it is.
void name_in(LoggedRequest& logged, const Session& session) {
    logged.gemeente = session.office->town().gemeente();
    logged.user = session.user;
}

/// Who comes in says at which gemeente; a name that is of none of them is not logged.
void name_asked(LoggedRequest& logged, const LoginRoute& route, const LoginExchange& exchange,
                const Given& given) {
    const bool asks_it =
        !route.takes_any_query &&
        std::ranges::find(route.fields, "gemeente", &Field::name) != route.fields.end();
    if (!asks_it) return;
    const service::Office* office = office_named(exchange.offices, given.text("gemeente"));
    if (office != nullptr) logged.gemeente = office->town().gemeente();
}

/// Before a file comes in that the rest would only throw away.
std::optional<http::Response> refuse_upload(const Route& route, const Session& session,
                                            const service::Trace& trace) {
    if (route.upload.empty() || route.change == nullptr) return std::nullopt;
    const service::Actor actor{.id = {},
                               .name = session.user,
                               .roles = session.roles,
                               .has_second_factor = is_shown(session.came_in.second_factor),
                               .is_machine = session.is_machine};
    const auto allowed = service::pass_gate(session.office->town(), actor, route.command);
    if (allowed) return std::nullopt;
    log_refused_upload(session, route, trace);
    return problem(allowed.error());
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
          sessions{settings.session_idle, settings.session_longest},
          confirmed{settings.confirmed},
          largest_upload{settings.largest_upload},
          tries{offices},
          pending{settings.logins} {
        const std::vector<Route>& all = routes().all();
        for (std::size_t i = 0; i < all.size(); ++i) router.add(all[i].method, all[i].path, i);
        for (const LoginRoute& route : login_routes()) {
            router.add(route.method, route.path, all.size() + login_count++);
        }
        // Before anything else is done there: what was begun and has no end will have none.
        for (service::Office* const office : offices) {
            if (!office->writer.post([](service::Municipality& town) {
                    const auto now = service::begin_now(town, std::nullopt);
                    service::interrupt_tasks(town, now ? now.value() : service::now_from_clock());
                })) {
                continue;  // it stops already
            }
        }
    }

    std::vector<service::Office*> offices;
    Settings settings;
    Sessions sessions;
    /// As a reload last said.
    std::atomic<std::chrono::seconds> confirmed;
    std::atomic<std::uint64_t> largest_upload;
    http::Router router;
    InWork in_work;
    LiveTasks tasks;
    Tries tries;
    PendingLogins pending;
    std::size_t login_count = 0;

    [[nodiscard]] http::Plan plan(const http::RequestHead& head);
    using Logged = std::shared_ptr<LoggedRequest>;
    [[nodiscard]] http::Plan choose(const http::RequestHead& head, const Logged& logged);
    [[nodiscard]] http::Plan plan_login(const LoginRoute& route, const http::RequestHead& head,
                                        http::Target target, http::PathValues values,
                                        const Logged& logged);
    [[nodiscard]] http::Plan plan_route(const Route& route, const http::RequestHead& head,
                                        http::Target target, http::PathValues values,
                                        const Logged& logged);
    [[nodiscard]] std::optional<http::Response> refuse_session(const http::RequestHead& head,
                                                               std::optional<Session>& session);
};

http::Plan Api::Inside::plan(const http::RequestHead& head) {
    const auto request = std::make_shared<LoggedRequest>(LoggedRequest{
        .gemeente = offices.size() == 1 ? offices.front()->town().gemeente() : std::string{},
        .method = std::string{http::to_text(head.method)},
        .route = {},
        .user = {},
        .peer = head.peer.address,
        .trace = service::new_trace(http::value_of(head.headers, "traceparent"))});
    http::Plan plan = choose(head, request);
    if (plan.refused) {
        log_answer(settings.log, *request, *plan.refused);
    } else if (settings.log) {
        plan.handle = [this, request, handle = std::move(plan.handle)](const http::Request& asked,
                                                                       http::Reply reply) {
            handle(asked, logged(settings.log, request, std::move(reply)));
        };
    }
    return plan;
}

http::Plan Api::Inside::choose(const http::RequestHead& head, const Logged& logged) {
    if (auto doubled = refuse_doubled_header(head)) return refused(std::move(*doubled));
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
                          std::move(found.values), logged);
    return plan_route(all[found.route], head, std::move(target).value(), std::move(found.values),
                      logged);
}

/// Finds who asks, or what to answer instead.
std::optional<http::Response> Api::Inside::refuse_session(const http::RequestHead& head,
                                                          std::optional<Session>& session) {
    const ShownToken shown = token_of(head);
    session = sessions.find(shown.token, std::chrono::steady_clock::now());
    const bool is_right =
        session && session->is_machine == shown.is_bearer &&
        (session->certificate.empty() || session->certificate == head.peer.certificate_sha256);
    if (!is_right) {
        session.reset();
        return problem(401, "session_is_needed");
    }
    if (session->is_machine) return std::nullopt;
    if (is_changing(head.method) &&
        http::value_of(head.headers, "X-CSRF-Token") != session->csrf_token) {
        return problem(403, "csrf_token_is_wrong");
    }
    return std::nullopt;
}

http::Plan Api::Inside::plan_login(const LoginRoute& route, const http::RequestHead& head,
                                   http::Target target, http::PathValues values,
                                   const Logged& logged) {
    logged->route = route.path;
    LoginExchange exchange{
        .offices = offices,
        .sessions = sessions,
        .tries = tries,
        .tasks = tasks,
        .last_event = std::string{http::value_of(head.headers, "Last-Event-ID")},
        .confirmed = confirmed.load(),
        .token = std::string{token_of(head).token},
        .trace = logged->trace,
        .via = std::string{http::to_text(route.method)} + ' ' + std::string{route.path},
        .peer = head.peer,
        .login_servers = settings.login_servers,
        .pending = pending,
        .pending_token = std::string{http::cookie_of(head.headers, pending_cookie)},
        .query = target.query,
        .session = std::nullopt};
    if (route.needs_session) {
        auto refusal = refuse_session(head, exchange.session);
        if (exchange.session) name_in(*logged, *exchange.session);
        if (refusal) return refused(std::move(*refusal));
    }
    const bool takes_fields = std::ranges::any_of(
        route.fields, [](const Field& field) { return field.place == Place::body; });
    if (takes_fields && !is_json(http::value_of(head.headers, "Content-Type"))) {
        return refused(content_type_is_not_read({"application/json"}));
    }
    http::Plan plan;
    plan.body_limit = largest_json;
    plan.handle = [&route, logged, target = std::move(target), values = std::move(values),
                   exchange = std::move(exchange)](const http::Request& request,
                                                   http::Reply reply) {
        auto given = route.takes_any_query
                         ? base::Result<Given>{Given{}}
                         : Given::read(route.fields, values, target, request, false);
        if (!given) {
            reply(problem(given.error()));
            return;
        }
        name_asked(*logged, route, exchange, given.value());
        route.handle(exchange, given.value(), std::move(reply));
    };
    return plan;
}

http::Plan Api::Inside::plan_route(const Route& route, const http::RequestHead& head,
                                   http::Target target, http::PathValues values,
                                   const Logged& logged) {
    logged->route = route.path;
    std::optional<Session> session;
    auto refusal = refuse_session(head, session);
    if (session) name_in(*logged, *session);
    if (refusal) return refused(std::move(*refusal));
    const bool has_body = head.content_length.value_or(1) > 0 && is_changing(head.method);
    const std::string_view content_type = http::value_of(head.headers, "Content-Type");
    const bool takes_fields = std::ranges::any_of(
        route.fields, [](const Field& field) { return field.place == Place::body; });
    if (has_body && (takes_fields || !route.upload.empty()) && !is_read_by(route, content_type)) {
        return refused(content_type_is_not_read(types_of(route)));
    }
    if (auto no_upload = refuse_upload(route, *session, logged->trace))
        return refused(std::move(*no_upload));
    auto if_match = read_if_match(head.headers);
    if (!if_match) return refused(problem(if_match.error()));
    if (has_malformed_key(head)) return refused(problem(400, "idempotency_key_is_malformed"));
    if (route.asks_password_again && session->confirmed_until <= std::chrono::steady_clock::now()) {
        return refused(problem(403, "session_is_not_confirmed"));
    }
    http::Plan plan;
    plan.body_limit = largest_json;
    if (!route.upload.empty()) {
        plan.body_limit = largest_upload;
        plan.body_folder = session->office->town().work_folder();
    }
    plan.handle = [this, &route, session = std::move(*session), target = std::move(target), logged,
                   values = std::move(values), token = std::string{token_of(head).token},
                   if_match = std::move(if_match).value()](const http::Request& sent,
                                                           http::Reply reply) {
        const auto taken_out = without_form(sent, session.office->town());
        if (!taken_out) {
            reply(problem(taken_out.error()));
            return;
        }
        const http::Request& request = first_of(taken_out.value(), sent);
        auto given = Given::read(route.fields, values, target, request, !route.upload.empty());
        if (!given) {
            reply(problem(given.error()));
            return;
        }
        Exchange exchange{
            .route = route,
            .office = *session.office,
            .user = session.user,
            .target = target,
            .came_in = session.came_in,
            .practice_day = std::string{http::value_of(request.head.headers, practice_day_header)},
            .key = key_of(request),
            .if_match = if_match,
            .does_not_wait = prefers_no_waiting(request.head.headers),
            .given = std::move(given).value(),
            .reply = std::move(reply),
            .trace = logged->trace,
            .log_later = [this, logged](const http::Response& answer) {
                log_answer(settings.log, *logged, answer);
            }};
        if (route.ends_other_sessions) {
            exchange.go_on = [this, token](std::int64_t password) {
                sessions.go_on(token, password);
            };
        }
        hand_to_office(std::move(exchange), in_work, tasks);
    };
    return plan;
}

Api::Api(std::vector<service::Office*> offices, Settings settings)
    : inside_{std::make_unique<Inside>(std::move(offices), std::move(settings))} {}
Api::~Api() {
    // Their threads tell what came of a login to what else is in here.
    inside_->settings.login_servers.clear();
}

http::Plan Api::plan(const http::RequestHead& head) {
    return inside_->plan(head);
}

void Api::use(const Settings& settings) {
    inside_->sessions.use(settings.session_idle, settings.session_longest);
    inside_->confirmed = settings.confirmed;
    inside_->largest_upload = settings.largest_upload;
}

http::Response Api::error(int status, std::string_view code) {
    return problem(status, code);
}

std::vector<http::Header> Api::headers() {
    return {{.name = "API-Version", .value = "1.0.0"},
            {.name = "Cache-Control", .value = "no-store"},
            {.name = "Content-Security-Policy",
             .value = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
                      "object-src 'none'"},
            {.name = "Strict-Transport-Security", .value = "max-age=31536000"},
            {.name = "X-Content-Type-Options", .value = "nosniff"},
            {.name = "X-Frame-Options", .value = "DENY"},
            {.name = "Referrer-Policy", .value = "no-referrer"}};
}

bool Api::may_try_on_command_line(service::Office& office, std::string_view user) {
    const TriedName name = tried_name(office, Tried::command_line, user);
    const bool may_try = inside_->tries.may_try(name);
    if (!may_try && inside_->tries.is_news(name)) {
        log_login_later(
            office,
            {.trace = service::new_trace(), .user = std::string{user}, .via = "opdrachtregel"});
    }
    return may_try;
}

void Api::tried_on_command_line(service::Office& office, std::string_view user, bool came_in) {
    const TriedName name = tried_name(office, Tried::command_line, user);
    if (came_in) {
        inside_->tries.succeeded(name);
    } else {
        inside_->tries.failed(name);
    }
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
