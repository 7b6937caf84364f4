// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/api.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/totp.h"
#include "ontzorgd/service/second_factor.h"
#include "routes.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// @file
/// The API over a practised gemeente, asked without a network.
namespace ontzorgd::api {

using http::Method;

struct Asked {
    Method method = Method::get;
    std::string target = {};
    std::string body = {};
    std::string content_type = "application/json";
    bool is_file = false;
    std::string certificate = {};  ///< of the connection
    std::string if_match = {};
    std::string key = {};  ///< Idempotency-Key
    std::vector<http::Header> more = {};
};

/// Who asks: what a browser keeps after a login.
struct Login {
    std::string cookie = {};
    std::string csrf = {};
    std::string bearer = {};  ///< of a program
};

/// The text of a member of the body that holds text.
inline std::string member(const http::Response& response, const std::string& name) {
    const std::string begin = '"' + name + "\":\"";
    const std::size_t at = response.body.find(begin);
    if (at == std::string::npos) return {};
    const std::size_t from = at + begin.size();
    return response.body.substr(from, response.body.find('"', from) - from);
}

/// The route, asked with these values in their places; nothing leaves a field out.
inline Asked with_values(const Route& route,
                         const std::function<std::optional<std::string>(const Field&)>& value_of) {
    Asked asked{.method = route.method, .target = std::string{route.path}, .body = {}};
    std::string query;
    std::string members;
    for (const Field& field : route.fields) {
        const auto value = value_of(field);
        if (!value) continue;
        const std::string name{field.name};
        if (field.place == Place::path) {
            asked.target.replace(asked.target.find('{' + name + '}'), name.size() + 2,
                                 base::percent_encoded(*value));
        } else if (field.place == Place::query) {
            query += (query.empty() ? '?' : '&') + name + '=' + base::percent_encoded(*value);
        } else {
            const std::string quote = field.kind == Kind::text ? "\"" : "";
            members.append(members.empty() ? "\"" : ",\"").append(name).append("\":");
            members.append(quote).append(*value).append(quote);
        }
    }
    asked.target += query;
    if (!members.empty()) asked.body = '{' + members + '}';
    if (!route.upload.empty()) {
        asked.body = "nergens goed voor";
        asked.content_type = route.upload.front();
        asked.is_file = true;
    }
    return asked;
}

/// A value that the field takes, and no municipality knows.
inline std::string example_of(const Field& field) {
    const std::string_view example = row_of(field.form).example;
    if (!example.empty()) return std::string{example};
    return field.kind == Kind::text ? "nergens" : "987654";
}

/// What no municipality knows: every value in its place, and as the route takes it.
inline Asked filled_in(const Route& route) {
    return with_values(route, [](const Field& field) {
        return field.required ? std::optional{example_of(field)} : std::nullopt;
    });
}

inline std::string shown(const Route& route) {
    return std::string{http::to_text(route.method)} + ' ' + std::string{route.path};
}

class ApiTest : public testing::Test {
protected:
    static constexpr const char* password = "wachtwoord-voor-de-proef";

    ApiTest() { practice_.close(); }

    http::Response ask(const Asked& asked, const Login& who) {
        return begin_to_ask(asked, who).get();
    }
    /// The answer may come later.
    std::future<http::Response> begin_to_ask(const Asked& asked, const Login& who) {
        http::Request request;
        request.head.method = asked.method;
        request.head.target = asked.target;
        const auto add = [&](const char* name, const std::string& value) {
            if (!value.empty()) request.head.headers.push_back({.name = name, .value = value});
        };
        add("Cookie", who.cookie);
        add("If-Match", asked.if_match);
        add("Idempotency-Key", asked.key);
        for (const http::Header& header : asked.more) request.head.headers.push_back(header);
        if (!who.bearer.empty()) add("Authorization", "Bearer " + who.bearer);
        request.head.peer = {
            .address = address_, .network = network_, .certificate_sha256 = asked.certificate};
        add("X-CSRF-Token", who.csrf);
        add("Ontzorgd-Vandaag", "2026-11-24");
        if (!asked.body.empty()) add("Content-Type", asked.content_type);
        request.head.content_length = asked.body.size();
        http::Plan plan = api().plan(request.head);
        const auto answered = std::make_shared<std::promise<http::Response>>();
        auto answer = answered->get_future();
        if (plan.refused) {
            answered->set_value(*plan.refused);
            return answer;
        }
        if (asked.is_file) {
            const std::filesystem::path path =
                plan.body_folder / ("sent-" + std::to_string(++sent_));
            std::ofstream{path, std::ios::binary} << asked.body;
            request.body_in_file = std::make_shared<http::TemporaryFile>(path);
        } else {
            request.body = asked.body;
        }
        plan.handle(request,
                    http::Reply{[answered](http::Response response) {
                                    answered->set_value(std::move(response));
                                },
                                [] { return Api::error(500, "request_was_not_answered"); }});
        return answer;
    }

