// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "login_server.h"
#include "ontzorgd/api/api.h"
#include "ontzorgd/base/digest.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Logins that are under way: from the moment a browser is sent away until what came of it is
/// known.
namespace ontzorgd::api {

/// New logins are counted by the network they began from: nobody takes all the room. A confirmation
/// is of who is logged in: a session has one, and it takes no room of logins, nor they of it.
class PendingLogins {
public:
    static constexpr std::chrono::minutes longest{10};
    using Instant = std::chrono::steady_clock::time_point;

    explicit PendingLogins(LoginRoom room = {}) : room_{room} {}

    struct Login {
        LoginServer* server = nullptr;
        service::Office* office = nullptr;
        login::LoginSecrets secrets{};
        std::chrono::sys_seconds asked_at{};
        Instant began{};
        std::string network{};
        /// The session that is to be confirmed, and whose it is; empty for a new login.
        std::string session_token{};
        std::string user{};
        bool is_in_work = false;
    };
    /// What the browser keeps; without one, too many are under way, of this network or of all.
    struct Added {
        std::string token;
        bool network_has_too_many = false;
        std::chrono::seconds wait{};  ///< until the oldest that is in the way has had its time
    };
    [[nodiscard]] Added add(Login login, Instant now);

    /// A browser came back: an answer counts once, and the next finds nothing. The place is kept
    /// until forget(); after put_back() the browser may come back again.
    struct Back {
        std::optional<Login> login;
        /// Nothing was taken: of this network, or this session, as many are in work as may be.
        bool has_too_many_in_work = false;
    };
    [[nodiscard]] Back take(std::string_view token, Instant now);
    void put_back(std::string_view token);
    void forget(std::string_view token);
    /// Of a browser that begins again; what is in work keeps its place.
    void forget_unless_in_work(std::string_view token);

private:
    [[nodiscard]] Added refusal_for(const Login& login, Instant now) const;

    LoginRoom room_;
    std::mutex mutex_;
    std::map<base::Digest, Login> logins_;
};

/// The place of a login that came back: given up when nobody holds it any more.
class HeldLogin {
public:
    HeldLogin(PendingLogins& logins, std::string token)
        : logins_{logins}, token_{std::move(token)} {}
    ~HeldLogin() {
        if (!stays_) give_up();
    }
    HeldLogin(const HeldLogin&) = delete;
    HeldLogin& operator=(const HeldLogin&) = delete;
    HeldLogin(HeldLogin&&) = delete;
    HeldLogin& operator=(HeldLogin&&) = delete;

    void give_up() const { logins_.forget(token_); }
    /// Nothing was done with it.
    void put_back() {
        stays_ = true;
        logins_.put_back(token_);
    }

private:
    PendingLogins& logins_;
    std::string token_;
    bool stays_ = false;
};

}  // namespace ontzorgd::api
