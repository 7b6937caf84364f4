// SPDX-License-Identifier: EUPL-1.2
#include "tries.h"

#include "ontzorgd/service/now.h"
#include "ontzorgd/store/login_state.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace ontzorgd::api {
namespace {

class TriesTest : public testing::Test {
public:
    TriesTest(const TriesTest&) = delete;
    TriesTest& operator=(const TriesTest&) = delete;
    TriesTest(TriesTest&&) = delete;
    TriesTest& operator=(TriesTest&&) = delete;

protected:
    TriesTest() {
        practice_.close();
        begin();
    }
    ~TriesTest() override { end(); }

    void begin() {
        auto town = service::Municipality::open(practice_.places(), service::Mode::change, 0);
        office_ = std::make_unique<service::Office>(std::move(town).value(),
                                                    service::Office::Threads{.readers = 1});
        tries_ = std::make_unique<Tries>(std::vector{office_.get()});
    }
    /// What waits for the writer is done.
    void end() {
        tries_.reset();
        office_.reset();
    }
    [[nodiscard]] TriedName rob() const { return tried_name(*office_, Tried::login, "rob"); }
    void fail(const TriedName& name, int times) {
        for (int i = 0; i < times; ++i) tries_->failed(name);
    }
    /// Programs that somebody makes up, at one address.
    void make_up_programs(std::size_t how_many) {
        for (std::size_t i = 0; i < how_many; ++i)
            tries_->failed(tried_machine(*office_, "192.0.2.9", "p" + std::to_string(i)));
    }

    test::Practice practice_;
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<Tries> tries_;
};

TEST_F(TriesTest, OfProgramsTakeNoRoomOfThoseOfPeople) {
    fail(rob(), Lockout::most_failures - 1);
    make_up_programs(Lockout::most_names + 1);
    EXPECT_TRUE(tries_->may_try(rob()));
    fail(rob(), 1);
    EXPECT_FALSE(tries_->may_try(rob()));
    const TriedName new_name = tried_name(*office_, Tried::login, "karin");
    fail(new_name, 1);
    tries_->succeeded(new_name);
    fail(new_name, Lockout::most_failures - 1);
    EXPECT_TRUE(tries_->may_try(new_name)) << "it was counted under its own name";
}

TEST_F(TriesTest, OfProgramsBeyondTheRoomAreCountedByTheirNetwork) {
    make_up_programs(Lockout::most_names + Lockout::most_failures);
    const TriedName one_more = tried_machine(*office_, "192.0.2.9", "nog een");
    EXPECT_FALSE(tries_->may_try(one_more));
    // Which networks share a counter is for the keys of the gemeente to say.
    TriedName of_another = one_more;
    for (int i = 10; of_another.shared_index == one_more.shared_index; ++i)
        of_another = tried_machine(*office_, "192.0.2." + std::to_string(i), "uitkeringen");
    EXPECT_TRUE(tries_->may_try(of_another));
}

TEST_F(TriesTest, OfHoweverManyNetworksShareAFewCounters) {
    std::set<std::int64_t> counters;
    for (std::size_t i = 0; i < 4 * shared_counters; ++i) {
        const std::string network = "2001:db8:0:" + std::to_string(i) + "::/64";
        counters.insert(tried_machine(*office_, network, "p").shared_index);
    }
    EXPECT_LE(counters.size(), shared_counters);
    EXPECT_GT(counters.size(), shared_counters / 2);
}

TEST_F(TriesTest, AreKnownAfterARestartEachInItsOwnRoom) {
    fail(rob(), Lockout::most_failures);
    fail(tried_machine(*office_, "192.0.2.9", "uitkeringen"), Lockout::most_failures);
    end();
    begin();
    EXPECT_FALSE(tries_->may_try(rob()));
    EXPECT_TRUE(tries_->may_try(tried_name(*office_, Tried::confirmation, "rob")));
    EXPECT_FALSE(tries_->may_try(tried_machine(*office_, "192.0.2.9", "uitkeringen")));
    EXPECT_TRUE(tries_->may_try(tried_machine(*office_, "192.0.2.9", "bank")));
}

TEST_F(TriesTest, OfALockedNameAreStillOnDiskWhenManyNamesCameAfterIt) {
    fail(rob(), Lockout::most_failures);
    end();
    practice_.reopen();
    store::in_transaction(practice_.db(), [&] {
        const std::int64_t later = service::now_from_clock().unix_seconds + 1;
        for (std::int64_t i = 0; i < 12'000; ++i)
            store::add_login_failure(practice_.db(), i * 4, later);
    });
    practice_.close();
    begin();
    fail(tried_name(*office_, Tried::login, "karin"), 1);
    end();
    begin();
    EXPECT_FALSE(tries_->may_try(rob()));
}

}  // namespace
}  // namespace ontzorgd::api
