// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/task.h"

#include "ontzorgd/store/people.h"
#include "ontzorgd/store/task.h"
#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::service {
namespace {

using test::Practice;

class Tasks : public testing::Test {
protected:
    Tasks() : rob_{store::find_user(practice_.town().db(), "rob")->id} {}
    std::int64_t begun() {
        std::int64_t id = 0;
        store::in_transaction(practice_.town().db(),
                              [&] { id = begin_task(practice_.town(), rob_, "run import", now_); });
        return id;
    }
    Task found(std::int64_t id) { return find_task(practice_.town(), id, rob_, false).value(); }

    Practice practice_;
    store::UserId rob_;
    Now now_ = now_in_practice(values::CivilDate::parse("2026-11-24").value(), 0);
};

TEST_F(Tasks, KeepTheAnswerForWhoAskedAndForWhoReadsAll) {
    const std::int64_t id = begun();
    EXPECT_EQ(found(id).state, "taken");
    EXPECT_FALSE(found(id).answer);
    end_task(practice_.town(), id, {.status = 201, .body = R"({"run":"een"})"}, now_);
    EXPECT_EQ(found(id).state, "done");
    EXPECT_EQ(found(id).answer->body, R"({"run":"een"})");
    const store::UserId other{rob_.number() + 1};
    EXPECT_EQ(find_task(practice_.town(), id, other, false).error().code, "task_is_unknown");
    EXPECT_TRUE(find_task(practice_.town(), id, other, true));
    EXPECT_EQ(find_task(practice_.town(), id + 1, rob_, true).error().code, "task_is_unknown");
}

TEST_F(Tasks, HaveFailedWhenTheAnswerIsARefusal) {
    const std::int64_t id = begun();
    end_task(practice_.town(), id, {.status = 409, .body = "{}"}, now_);
    EXPECT_EQ(found(id).state, "failed");
    EXPECT_EQ(found(id).answer->status, 409);
}

TEST_F(Tasks, AreInterruptedWhenTheyHaveNoEndAtTheNextStartAndStaySo) {
    const std::int64_t done = begun();
    end_task(practice_.town(), done, {.status = 201, .body = "{}"}, now_);
    const std::int64_t open = begun();
    interrupt_tasks(practice_.town(), now_);
    EXPECT_EQ(found(open).state, "interrupted");
    EXPECT_EQ(found(done).state, "done");
    end_task(practice_.town(), open, {.status = 201, .body = "{}"}, now_);
    EXPECT_EQ(found(open).state, "interrupted");
}

TEST_F(Tasks, AreForgottenAfterFiveWeeksAndTheirAnswersWithADestroyedClient) {
    const std::int64_t first = begun();
    end_task(practice_.town(), first, {.status = 201, .body = R"({"naam":"M. Haile"})"}, now_);
    store::forget_task_answers(practice_.town().db());
    EXPECT_EQ(found(first).answer->status, 201);
    EXPECT_EQ(found(first).answer->body, "");
    now_.unix_seconds += std::int64_t{36} * 86'400;
    static_cast<void>(begun());
    EXPECT_FALSE(find_task(practice_.town(), first, rob_, false));
}

}  // namespace
}  // namespace ontzorgd::service
