// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/id_token.h"

#include "claims.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "shown.h"

#include <algorithm>

namespace ontzorgd::login {

namespace {

using base::Done;
using base::Result;
using std::chrono::sys_seconds;

constexpr std::chrono::minutes oldest{10};
constexpr std::size_t longest_name = 200;

Result<Done> check_issuer(const Json& claims, const LoginServer& server) {
    const auto issuer = text_of(claims, "iss");
    if (!issuer) return issuer.failure();
    if (issuer.value() == server.issuer) return Done{};
    return base::refuse("id_token_has_another_issuer", {{"value", shown(issuer.value())}});
}

Result<Done> check_audience(const Json& claims, const LoginServer& server) {
    const auto audience = audience_of(claims);
    if (!audience) return audience.failure();
    const auto& all = audience.value();
    if (std::ranges::find(all, server.client_id) == all.end()) {
        return base::refuse("id_token_has_another_audience", {{"value", shown(all.front())}});
    }
    if (all.size() == 1 && claims.member("azp") == nullptr) return Done{};
    const auto party = text_of(claims, "azp");
    if (!party) return party.failure();
    if (party.value() == server.client_id) return Done{};
    return base::refuse("id_token_is_for_another_party", {{"value", shown(party.value())}});
}

Result<Done> check_nonce(const Json& claims, const LoginAsked& asked) {
    const auto nonce = text_of(claims, "nonce");
    if (!nonce) return nonce.failure();
    if (nonce.value() == asked.nonce) return Done{};
    return base::refuse("id_token_has_another_nonce");
}

Result<Done> check_times(const Json& claims, sys_seconds now) {
    const auto expires = moment_of(claims, "exp");
    if (!expires) return expires.failure();
    const auto issued = moment_of(claims, "iat");
    if (!issued) return issued.failure();
    const auto begins = moment_if_any(claims, "nbf");
    if (!begins) return begins.failure();
    if (now >= expires.value() + leeway) return base::refuse("id_token_has_expired");
    if (begins.value() && now < *begins.value() - leeway) {
        return base::refuse("id_token_is_not_valid_yet");
    }
    if (now < issued.value() - leeway) return base::refuse("id_token_is_from_the_future");
    if (now > issued.value() + oldest + leeway) return base::refuse("id_token_is_too_old");
    return Done{};
}

/// That the password was typed after the earliest moment that was asked for. Measured from the
/// asking, because the person may take long to type it.
Result<Done> check_age(const Json& claims, const LoginAsked& asked, sys_seconds now) {
    const auto typed = moment_if_any(claims, "auth_time");
    if (!typed) return typed.failure();
    if (!asked.max_age) return Done{};
    const auto needed = moment_of(claims, "auth_time");
    if (!needed) return needed.failure();
    if (needed.value() + leeway < asked.at - *asked.max_age) {
        return base::refuse("login_is_too_long_ago");
    }
    if (now < needed.value() - leeway) return base::refuse("id_token_is_from_the_future");
    return Done{};
}

Result<Done> check_strength(const Json& claims, const LoginServer& server) {
    if (server.acr_values.empty()) return Done{};
    const auto acr = text_of(claims, "acr");
    if (!acr) return acr.failure();
    const auto& taken = server.acr_values;
    if (std::ranges::find(taken, acr.value()) != taken.end()) return Done{};
    return base::refuse("login_is_not_strong_enough", {{"value", shown(acr.value())}});
}

std::string name_of(const Json& claims, const std::string& subject) {
    for (const std::string_view claim : {"name", "preferred_username"}) {
        const std::string* const name = claims.text_member(claim);
        if (name != nullptr && is_one_line(*name) && name->size() <= longest_name) return *name;
    }
    return subject;
}

/// What stands at the roles claim; null when it is not there.
const Json* roles_in(const Json& claims, const LoginServer& server) {
    const Json* at = &claims;
    for (const std::string& name : server.roles_claim) {
        at = at->member(name);
        if (at == nullptr) return nullptr;
    }
    return at;
}

Result<std::vector<std::string>> roles_of(const Json& claims, const LoginServer& server) {
    const Json* const given = roles_in(claims, server);
    std::vector<std::string> roles;
    if (given == nullptr) return roles;
    const bool is_one = given->kind == Json::Kind::text;
    const bool is_list = given->kind == Json::Kind::array &&
                         std::ranges::all_of(given->elements, [](const Json& one) {
                             return one.kind == Json::Kind::text;
                         });
    if (!is_one && !is_list) {
        return base::malformed("token_claim_is_malformed", {{"field", server.roles_claim.back()}});
    }
    for (const auto& [value, role] : server.roles) {
        const bool is_given = is_one ? given->text == value
                                     : std::ranges::find(given->elements, value, &Json::text) !=
                                           given->elements.end();
        if (is_given) roles.push_back(role);
    }
    std::ranges::sort(roles);
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    return roles;
}

/// Entra leaves groups out of a token when there are too many and points at another place instead.
bool are_cut(const Json& claims) {
    return claims.member("_claim_names") != nullptr || claims.member("hasgroups") != nullptr;
}

Result<Person> person_of(const Json& claims, const LoginServer& server) {
    const auto subject = text_of(claims, "sub");
    if (!subject) return subject.failure();
    auto roles = roles_of(claims, server);
    if (!roles) return roles.failure();
    Person person{.subject = subject.value(),
                  .name = name_of(claims, subject.value()),
                  .roles = std::move(roles).value(),
                  .roles_were_cut = are_cut(claims)};
    if (person.roles_were_cut) person.roles.clear();
    return person;
}

}  // namespace

Result<Person> check_id_token(const Json& claims, const LoginServer& server,
                              const LoginAsked& asked, sys_seconds now) {
    base::expects(!asked.nonce.empty() && !server.client_id.empty() && !server.roles_claim.empty(),
                  "a login asks with a nonce, as a client, for roles");
    for (const auto& checked : {check_issuer(claims, server), check_audience(claims, server),
                                check_nonce(claims, asked), check_times(claims, now),
                                check_age(claims, asked, now), check_strength(claims, server)}) {
        if (!checked) return checked.failure();
    }
    return person_of(claims, server);
}

}  // namespace ontzorgd::login
