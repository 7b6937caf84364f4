// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/pkce.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/sha256.h"

#include <algorithm>
#include <array>

namespace ontzorgd::login {

namespace {

std::string letters_of(std::span<const std::uint8_t> bytes) {
    return base::to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// The host must end where it says it does: http://localhost.evil.nl is another machine.
bool is_on_this_machine(std::string_view url) {
    for (const std::string_view host : {"http://127.0.0.1", "http://[::1]", "http://localhost"}) {
        if (!url.starts_with(host)) continue;
        const std::string_view rest = url.substr(host.size());
        const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
        const std::string_view port = rest.substr(0, end);
        if (port.empty()) return true;
        return port.front() == ':' &&
               port.find_first_not_of("0123456789", 1) == std::string_view::npos;
    }
    return false;
}

base::Result<base::Done> check_endpoint(std::string_view url) {
    constexpr std::string_view https = "https://";
    const bool has_odd_character = std::ranges::any_of(
        url, [](char c) { return c <= ' ' || c > '~' || c == '#' || c == '"'; });
    if (has_odd_character || url == https) {
        return base::malformed("authorization_endpoint_is_malformed");
    }
    if (!url.starts_with(https) && !is_on_this_machine(url)) {
        return base::refuse("authorization_endpoint_is_not_https");
    }
    return base::Done{};
}

}  // namespace

std::string random_text(const FillRandom& random) {
    std::array<std::uint8_t, 32> bytes{};
    random(bytes);
    return letters_of(bytes);
}

LoginSecrets new_login_secrets(const FillRandom& random) {
    return {.state = random_text(random),
            .nonce = random_text(random),
            .verifier = random_text(random)};
}

std::string pkce_challenge(std::string_view verifier) {
    base::expects(43 <= verifier.size() && verifier.size() <= 128, "a verifier is of fair length");
    return letters_of(crypto::sha256(verifier));
}

base::Result<std::string> authorization_url(const AuthorizationRequest& request,
                                            const LoginSecrets& secrets) {
    const auto checked = check_endpoint(request.endpoint);
    if (!checked) return checked.failure();
    std::string url = request.endpoint;
    if (url.ends_with('?')) url.pop_back();
    char before = url.find('?') == std::string::npos ? '?' : '&';
    const auto add = [&](std::string_view name, std::string_view value) {
        url += before;
        before = '&';
        url.append(name).append("=").append(base::percent_encoded(value));
    };
    add("response_type", "code");
    add("client_id", request.client_id);
    add("redirect_uri", request.redirect_uri);
    add("scope", joined(request.scopes));
    add("state", secrets.state);
    add("nonce", secrets.nonce);
    add("code_challenge", pkce_challenge(secrets.verifier));
    add("code_challenge_method", "S256");
    if (!request.acr_values.empty()) add("acr_values", joined(request.acr_values));
    if (request.login_anew) add("prompt", "login");
    if (request.max_age) add("max_age", std::to_string(request.max_age->count()));
    return url;
}

}  // namespace ontzorgd::login
