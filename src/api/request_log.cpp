// SPDX-License-Identifier: EUPL-1.2
#include "request_log.h"

#include "problem.h"

#include <chrono>
#include <memory>
#include <utility>

namespace ontzorgd::api {

namespace {

void write(const LogLine& log, const LoggedRequest& request, const http::Response& answer,
           std::chrono::microseconds took) {
    const bool is_quiet =
        answer.status < 400 && (request.method == "GET" || request.method == "HEAD");
    if (!log || is_quiet) return;
    std::string line = R"({"gebeurtenis":"aanvraag")";
    if (!request.gemeente.empty())
        line += ",\"gemeente\":" + service::json_quoted(request.gemeente);
    line += ",\"methode\":" + service::json_quoted(request.method) +
            ",\"route\":" + service::json_quoted(request.route);
    if (!request.user.empty()) line += ",\"gebruiker\":" + service::json_quoted(request.user);
    if (!request.trace.trace.empty())
        line += ",\"trace_id\":" + service::json_quoted(request.trace.trace.text());
    line += ",\"van\":" + service::json_quoted(request.peer) +
            ",\"status\":" + std::to_string(answer.status) +
            ",\"duur_us\":" + std::to_string(took.count());
    if (!answer.cause.empty()) line += ",\"oorzaak\":" + service::json_quoted(answer.cause);
    log(line + '}');
}

}  // namespace

http::Reply logged(const LogLine& log, std::shared_ptr<const LoggedRequest> request,
                   http::Reply reply) {
    if (!log) return reply;
    const auto began = std::chrono::steady_clock::now();
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    return http::Reply{
        [log, request = std::move(request), began, waiting](http::Response response) {
            write(log, *request, response,
                  std::chrono::duration_cast<std::chrono::microseconds>(
                      std::chrono::steady_clock::now() - began));
            (*waiting)(std::move(response));
        },
        [] { return problem(500, "request_failed"); }};
}

void log_answer(const LogLine& log, const LoggedRequest& request, const http::Response& answer) {
    write(log, request, answer, std::chrono::microseconds{0});
}

}  // namespace ontzorgd::api
