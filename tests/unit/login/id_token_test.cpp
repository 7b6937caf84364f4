// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/id_token.h"

#include "tokens.h"

#include <map>

namespace ontzorgd::login {
namespace {

using std::chrono::seconds;

constexpr std::int64_t now = 1'800'000'000;
constexpr std::string_view issuer = "https://login.example/realms/gemeente";

LoginServer server() {
    return {.issuer = std::string{issuer},
            .client_id = "ontzorgd",
            .roles = {{"ontzorgd-rm", "rechtmatigheid"},
                      {"ontzorgd-km", "klantmanager"},
                      {"ontzorgd-rm-oud", "rechtmatigheid"}}};
}

LoginAsked asked() {
    return {.nonce = "n-1", .at = at(now - 20)};
}

/// The claims of a right token, some of them changed; an empty value takes one away.
Json claims_with(const std::map<std::string, std::string>& changes = {}) {
    std::map<std::string, std::string> all{
        {"iss", '"' + std::string{issuer} + '"'},
        {"aud", R"("ontzorgd")"},
        {"sub", R"("7f3a")"},
        {"nonce", R"("n-1")"},
        {"iat", std::to_string(now - 5)},
        {"exp", std::to_string(now + 300)},
        {"auth_time", std::to_string(now - 10)},
        {"name", R"("A. de Vries")"},
        {"roles", R"(["ontzorgd-km","iets anders"])"},
    };
    for (const auto& [name, value] : changes) all[name] = value;
    std::string text;
    for (const auto& [name, value] : all) {
        if (!value.empty()) text += (text.empty() ? "{" : ",") + json_text(name) + ':' + value;
    }
    return read_json(text + '}').value();
}

base::Result<Person> checked(const std::map<std::string, std::string>& changes) {
    return check_id_token(claims_with(changes), server(), asked(), at(now));
}

std::string code_of(const base::Result<Person>& person) {
    return person ? "" : person.error().code;
}

std::string refusal(const std::map<std::string, std::string>& changes) {
    return code_of(checked(changes));
}

std::string seconds_from_now(std::int64_t offset) {
    return std::to_string(now + offset);
}

std::vector<std::string> roles(const std::map<std::string, std::string>& changes,
                               const LoginServer& from = server()) {
    const auto person = check_id_token(claims_with(changes), from, asked(), at(now));
    return person ? person.value().roles : std::vector<std::string>{person.error().code};
}

TEST(IdToken, SaysWhoLoggedInWithWhichRoles) {
    const Person expected{.subject = "7f3a", .name = "A. de Vries", .roles = {"klantmanager"}};
    EXPECT_EQ(checked({}).value(), expected);
}

TEST(IdToken, IsOfOurLoginServer) {
    EXPECT_EQ(refusal({{"iss", R"("https://evil.example")"}}), "id_token_has_another_issuer");
    EXPECT_EQ(refusal({{"iss", '"' + std::string{issuer} + "/\""}}), "id_token_has_another_issuer");
    EXPECT_EQ(refusal({{"iss", ""}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"iss", "[]"}}), "token_claim_is_malformed");
}

TEST(IdToken, IsForUs) {
    EXPECT_EQ(refusal({{"aud", R"("other")"}}), "id_token_has_another_audience");
    EXPECT_EQ(refusal({{"aud", R"(["other","else"])"}}), "id_token_has_another_audience");
    EXPECT_EQ(refusal({{"aud", R"("ontzorgd2")"}}), "id_token_has_another_audience");
    EXPECT_EQ(refusal({{"aud", "[]"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"aud", ""}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"aud", R"(["ontzorgd"])"}}), "");
}

TEST(IdToken, ForMoreThanUsWasAskedByUs) {
    const std::string two = R"(["ontzorgd","other"])";
    EXPECT_EQ(refusal({{"aud", two}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"aud", two}, {"azp", R"("other")"}}), "id_token_is_for_another_party");
    EXPECT_EQ(refusal({{"aud", two}, {"azp", R"("ontzorgd")"}}), "");
    EXPECT_EQ(refusal({{"azp", R"("other")"}}), "id_token_is_for_another_party");
    EXPECT_EQ(refusal({{"azp", "1"}}), "token_claim_is_malformed");
}

TEST(IdToken, AnswersThisLogin) {
    EXPECT_EQ(refusal({{"nonce", R"("n-2")"}}), "id_token_has_another_nonce");
    EXPECT_EQ(refusal({{"nonce", ""}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"nonce", R"("")"}}), "token_claim_is_malformed");
}

TEST(IdToken, HasNotExpired) {
    EXPECT_EQ(refusal({{"exp", seconds_from_now(-59)}}), "");
    EXPECT_EQ(refusal({{"exp", seconds_from_now(-60)}}), "id_token_has_expired");
    EXPECT_EQ(refusal({{"exp", ""}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"exp", "1e12"}}), "token_claim_is_malformed");
}

TEST(IdToken, IsValidAlready) {
    EXPECT_EQ(refusal({{"nbf", seconds_from_now(60)}}), "");
    EXPECT_EQ(refusal({{"nbf", seconds_from_now(61)}}), "id_token_is_not_valid_yet");
    EXPECT_EQ(refusal({{"nbf", "null"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"iat", seconds_from_now(60)}}), "");
    EXPECT_EQ(refusal({{"iat", seconds_from_now(61)}}), "id_token_is_from_the_future");
}

TEST(IdToken, WasMadeInTheLastTenMinutes) {
    EXPECT_EQ(refusal({{"iat", seconds_from_now(-660)}}), "");
    EXPECT_EQ(refusal({{"iat", seconds_from_now(-661)}}), "id_token_is_too_old");
    EXPECT_EQ(refusal({{"iat", ""}}), "token_claim_is_missing");
}

TEST(IdToken, SaysWhenThePasswordWasTypedIfThatWasAsked) {
    LoginAsked step_up = asked();
    step_up.max_age = seconds{0};
    const auto with = [&](const std::string& auth_time) {
        return code_of(
            check_id_token(claims_with({{"auth_time", auth_time}}), server(), step_up, at(now)));
    };
    EXPECT_EQ(with(seconds_from_now(-5)), "");
    // Sixty seconds before it was asked, twenty seconds ago.
    EXPECT_EQ(with(seconds_from_now(-80)), "");
    EXPECT_EQ(with(seconds_from_now(-81)), "login_is_too_long_ago");
    EXPECT_EQ(with(seconds_from_now(61)), "id_token_is_from_the_future");
    EXPECT_EQ(with(""), "token_claim_is_missing");
    EXPECT_EQ(with(R"("now")"), "token_claim_is_malformed");

    step_up.max_age = seconds{300};
    EXPECT_EQ(with(seconds_from_now(-380)), "");
    EXPECT_EQ(with(seconds_from_now(-381)), "login_is_too_long_ago");
}

TEST(IdToken, NeedNotSayWhenThePasswordWasTypedOtherwise) {
    EXPECT_EQ(refusal({{"auth_time", ""}}), "");
    EXPECT_EQ(refusal({{"auth_time", seconds_from_now(-86'400)}}), "");
}

TEST(IdToken, IsOfALoginThatIsStrongEnough) {
    LoginServer strict = server();
    strict.acr_values = {"mfa", "smartcard"};
    const auto with = [&](const std::string& acr) {
        return code_of(check_id_token(claims_with({{"acr", acr}}), strict, asked(), at(now)));
    };
    EXPECT_EQ(with(R"("mfa")"), "");
    EXPECT_EQ(with(R"("smartcard")"), "");
    EXPECT_EQ(with(R"("pwd")"), "login_is_not_strong_enough");
    EXPECT_EQ(with(R"("mfa smartcard")"), "login_is_not_strong_enough");
    EXPECT_EQ(with(""), "token_claim_is_missing");
}

TEST(IdToken, SaysWhoItIsOf) {
    EXPECT_EQ(refusal({{"sub", ""}}), "token_claim_is_missing");
    EXPECT_EQ(refusal({{"sub", R"("")"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"sub", "7"}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"sub", '"' + std::string(256, 's') + '"'}}), "token_claim_is_malformed");
    EXPECT_EQ(refusal({{"sub", '"' + std::string(255, 's') + '"'}}), "");
}

TEST(IdToken, HasANameToShow) {
    EXPECT_EQ(checked({{"name", ""}, {"preferred_username", R"("avries")"}}).value().name,
              "avries");
    EXPECT_EQ(checked({{"name", ""}}).value().name, "7f3a");
    EXPECT_EQ(checked({{"name", "1"}}).value().name, "7f3a");
    EXPECT_EQ(checked({{"name", R"("A.\nerror: b")"}}).value().name, "7f3a");
    EXPECT_EQ(checked({{"name", '"' + std::string(201, 'n') + '"'}}).value().name, "7f3a");
}

TEST(Roles, AreThoseThatTheMunicipalityKnows) {
    using Roles = std::vector<std::string>;
    EXPECT_EQ(roles({{"roles", R"(["beheerder","admin","ontzorgd"])"}}), Roles{});
    EXPECT_EQ(roles({{"roles", "[]"}}), Roles{});
    EXPECT_EQ(roles({{"roles", ""}}), Roles{});
    EXPECT_EQ(roles({{"roles", R"("ontzorgd-rm")"}}), Roles{"rechtmatigheid"});
    EXPECT_EQ(
        roles({{"roles", R"(["ontzorgd-rm-oud","ontzorgd-rm","ontzorgd-km","ontzorgd-km"])"}}),
        (Roles{"klantmanager", "rechtmatigheid"}));
    EXPECT_EQ(roles({{"roles", R"(["ONTZORGD-RM"," ontzorgd-rm"])"}}), Roles{});
}

TEST(Roles, OfAnotherFormAreRefused) {
    for (const std::string_view given :
         {"1", "null", R"({"ontzorgd-rm":true})", R"(["ontzorgd-rm",1])", R"([["ontzorgd-rm"]])"}) {
        EXPECT_EQ(refusal({{"roles", std::string{given}}}), "token_claim_is_malformed") << given;
    }
}

TEST(Roles, MayStandDeeper) {
    using Roles = std::vector<std::string>;
    LoginServer keycloak = server();
    keycloak.roles_claim = {"realm_access", "roles"};
    EXPECT_EQ(roles({{"realm_access", R"({"roles":["ontzorgd-rm"]})"}}, keycloak),
              Roles{"rechtmatigheid"});
    EXPECT_EQ(roles({{"realm_access", R"({"other":["ontzorgd-rm"]})"}}, keycloak), Roles{});
    EXPECT_EQ(roles({{"realm_access", R"(["ontzorgd-rm"])"}}, keycloak), Roles{});
    // A claim whose name only looks like the way there.
    EXPECT_EQ(roles({{"realm_access.roles", R"(["ontzorgd-rm"])"}}, keycloak), Roles{});
    keycloak.roles_claim = {"resource_access", "a.b", "roles"};
    EXPECT_EQ(roles({{"resource_access", R"({"a.b":{"roles":["ontzorgd-km"]}})"}}, keycloak),
              Roles{"klantmanager"});
}

TEST(Roles, AreNoneWhenEntraCouldNotSendThemAll) {
    for (const auto& [claim, value] :
         std::vector<std::pair<std::string, std::string>>{{"_claim_names", R"({"groups":"src1"})"},
                                                          {"hasgroups", "true"},
                                                          {"hasgroups", "false"}}) {
        const auto person = checked({{claim, value}});
        ASSERT_TRUE(person);
        EXPECT_TRUE(person.value().roles.empty());
        EXPECT_TRUE(person.value().roles_were_cut);
    }
    EXPECT_FALSE(checked({}).value().roles_were_cut);
}

}  // namespace
}  // namespace ontzorgd::login
