// SPDX-License-Identifier: EUPL-1.2
#include "sessions.h"

#include "support/practice.h"

#include <gtest/gtest.h>

#include <set>

namespace ontzorgd::api {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionsTest : public testing::Test {
protected:
    std::string open(std::string user = "rob") {
        return sessions_.open(office_, {.id = {}, .name = std::move(user), .roles = {}}, start_);
    }

    test::Practice practice_;
    service::Office office_{opened(), {.readers = 1}};
    Sessions sessions_{minutes{15}, hours{8}};
    Sessions::Instant start_ = Sessions::Instant{} + hours{100};

private:
    /// As the daemon has it: the practice itself lets go of its directory.
    service::Municipality opened() {
        practice_.close();
        return service::Municipality::open(practice_.places(), service::Mode::change, 0).value();
    }
};

TEST_F(SessionsTest, AreFoundByTheirTokenOnly) {
    const std::string token = open();
    const auto found = sessions_.find(token, start_);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->user, "rob");
    EXPECT_EQ(found->office, &office_);
    EXPECT_FALSE(sessions_.find("", start_));
    EXPECT_FALSE(sessions_.find(token + "0", start_));
    EXPECT_FALSE(sessions_.find(std::string(token.size(), '0'), start_));
}

/// 256 bits in hex, and none that was given before.
TEST_F(SessionsTest, HaveTokensThatNobodyGuesses) {
    std::set<std::string> tokens;
    for (int i = 0; i < 50; ++i) {
        const std::string token = open();
        EXPECT_EQ(token.size(), 64U);
        EXPECT_TRUE(tokens.insert(token).second);
        const auto found = sessions_.find(token, start_);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->csrf_token.size(), 64U);
        EXPECT_TRUE(tokens.insert(found->csrf_token).second);
    }
}

TEST_F(SessionsTest, EndWhenNobodyUsesThem) {
    const std::string token = open();
    EXPECT_TRUE(sessions_.find(token, start_ + minutes{15} - seconds{1}));
    EXPECT_TRUE(sessions_.find(token, start_ + minutes{29})) << "it was used meanwhile";
    EXPECT_FALSE(sessions_.find(token, start_ + minutes{44}));
    EXPECT_FALSE(sessions_.find(token, start_)) << "ended is ended";
}

TEST_F(SessionsTest, EndAfterTheLongestTimeHoweverMuchTheyAreUsed) {
    const std::string token = open();
    for (int i = 1; i < 48; ++i) {
        ASSERT_TRUE(sessions_.find(token, start_ + minutes{10} * i)) << i;
    }
    EXPECT_FALSE(sessions_.find(token, start_ + hours{8}));
}

TEST_F(SessionsTest, OfOnePersonAreSeveral) {
    const std::string first = open();
    const std::string second = open();
    EXPECT_NE(first, second);
    EXPECT_EQ(sessions_.count(), 2U);
    sessions_.close(first);
    EXPECT_FALSE(sessions_.find(first, start_));
    EXPECT_TRUE(sessions_.find(second, start_));
    EXPECT_EQ(sessions_.count(), 1U);
}

TEST_F(SessionsTest, AreConfirmedOneByOne) {
    const std::string first = open();
    const std::string second = open();
    EXPECT_EQ(sessions_.find(first, start_)->confirmed_until, start_);
    sessions_.confirm(first, start_ + minutes{5});
    sessions_.confirm("another", start_ + minutes{5});
    EXPECT_EQ(sessions_.find(first, start_)->confirmed_until, start_ + minutes{5});
    EXPECT_EQ(sessions_.find(second, start_)->confirmed_until, start_);
}

TEST_F(SessionsTest, ThatEndedAreForgotten) {
    open();
    open("karin");
    static_cast<void>(
        sessions_.open(office_, {.id = {}, .name = "kim", .roles = {}}, start_ + hours{1}));
    EXPECT_EQ(sessions_.count(), 1U);
}

}  // namespace
}  // namespace ontzorgd::api
