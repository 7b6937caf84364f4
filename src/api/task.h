// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "live_tasks.h"
#include "login.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/office.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Long work that a client does not wait for (RFC 7240, Prefer: respond-async): the 202 that it is
/// answered with, what has become of it, and how far it is.
namespace ontzorgd::api {

/// Whether a request asks to be answered before it is done.
[[nodiscard]] bool prefers_no_waiting(const std::vector<http::Header>& headers);

[[nodiscard]] std::string place_of_task(const service::Municipality& town, std::int64_t id);

inline constexpr int accepted_status = 202;

/// 202 with the address of the task.
[[nodiscard]] http::Response accepted(std::int64_t id, std::string_view command);
/// The same from its body, as it was kept for a request that comes again.
[[nodiscard]] http::Response accepted_again(std::string body);
/// The number of the task in such a body.
[[nodiscard]] std::string_view task_in(std::string_view accepted_body);

// The handlers of /v1/taken/{taak} and /v1/taken/{taak}/voortgang.
void show_task(const LoginExchange& exchange, const Given& given, http::Reply reply);
void follow_task(const LoginExchange& exchange, const Given& given, http::Reply reply);

}  // namespace ontzorgd::api
