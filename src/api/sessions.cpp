// SPDX-License-Identifier: EUPL-1.2
#include "sessions.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/crypto/sha256.h"

#include <array>
#include <utility>

namespace ontzorgd::api {

namespace {

/// 256 bits of chance, in hex.
std::string new_token() {
    std::array<std::uint8_t, 32> bytes{};
    crypto::fill_random(bytes);
    return base::to_hex(bytes);
}

}  // namespace

void Sessions::use(std::chrono::seconds idle, std::chrono::seconds longest) {
    const std::scoped_lock lock{mutex_};
    idle_ = idle;
    longest_ = longest;
}

std::string Sessions::open(service::Office& office, const service::Actor& actor, Instant now) {
    std::string token = new_token();
    const std::scoped_lock lock{mutex_};
    sweep(now);
    sessions_.emplace(crypto::sha256(token), Session{.office = &office,
                                                     .user = actor.name,
                                                     .roles = actor.roles,
                                                     .csrf_token = new_token(),
                                                     .opened = now,
                                                     .last_used = now,
                                                     .confirmed_until = now});
    return token;
}

std::optional<Session> Sessions::find(std::string_view token, Instant now) {
    if (token.empty()) return std::nullopt;
    const base::Digest digest = crypto::sha256(token);
    const std::scoped_lock lock{mutex_};
    const auto found = sessions_.find(digest);
    if (found == sessions_.end()) return std::nullopt;
    Session& session = found->second;
    if (now - session.last_used >= idle_ || now - session.opened >= longest_) {
        sessions_.erase(found);
        return std::nullopt;
    }
    session.last_used = now;
    return session;
}

void Sessions::confirm(std::string_view token, Instant until) {
    const std::scoped_lock lock{mutex_};
    const auto found = sessions_.find(crypto::sha256(token));
    if (found != sessions_.end()) found->second.confirmed_until = until;
}

void Sessions::close(std::string_view token) {
    const std::scoped_lock lock{mutex_};
    sessions_.erase(crypto::sha256(token));
}

std::size_t Sessions::count() const {
    const std::scoped_lock lock{mutex_};
    return sessions_.size();
}

/// Once a minute at most: what ended by itself goes.
void Sessions::sweep(Instant now) {
    if (now - swept_ < std::chrono::minutes{1}) return;
    swept_ = now;
    std::erase_if(sessions_, [&](const auto& each) {
        return now - each.second.last_used >= idle_ || now - each.second.opened >= longest_;
    });
}

}  // namespace ontzorgd::api
