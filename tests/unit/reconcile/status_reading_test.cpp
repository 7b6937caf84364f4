// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/status_reading.h"

#include <gtest/gtest.h>

#include <limits>

namespace ontzorgd::reconcile {
namespace {

Status status(std::string code, std::string reason = {}, std::vector<StatusCount> counts = {}) {
    Status made{.code = std::move(code), .reasons = {}, .counts = std::move(counts)};
    if (!reason.empty()) made.reasons.push_back({.code = std::move(reason), .text = {}});
    return made;
}

NamedPayments named(const std::vector<std::string>& codes) {
    NamedPayments all;
    for (const std::string& code : codes) all.add(code);
    return all;
}

class StatusReading : public testing::Test {
protected:
    Status group_;
    Status payment_;
    [[nodiscard]] Levels above() const { return {.group = &group_, .payment = &payment_}; }
    [[nodiscard]] StatusMeaning of_named(const Status& transaction) const {
        return told_of_named(transaction, above()).meaning;
    }
    [[nodiscard]] StatusMeaning of_others(const std::vector<std::string>& codes,
                                          std::int64_t payments) const {
        return told_of_others(above(), named(codes), payments).meaning;
    }
};

TEST_F(StatusReading, TakesTheLowestLevelThatTells) {
    group_ = status("RJCT", "AM04");
    EXPECT_EQ(of_others({}, 3), StatusMeaning::rejected);
    payment_ = status("ACSP");
    EXPECT_EQ(of_others({}, 3), StatusMeaning::accepted) << "the payment before the group";
    EXPECT_EQ(of_named(status("ACSC")), StatusMeaning::settled) << "the transaction before both";
    EXPECT_EQ(of_named(status("")), StatusMeaning::accepted) << "named without a status";
    EXPECT_FALSE(told_of_named(status(""), above()).of_itself);
    EXPECT_TRUE(told_of_named(status("ACSC"), above()).of_itself);
}

TEST_F(StatusReading, TakesTheReasonFromAnyLevelTheLowestFirst) {
    group_ = status("RJCT", "AM04");
    EXPECT_EQ(told_of_others(above(), named({}), 3).reason, "AM04");
    EXPECT_EQ(told_of_named(status("RJCT"), above()).reason, "AM04");
    EXPECT_EQ(told_of_named(status("RJCT", "AC04"), above()).reason, "AC04");
    EXPECT_EQ(told_of_named(status("", "AC01"), above()).reason, "AC01")
        << "the status stands above, the reason here";
    EXPECT_EQ(told_of_named(status("", "AC01"), above()).meaning, StatusMeaning::rejected);
    payment_ = status("", "FF01");
    EXPECT_EQ(told_of_others(above(), named({}), 3).reason, "FF01");
}

TEST_F(StatusReading, OfAPartTellsOfTheNamedPaymentsOnly) {
    payment_ = status("PART");
    EXPECT_EQ(of_named(status("RJCT", "AC04")), StatusMeaning::rejected);
    EXPECT_EQ(of_named(status("")), StatusMeaning::none);
    EXPECT_EQ(of_others({"RJCT"}, 3), StatusMeaning::none) << "no counts: unknown";
}

TEST_F(StatusReading, OfAPartFollowsTheCountsWhenTheyLeaveOneAnswer) {
    group_ = status("PART", "", {{.code = "ACSP", .count = 3}, {.code = "RJCT", .count = 2}});
    EXPECT_EQ(of_others({"RJCT", "RJCT"}, 5), StatusMeaning::accepted);
    EXPECT_EQ(of_others({"ACSP", "ACSP", "ACSP"}, 5), StatusMeaning::rejected);
    EXPECT_EQ(of_others({"RJCT"}, 5), StatusMeaning::none) << "which of the others was rejected?";
    EXPECT_EQ(of_others({"RJCT", "RJCT"}, 6), StatusMeaning::none) << "one too few is counted";
    EXPECT_EQ(of_others({"RJCT", "RJCT", "RJCT"}, 6), StatusMeaning::none) << "one too many";
    EXPECT_EQ(of_others({"RJCT", "RJCT", "ACSP", "ACSP", "ACSP"}, 5), StatusMeaning::none)
        << "nobody is left";
    payment_ = status("PART", "", {{.code = "ACSP", .count = 1}, {.code = "PDNG", .count = 1}});
    EXPECT_EQ(of_others({}, 2), StatusMeaning::none) << "the counts of the lower level";
    payment_ = status("PART", "", {{.code = "ACSP", .count = 1}, {.code = "ACCP", .count = 1}});
    EXPECT_EQ(of_others({}, 2), StatusMeaning::accepted) << "two codes, one answer";
}

TEST_F(StatusReading, FollowsTheCountsAlsoWithoutAStatus) {
    payment_ = status("", "", {{.code = "RJCT", .count = 2}});
    EXPECT_EQ(of_others({}, 2), StatusMeaning::rejected);
    EXPECT_EQ(of_others({}, 3), StatusMeaning::none);
}

TEST_F(StatusReading, TakesWaitingForNoMoreThanReceivedAndUnknownForNothing) {
    for (const char* code : {"PDNG", "ACFC", "PATC", "BLCK", "RCVD", "ACTC"}) {
        group_ = status(code);
        EXPECT_EQ(of_others({}, 1), StatusMeaning::received) << code;
    }
    group_ = status("WHAT");
    EXPECT_EQ(of_others({}, 1), StatusMeaning::none);
}

TEST_F(StatusReading, GivesTheReasonOfAStatusThatPeopleAreToldOf) {
    group_ = status("ACWC", "DT06");
    EXPECT_EQ(told_of_others(above(), named({}), 3).reason, "DT06");
    EXPECT_EQ(told_of_named(status(""), above()).reason, "DT06");
    group_ = status("ACSP", "NARR");
    EXPECT_EQ(told_of_others(above(), named({}), 3).reason, "") << "it asks for nothing";
}

TEST_F(StatusReading, OfSeveralCodesThatMeanTheSameTellsNoneThatOnlySomeHave) {
    const auto code = [&](std::vector<StatusCount> counts) {
        group_ = status("PART", "", std::move(counts));
        return std::string{told_of_others(above(), named({}), 5).code};
    };
    EXPECT_EQ(code({{.code = "PATC", .count = 5}}), "PATC");
    EXPECT_EQ(code({{.code = "PATC", .count = 2}, {.code = "RCVD", .count = 3}}), "RCVD");
    EXPECT_EQ(code({{.code = "ACWC", .count = 2}, {.code = "ACCP", .count = 3}}), "ACCP");
    EXPECT_EQ(code({{.code = "PATC", .count = 2}, {.code = "BLCK", .count = 3}}), "");
}

TEST_F(StatusReading, TakesANameCheckForNeitherAcceptanceNorRejection) {
    group_ = status("RVCM");
    EXPECT_EQ(of_others({"RVNM"}, 10), StatusMeaning::none);
    for (const char* code :
         {"MTCH", "CMTC", "NMTC", "NOAP", "RCVC", "RVMC", "RVNM", "RVNA", "RVNC", "RVCM"}) {
        EXPECT_EQ(of_named(status(code)), StatusMeaning::none) << code;
    }
    group_ = status("ACTC");
    payment_ = status("RVNM");
    EXPECT_EQ(of_named(status("RVNM")), StatusMeaning::received)
        << "what is said of execution above";
    EXPECT_EQ(of_others({}, 10), StatusMeaning::received);
    payment_ = status("", "", {{.code = "RCVC", .count = 10}});
    group_ = status("");
    EXPECT_EQ(of_others({}, 10), StatusMeaning::none);
}

TEST_F(StatusReading, SaysNothingWhereNothingIsSaid) {
    EXPECT_EQ(told_of_others(above(), named({}), 5), Told{});
    EXPECT_EQ(told_of_others({}, named({}), 5), Told{});
    EXPECT_EQ(of_named(status("")), StatusMeaning::none);
}

class NamesRead : public StatusReading {
protected:
    [[nodiscard]] NamesOfOthers of_names(const std::vector<std::string>& codes,
                                         std::int64_t payments) const {
        return names_of_others(above(), named(codes), payments);
    }
};

TEST_F(NamesRead, AreThoseOfTheCountsLessWhatIsNamed) {
    group_ = status(
        "RVCM", "",
        {{.code = "RCVC", .count = 8}, {.code = "RVMC", .count = 1}, {.code = "RVNM", .count = 1}});
    EXPECT_EQ(of_names({"RVMC", "RVNM"}, 10),
              (NamesOfOthers{.each = NameCheck::match, .unknown = 0}));
    EXPECT_EQ(of_names({"RVMC"}, 10), (NamesOfOthers{.each = NameCheck::none, .unknown = 1}))
        << "one that does not match is not named";
    EXPECT_EQ(of_names({}, 10), (NamesOfOthers{.each = NameCheck::none, .unknown = 2}));
}

TEST_F(NamesRead, AreAllThatOfTheGroupWhenItMatches) {
    group_ = status("RCVC");
    EXPECT_EQ(of_names({}, 10).each, NameCheck::match);
    group_ = status("MTCH");
    EXPECT_EQ(of_names({}, 10).each, NameCheck::match);
}

TEST_F(NamesRead, AreThatOfTheGroupWhenTheMessageHasOnePayment) {
    group_ = status("RVNM");
    EXPECT_EQ(of_names({}, 1).each, NameCheck::no_match);
    group_ = status("RVCM");
    EXPECT_EQ(of_names({}, 1).each, NameCheck::mismatches);
    payment_ = status("RVMC");
    EXPECT_EQ(of_names({}, 1).each, NameCheck::close_match) << "the lower level";
}

TEST_F(NamesRead, AreUnknownWhenSomeDoNotMatchAndNoneIsNamed) {
    group_ = status("RVCM");
    EXPECT_EQ(of_names({}, 10), (NamesOfOthers{.each = NameCheck::none, .unknown = -1}));
    EXPECT_EQ(of_names({"RVNM"}, 10), NamesOfOthers{}) << "it named those it meant";
    group_ = status("RVMC");
    EXPECT_EQ(of_names({"RVMC"}, 10), NamesOfOthers{})
        << "a code for one payment on the group, as a bank writes it";
}

TEST_F(NamesRead, LoseNoResultBesideOneThatCountsThemAll) {
    group_ = status("RVCM", "", {{.code = "RCVC", .count = 10}, {.code = "RVNM", .count = 1}});
    EXPECT_EQ(of_names({}, 10), (NamesOfOthers{.each = NameCheck::none, .unknown = 1}));
    group_ = status("RVCM", "", {{.code = "RVNM", .count = 1}, {.code = "RCVC", .count = 10}});
    EXPECT_EQ(of_names({}, 10), (NamesOfOthers{.each = NameCheck::none, .unknown = 1}));
}

TEST_F(NamesRead, StandWhateverNumberABankWrites) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    group_ = status("RVCM", "",
                    {{.code = "RVMC", .count = most},
                     {.code = "RVNM", .count = most},
                     {.code = "RCVC", .count = -most}});
    EXPECT_EQ(of_names({}, 10), (NamesOfOthers{.each = NameCheck::none, .unknown = 10}));
}

TEST_F(NamesRead, AreNothingWhileTheCheckIsNotComplete) {
    group_ = status("RVNC");
    EXPECT_EQ(of_names({}, 10), NamesOfOthers{});
    group_ = status("ACSP");
    EXPECT_EQ(of_names({}, 10), NamesOfOthers{});
    group_ = status("RVCM");
    EXPECT_EQ(of_names({"RVNM"}, 1), NamesOfOthers{}) << "nobody is left";
}

}  // namespace
}  // namespace ontzorgd::reconcile
