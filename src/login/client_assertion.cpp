// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/client_assertion.h"

#include "algorithm.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/login/json.h"

namespace ontzorgd::login {

namespace {

constexpr std::int64_t lifetime_seconds = 60;

std::string member(std::string_view name, std::string_view value) {
    return '"' + std::string{name} + "\":" + json_text(value);
}

std::string member(std::string_view name, std::int64_t value) {
    return '"' + std::string{name} + "\":" + std::to_string(value);
}

}  // namespace

std::string client_assertion(const std::string& client_id, const std::string& token_endpoint,
                             const AssertionKey& key, std::chrono::sys_seconds now,
                             const FillRandom& random) {
    const std::int64_t issued = now.time_since_epoch().count();
    const std::string header = '{' + member("alg", alg_of(key.scheme)) + ',' +
                               member("kid", key.kid) + ',' + member("typ", "JWT") + '}';
    const std::string claims = '{' + member("iss", client_id) + ',' + member("sub", client_id) +
                               ',' + member("aud", token_endpoint) + ',' +
                               member("jti", random_text(random)) + ',' + member("iat", issued) +
                               ',' + member("exp", issued + lifetime_seconds) + '}';
    const std::string text = base::to_base64url(header) + '.' + base::to_base64url(claims);
    return text + '.' + base::to_base64url(crypto::sign(key.key, key.scheme, text));
}

}  // namespace ontzorgd::login
