// SPDX-License-Identifier: EUPL-1.2
#include "pending_logins.h"

#include "ontzorgd/crypto/random.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/login/pkce.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::api {

namespace {

bool is_confirmation(const PendingLogins::Login& login) {
    return !login.session_token.empty();
}

/// Whether the two are counted together.
bool go_together(const PendingLogins::Login& one, const PendingLogins::Login& other) {
    if (is_confirmation(one) || is_confirmation(other))
        return one.session_token == other.session_token;
    return one.network == other.network;
}

}  // namespace

/// Empty when there is room.
PendingLogins::Added PendingLogins::refusal_for(const Login& login, Instant now) const {
    if (is_confirmation(login)) return {};
    std::size_t of_all = 0;
    std::size_t of_network = 0;
    Instant oldest = now;
    Instant oldest_of_network = now;
    for (const auto& [digest, each] : logins_) {
        if (is_confirmation(each)) continue;
        ++of_all;
        oldest = std::min(oldest, each.began);
        if (!go_together(each, login)) continue;
        ++of_network;
        oldest_of_network = std::min(oldest_of_network, each.began);
    }
    // What is in work may be older than that.
    const auto until = [&](Instant began) {
        return std::max(std::chrono::ceil<std::chrono::seconds>(began + longest - now),
                        std::chrono::seconds{1});
    };
    if (of_network >= room_.of_network)
        return {.token = {}, .network_has_too_many = true, .wait = until(oldest_of_network)};
    if (of_all >= room_.of_all) return {.token = {}, .wait = until(oldest)};
    return {};
}

PendingLogins::Added PendingLogins::add(Login login, Instant now) {
    const std::string token = login::random_text(crypto::fill_random);
    const std::scoped_lock lock{mutex_};
    std::erase_if(logins_, [&](const auto& pair) {
        const Login& each = pair.second;
        const bool is_over =
            now - each.began >= longest || (is_confirmation(login) && go_together(each, login));
        return is_over && !each.is_in_work;
    });
    Added refusal = refusal_for(login, now);
    if (refusal.wait.count() > 0) return refusal;
    login.began = now;
    logins_.emplace(crypto::sha256(token), std::move(login));
    return {.token = token};
}

PendingLogins::Back PendingLogins::take(std::string_view token, Instant now) {
    if (token.empty()) return {};
    const std::scoped_lock lock{mutex_};
    const auto found = logins_.find(crypto::sha256(token));
    if (found == logins_.end() || found->second.is_in_work) return {};
    Login& login = found->second;
    if (now - login.began >= longest) {
        logins_.erase(found);
        return {};
    }
    const auto in_work =
        static_cast<std::size_t>(std::ranges::count_if(logins_, [&](const auto& each) {
            return each.second.is_in_work && go_together(each.second, login);
        }));
    if (in_work >= (is_confirmation(login) ? 1 : room_.in_work_of_network()))
        return {.login = std::nullopt, .has_too_many_in_work = true};
    login.is_in_work = true;
    return {.login = login};
}

void PendingLogins::put_back(std::string_view token) {
    const std::scoped_lock lock{mutex_};
    const auto found = logins_.find(crypto::sha256(token));
    if (found != logins_.end()) found->second.is_in_work = false;
}

void PendingLogins::forget(std::string_view token) {
    const std::scoped_lock lock{mutex_};
    logins_.erase(crypto::sha256(token));
}

void PendingLogins::forget_unless_in_work(std::string_view token) {
    if (token.empty()) return;
    const std::scoped_lock lock{mutex_};
    const auto found = logins_.find(crypto::sha256(token));
    if (found != logins_.end() && !found->second.is_in_work) logins_.erase(found);
}

}  // namespace ontzorgd::api
