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

struct Session {
    service::Office* office = nullptr;
    std::string user;
    /// As they were at the login. A role that was taken since is missed by the writer and the
    /// readers, who look again.
    std::vector<service::Role> roles;
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

    /// A new session; gives its token, which is told once.
    [[nodiscard]] std::string open(service::Office& office, const service::Actor& actor,
                                   Instant now);
    /// The session of this token, which counts as used now; nothing when there is none any more.
    [[nodiscard]] std::optional<Session> find(std::string_view token, Instant now);
    /// The password was typed again.
    void confirm(std::string_view token, Instant until);
    void close(std::string_view token);
    [[nodiscard]] std::size_t count() const;

private:
    void sweep(Instant now);

    std::chrono::seconds idle_;
    std::chrono::seconds longest_;
    mutable std::mutex mutex_;
    std::map<base::Digest, Session> sessions_;
    Instant swept_{};
};

}  // namespace ontzorgd::api
