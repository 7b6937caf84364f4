// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/attempt.h"

#include <gtest/gtest.h>

#include <set>

namespace ontzorgd::payment {
namespace {

using enum AttemptState;

TEST(Attempt, EveryStateHasAWordOfItsOwn) {
    std::set<std::string_view> words;
    for (const AttemptState state : all_attempt_states) words.insert(to_text(state));
    EXPECT_EQ(words.size(), all_attempt_states.size());
    EXPECT_EQ(to_text(returned_part), "returned_part");
}

TEST(Attempt, GoesFromPreparedToConfirmedOneStepAtATime) {
    EXPECT_TRUE(may_follow(prepared, in_file));
    EXPECT_TRUE(may_follow(in_file, handed_over));
    EXPECT_TRUE(may_follow(handed_over, accepted));
    EXPECT_TRUE(may_follow(accepted, confirmed));
    EXPECT_FALSE(may_follow(prepared, handed_over));
    EXPECT_FALSE(may_follow(in_file, confirmed));
}

TEST(Attempt, IsConfirmedByTheStatementAloneWhenTheBankSendsNoStatus) {
    EXPECT_TRUE(may_follow(handed_over, confirmed));
    EXPECT_TRUE(may_follow(handover_unknown, confirmed));
}

TEST(Attempt, NothingLeadsOutOfReturnedOrDead) {
    for (const AttemptState to : all_attempt_states) {
        EXPECT_FALSE(may_follow(returned, to)) << to_text(to);
        EXPECT_FALSE(may_follow(dead, to)) << to_text(to);
    }
}

TEST(Attempt, ComesBackOnlyAfterTheBankHadIt) {
    for (const AttemptState from : {prepared, in_file, handed_over, handover_unknown, dead}) {
        EXPECT_FALSE(may_follow(from, returned)) << to_text(from);
    }
    for (const AttemptState from : {accepted, confirmed, returned_part}) {
        EXPECT_TRUE(may_follow(from, returned)) << to_text(from);
    }
}

TEST(Attempt, NeverDiesOnceTheStatementConfirmedIt) {
    EXPECT_FALSE(may_follow(confirmed, dead));
    EXPECT_TRUE(may_follow(in_file, dead));
    EXPECT_TRUE(may_follow(handover_unknown, dead));
}

TEST(Attempt, MayBeExecutedFromTheMomentTheBankMayHaveIt) {
    for (const AttemptState state : {prepared, in_file, dead}) EXPECT_FALSE(may_be_executed(state));
    for (const AttemptState state : {handed_over, handover_unknown, accepted, confirmed}) {
        EXPECT_TRUE(may_be_executed(state));
    }
}

}  // namespace
}  // namespace ontzorgd::payment
