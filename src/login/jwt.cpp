// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/jwt.h"

#include "algorithm.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/base/text.h"
#include "shown.h"

#include <algorithm>
#include <array>

namespace ontzorgd::login {

namespace {

constexpr std::size_t longest_token = std::size_t{16} * 1024;
constexpr std::size_t longest_kid = 255;

base::Result<std::string> decoded(std::string_view part) {
    auto bytes = base::from_base64url(part);
    if (!bytes) return base::malformed("token_is_not_base64url");
    return *std::move(bytes);
}

base::Result<Json> object_of(std::string_view part) {
    const auto bytes = decoded(part);
    if (!bytes) return bytes.failure();
    auto json = read_json(bytes.value());
    if (json && !json.value().is_object()) return base::malformed("token_is_no_json_object");
    return json;
}

std::string lower_case(std::string_view text) {
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

/// A media type without the "application/" that may be left out.
std::string short_type(std::string_view type) {
    constexpr std::string_view prefix = "application/";
    std::string lower = lower_case(type);
    return lower.starts_with(prefix) ? lower.substr(prefix.size()) : lower;
}

base::Result<crypto::SignatureScheme> scheme_in(const Json& header) {
    const std::string* const alg = header.text_member("alg");
    if (alg == nullptr) return base::refuse("token_has_no_algorithm");
    // Refused in every spelling, though only one is right.
    const std::string lower = lower_case(*alg);
    if (lower == "none" || lower.empty()) return base::refuse("token_algorithm_is_none");
    if (lower.starts_with("hs")) {
        return base::refuse("token_algorithm_is_symmetric", {{"value", shown(*alg)}});
    }
    const auto scheme = scheme_of(*alg);
    if (!scheme) return base::refuse("token_algorithm_is_not_taken", {{"value", shown(*alg)}});
    return *scheme;
}

base::Result<base::Done> check_extensions(const Json& header) {
    // Nothing critical is understood here (RFC 7515 section 4.1.11).
    if (header.member("crit") != nullptr) return base::refuse("token_has_a_critical_header");
    // Keys come from configuration, never from what they are to verify.
    for (const std::string_view field : {"jku", "jwk", "x5u", "x5c"}) {
        if (header.member(field) != nullptr) {
            return base::refuse("token_brings_its_own_key", {{"field", std::string{field}}});
        }
    }
    return base::Done{};
}

base::Result<base::Done> check_type(const Json& header, std::span<const std::string_view> types) {
    const Json* const member = header.member("typ");
    if (member == nullptr) return base::Done{};
    if (member->kind != Json::Kind::text) {
        return base::malformed("token_header_is_malformed", {{"field", "typ"}});
    }
    const std::string type = short_type(member->text);
    const bool is_taken = type == "jwt" || std::ranges::any_of(types, [&](std::string_view taken) {
                              return type == short_type(taken);
                          });
    if (!is_taken) return base::refuse("token_has_another_type", {{"value", shown(member->text)}});
    return base::Done{};
}

base::Result<std::string> kid_in(const Json& header) {
    const Json* const kid = header.member("kid");
    if (kid == nullptr) return base::refuse("token_names_no_key");
    if (kid->kind != Json::Kind::text || kid->text.empty() || kid->text.size() > longest_kid) {
        return base::malformed("token_header_is_malformed", {{"field", "kid"}});
    }
    return kid->text;
}

}  // namespace

std::string UnverifiedToken::unverified_issuer() const {
    const std::string* const issuer = claims_.text_member("iss");
    return issuer != nullptr ? *issuer : "";
}

base::Result<UnverifiedToken> read_token(std::string_view text,
                                         std::span<const std::string_view> types) {
    if (text.size() > longest_token) {
        return base::malformed("token_is_too_long", {{"most", std::to_string(longest_token)}});
    }
    const auto parts = base::split_text(text, '.');
    if (parts.size() != 3) return base::malformed("token_has_not_three_parts");
    const auto header = object_of(parts[0]);
    if (!header) return header.failure();
    // First of all what the header may not say, so that each attack is named for what it is.
    const auto scheme = scheme_in(header.value());
    if (!scheme) return scheme.failure();
    const auto extensions = check_extensions(header.value());
    if (!extensions) return extensions.failure();
    const auto type = check_type(header.value(), types);
    if (!type) return type.failure();
    auto kid = kid_in(header.value());
    if (!kid) return kid.failure();
    auto claims = object_of(parts[1]);
    if (!claims) return claims.failure();
    auto signature = decoded(parts[2]);
    if (!signature) return signature.failure();

    UnverifiedToken token;
    token.kid_ = std::move(kid).value();
    token.scheme_ = scheme.value();
    token.signed_text_ = text.substr(0, parts[0].size() + 1 + parts[1].size());
    token.signature_ = std::move(signature).value();
    token.claims_ = std::move(claims).value();
    return token;
}

base::Result<Json> verified(const UnverifiedToken& token, const VerifyingKey& key) {
    base::expects(token.kid() == key.kid, "a token is verified with the key that it names");
    if (crypto::key_kind_of(token.scheme()) != key.key.kind()) {
        return base::refuse("token_key_is_of_another_kind", {{"kid", shown(key.kid)}});
    }
    if (!key.takes(token.scheme())) {
        return base::refuse("token_key_is_for_another_algorithm", {{"kid", shown(key.kid)}});
    }
    if (!crypto::is_signed(key.key, token.scheme(), token.signed_text_, token.signature_)) {
        return base::refuse("token_signature_is_wrong", {{"kid", shown(key.kid)}});
    }
    return token.claims_;
}

base::Result<Json> verified(const UnverifiedToken& token, const KeySet& keys) {
    const VerifyingKey* const key = keys.find(token.kid());
    if (key == nullptr) return base::refuse("token_key_is_unknown", {{"kid", shown(token.kid())}});
    return verified(token, *key);
}

}  // namespace ontzorgd::login
