// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/message.h"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

namespace ontzorgd::http {
namespace {

TEST(Headers, AreFoundInAnyCaseOfLetters) {
    const std::vector<Header> headers{{"Content-Type", "a"}, {"X-One", "1"}, {"x-one", "2"}};
    EXPECT_EQ(value_of(headers, "content-type"), "a");
    EXPECT_EQ(value_of(headers, "X-ONE"), "1");
    EXPECT_EQ(value_of(headers, "X-On"), "");
    EXPECT_EQ(count_of(headers, "x-One"), 2U);
}

TEST(Cookie, IsTheOneOfExactlyThisName) {
    const std::vector<Header> headers{{"Cookie", "a=1; __Host-x=2;b=3"}};
    EXPECT_EQ(cookie_of(headers, "__Host-x"), "2");
    EXPECT_EQ(cookie_of(headers, "b"), "3");
    EXPECT_EQ(cookie_of(headers, "x"), "");
    EXPECT_EQ(cookie_of(headers, "__host-x"), "");
}

TEST(Cookie, IsNoneWhenSomebodyPutASecondOneBesideIt) {
    EXPECT_EQ(cookie_of({{"Cookie", "x=1; x=2"}}, "x"), "");
    EXPECT_EQ(cookie_of({{"Cookie", "x=1"}, {"Cookie", "x=1"}}, "x"), "");
    EXPECT_EQ(cookie_of({{"Cookie", "x; =; ;;"}}, "x"), "");
}

TEST(Reply, AnswersOnceAndOnlyWhatItWasGiven) {
    std::vector<int> statuses;
    const auto send = [&](const Response& response) { statuses.push_back(response.status); };
    const auto unanswered = [] { return Response{.status = 500}; };
    {
        Reply reply{send, unanswered};
        Reply moved{std::move(reply)};
        moved(Response{.status = 204});
    }
    EXPECT_EQ(statuses, std::vector<int>{204});
}

TEST(Reply, ThatIsForgottenSaysThatTheRequestFailed) {
    std::vector<int> statuses;
    const auto send = [&](const Response& response) { statuses.push_back(response.status); };
    const auto unanswered = [] { return Response{.status = 500}; };
    {
        Reply reply{send, unanswered};
        reply = Reply{send, unanswered};
        EXPECT_EQ(statuses, std::vector<int>{500});
    }
    EXPECT_EQ(statuses, (std::vector<int>{500, 500}));
}

TEST(TemporaryFile, GoesAwayWithItsOwner) {
    const std::filesystem::path path = std::filesystem::path{testing::TempDir()} / "http-message";
    std::ofstream{path} << "x";
    {
        const TemporaryFile file{path};
        EXPECT_TRUE(std::filesystem::exists(file.path()));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace ontzorgd::http
