// SPDX-License-Identifier: EUPL-1.2
// The same request again, by the key that its sender gave it.
#include "api_fixture.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/idempotency.h"

namespace ontzorgd::api {
namespace {

class AgainTest : public ApiTest {
protected:
    AgainTest() {
        practice_.reopen();
        practice_.dossier({{.number = 1}, {.number = 2}});
        practice_.close();
    }

    http::Response note(const Login& who, const std::string& text, const std::string& key,
                        const std::string& kind = "notities") {
        return ask({.method = Method::post,
                    .target = "/v1/clienten/C0001/" + kind,
                    .body = R"({"tekst":")" + text + "\"}",
                    .key = key},
                   who);
    }
};

TEST_F(AgainTest, GivesTheNoteThatThisRequestWroteAlsoAfterAnother) {
    const Login mo = log_in("mo");
    const http::Response first = note(mo, "Belde over de huur.", "n1");
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(note(mo, "Kwam langs.", "n2").status, 201);
    const std::string before = chain(log_in("ada"));
    const http::Response again = note(mo, "Belde over de huur.", "n1");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    const http::Response other = note(mo, "Heel iets anders.", "n1");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(member(other, "code"), "idempotency_key_was_for_another_request");
    EXPECT_EQ(chain(log_in("ada")), before);
}

TEST_F(AgainTest, KeepsOfANoteOnHealthNothingButItsNumber) {
    const Login mo = log_in("mo");
    const std::string text = "Is ziek.";
    const http::Response first = note(mo, text, "g1", "gezondheidsnotities");
    EXPECT_EQ(first.status, 201) << first.body;
    restart();
    practice_.reopen();
    service::Municipality& town = practice_.town();
    const auto answer = store::find_answer(town.db(), service::actor_named(town, "mo")->id, "g1");
    ASSERT_TRUE(answer);
    // The hash of the request, a number, and what sealing takes: no room for a text.
    EXPECT_LT(answer->sealed.size(), 32U + 40U);
    practice_.close();
    EXPECT_EQ(note(log_in("mo"), text, "g1", "gezondheidsnotities").body, first.body);
}

TEST_F(AgainTest, HasTheETagThatTheFirstAnswerHad) {
    const Login mo = log_in("mo");
    const http::Response seen = ask({.target = "/v1/clienten/C0002"}, mo);
    const std::string tag{http::value_of(seen.headers, "ETag")};
    const auto hold = [&](const std::string& key) {
        return ask({.method = Method::post,
                    .target = "/v1/clienten/C0002/aanhoudingen",
                    .body = R"({"reden":"gaat verhuizen"})",
                    .if_match = tag,
                    .key = key},
                   mo);
    };
    const http::Response first = hold("h1");
    const http::Response again = hold("h1");
    EXPECT_EQ(first.status, again.status) << first.body;
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(http::value_of(first.headers, "ETag"), http::value_of(again.headers, "ETag"));
    EXPECT_NE(http::value_of(first.headers, "ETag"), "") << first.body;
}

TEST_F(AgainTest, TakesNoHeaderTwice) {
    const Login mo = log_in("mo");
    Asked asked{.target = "/v1/clienten/C0001"};
    asked.more = {{.name = "Ontzorgd-Vandaag", .value = "2026-11-25"}};
    const http::Response refused = ask(asked, mo);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(member(refused, "code"), "header_is_given_twice");
}

TEST_F(AgainTest, TakesNoTextThatSteersATerminalOrTurnsLettersRound) {
    const Login mo = log_in("mo");
    for (const char* text : {R"(a\u001b[31mb)", R"(a\u202eb)",
                             "a\x7f"
                             "b",
                             "\xc2\x9b"
                             "31m"}) {
        const http::Response refused = note(mo, text, {});
        EXPECT_EQ(refused.status, 400) << text;
        EXPECT_NE(refused.body.find("field_is_of_the_wrong_kind"), std::string::npos);
    }
    EXPECT_EQ(note(mo, R"(een\nregel en \t\"€\" erbij)", {}).status, 201);
}

}  // namespace
}  // namespace ontzorgd::api
