// SPDX-License-Identifier: EUPL-1.2
// A token (JWT), a set of keys (JWK Set), or the claims of a token: the same bytes as each of them.
#include "fuzz.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/login/id_token.h"
#include "ontzorgd/login/machine_token.h"
#include "support/practice_keys.h"

namespace {

using namespace std::chrono_literals;
using namespace ontzorgd;

constexpr std::chrono::sys_seconds now{1'800'000'000s};

const login::KeySet& keys() {
    static const login::KeySet set = login::KeySet::of(
        {.kid = "ec", .key = crypto::PublicKey::from_pem(support::p256_public_pem).value()});
    return set;
}

/// Nobody can make a signature by chance; what else a token says is looked at before that.
void as_token(std::string_view text) {
    const auto token = login::read_token(text);
    if (token) {
        base::expects(!token.value().kid().empty(), "a token names its key");
        (void)login::verified(token.value(), keys());
    }
    const login::MachineClient client{.client_id = "machine", .keys = keys()};
    (void)login::check_machine_token(text, {&client, 1}, "us", now);
}

void as_keys(std::string_view text) {
    const auto set = login::KeySet::read(text);
    if (set) base::expects(set.value().size() > 0, "a set that is taken has a key");
}

void as_claims(std::string_view text) {
    const auto claims = login::read_json(text);
    if (!claims) return;
    const login::LoginServer server{.issuer = "https://login.example",
                                    .client_id = "us",
                                    .roles_claim = {"realm_access", "roles"},
                                    .roles = {{"admin", "beheerder"}}};
    const auto person = login::check_id_token(claims.value(), server,
                                              {.nonce = "n", .at = now, .max_age = 0s}, now);
    base::expects(!person || !person.value().subject.empty(), "a person has a subject");
    base::expects(!person || person.value().roles.size() <= 1, "no role comes from nowhere");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    as_token(text);
    as_keys(text);
    as_claims(text);
    return 0;
}
