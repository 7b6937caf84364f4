// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "if_match.h"
#include "live_tasks.h"
#include "ontzorgd/service/idempotency.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/office.h"
#include "routes.h"
#include "sessions.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

/// @file
/// One request on its way through an office: to its writer or its readers, and back as an answer.
namespace ontzorgd::api {

/// In a practice directory alone: the day of the request.
inline constexpr std::string_view practice_day_header = "Ontzorgd-Vandaag";

/// In an answer to who has a relation to a client: how many rows are left out.
inline constexpr std::string_view left_out_header = "Ontzorgd-Weggelaten";

struct Exchange {
    const Route& route;
    service::Office& office;
    std::string user;
    http::Target target;   ///< what was asked
    CameInWith came_in{};  ///< as in the session
    std::string practice_day;
    /// From Idempotency-Key; without one what the request does guards itself.
    std::optional<service::RequestKey> key;
    IfMatch if_match;
    bool does_not_wait = false;  ///< for long work: it becomes a task
    Given given;
    http::Reply reply;
    service::Trace trace{};
    /// Writes a line like that of a request for what is answered to nobody: a task that has ended.
    std::function<void(const http::Response&)> log_later = [](const http::Response&) {};
    std::shared_ptr<void> hold{};  ///< let go of when it is answered
    service::Progress progress = [](std::string_view, std::int64_t) {};
    /// Lets the session that asked go on with the password that counts from here on.
    std::function<void(std::int64_t password)> go_on = [](std::int64_t) {};
};

/// Requests with a key that are being worked on: the same one meanwhile is told to come later.
class InWork {
public:
    /// False when it is in work already.
    [[nodiscard]] bool begin(const std::string& place);
    void end(const std::string& place);

private:
    std::mutex mutex_;
    std::set<std::string> places_;
};

/// Answers now or later, from a thread of the office.
void hand_to_office(Exchange exchange, InWork& in_work, LiveTasks& tasks);

/// Who this is now: roles may have been taken since the login, and the second factor withdrawn that
/// the session began with. Nothing when there is no such user, or another password counts by now.
[[nodiscard]] std::optional<service::Actor> actor_of(service::Municipality& town,
                                                     std::string_view user, CameInWith with);

/// What `work` answers, or what a fault of the world that ended it is told as: its cause is for the
/// log.
[[nodiscard]] http::Response answer_of(const std::function<http::Response()>& work);

}  // namespace ontzorgd::api