    Login log_in(const std::string& name) {
        const http::Response response =
            ask({.method = Method::post,
                 .target = "/v1/sessies",
                 .body = R"({"gebruiker":")" + name + R"(","wachtwoord":")" + password + "\"}"},
                {});
        EXPECT_EQ(response.status, 201) << name << ' ' << response.body;
        const std::string_view cookie = http::value_of(response.headers, "Set-Cookie");
        return {.cookie = std::string{cookie.substr(0, cookie.find(';'))},
                .csrf = member(response, "csrf_token")};
    }

    void confirm(const Login& who) {
        const http::Response response =
            ask({.method = Method::post,
                 .target = "/v1/sessies/huidige/bevestigingen",
                 .body = R"({"wachtwoord":")" + std::string{password} + "\"}"},
                who);
        EXPECT_EQ(response.status, 201) << response.body;
    }

    /// Every act so far, as the length of the chain.
    std::string chain(const Login& who) { return ask({.target = "/v1/ankers/huidige"}, who).body; }

    /// How the daemon is set up.
    virtual Settings settings() { return {}; }
    /// The daemon ends and begins again.
    void restart() {
        api_.reset();
        office_.reset();
    }

    http::Response try_to_log_in(const std::string& name, const std::string& with,
                                 const std::string& code = {}) {
        return ask({.method = Method::post,
                    .target = "/v1/sessies",
                    .body = R"({"gebruiker":")" + name + R"(","wachtwoord":")" + with +
                            (code.empty() ? "" : R"(","code":")" + code) + "\"}"},
                   {});
    }
    /// The code that an app shows `steps` times half a minute from now.
    static std::string code(const std::string& secret, std::uint64_t steps) {
        return crypto::totp_code(secret, crypto::totp_step(service::clock_now()) + steps);
    }
    /// Gives the secret. The code of now is used by it.
    std::string take_second_factor(const Login& who) {
        confirm(who);
        const auto begun = ask({.method = Method::post, .target = "/v1/tweede-factoren"}, who);
        EXPECT_EQ(begun.status, 201) << begun.body;
        const std::string secret = *base::from_base32(member(begun, "geheim"));
        used_code_ = code(secret, 0);
        const auto confirmed = ask({.method = Method::post,
                                    .target = "/v1/tweede-factoren/bevestigingen",
                                    .body = R"({"code":")" + used_code_ + "\"}"},
                                   who);
        EXPECT_EQ(confirmed.status, 201) << confirmed.body;
        return secret;
    }

    /// What waited for a reader is in work by then, and done once the daemon has ended.
    void wait_for_a_reader() {
        std::promise<void> answered;
        EXPECT_TRUE(office().readers.post([&](service::Municipality&) { answered.set_value(); }));
        answered.get_future().wait();
    }
    /// What the log of who did what says of logins: user, via, outcome.
    std::vector<std::string> logins() {
        wait_for_a_reader();
        restart();
        std::vector<std::string> found;
        for (const auto& file :
             std::filesystem::directory_iterator{practice_.places().state / "logboek"}) {
            std::ifstream in{file.path()};
            for (std::string line; std::getline(in, line);) {
                if (line.find(R"("opdracht":"login")") == std::string::npos) continue;
                const auto text = [&](const std::string& name) {
                    const std::size_t from = line.find('"' + name + "\":\"") + name.size() + 4;
                    return line.substr(from, line.find('"', from) - from);
                };
                found.push_back(text("gebruiker") + ", " + text("via") + ", " + text("uitkomst"));
            }
        }
        return found;
    }
    static std::string login_line(const std::string& user, const std::string& outcome,
                                  const std::string& path = "/v1/sessies") {
        return user + ", POST " + path + ", " + outcome;
    }

    test::Practice practice_;
    std::string used_code_;
    std::string address_ = "127.0.0.1";
    std::string network_ = "127.0.0.1";

    service::Office& office() {
        static_cast<void>(api());
        return *office_;
    }
    Api& api() {
        if (api_ == nullptr) {
            auto town = service::Municipality::open(practice_.places(), service::Mode::change, 0);
            office_ = std::make_unique<service::Office>(std::move(town).value(),
                                                        service::Office::Threads{.readers = 2});
            api_ = std::make_unique<Api>(std::vector{office_.get()}, settings());
        }
        return *api_;
    }

private:
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<Api> api_;
    int sent_ = 0;
};

}  // namespace ontzorgd::api
