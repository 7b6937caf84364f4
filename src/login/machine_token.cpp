// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/machine_token.h"

#include "claims.h"
#include "shown.h"

#include <algorithm>
#include <array>

namespace ontzorgd::login {

namespace {

using base::Done;
using base::Result;
using std::chrono::sys_seconds;

// RFC 7523bis gives such tokens a type of their own, so that no other token can pass for one.
constexpr std::array<std::string_view, 1> types{"client-authentication+jwt"};

constexpr std::chrono::minutes longest_life{10};

Result<Done> check_parties(const Json& claims, const MachineClient& client,
                           std::string_view audience) {
    const auto subject = text_of(claims, "sub");
    if (!subject) return subject.failure();
    if (subject.value() != client.client_id) {
        return base::refuse("machine_token_has_another_subject");
    }
    const auto named = audience_of(claims);
    if (!named) return named.failure();
    for (const std::string& one : named.value()) {
        if (one != audience) {
            return base::refuse("machine_token_has_another_audience", {{"value", shown(one)}});
        }
    }
    return Done{};
}

Result<sys_seconds> checked_end(const Json& claims, sys_seconds now) {
    auto expires = moment_of(claims, "exp");
    if (!expires) return expires.failure();
    if (now >= expires.value() + leeway) return base::refuse("machine_token_has_expired");
    if (expires.value() > now + longest_life) return base::refuse("machine_token_lasts_too_long");
    for (const std::string_view begin : {"nbf", "iat"}) {
        const auto moment = moment_if_any(claims, begin);
        if (!moment) return moment.failure();
        if (moment.value() && now < *moment.value() - leeway) {
            return base::refuse("machine_token_is_not_valid_yet");
        }
    }
    return expires;
}

}  // namespace

std::string claimed_client(std::string_view text) {
    const auto token = read_token(text, types);
    return token ? token.value().unverified_issuer() : std::string{};
}

Result<MachineLogin> check_machine_token(std::string_view text,
                                         std::span<const MachineClient> clients,
                                         std::string_view audience, sys_seconds now) {
    const auto token = read_token(text, types);
    if (!token) return token.failure();
    const std::string issuer = token.value().unverified_issuer();
    const auto client = std::ranges::find(clients, issuer, &MachineClient::client_id);
    if (client == clients.end() || issuer.empty()) {
        return base::refuse("machine_client_is_unknown", {{"value", shown(issuer)}});
    }
    const auto claims = verified(token.value(), client->keys);
    if (!claims) return claims.failure();
    const auto parties = check_parties(claims.value(), *client, audience);
    if (!parties) return parties.failure();
    const auto end = checked_end(claims.value(), now);
    if (!end) return end.failure();
    const auto id = text_of(claims.value(), "jti");
    if (!id) return id.failure();
    return MachineLogin{
        .client_id = client->client_id, .token_id = id.value(), .keep_until = end.value() + leeway};
}

}  // namespace ontzorgd::login
