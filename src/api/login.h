// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "given.h"
#include "live_tasks.h"
#include "ontzorgd/api/login_server.h"
#include "ontzorgd/service/login_log.h"
#include "sessions.h"
#include "tries.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Logging in and out: the routes that make, show, confirm and end a session.
namespace ontzorgd::api {

/// `__Host-`: browsers take it over TLS only, for this host and every path of it (ASVS 3.3).
inline constexpr std::string_view session_cookie = "__Host-ontzorgd";

class PendingLogins;

struct LoginExchange {
    const std::vector<service::Office*>& offices;
    Sessions& sessions;
    Tries& tries;
    const LiveTasks& tasks;
    std::string last_event;  ///< from Last-Event-ID: what whoever follows a task has seen
    std::chrono::seconds confirmed;
    std::string token;
    service::Trace trace{};
    std::string via;  ///< method and pattern of the route, for the logs
    http::Peer peer;
    const std::vector<std::shared_ptr<LoginServer>>& login_servers;
    PendingLogins& pending;
    std::string pending_token;
    std::vector<std::pair<std::string, std::string>> query;
    std::optional<Session> session;
};

struct LoginRoute {
    http::Method method = http::Method::post;
    std::string_view path;
    std::string_view summary;
    std::vector<Field> fields;
    bool needs_session = true;
    bool takes_any_query = false;  ///< the handler reads it by itself
    int status = 200;              ///< of an answer that is no refusal
    std::string_view prints{};     ///< the content type of an answer that is no JSON
    std::function<void(const LoginExchange&, const Given&, http::Reply)> handle;
};
[[nodiscard]] const std::vector<LoginRoute>& login_routes();

/// The token that a request carries: a person's in a cookie, a program's in Authorization.
struct ShownToken {
    std::string_view token;  ///< empty when there is none, or two
    bool is_bearer = false;
};
[[nodiscard]] ShownToken token_of(const http::RequestHead& head);

/// The office that is named, or the only one; null when there is none.
[[nodiscard]] service::Office* office_named(const std::vector<service::Office*>& offices,
                                            std::string_view gemeente);
/// 429, with when to come again.
[[nodiscard]] http::Response locked_out();
/// Writes the line of a login that is not waited for, by a reader: the threads that read
/// connections and those of a login server wait for no disk.
void log_login_later(service::Office& office, service::LoginTry login);
/// What is answered once the log has it.
[[nodiscard]] http::Response login_logged(service::Municipality& town, service::LoginTry login,
                                          http::Response answer);
/// Notes that the user logged in, when the writer has time; nobody waits for it.
void note_login(service::Office& office, store::UserId user);

}  // namespace ontzorgd::api
