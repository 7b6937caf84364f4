// SPDX-License-Identifier: EUPL-1.2
#include "live_tasks.h"

#include <gtest/gtest.h>

namespace ontzorgd::api {
namespace {

TEST(LiveTasks, TellHowFarTheyAreWithANumberThatGrows) {
    LiveTasks tasks;
    const auto task = tasks.begin("1734|1");
    EXPECT_FALSE(task->look().is_working);
    const auto first = task->look().number;
    task->work();
    EXPECT_TRUE(task->look().is_working);
    task->say("runregels", 2000);
    EXPECT_EQ(task->look().what, "runregels");
    EXPECT_EQ(task->look().done, 2000);
    EXPECT_GT(task->look().number, first + 1);
}

TEST(LiveTasks, AreFoundUntilTheyEndAndTellThoseWhoFollowThatTheyDid) {
    LiveTasks tasks;
    const auto task = tasks.begin("1734|1");
    EXPECT_EQ(tasks.find("1734|1"), task);
    EXPECT_EQ(tasks.find("0200|1"), nullptr) << "of another office";
    tasks.end("1734|1");
    EXPECT_EQ(tasks.find("1734|1"), nullptr);
    EXPECT_TRUE(task->look().has_ended);
    tasks.end("1734|1");
}

}  // namespace
}  // namespace ontzorgd::api
