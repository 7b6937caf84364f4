// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/office.h"
#include "routes.h"

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
    Given given;
    http::Reply reply;
};

/// Answers now or later, from a thread of the office.
void hand_to_office(Exchange exchange);

/// Who this is now: roles may have been taken since the login. Nothing when there is no such user.
[[nodiscard]] std::optional<service::Actor> actor_of(service::Municipality& town,
                                                     std::string_view user);

/// What `work` answers, or what a fault of the world that ended it is told as.
[[nodiscard]] http::Response answer_of(const std::function<http::Response()>& work);

}  // namespace ontzorgd::api
