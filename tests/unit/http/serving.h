// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "client.h"
#include "ontzorgd/http/server.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// @file
/// A server of a test's own, and the plans that most tests have.
namespace ontzorgd::http {

inline Response with_body(std::string body) {
    return {.status = 200, .body = std::move(body)};
}

/// Answers with what was asked.
inline Plan echo(const RequestHead& /*head*/) {
    Plan plan;
    plan.body_limit = 100;
    plan.handle = [](const Request& request, Reply reply) {
        reply(with_body(std::string{to_text(request.head.method)} + ' ' + request.head.target +
                        ' ' + request.body));
    };
    return plan;
}

inline Response error(int status, std::string_view code) {
    return {.status = status, .body = std::string{code}};
}

class ServerTest : public testing::Test {
protected:
    void serve(Planner plan, Limits limits = {}) {
        server_ = std::make_unique<Server>(
            ServerOptions{.limits = limits,
                          .plan = std::move(plan),
                          .error = error,
                          .headers = {{.name = "Of-Every-Answer", .value = "yes"}},
                          .threads = 2},
            TlsSettings::self_signed(make_self_signed()));
        address_ = server_->listen("127.0.0.1:0").value();
        server_->start();
    }

    std::unique_ptr<Server> server_;
    std::string address_;
};

}  // namespace ontzorgd::http
