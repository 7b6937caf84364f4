// SPDX-License-Identifier: EUPL-1.2
#include "pending_logins.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace ontzorgd::api {
namespace {

class Pending : public testing::Test {
protected:
    PendingLogins::Added add(const std::string& network, PendingLogins::Instant at) {
        return logins_.add({.network = network}, at);
    }
    std::string confirmation(const std::string& session) {
        return logins_.add({.network = "192.0.2.1", .session_token = session}, now_).token;
    }
    bool is_taken(const std::string& token) { return logins_.take(token, now_).login.has_value(); }

    static constexpr LoginRoom room{.of_all = 100, .of_network = 25};
    PendingLogins logins_{room};
    const PendingLogins::Instant now_{std::chrono::hours{1}};
};

TEST_F(Pending, AreTakenOnceAndNotTooLate) {
    const auto added = add("192.0.2.1", now_);
    ASSERT_FALSE(added.token.empty());
    EXPECT_FALSE(is_taken("een ander"));
    EXPECT_FALSE(is_taken(""));
    EXPECT_TRUE(is_taken(added.token));
    EXPECT_FALSE(is_taken(added.token));
    const auto late = add("192.0.2.2", now_);
    EXPECT_FALSE(logins_.take(late.token, now_ + PendingLogins::longest).login);
}

TEST_F(Pending, OfOneNetworkTakeNoRoomOfOthers) {
    for (std::size_t i = 0; i < room.of_network; ++i)
        ASSERT_FALSE(add("192.0.2.1", now_ + std::chrono::seconds{i}).token.empty());
    const auto later = now_ + std::chrono::minutes{5};
    const auto refused = add("192.0.2.1", later);
    EXPECT_TRUE(refused.token.empty());
    EXPECT_TRUE(refused.network_has_too_many);
    EXPECT_EQ(refused.wait, std::chrono::minutes{5}) << "until the oldest of this network goes";
    EXPECT_FALSE(add("192.0.2.2", later).token.empty());
    EXPECT_FALSE(add("192.0.2.1", now_ + PendingLogins::longest).token.empty());
}

TEST_F(Pending, AreNoMoreThanThereIsRoomFor) {
    for (std::size_t i = 0; i < room.of_all; ++i)
        ASSERT_FALSE(add(std::to_string(i), now_).token.empty());
    const auto refused = add("een ander", now_ + std::chrono::minutes{1});
    EXPECT_TRUE(refused.token.empty());
    EXPECT_FALSE(refused.network_has_too_many);
    EXPECT_EQ(refused.wait, std::chrono::minutes{9});
    EXPECT_FALSE(confirmation("sessie").empty());
}

TEST_F(Pending, KeepTheirPlaceInWorkUntilTheyAreForgotten) {
    std::string token;
    for (std::size_t i = 0; i < room.of_network; ++i) token = add("192.0.2.1", now_).token;
    ASSERT_TRUE(is_taken(token));
    logins_.forget_unless_in_work(token);
    EXPECT_TRUE(add("192.0.2.1", now_).token.empty());
    const auto much_later = now_ + 2 * PendingLogins::longest;
    for (std::size_t i = 1; i < room.of_network; ++i)
        ASSERT_FALSE(add("192.0.2.1", much_later).token.empty()) << i;
    const auto refused = add("192.0.2.1", much_later);
    EXPECT_TRUE(refused.network_has_too_many);
    EXPECT_EQ(refused.wait, std::chrono::seconds{1});
    logins_.forget(token);
    EXPECT_FALSE(add("192.0.2.1", much_later).token.empty());
}

TEST_F(Pending, AreInWorkAPartAtATime) {
    const std::string first = add("192.0.2.1", now_).token;
    const std::string second = add("192.0.2.1", now_).token;
    ASSERT_TRUE(is_taken(first));
    EXPECT_TRUE(logins_.take(second, now_).has_too_many_in_work);
    EXPECT_TRUE(is_taken(confirmation("sessie"))) << "it is of no network";
    EXPECT_TRUE(is_taken(add("192.0.2.2", now_).token));
    logins_.put_back(first);
    EXPECT_TRUE(is_taken(second));
    EXPECT_TRUE(logins_.take(first, now_).has_too_many_in_work);
    logins_.forget(second);
    EXPECT_TRUE(is_taken(first));
}

TEST_F(Pending, OfASessionThereIsOneConfirmation) {
    const std::string first = confirmation("sessie");
    const std::string of_another = confirmation("andere sessie");
    const std::string second = confirmation("sessie");
    EXPECT_FALSE(is_taken(first));
    EXPECT_TRUE(is_taken(of_another));
    EXPECT_TRUE(is_taken(second));
    EXPECT_TRUE(logins_.take(confirmation("sessie"), now_).has_too_many_in_work);
}

TEST_F(Pending, GoWithTheLastWhoHoldsThem) {
    const std::string dropped = add("192.0.2.1", now_).token;
    ASSERT_TRUE(is_taken(dropped));
    auto held = std::make_shared<HeldLogin>(logins_, dropped);
    held.reset();
    const std::string kept = add("192.0.2.1", now_).token;
    ASSERT_TRUE(is_taken(kept)) << "nothing else is in work";
    held = std::make_shared<HeldLogin>(logins_, kept);
    held->put_back();
    held.reset();
    EXPECT_TRUE(is_taken(kept));
}

}  // namespace
}  // namespace ontzorgd::api
