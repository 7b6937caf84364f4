// SPDX-License-Identifier: EUPL-1.2
// Who has a relation to a client neither works for nor reads about that client over the network.
#include "api_fixture.h"
#include "ontzorgd/service/relation.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::api {

namespace {

using RelationsApi = ApiTest;

TEST_F(RelationsApi, TellsWhoChangesSomethingNothingOfARelationAndLetsHimFetchWhatHeWasTold) {
    practice_.reopen();
    practice_.dossier({{.number = 1}, {.number = 2}});
    test::Practice::must(service::relate_user(practice_.with("beheer"), "rob", "C0001", false));
    practice_.close();
    const Login rob = log_in("rob");
    const Asked run{.method = Method::post,
                    .target = "/v1/runs",
                    .body = test::run_csv({.id = "2026-11-COR",
                                           .soort = "correctie",
                                           .lines = {{"C0001", "-50.00"}, {"C0002", "-10.00"}}}),
                    .content_type = "text/csv",
                    .is_file = true};
    const auto told = ask(run, rob);
    EXPECT_EQ(told.status, 201) << told.body;
    EXPECT_EQ(told.body.find("C0001"), std::string::npos) << told.body;
    EXPECT_NE(told.body.find("C0002"), std::string::npos) << told.body;
    EXPECT_EQ(http::value_of(told.headers, "Ontzorgd-Weggelaten"), "1");
    Asked kept = run;
    kept.key = "run";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(http::value_of(ask(kept, rob).headers, "Ontzorgd-Weggelaten"), "1") << i;
    Asked later = run;
    later.more = {{.name = "Prefer", .value = "respond-async"}};
    const auto taken = ask(later, rob);
    ASSERT_EQ(taken.status, 202) << taken.body;
    const Asked task{.target = std::string{http::value_of(taken.headers, "Location")}};
    auto fetched = ask(task, rob);
    while (member(fetched, "staat") == "wacht" || member(fetched, "staat") == "bezig")
        fetched = ask(task, rob);
    EXPECT_NE(fetched.body.find(told.body), std::string::npos) << fetched.body;
    EXPECT_NE(fetched.body.find(R"("weggelaten":1)"), std::string::npos) << fetched.body;
}

TEST_F(RelationsApi, KeepsWhatWasAnsweredFromWhoHasARelationByNow) {
    practice_.reopen();
    practice_.dossier({{.number = 1}, {.number = 2}});
    practice_.close();
    const Login mo = log_in("mo");
    const auto hold = [&](const std::string& client) {
        return ask({.method = Method::post,
                    .target = "/v1/clienten/" + client + "/aanhoudingen",
                    .body = R"({"reden":"overleg"})",
                    .if_match = "\"1\"",
                    .key = client},
                   mo);
    };
    const auto seen = ask({.target = "/v1/clienten/C0001"}, mo);
    const auto held = ask({.method = Method::post,
                           .target = "/v1/clienten/C0001/aanhoudingen",
                           .body = R"({"reden":"overleg"})",
                           .if_match = std::string{http::value_of(seen.headers, "ETag")},
                           .key = "C0001"},
                          mo);
    ASSERT_EQ(held.status, 201) << held.body;
    EXPECT_EQ(hold("C0001").body, held.body) << "an answer that was lost";
    EXPECT_EQ(
        ask({.method = Method::put, .target = "/v1/gebruikers/mo/relaties/C0001"}, log_in("beheer"))
            .status,
        200);
    EXPECT_EQ(member(hold("C0001"), "code"), "client_is_a_relation");
}

TEST_F(RelationsApi, ShowsAUserNothingOfARelation) {
    practice_.reopen();
    practice_.dossier({{.number = 1}, {.number = 2}});
    test::Practice::must(service::relate_user(practice_.with("beheer"), "mo", "C0001", false));
    practice_.close();
    const Login mo = log_in("mo");
    for (const char* path : {"/v1/clienten/C0001", "/v1/clienten/H0001", "/v1/exports/dossiers"}) {
        EXPECT_EQ(ask({.target = path}, mo).status, 403) << path;
    }
    EXPECT_EQ(ask({.target = "/v1/clienten/C0002"}, mo).status, 200);
    const auto list = ask({.target = "/v1/clienten"}, mo);
    EXPECT_EQ(list.body.find("C0001"), std::string::npos);
    EXPECT_NE(list.body.find("C0002"), std::string::npos);
    EXPECT_EQ(http::value_of(list.headers, "Ontzorgd-Weggelaten"), "1");
    const Login rob = log_in("rob");
    const auto seen = ask({.target = "/v1/clienten/C0001"}, rob);
    EXPECT_EQ(seen.status, 200);
    const auto held = ask({.method = Method::post,
                           .target = "/v1/clienten/C0001/aanhoudingen",
                           .body = R"({"reden":"overleg"})",
                           .if_match = std::string{http::value_of(seen.headers, "ETag")}},
                          mo);
    EXPECT_EQ(member(held, "code"), "client_is_a_relation");
    for (const char* tag : {"\"1\"", ""}) {
        const auto refused = ask({.method = Method::post,
                                  .target = "/v1/clienten/C0001/aanhoudingen",
                                  .body = R"({"reden":"overleg"})",
                                  .if_match = tag},
                                 mo);
        EXPECT_EQ(member(refused, "code"), "client_is_a_relation") << tag;
        EXPECT_EQ(http::value_of(refused.headers, "ETag"), "") << "it would tell of an edit";
    }
    const auto relations = ask({.target = "/v1/relaties"}, log_in("ada"));
    EXPECT_NE(relations.body.find("C0001"), std::string::npos);
}

}  // namespace

}  // namespace ontzorgd::api
