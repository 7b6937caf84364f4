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

std::string Sessions::open(service::Office& office, const service::Actor& actor, Instant now,
                           std::int64_t second_factor) {
    Session session;
    session.office = &office;
    session.user = actor.name;
    session.roles = actor.roles;
    session.came_in.second_factor = second_factor;
    session.came_in.password = actor.password;
    return keep(std::move(session), now);
}

std::string Sessions::open_for_machine(service::Office& office, const service::Actor& actor,
                                       std::string certificate, Instant now) {
    Session session;
    session.office = &office;
    session.user = actor.name;
    session.roles = actor.roles;
    session.is_machine = true;
    session.certificate = std::move(certificate);
    return keep(std::move(session), now);
}

std::string Sessions::keep(Session session, Instant now) {
    std::string token = new_token();
    session.csrf_token = new_token();
    session.opened = now;
    session.last_used = now;
    session.confirmed_until = now;
    const std::scoped_lock lock{mutex_};
    sweep(now);
    sessions_.emplace(crypto::sha256(token), std::move(session));
    return token;
}

bool Sessions::has_ended(const Session& session, Instant now) const {
    if (session.is_machine) return now - session.opened >= machine_longest;
    return now - session.last_used >= idle_ || now - session.opened >= longest_;
}

std::optional<Session> Sessions::find(std::string_view token, Instant now) {
    if (token.empty()) return std::nullopt;
    const base::Digest digest = crypto::sha256(token);
    const std::scoped_lock lock{mutex_};
    const auto found = sessions_.find(digest);
    if (found == sessions_.end()) return std::nullopt;
    Session& session = found->second;
    if (has_ended(session, now)) {
        sessions_.erase(found);
        return std::nullopt;
    }
    session.last_used = now;
    return session;
}

void Sessions::confirm(std::string_view token, Instant until, std::int64_t second_factor) {
    const std::scoped_lock lock{mutex_};
    const auto found = sessions_.find(crypto::sha256(token));
    if (found == sessions_.end()) return;
    found->second.confirmed_until = until;
    if (second_factor != 0) found->second.came_in.second_factor = second_factor;
}

void Sessions::go_on(std::string_view token, std::int64_t password) {
    const std::scoped_lock lock{mutex_};
    const auto found = sessions_.find(crypto::sha256(token));
    if (found != sessions_.end()) found->second.came_in.password = password;
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
    std::erase_if(sessions_, [&](const auto& each) { return has_ended(each.second, now); });
}

}  // namespace ontzorgd::api
