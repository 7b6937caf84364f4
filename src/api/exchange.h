// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/idempotency.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/office.h"
#include "routes.h"

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

struct Exchange {
    const Route& route;
    service::Office& office;
    std::string user;
    std::string practice_day;
    /// From Idempotency-Key; without one what the request does guards itself.
    std::optional<service::RequestKey> key;
    Given given;
    http::Reply reply;
    service::Trace trace{};
    std::shared_ptr<void> hold{};  ///< let go of when it is answered
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
void hand_to_office(Exchange exchange, InWork& in_work);

/// Who this is now: roles may have been taken since the login. Nothing when there is no such user.
[[nodiscard]] std::optional<service::Actor> actor_of(service::Municipality& town,
                                                     std::string_view user);

/// What `work` answers, or what a fault of the world that ended it is told as.
[[nodiscard]] http::Response answer_of(const std::function<http::Response()>& work);

}  // namespace ontzorgd::api
