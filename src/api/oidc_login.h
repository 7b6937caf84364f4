// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "login.h"
#include "login_server.h"
#include "ontzorgd/base/digest.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Logging in by the login server of the municipality (OpenID Connect, code flow): the routes that
/// send a browser there and take it back.
namespace ontzorgd::api {

/// Logins that are under way: from the moment a browser is sent away until it comes back, once.
class PendingLogins {
public:
    static constexpr std::chrono::minutes longest{10};
    static constexpr std::size_t most = 10'000;
    /// Of one peer: an office behind one address logs in together, and nobody takes all the room.
    static constexpr std::size_t most_of_peer = 200;
    using Instant = std::chrono::steady_clock::time_point;

    struct Login {
        LoginServer* server = nullptr;
        service::Office* office = nullptr;
        login::LoginSecrets secrets{};
        std::chrono::sys_seconds asked_at{};
        Instant began{};
        std::string peer{};
        /// The session that is to be confirmed, and whose it is; empty for a new login.
        std::string session_token{};
        std::string user{};
    };
    /// What the browser keeps; without one, too many are under way, of this peer or of all.
    struct Added {
        std::string token;
        bool peer_has_too_many = false;
        std::chrono::seconds wait{};  ///< until the oldest that is in the way has had its time
    };
    [[nodiscard]] Added add(Login login, Instant now);
    /// Takes it away: an answer counts once.
    [[nodiscard]] std::optional<Login> take(std::string_view token, Instant now);

private:
    std::mutex mutex_;
    std::map<base::Digest, Login> logins_;
};

/// A browser keeps it from the moment it is sent away. Lax: it comes back from another site.
inline constexpr std::string_view pending_cookie = "__Host-ontzorgd-aanmelden";

[[nodiscard]] std::vector<LoginRoute> oidc_routes();

}  // namespace ontzorgd::api
