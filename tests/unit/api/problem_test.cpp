// SPDX-License-Identifier: EUPL-1.2
#include "problem.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace ontzorgd::api {
namespace {

bool holds(const http::Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

TEST(Problem, HasTheStatusOfWhatWentWrong) {
    EXPECT_EQ(status_of(base::malformed("iban_is_malformed").error), 400);
    EXPECT_EQ(status_of(base::refuse("name_or_password_is_wrong").error), 401);
    EXPECT_EQ(status_of(base::refuse("role_may_not_do_this").error), 403);
    EXPECT_EQ(status_of(base::refuse("own_role_is_not_yours_to_change").error), 403);
    EXPECT_EQ(status_of(base::refuse("client_is_unknown").error), 404);
    EXPECT_EQ(status_of(base::refuse("confirmer_is_proposer").error), 409);
}

TEST(Problem, SaysHowOneComesInWhenNobodyDid) {
    const http::Response response = problem(401, "session_is_needed");
    EXPECT_EQ(http::value_of(response.headers, "WWW-Authenticate"), "Bearer realm=\"ontzorgd\"");
    EXPECT_EQ(http::value_of(problem(403, "user_has_no_role").headers, "WWW-Authenticate"), "");
}

TEST(Problem, SaysInDutchWhatIsWrongAndWhatToDo) {
    const http::Response response =
        problem(base::refuse("role_may_not_do_this",
                             {{"command", "batch sign"}, {"roles", "rechtmatigheid"}})
                    .error);
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(http::value_of(response.headers, "Content-Type"), "application/problem+json");
    EXPECT_TRUE(holds(response, R"("type":"urn:ontzorgd:fout:role_may_not_do_this")"));
    EXPECT_TRUE(holds(response, R"("title":"Dit mag u niet")"));
    EXPECT_TRUE(holds(response, R"("status":403)"));
    EXPECT_TRUE(holds(response, R"("code":"role_may_not_do_this")"));
    EXPECT_TRUE(holds(response, "batch sign"));
    EXPECT_TRUE(holds(response, "rechtmatigheid"));
    EXPECT_FALSE(holds(response, "bevindingen"));
}

TEST(Problem, TellsEveryFindingWithItsPlace) {
    base::Error error{
        .kind = base::ErrorKind::malformed, .code = "request_is_not_accepted", .details = {}};
    error.causes = {{.kind = base::ErrorKind::malformed,
                     .code = "field_is_missing",
                     .details = {{"field", "reden"}, {"place", "inhoud"}}},
                    {.kind = base::ErrorKind::malformed,
                     .code = "field_is_unknown",
                     .details = {{"field", "a\"b"}, {"line", "3"}}}};
    const http::Response response = problem(error);
    EXPECT_EQ(response.status, 400);
    EXPECT_TRUE(holds(response, R"("bevindingen":[{"code":"field_is_missing","veld":"reden",)"
                                R"("plaats":"inhoud","detail":")"));
    EXPECT_FALSE(holds(response, "place")) << "a sentence says it in Dutch or not at all";
    EXPECT_TRUE(
        holds(response, R"(,{"code":"field_is_unknown","veld":"a\"b","regel":"3","detail":)"));
}

TEST(Problem, TellsAFindingOfAReportBesideIt) {
    service::Report report;
    report.add("regels", std::int64_t{3});
    EXPECT_EQ(json(200, report).body, R"({"regels":3})");
    report.set_finding(base::refuse("client_is_unknown", {{"client", "C1"}}).error);
    const http::Response response = json(200, report);
    EXPECT_TRUE(
        holds(response, R"({"regels":3,"bevinding":{"code":"client_is_unknown","detail":)"));
}

TEST(Problem, HasATitleForEveryStatusThatIsGiven) {
    for (const int status : {400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 431, 503}) {
        EXPECT_FALSE(holds(problem(status, "path_is_unknown"), "Dit is niet gelukt")) << status;
    }
}

}  // namespace
}  // namespace ontzorgd::api
