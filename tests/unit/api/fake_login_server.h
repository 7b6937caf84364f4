// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../login/tokens.h"
#include "ontzorgd/api/login_server.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/http/target.h"
#include "ontzorgd/service/second_factor.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>

/// @file
/// A login server in the test itself, that answers as it should or as it is told.
namespace ontzorgd::api {

class FakeLoginServer {
public:
    FakeLoginServer() {
        const http::SelfSigned made = http::make_self_signed();
        static std::atomic<int> number = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("ontzorgd-login-server-" + std::to_string(::getpid()) + '-' +
                   std::to_string(++number));
        std::filesystem::create_directories(folder_);
        std::ofstream{folder_ / "authority.pem"} << made.certificate;
        std::ofstream{folder_ / "key.pem"} << support::p256_private_pem;
        server_ = std::make_unique<http::Server>(
            http::ServerOptions{
                .limits = {},
                .plan = [this](const http::RequestHead& head) { return plan(head); },
                .error = [](int status,
                            std::string_view) { return http::Response{.status = status}; },
                .threads = 2},
            http::TlsSettings::self_signed(made));
        const std::string address = server_->listen("127.0.0.1:0").value();
        issuer = "https://localhost" + address.substr(address.rfind(':'));
        server_->start();
    }
    ~FakeLoginServer() {
        server_.reset();
        std::filesystem::remove_all(folder_);
    }
    FakeLoginServer(const FakeLoginServer&) = delete;
    FakeLoginServer& operator=(const FakeLoginServer&) = delete;
    FakeLoginServer(FakeLoginServer&&) = delete;
    FakeLoginServer& operator=(FakeLoginServer&&) = delete;

    [[nodiscard]] LoginServerSettings settings() const {
        return {.gemeente = "1734",
                .issuer = issuer,
                .client_id = "ontzorgd",
                .redirect_uri = "https://ontzorgd.example/v1/aanmelden/antwoord",
                .after_login = "/",
                .asks_second_factor = true,
                .roles = {{"Rechtmatigheid", "rechtmatigheid"},
                          {"Klantmanager", "klantmanager"},
                          {"Beheer", "beheerder"},
                          {"Auditor", "auditor"}},
                .key = folder_ / "key.pem",
                .kid = "ontzorgd-1",
                .authorities = folder_ / "authority.pem"};
    }

    static std::int64_t now() { return service::clock_now().time_since_epoch().count(); }

    /// The claims of the next token; a claim may be changed or, when it is empty, left out.
    std::string claims() const {
        std::map<std::string, std::string> all{{"iss", '"' + issuer + '"'},
                                               {"aud", R"("ontzorgd")"},
                                               {"sub", R"("persoon-1")"},
                                               {"name", R"("J. de Vries")"},
                                               {"nonce", '"' + nonce + '"'},
                                               {"iat", std::to_string(now())},
                                               {"auth_time", std::to_string(now())},
                                               {"exp", std::to_string(now() + 300)},
                                               {"roles", R"(["Rechtmatigheid"])"}};
        for (const auto& [name, value] : changes) all[name] = value;
        std::string text;
        for (const auto& [name, value] : all) {
            if (!value.empty())
                text += (text.empty() ? "{" : ",") + login::json_text(name) + ':' + value;
        }
        return text + '}';
    }
    std::string id_token() const {
        return make_token ? make_token(claims())
                          : login::token_of(R"({"alg":"RS256","kid":"rsa"})", claims());
    }

    std::string issuer;
    std::string nonce;
    std::map<std::string, std::string> changes;
    std::function<std::string(const std::string& claims)> make_token;
    /// Instead of what a path would answer.
    std::map<std::string, http::Response> answers;
    std::chrono::milliseconds delay{0};
    /// Called when a code is turned in, before it is looked at.
    std::function<void()> before_token;
    std::atomic<int> keys_asked = 0;
    std::atomic<int> codes_asked = 0;
    std::string last_form;

private:
    http::Plan plan(const http::RequestHead& head) {
        http::Plan plan;
        plan.body_limit = 20'000;
        plan.handle = [this, target = head.target](const http::Request& request,
                                                   http::Reply reply) {
            const auto set = answers.find(target);
            reply(set != answers.end() ? set->second : answer(target, request));
        };
        return plan;
    }
    http::Response answer(const std::string& target, const http::Request& request) {
        std::this_thread::sleep_for(delay);
        if (target == "/.well-known/openid-configuration") {
            return {.body = R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" + issuer +
                            R"(/auth","token_endpoint":")" + issuer + R"(/token","jwks_uri":")" +
                            issuer + R"(/keys","end_session_endpoint":")" + issuer + R"(/end"})"};
        }
        if (target == "/keys") {
            ++keys_asked;
            return {.body =
                        login::set_of(login::jwk_of_rsa("rsa") + "," + login::jwk_of_p256("ec"))};
        }
        if (target == "/token") {
            if (before_token) before_token();
            ++codes_asked;
            last_form = request.body;
            if (!codes_.insert(request.body.substr(0, request.body.find("&redirect"))).second)
                return {.status = 400, .body = R"({"error":"invalid_grant"})"};
            return {.body = R"({"access_token":"x","token_type":"Bearer","id_token":")" +
                            id_token() + "\"}"};
        }
        return {.status = 404};
    }

    std::filesystem::path folder_;
    std::set<std::string> codes_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace ontzorgd::api
