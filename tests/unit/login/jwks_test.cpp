// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/jwks.h"

#include "tokens.h"

namespace ontzorgd::login {
namespace {

using crypto::SignatureScheme;
using std::chrono::seconds;

std::string code_of(std::string_view text) {
    const auto keys = KeySet::read(text);
    return keys ? "" : keys.error().code;
}

TEST(KeySet, FindsItsKeysByKid) {
    const KeySet& keys = practice_set();
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys.find("rsa")->key.kind(), crypto::KeyKind::rsa);
    EXPECT_EQ(keys.find("ec")->key.kind(), crypto::KeyKind::p256);
    EXPECT_EQ(keys.find("other"), nullptr);
    EXPECT_EQ(keys.find(""), nullptr);
    EXPECT_TRUE(keys.passed_over().empty());
}

TEST(KeySet, TakesAKeyForTheSchemesOfItsKindUnlessItSaysOne) {
    const KeySet keys = KeySet::read(set_of(jwk_of_rsa("any") + "," +
                                            jwk_of_rsa("one", R"(,"alg":"PS256","use":"sig")") +
                                            "," + jwk_of_p256("ec")))
                            .value();
    EXPECT_TRUE(keys.find("any")->takes(SignatureScheme::rs256));
    EXPECT_TRUE(keys.find("any")->takes(SignatureScheme::ps256));
    EXPECT_FALSE(keys.find("any")->takes(SignatureScheme::es256));
    EXPECT_FALSE(keys.find("one")->takes(SignatureScheme::rs256));
    EXPECT_TRUE(keys.find("one")->takes(SignatureScheme::ps256));
    EXPECT_TRUE(keys.find("ec")->takes(SignatureScheme::es256));
    EXPECT_FALSE(keys.find("ec")->takes(SignatureScheme::rs256));
}

TEST(KeySet, PassesOverWhatItCannotUseAndSaysWhy) {
    const std::string short_key = R"({"kty":"RSA","kid":"short","n":")" +
                                  std::string{support::rsa1024_n} + R"(","e":"AQAB"})";
    const KeySet keys =
        KeySet::read(set_of(jwk_of_rsa("enc", R"(,"use":"enc")") + "," +
                            jwk_of_rsa("wraps", R"(,"key_ops":["wrapKey"])") + "," +
                            jwk_of_rsa("odd", R"(,"use":1)") + "," +
                            R"({"kty":"oct","kid":"secret","k":"AAAA"},)"
                            R"({"kty":"OKP","kid":"ed","crv":"Ed25519","x":"AAAA"},)"
                            R"({"kty":"EC","kid":"p384","crv":"P-384","x":"AAAA","y":"AAAA"},)"
                            R"({"kid":"none"},)" +
                            jwk_of_rsa("rs512", R"(,"alg":"RS512")") + "," +
                            jwk_of_p256("mixed", R"(,"alg":"RS256")") + "," + short_key + "," +
                            R"({"kty":"RSA","kid":"padded","n":"AQ==","e":"AQAB"},)"
                            R"({"kty":"EC","kid":"half","crv":"P-256","x":"AAAA"},)"
                            R"({"kty":"RSA","n":"AQAB","e":"AQAB"},"text",)" +
                            jwk_of_rsa("good", R"(,"key_ops":["verify"],"x5c":["MIIB"])")))
            .value();
    EXPECT_EQ(keys.size(), 1U);
    EXPECT_NE(keys.find("good"), nullptr);
    const std::vector<KeyPassedOver> expected{
        {"enc", "key_is_not_for_signatures"},
        {"wraps", "key_is_not_for_signatures"},
        {"odd", "key_is_not_for_signatures"},
        {"secret", "key_is_of_unknown_kind"},
        {"ed", "key_is_of_unknown_kind"},
        {"p384", "key_is_of_unknown_kind"},
        {"none", "key_is_of_unknown_kind"},
        {"rs512", "key_is_for_another_algorithm"},
        {"mixed", "key_is_malformed"},
        {"short", "rsa_key_has_another_size"},
        {"padded", "key_is_malformed"},
        {"half", "key_is_malformed"},
        {"", "key_has_no_kid"},
        {"", "key_has_no_kid"},
    };
    EXPECT_EQ(keys.passed_over(), expected);
}

TEST(KeySet, WithAKidTwiceIsRefused) {
    EXPECT_EQ(code_of(set_of(jwk_of_rsa("a") + "," + jwk_of_p256("a"))), "key_set_has_a_kid_twice");
    // The key for encryption may have the kid of the one for signatures: only one of them is a key
    // here.
    EXPECT_EQ(code_of(set_of(jwk_of_rsa("a", R"(,"use":"enc")") + "," + jwk_of_rsa("a"))), "");
}

TEST(KeySet, WithoutAnyKeyToUseIsRefused) {
    EXPECT_EQ(code_of(R"({"keys":[]})"), "key_set_has_no_usable_key");
    EXPECT_EQ(code_of(set_of(jwk_of_rsa("a", R"(,"use":"enc")"))), "key_set_has_no_usable_key");
}

