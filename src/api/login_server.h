// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "discovery.h"
#include "ontzorgd/api/login_server.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/http/fetch.h"
#include "ontzorgd/login/client_assertion.h"
#include "ontzorgd/login/id_token.h"
#include "ontzorgd/login/jwks.h"
#include "ontzorgd/login/pkce.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

/// @file
/// LoginServer: what we ask the login server of a municipality over the network, on a thread of its
/// own: nobody else waits for it.
namespace ontzorgd::api {

/// Where a browser comes back to; what stands before it is the municipality's.
inline constexpr std::string_view redirect_path = "/v1/aanmelden/antwoord";

class LoginServer {
public:
    /// Errors: those of Trust::read(), parse_url() and PrivateKey::from_pem(); (refused):
    /// login_server_needs_a_key_or_a_certificate, login_server_needs_roles, role_is_unknown,
    /// login_redirect_is_elsewhere.
    [[nodiscard]] static base::Result<std::shared_ptr<LoginServer>> open(
        const LoginServerSettings& settings);
    ~LoginServer();  ///< drops what waits
    LoginServer(const LoginServer&) = delete;
    LoginServer& operator=(const LoginServer&) = delete;
    LoginServer(LoginServer&&) = delete;
    LoginServer& operator=(LoginServer&&) = delete;

    [[nodiscard]] const LoginServerSettings& settings() const { return settings_; }

    /// Where to send a browser. `told` is called on the thread of the login server.
    /// False when too much waits.
    using ToldUrl = std::function<void(const base::Result<std::string>&)>;
    [[nodiscard]] bool begin(const login::LoginSecrets& secrets, bool login_anew, ToldUrl told);

    /// Turns a code in and tells who logged in. False when too much waits.
    struct Answer {
        std::string code;
        login::LoginSecrets secrets;
        std::chrono::sys_seconds asked_at;
        bool login_anew = false;
        bool names_issuer = false;  ///< the browser brought the parameter iss
    };
    using ToldPerson = std::function<void(const base::Result<login::Person>&)>;
    [[nodiscard]] bool finish(Answer answer, ToldPerson told);

    /// Where a browser logs out there; empty when it cannot.
    using ToldLogout = std::function<void(const std::string&)>;
    [[nodiscard]] bool end(ToldLogout told);

private:
    using Work = std::function<void()>;
    explicit LoginServer(LoginServerSettings settings);
    [[nodiscard]] bool post(Work work);
    void run();

    base::Result<FetchedDiscovery> fetch_discovery();
    base::Result<Discovery> discovery();
    base::Result<login::FetchedKeys> fetch_keys(const std::string& uri);
    base::Result<std::string> id_token_for(const Answer& answer, const Discovery& known);
    base::Result<login::Person> person_of(const Answer& answer);

    LoginServerSettings settings_;
    login::LoginServer agreed_;
    std::shared_ptr<http::Trust> trust_;
    std::optional<login::AssertionKey> key_;
    DiscoverySource discovery_;
    login::KeySource keys_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> work_;
    bool stops_ = false;
    std::thread thread_;
};

}  // namespace ontzorgd::api
