// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/message.h"
#include "ontzorgd/service/logboek.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

/// @file
/// One line for each request that changes something or is refused: of which gemeente, which route,
/// who, how it ended and by what fault, how long it took. The route is written as its pattern: what
/// stands in a path, query or body says something of somebody, and is not logged.
namespace ontzorgd::api {

using LogLine = std::function<void(std::string_view json)>;

struct LoggedRequest {
    std::string gemeente{};  ///< its code; empty when it is not known of which one it is
    std::string method;
    std::string route;  ///< the pattern; empty when there is none
    std::string user;   ///< empty without a session
    std::string peer;
    service::Trace trace{};  ///< the same as in the logboek
};

/// The same reply, which also writes the line.
[[nodiscard]] http::Reply logged(const LogLine& log, std::shared_ptr<const LoggedRequest> request,
                                 http::Reply reply);
/// For an answer that was given at once, or that nobody waits for.
void log_answer(const LogLine& log, const LoggedRequest& request, const http::Response& answer);

}  // namespace ontzorgd::api
