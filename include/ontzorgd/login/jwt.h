// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/crypto/signature.h"
#include "ontzorgd/login/json.h"
#include "ontzorgd/login/jwks.h"

#include <span>
#include <string>
#include <string_view>

/// @file
/// Signed tokens in the compact form (JWT, RFC 7519; JWS, RFC 7515; BCP 225, RFC 8725).
///
/// What a token claims can only be had by verifying it: read_token() gives no claims, verified()
/// does. Who looks a token up by what it says of itself gets its issuer, under a name that warns.
namespace ontzorgd::login {

/// A token that is well formed and of which nothing is known to be true.
class UnverifiedToken {
public:
    /// Which key it says that it was signed with; never empty.
    [[nodiscard]] const std::string& kid() const { return kid_; }
    [[nodiscard]] crypto::SignatureScheme scheme() const { return scheme_; }
    /// Who it says that it comes from, to find the keys by; empty when it does not say.
    [[nodiscard]] std::string unverified_issuer() const;

private:
    friend base::Result<UnverifiedToken> read_token(std::string_view text,
                                                    std::span<const std::string_view> types);
    friend base::Result<Json> verified(const UnverifiedToken& token, const VerifyingKey& key);
    UnverifiedToken() = default;

    std::string kid_;
    crypto::SignatureScheme scheme_{};
    std::string signed_text_;
    std::string signature_;
    Json claims_;
};

/// Reads a token of at most 16 KiB: three parts of base64url without padding, the first two JSON
/// objects, RS256, PS256 or ES256, and a kid. `typ` may be absent, "JWT", or one of `types`, in any
/// case and with or without "application/" before it (RFC 7515 section 4.1.9).
///
/// Errors. Malformed: token_is_too_long, token_has_not_three_parts, token_is_not_base64url,
/// token_is_no_json_object, token_header_is_malformed (detail field), those of read_json().
/// Refused: token_has_no_algorithm, token_algorithm_is_none, token_algorithm_is_symmetric,
/// token_algorithm_is_not_taken, token_has_a_critical_header, token_brings_its_own_key (detail
/// field), token_has_another_type, token_names_no_key.
[[nodiscard]] base::Result<UnverifiedToken> read_token(
    std::string_view text, std::span<const std::string_view> types = {});

/// The claims of the token, which the holder of this key signed: a JSON object. Whether they are
/// for us and for now is for the caller to check.
/// Errors (refused): token_key_is_of_another_kind, token_key_is_for_another_algorithm,
/// token_signature_is_wrong. The key must be the one of the token's kid.
[[nodiscard]] base::Result<Json> verified(const UnverifiedToken& token, const VerifyingKey& key);
/// The same with the key of that kid. Errors (refused): also token_key_is_unknown (detail kid).
[[nodiscard]] base::Result<Json> verified(const UnverifiedToken& token, const KeySet& keys);

}  // namespace ontzorgd::login
