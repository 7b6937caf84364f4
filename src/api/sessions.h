// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/office.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Who is logged in. Kept in memory only: a restart ends every session, and nothing on disk opens
/// one. A token is 256 bits of chance, and is kept as its SHA-256.
namespace ontzorgd::api {

/// In the place of the number of a second factor: the login server let the person in, and asked one
/// itself, or did not.
inline constexpr std::int64_t by_login_server = -1;
inline constexpr std::int64_t by_login_server_without = -2;
[[nodiscard]] inline bool is_by_login_server(std::int64_t second_factor) {
    return second_factor < 0;
}
[[nodiscard]] inline bool is_shown(std::int64_t second_factor) {
    return second_factor > 0 || second_factor == by_login_server;
}

/// What a session began with, and is nobody's without.
struct CameInWith {
    /// The number of the second factor whose code was given, or one of the above; 0 without one.
    std::int64_t second_factor = 0;
    std::int64_t password = 0;  ///< which one counted (service::Actor)
};

struct Session {
    service::Office* office = nullptr;
    std::string user;
    /// As they were at the login. A role that was taken since is missed by the writer and the
    /// readers, who look again.
    std::vector<service::Role> roles;
    CameInWith came_in{};
    /// A program's: it sends its token in Authorization, and there is no browser to misuse it.
    bool is_machine = false;
    /// SHA-256 of the certificate that it came in with; only connections with it go on.
    std::string certificate{};
    std::string csrf_token;
    std::chrono::steady_clock::time_point opened;
    std::chrono::steady_clock::time_point last_used;
    std::chrono::steady_clock::time_point confirmed_until;
};

class Sessions {
public:
    Sessions(std::chrono::seconds idle, std::chrono::seconds longest)
        : idle_{idle}, longest_{longest} {}

    /// From here on sessions end by these times, those that are open as well.
    void use(std::chrono::seconds idle, std::chrono::seconds longest);

    using Instant = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes machine_longest{10};

    /// A new session; gives its token, which is told once.
    [[nodiscard]] std::string open(service::Office& office, const service::Actor& actor,
                                   Instant now, std::int64_t second_factor = 0);
    /// The same for a program, for as long as `machine_longest`.
    [[nodiscard]] std::string open_for_machine(service::Office& office, const service::Actor& actor,
                                               std::string certificate, Instant now);
    /// The session of this token, which counts as used now; nothing when there is none any more.
    [[nodiscard]] std::optional<Session> find(std::string_view token, Instant now);
    /// The password was typed again, and a code of this factor (0: none) with it.
    void confirm(std::string_view token, Instant until, std::int64_t second_factor = 0);
    /// From here on this password of the user counts: this session goes on with it.
    void go_on(std::string_view token, std::int64_t password);
    void close(std::string_view token);
    [[nodiscard]] std::size_t count() const;

private:
    [[nodiscard]] std::string keep(Session session, Instant now);
    [[nodiscard]] bool has_ended(const Session& session, Instant now) const;
    void sweep(Instant now);

    std::chrono::seconds idle_;
    std::chrono::seconds longest_;
    mutable std::mutex mutex_;
    std::map<base::Digest, Session> sessions_;
    Instant swept_{};
};

}  // namespace ontzorgd::api
