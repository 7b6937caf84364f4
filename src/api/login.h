// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "given.h"
#include "live_tasks.h"
#include "lockout.h"
#include "sessions.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Logging in and out: the routes that make, show, confirm and end a session.
namespace ontzorgd::api {

/// `__Host-`: browsers take it over TLS only, for this host and every path of it (ASVS 3.3).
inline constexpr std::string_view session_cookie = "__Host-ontzorgd";

struct LoginExchange {
    const std::vector<service::Office*>& offices;
    Sessions& sessions;
    Lockout& lockout;
    const LiveTasks& tasks;
    std::chrono::seconds confirmed;
    std::string token;
    std::string last_event;  ///< from Last-Event-ID: what whoever follows a task has seen
    std::optional<Session> session;
};

struct LoginRoute {
    http::Method method = http::Method::post;
    std::string_view path;
    std::string_view summary;
    std::vector<Field> fields;
    bool needs_session = true;
    int status = 200;           ///< of an answer that is no refusal
    std::string_view prints{};  ///< the content type of an answer that is no JSON
    std::function<void(const LoginExchange&, const Given&, http::Reply)> handle;
};
[[nodiscard]] const std::vector<LoginRoute>& login_routes();

/// The token that a request carries; empty when it carries none, or two.
[[nodiscard]] std::string_view token_of(const http::RequestHead& head);

}  // namespace ontzorgd::api