TEST(KeySet, IsAnObjectWithAListOfFairSize) {
    for (const std::string_view text :
         {"{}", "[]", R"({"keys":{}})", R"({"keys":null})", R"({"keys":"a"})", "1"}) {
        EXPECT_EQ(code_of(text), "key_set_is_malformed") << text;
    }
    EXPECT_EQ(code_of("<html>"), "token_json_is_malformed");
    EXPECT_EQ(code_of(R"({"keys":[],"keys":[]})"), "token_json_member_is_double");
    EXPECT_EQ(code_of(std::string(131'073, ' ')), "key_set_is_too_long");
    std::string many = jwk_of_rsa("a");
    for (int i = 0; i < 99; ++i) many += ",{}";
    EXPECT_EQ(code_of(set_of(many)), "");
    EXPECT_EQ(code_of(set_of(many + ",{}")), "key_set_has_too_many_keys");
}

TEST(KeySet, CanBeOfOneKeyThatAnAdministratorEntered) {
    const auto key = crypto::PublicKey::from_pem(support::p256_public_pem).value();
    const KeySet keys = KeySet::of({.kid = "machine", .key = key});
    EXPECT_EQ(keys.size(), 1U);
    EXPECT_TRUE(keys.find("machine")->takes(SignatureScheme::es256));
}

/// A login server that counts how often it is asked.
struct Server {
    std::string keys = set_of(jwk_of_rsa("rsa"));
    seconds lifetime{3600};
    bool is_down = false;
    int asked = 0;

    FetchKeys fetch() {
        return [this]() -> base::Result<FetchedKeys> {
            ++asked;
            if (is_down) return base::refuse("server_is_down");
            return FetchedKeys{.text = keys, .lifetime = lifetime};
        };
    }
};

std::string code_of(const base::Result<VerifyingKey>& key) {
    return key ? "" : key.error().code;
}

TEST(KeySource, FetchesOnceAndKeepsTheKeysAsLongAsTheyLast) {
    Server server;
    KeySource source;
    EXPECT_EQ(code_of(source.find("rsa", at(0))), "key_set_is_not_there");
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(0), server.fetch())), "");
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(3599), server.fetch())), "");
    EXPECT_EQ(server.asked, 1);
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(3600), server.fetch())), "");
    EXPECT_EQ(server.asked, 2);
}

TEST(KeySource, FetchesForAnUnknownKidAtMostOnceAMinute) {
    Server server;
    KeySource source;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(0), server.fetch())), "");
    for (int second = 1; second < 60; ++second) {
        EXPECT_EQ(code_of(source.find_or_fetch("made up", at(second), server.fetch())),
                  "token_key_is_unknown");
    }
    EXPECT_EQ(server.asked, 1);
    // Meanwhile the known key goes on, and after the minute a new key is found.
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(59), server.fetch())), "");
    server.keys = set_of(jwk_of_rsa("rsa") + "," + jwk_of_p256("new"));
    EXPECT_EQ(code_of(source.find_or_fetch("new", at(60), server.fetch())), "");
    EXPECT_EQ(server.asked, 2);
    EXPECT_EQ(code_of(source.find_or_fetch("made up", at(119), server.fetch())),
              "token_key_is_unknown");
    EXPECT_EQ(server.asked, 2);
}

TEST(KeySource, ForgetsAKeyThatTheServerWithdrew) {
    Server server;
    KeySource source;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(0), server.fetch())), "");
    server.keys = set_of(jwk_of_p256("new"));
    EXPECT_EQ(code_of(source.find_or_fetch("new", at(60), server.fetch())), "");
    EXPECT_EQ(code_of(source.find("rsa", at(60))), "token_key_is_unknown");
}

TEST(KeySource, DoesNotUseKeysThatAreTooOldWhenTheServerIsDown) {
    Server server;
    KeySource source;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(0), server.fetch())), "");
    server.is_down = true;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(3599), server.fetch())), "");
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(3600), server.fetch())), "server_is_down");
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(3604), server.fetch())),
              "key_set_is_not_there");
    EXPECT_EQ(server.asked, 2);
    server.is_down = false;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(3605), server.fetch())), "");
}

TEST(KeySource, KeepsItsKeysWhenTheServerSendsSomethingElse) {
    Server server;
    KeySource source;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(0), server.fetch())), "");
    server.keys = "<html>";
    EXPECT_EQ(code_of(source.find_or_fetch("new", at(60), server.fetch())),
              "token_json_is_malformed");
    EXPECT_EQ(code_of(source.find("rsa", at(60))), "");
}

TEST(KeySource, KeepsKeysForAMinuteAtLeastAndADayAtMost) {
    Server server;
    KeySource source;
    for (const std::int64_t lifetime : {-1, 0, 59}) {
        server.lifetime = seconds{lifetime};
        ASSERT_TRUE(source.take(server.fetch()(), at(0)));
        EXPECT_TRUE(source.find("rsa", at(59)));
        EXPECT_FALSE(source.find("rsa", at(60)));
    }
    server.lifetime = seconds::max();
    ASSERT_TRUE(source.take(server.fetch()(), at(0)));
    EXPECT_TRUE(source.find("rsa", at(86'399)));
    EXPECT_FALSE(source.find("rsa", at(86'400)));
}

TEST(KeySource, LetsOneFetchGoAtATime) {
    Server server;
    KeySource source;
    EXPECT_TRUE(source.must_fetch("rsa", at(100)));
    source.began_fetch(at(100));
    EXPECT_FALSE(source.must_fetch("rsa", at(100)));
    EXPECT_FALSE(source.must_fetch("rsa", at(104)));
    ASSERT_TRUE(source.take(server.fetch()(), at(104)));
    EXPECT_FALSE(source.must_fetch("rsa", at(104)));
    EXPECT_TRUE(source.find("rsa", at(104)));
}

TEST(KeySource, IsNotHeldUpByAClockThatWasSetBack) {
    Server server;
    KeySource source;
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(1'000'000), server.fetch())), "");
    EXPECT_EQ(code_of(source.find_or_fetch("rsa", at(10), server.fetch())), "");
    EXPECT_EQ(server.asked, 2);
}

}  // namespace
}  // namespace ontzorgd::login
