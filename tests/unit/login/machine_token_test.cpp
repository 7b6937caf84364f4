// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/machine_token.h"

#include "tokens.h"

#include <map>

namespace ontzorgd::login {
namespace {

using crypto::SignatureScheme;

constexpr std::int64_t now = 1'800'000'000;
constexpr std::string_view us = "https://ontzorgd.example/v1";

/// Two machines, each with its own key.
std::vector<MachineClient> clients() {
    return {{"uitkeringen", KeySet::read(set_of(jwk_of_p256("k1"))).value()},
            {"other", KeySet::read(set_of(jwk_of_rsa("k2"))).value()}};
}

std::string claims_with(const std::map<std::string, std::string>& changes) {
    std::map<std::string, std::string> all{
        {"iss", R"("uitkeringen")"},          {"sub", R"("uitkeringen")"},
        {"aud", '"' + std::string{us} + '"'}, {"jti", R"("id-1")"},
        {"exp", std::to_string(now + 60)},
    };
    for (const auto& [name, value] : changes) all[name] = value;
    std::string text;
    for (const auto& [name, value] : all) {
        if (!value.empty()) text += (text.empty() ? "{" : ",") + json_text(name) + ':' + value;
    }
    return text + '}';
}

std::string token_with(const std::map<std::string, std::string>& changes,
                       std::string_view header = R"({"alg":"ES256","kid":"k1","typ":"JWT"})") {
    return token_of(header, claims_with(changes), SignatureScheme::es256);
}

base::Result<MachineLogin> checked(const std::string& token) {
    return check_machine_token(token, clients(), us, at(now));
}

std::string refusal(const std::map<std::string, std::string>& changes) {
    const auto login = checked(token_with(changes));
    return login ? "" : login.error().code;
}

std::string seconds_from_now(std::int64_t offset) {
    return std::to_string(now + offset);
}

TEST(MachineToken, SaysWhichMachineItIsAndWhatToRemember) {
    const MachineLogin expected{
        .client_id = "uitkeringen", .token_id = "id-1", .keep_until = at(now + 120)};
    EXPECT_EQ(checked(token_with({})).value(), expected);
    EXPECT_EQ(
        checked(token_with({}, R"({"alg":"ES256","kid":"k1","typ":"client-authentication+jwt"})"))
            .value(),
        expected);
}

TEST(MachineToken, IsOfARegisteredMachine) {
    EXPECT_EQ(refusal({{"iss", R"("unknown")"}}), "machine_client_is_unknown");
    EXPECT_EQ(refusal({{"iss", R"("")"}}), "machine_client_is_unknown");
    EXPECT_EQ(refusal({{"iss", ""}}), "machine_client_is_unknown");
    EXPECT_EQ(refusal({{"iss", "1"}}), "machine_client_is_unknown");
}

TEST(MachineToken, IsSignedWithTheKeyOfThatMachine) {
    // The first machine says that it is the other, with its own key.
    EXPECT_EQ(refusal({{"iss", R"("other")"}, {"sub", R"("other")"}}), "token_key_is_unknown");
    const std::string as_other =
        token_with({{"iss", R"("other")"}, {"sub", R"("other")"}}, R"({"alg":"ES256","kid":"k2"})");
    EXPECT_EQ(checked(as_other).error().code, "token_key_is_of_another_kind");
    std::string changed = token_with({});
    changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(checked(changed).error().code, "token_signature_is_wrong");
    EXPECT_EQ(checked(token_with({}, R"({"alg":"none","kid":"k1"})")).error().code,
              "token_algorithm_is_none");
    EXPECT_EQ(checked(token_with({}, R"({"alg":"ES256","kid":"k1","typ":"at+jwt"})")).error().code,
              "token_has_another_type");
}

TEST(MachineToken, IsOfTheMachineItself) {
    EXPECT_EQ(refusal({{"sub", R"("other")"}}), "machine_token_has_another_subject");
    EXPECT_EQ(refusal({{"sub", ""}}), "token_claim_is_missing");
}

TEST(MachineToken, IsForUsAndNobodyElse) {
    EXPECT_EQ(refusal({{"aud", R"("https://evil.example")"}}),
              "machine_token_has_another_audience");
    EXPECT_EQ(refusal({{"aud", '"' + std::string{us} + "/\""}}),
              "machine_token_has_another_audience");
    EXPECT_EQ(refusal({{"aud", "[\"" + std::string{us} + R"(","https://evil.example"])"}}),
              "machine_token_has_another_audience");
    EXPECT_EQ(refusal({{"aud", "[\"" + std::string{us} + "\"]"}}), "");
    EXPECT_EQ(refusal({{"aud", "[]"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"aud", ""}}), "token_claim_is_missing");
}

TEST(MachineToken, LastsAtMostTenMinutes) {
    EXPECT_EQ(refusal({{"exp", seconds_from_now(600)}}), "");
    EXPECT_EQ(refusal({{"exp", seconds_from_now(601)}}), "machine_token_lasts_too_long");
    EXPECT_EQ(refusal({{"exp", "253402300799"}}), "machine_token_lasts_too_long");
    EXPECT_EQ(refusal({{"exp", seconds_from_now(-59)}}), "");
    EXPECT_EQ(refusal({{"exp", seconds_from_now(-60)}}), "machine_token_has_expired");
    EXPECT_EQ(refusal({{"exp", ""}}), "token_claim_is_missing");
}

TEST(MachineToken, IsValidAlready) {
    for (const std::string claim : {"nbf", "iat"}) {
        EXPECT_EQ(refusal({{claim, seconds_from_now(60)}}), "");
        EXPECT_EQ(refusal({{claim, seconds_from_now(61)}}), "machine_token_is_not_valid_yet");
        EXPECT_EQ(refusal({{claim, R"("now")"}}), "token_claim_is_malformed");
    }
}

TEST(MachineToken, HasAnIdToKnowItByWhenItComesAgain) {
    EXPECT_EQ(refusal({{"jti", ""}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"jti", R"("")"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"jti", "1"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"jti", '"' + std::string(256, 'j') + '"'}}), "token_claim_is_malformed");
    // Remembered for as long as the token would still be taken.
    const auto login = checked(token_with({})).value();
    EXPECT_EQ(check_machine_token(token_with({}), clients(), us, login.keep_until).error().code,
              "machine_token_has_expired");
    EXPECT_TRUE(check_machine_token(token_with({}), clients(), us,
                                    login.keep_until - std::chrono::seconds{1}));
}

}  // namespace
}  // namespace ontzorgd::login
