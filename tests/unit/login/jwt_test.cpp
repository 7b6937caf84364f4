// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/jwt.h"

#include "ontzorgd/crypto/hmac.h"
#include "tokens.h"

namespace ontzorgd::login {
namespace {

using crypto::SignatureScheme;

constexpr std::string_view rs256_header = R"({"alg":"RS256","kid":"rsa"})";
constexpr std::string_view some_claims = R"({"iss":"https://login.example","sub":"u1"})";

std::string header_with(std::string_view more) {
    return R"({"alg":"RS256","kid":"rsa",)" + std::string{more} + "}";
}

/// A token that is right but for what its header also says.
std::string refusal_with(std::string_view more, std::span<const std::string_view> types = {}) {
    return refusal_of(token_of(header_with(more), some_claims), practice_set(), types);
}

std::string joined(std::initializer_list<std::string_view> pieces) {
    std::string text;
    for (const std::string_view piece : pieces) text += piece;
    return text;
}

/// The three parts of a right token.
struct Parts {
    std::string header;
    std::string claims;
    std::string signature;
};

Parts parts_of(const std::string& token) {
    const std::size_t first = token.find('.');
    const std::size_t second = token.find('.', first + 1);
    return {.header = token.substr(0, first),
            .claims = token.substr(first + 1, second - first - 1),
            .signature = token.substr(second + 1)};
}

TEST(Token, GivesItsClaimsOnceVerified) {
    const std::vector<std::pair<std::string, SignatureScheme>> signed_by{
        {R"({"alg":"RS256","kid":"rsa"})", SignatureScheme::rs256},
        {R"({"alg":"PS256","kid":"rsa","typ":"JWT"})", SignatureScheme::ps256},
        {R"({"alg":"ES256","kid":"ec","typ":"jwt","x5t":"abc"})", SignatureScheme::es256},
    };
    for (const auto& [header, scheme] : signed_by) {
        const auto token = read_token(token_of(header, some_claims, scheme));
        ASSERT_TRUE(token) << header;
        EXPECT_EQ(token.value().scheme(), scheme);
        EXPECT_EQ(token.value().unverified_issuer(), "https://login.example");
        const auto claims = verified(token.value(), practice_set());
        ASSERT_TRUE(claims) << header;
        EXPECT_EQ(*claims.value().text_member("sub"), "u1");
    }
}

TEST(Token, MayNotSayWhoItIsFrom) {
    EXPECT_EQ(read_token(token_of(rs256_header, "{}")).value().unverified_issuer(), "");
    EXPECT_EQ(read_token(token_of(rs256_header, R"({"iss":1})")).value().unverified_issuer(), "");
}

TEST(Token, WithoutASignatureIsRefused) {
    for (const std::string_view alg : {"none", "None", "NONE", "nOnE", ""}) {
        const std::string header = R"({"alg":")" + std::string{alg} + R"(","kid":"rsa"})";
        EXPECT_EQ(refusal_of(signed_part(header, some_claims) + '.'), "token_algorithm_is_none");
        EXPECT_EQ(refusal_of(token_of(header, some_claims)), "token_algorithm_is_none");
    }
    EXPECT_EQ(refusal_of(signed_part(rs256_header, some_claims) + '.'), "token_signature_is_wrong");
    EXPECT_EQ(refusal_of(signed_part(rs256_header, some_claims)), "token_has_not_three_parts");
}

TEST(Token, SignedWithThePublicKeyAsASecretIsRefused) {
    for (const std::string_view alg : {"HS256", "hs256", "HS384", "HS512"}) {
        const std::string text =
            signed_part(R"({"alg":")" + std::string{alg} + R"(","kid":"rsa"})", some_claims);
        const base::Digest digest = crypto::hmac_sha256(support::rsa_public_pem, text);
        const std::string mac{digest.begin(), digest.end()};
        EXPECT_EQ(refusal_of(text + '.' + base::to_base64url(mac)), "token_algorithm_is_symmetric");
    }
}

TEST(Token, OfAnotherAlgorithmIsRefused) {
    for (const std::string_view alg : {"RS512", "PS384", "ES384", "EdDSA", "rs256", "RS256 "}) {
        const std::string header = R"({"alg":")" + std::string{alg} + R"(","kid":"rsa"})";
        EXPECT_EQ(refusal_of(token_of(header, some_claims)), "token_algorithm_is_not_taken") << alg;
    }
    for (const std::string_view header :
         {R"({"kid":"rsa"})", R"({"alg":null,"kid":"rsa"})", R"({"alg":["RS256"],"kid":"rsa"})"}) {
        EXPECT_EQ(refusal_of(token_of(header, some_claims)), "token_has_no_algorithm") << header;
    }
}

TEST(Token, WithSomethingCriticalIsRefused) {
    EXPECT_EQ(refusal_with(R"("crit":["exp"],"exp":1)"), "token_has_a_critical_header");
    EXPECT_EQ(refusal_with(R"("crit":[])"), "token_has_a_critical_header");
    EXPECT_EQ(refusal_with(R"("crit":null)"), "token_has_a_critical_header");
    EXPECT_EQ(refusal_with(R"("crit":["b64"],"b64":false)"), "token_has_a_critical_header");
}

TEST(Token, ThatBringsItsOwnKeyIsRefused) {
    for (const std::string_view field :
         {R"("jku":"https://evil.example/keys")", R"("x5u":"https://evil.example/cert")",
          R"("jwk":{"kty":"RSA"})", R"("x5c":["MIIB"])", R"("jku":null)"}) {
        EXPECT_EQ(refusal_with(field), "token_brings_its_own_key") << field;
    }
    const auto refused = read_token(token_of(header_with(R"("x5u":"a")"), some_claims));
    EXPECT_EQ(refused.error().detail("field"), "x5u");
}

TEST(Token, OfAnotherTypeIsRefused) {
    for (const std::string_view typ : {"at+jwt", "logout+jwt", "JOSE", "", "jwt ", "text/jwt"}) {
        EXPECT_EQ(refusal_with(R"("typ":")" + std::string{typ} + '"'), "token_has_another_type")
            << typ;
    }
    EXPECT_EQ(refusal_with(R"("typ":1)"), "token_header_is_malformed");
    EXPECT_EQ(refusal_with(R"("typ":null)"), "token_header_is_malformed");
}

TEST(Token, OfATypeThatTheCallerTakesIsTaken) {
    constexpr std::array<std::string_view, 1> types{"client-authentication+jwt"};
    for (const std::string_view typ :
         {"JWT", "jwt", "application/jwt", "client-authentication+jwt", "Client-Authentication+JWT",
          "application/client-authentication+jwt"}) {
        EXPECT_EQ(refusal_with(R"("typ":")" + std::string{typ} + '"', types), "") << typ;
    }
    EXPECT_EQ(refusal_with(R"("typ":"at+jwt")", types), "token_has_another_type");
    EXPECT_EQ(refusal_with(R"("typ":"client-authentication+jwt")"), "token_has_another_type");
}

TEST(Token, OfAnUnknownKeyIsRefused) {
    for (const std::string_view kid : {"other", "RSA", "rsa ", "../rsa"}) {
        const std::string header = R"({"alg":"RS256","kid":")" + std::string{kid} + R"("})";
        EXPECT_EQ(refusal_of(token_of(header, some_claims)), "token_key_is_unknown") << kid;
    }
    EXPECT_EQ(refusal_of(token_of(R"({"alg":"RS256"})", some_claims)), "token_names_no_key");
    for (const std::string& kid :
         {std::string{R"("")"}, std::string{"1"}, '"' + std::string(256, 'k') + '"'}) {
        EXPECT_EQ(refusal_of(token_of(R"({"alg":"RS256","kid":)" + kid + "}", some_claims)),
                  "token_header_is_malformed");
    }
}

TEST(Token, OfAKeyOfAnotherKindIsRefused) {
    // An RS256 header on an EC key, and the other way round.
    EXPECT_EQ(refusal_of(token_of(R"({"alg":"RS256","kid":"ec"})", some_claims)),
              "token_key_is_of_another_kind");
    EXPECT_EQ(
        refusal_of(token_of(R"({"alg":"RS256","kid":"ec"})", some_claims, SignatureScheme::es256)),
        "token_key_is_of_another_kind");
    EXPECT_EQ(refusal_of(token_of(R"({"alg":"ES256","kid":"rsa"})", some_claims)),
              "token_key_is_of_another_kind");
}

TEST(Token, OfAKeyForAnotherAlgorithmIsRefused) {
    const KeySet keys = KeySet::read(set_of(jwk_of_rsa("rsa", R"(,"alg":"PS256")"))).value();
    EXPECT_EQ(refusal_of(token_of(rs256_header, some_claims), keys),
              "token_key_is_for_another_algorithm");
    EXPECT_EQ(
        refusal_of(token_of(R"({"alg":"PS256","kid":"rsa"})", some_claims, SignatureScheme::ps256),
                   keys),
        "");
}

TEST(Token, SaysTheSchemeThatItIsSignedWith) {
    EXPECT_EQ(refusal_of(token_of(R"({"alg":"PS256","kid":"rsa"})", some_claims)),
              "token_signature_is_wrong");
    EXPECT_EQ(refusal_of(token_of(rs256_header, some_claims, SignatureScheme::ps256)),
              "token_signature_is_wrong");
}

TEST(Token, WithACutOrChangedSignatureIsRefused) {
    const auto [header, claims, signature] = parts_of(token_of(rs256_header, some_claims));
    const std::string bytes = base::from_base64url(signature).value();
    const auto with = [head = header + '.' + claims + '.'](std::string_view changed) {
        return refusal_of(head + base::to_base64url(changed));
    };
    EXPECT_EQ(with(bytes), "");
    EXPECT_EQ(with(bytes.substr(0, bytes.size() - 1)), "token_signature_is_wrong");
    EXPECT_EQ(with(bytes.substr(0, 10)), "token_signature_is_wrong");
    EXPECT_EQ(with(bytes + '\0'), "token_signature_is_wrong");
    EXPECT_EQ(with(""), "token_signature_is_wrong");
    const std::string other = parts_of(token_of(rs256_header, "{}")).signature;
    EXPECT_EQ(refusal_of(header + '.' + claims + '.' + other), "token_signature_is_wrong");
}

TEST(Token, WithASignatureInDerIsRefused) {
    // DER of the same r and s that would be right, made by hand.
    const auto [header, claims, signature] =
        parts_of(token_of(R"({"alg":"ES256","kid":"ec"})", some_claims, SignatureScheme::es256));
    constexpr char sequence = 0x30;
    const std::string halves = base::from_base64url(signature).value();
    const auto integer = [](std::string half) {
        if ((half.front() & 0x80) != 0) half.insert(0, 1, '\0');
        return std::string{"\x02"} + static_cast<char>(half.size()) + half;
    };
    const std::string both = integer(halves.substr(0, 32)) + integer(halves.substr(32));
    const std::string der = std::string(1, sequence) + static_cast<char>(both.size()) + both;
    EXPECT_EQ(refusal_of(header + '.' + claims + '.' + signature), "");
    EXPECT_EQ(refusal_of(header + '.' + claims + '.' + base::to_base64url(der)),
              "token_signature_is_wrong");
}

TEST(Token, WithChangedClaimsIsRefused) {
    const auto [header, claims, signature] = parts_of(token_of(rs256_header, some_claims));
    const std::string other = base::to_base64url(R"({"iss":"https://login.example","sub":"u2"})");
    EXPECT_EQ(refusal_of(header + '.' + other + '.' + signature), "token_signature_is_wrong");
    const std::string roomy = base::to_base64url(std::string{rs256_header} + ' ');
    EXPECT_EQ(refusal_of(roomy + '.' + claims + '.' + signature), "token_signature_is_wrong");
}

TEST(Token, HasThreeParts) {
    const std::string token = token_of(rs256_header, some_claims);
    for (const std::string& text :
         {joined({token, "."}), joined({token, ".."}), joined({".", token}), joined({""}),
          joined({"."}), joined({"a"}), joined({token, ".", token})}) {
        EXPECT_EQ(refusal_of(text), "token_has_not_three_parts") << text;
    }
    EXPECT_EQ(refusal_of(".."), "token_json_is_malformed");
    // The five parts of an encrypted token (JWE).
    EXPECT_EQ(refusal_of(token + ".a.b"), "token_has_not_three_parts");
}

TEST(Token, IsBase64urlWithoutPadding) {
    const auto [header, claims, signature] = parts_of(token_of(rs256_header, some_claims));
    for (const std::string& text : {joined({header, "=.", claims, ".", signature}),
                                    joined({header, ".", claims, "==.", signature}),
                                    joined({header, ".", claims, ".", signature, "=="}),
                                    joined({header, ".", claims, ".", signature, "\n"}),
                                    joined({" ", header, ".", claims, ".", signature}),
                                    joined({header, ".", claims, ".+/", signature})}) {
        EXPECT_EQ(refusal_of(text), "token_is_not_base64url") << text;
    }
}

TEST(Token, HasObjectsForHeaderAndClaims) {
    EXPECT_EQ(refusal_of(token_of(R"(["RS256"])", some_claims)), "token_is_no_json_object");
    EXPECT_EQ(refusal_of(token_of("1", some_claims)), "token_is_no_json_object");
    EXPECT_EQ(refusal_of(token_of(rs256_header, "[]")), "token_is_no_json_object");
    EXPECT_EQ(refusal_of(token_of(rs256_header, "null")), "token_is_no_json_object");
    EXPECT_EQ(refusal_of(token_of(rs256_header, "")), "token_json_is_malformed");
    EXPECT_EQ(refusal_of(token_of(rs256_header, "{} {}")), "token_json_is_malformed");
}

TEST(Token, WithAMemberTwiceIsRefused) {
    EXPECT_EQ(refusal_with(R"("alg":"none")"), "token_json_member_is_double");
    EXPECT_EQ(refusal_with(R"("kid":"rsa")"), "token_json_member_is_double");
    EXPECT_EQ(refusal_of(token_of(rs256_header, R"({"sub":"a","sub":"b"})")),
              "token_json_member_is_double");
    EXPECT_EQ(refusal_of(token_of(rs256_header, R"({"a":{"roles":1,"roles":2}})")),
              "token_json_member_is_double");
}

TEST(Token, HasAtMost16KiB) {
    const auto of_size = [](std::size_t size) {
        return token_of(rs256_header, R"({"a":")" + std::string(size, 'a') + R"("})");
    };
    EXPECT_EQ(refusal_of(of_size(11'900)), "");
    EXPECT_EQ(refusal_of(of_size(12'300)), "token_is_too_long");
    EXPECT_EQ(refusal_of(std::string(1'000'000, '.')), "token_is_too_long");
    EXPECT_EQ(refusal_of(std::string(16'384, 'A')), "token_has_not_three_parts");
}

TEST(TokenDeathTest, IsVerifiedWithTheKeyThatItNames) {
    const auto token = read_token(token_of(rs256_header, some_claims));
    EXPECT_DEATH((void)verified(token.value(), *practice_set().find("ec")), "key that it names");
}

}  // namespace
}  // namespace ontzorgd::login
