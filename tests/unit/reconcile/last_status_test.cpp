// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/last_status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::reconcile {
namespace {

using Said = std::pair<int, std::string>;  ///< when, and what

LastStatus of(const std::vector<Said>& all) {
    LastStatus status;
    for (const auto& [at, code] : all) status.add({.created = at, .code = code});
    return status;
}

std::string told(std::vector<Said> all) {
    std::ranges::sort(all);
    const auto expected = of(all).told();
    do {
        EXPECT_EQ(of(all).told(), expected) << "the order of delivery makes no difference";
    } while (std::next_permutation(all.begin(), all.end()));
    all.insert(all.end(), all.begin(), all.end());
    EXPECT_EQ(of(all).told(), expected) << "nor does a second delivery";
    return expected ? expected->code : "";
}

TEST(LastStatus, IsWhatTheBankSaidLastWheneverItIsDelivered) {
    EXPECT_EQ(told({{1, "RCVD"}, {2, "PATC"}}), "PATC");
    EXPECT_EQ(told({{1, "PATC"}, {2, "ACSP"}}), "");
    EXPECT_EQ(told({{1, "ACSP"}, {2, "PDNG"}}), "PDNG");
    EXPECT_EQ(told({{1, "PATC"}, {2, "BLCK"}, {3, "PATC"}}), "PATC");
    EXPECT_EQ(of({{1, "PATC"}, {2, "ACSP"}}).last()->code, "ACSP");
    EXPECT_FALSE(of({}).last());
}

TEST(LastStatus, SaysMoreWhenItWasSaidAtTheSameMoment) {
    EXPECT_EQ(told({{1, "RCVD"}, {1, "PDNG"}}), "PDNG");
    EXPECT_EQ(told({{1, "ACSP"}, {1, "PDNG"}}), "");
    EXPECT_EQ(told({{1, "ACWP"}, {1, "BLCK"}}), "BLCK");
}

TEST(LastStatus, ComesFirstWhenNobodyKnowsWhenItWasSaid) {
    LastStatus status;
    status.add({.created = std::nullopt, .code = "ACSP"});
    status.add({.created = 1, .code = "PDNG"});
    EXPECT_EQ(status.told()->code, "PDNG");
}

TEST(LastStatus, TellsOfAChangeUntilItIsSettledOrRejected) {
    EXPECT_EQ(told({{1, "ACWC"}, {2, "ACSP"}}), "ACWC") << "going on takes no change back";
    EXPECT_EQ(told({{1, "ACWC"}, {2, "PATC"}}), "PATC") << "one thing at a time";
    EXPECT_EQ(told({{1, "ACWC"}, {2, "ACSC"}}), "");
    EXPECT_EQ(told({{1, "ACWC"}, {2, "RJCT"}}), "");
}

TEST(LastStatus, TellsNothingOnceItWasSettledOrRejected) {
    for (const std::string code : {"PATC", "PDNG", "ACFC", "BLCK", "ACWC"}) {
        EXPECT_EQ(told({{1, code}}), code);
        for (const std::string end : {"ACSC", "ACCC", "RJCT", "CANC"}) {
            EXPECT_EQ(told({{1, code}, {2, end}}), "") << code;
            EXPECT_EQ(told({{2, code}, {1, end}}), "") << code;
        }
    }
    for (const std::string code : {"RCVD", "ACTC", "ACCP", "ACSP", "ACWP", ""})
        EXPECT_EQ(told({{1, code}}), "") << code;
}

}  // namespace
}  // namespace ontzorgd::reconcile
