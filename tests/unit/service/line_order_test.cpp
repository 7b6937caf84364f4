// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/look_back.h"
#include "open_lines.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::test {
namespace {

class DecidedLines : public OpenLines {};

TEST_F(DecidedLines, KeepADecisionAsLongAsTheirStatementCounts) {
    const TestStatement first = one_nameless();
    Practice::must(town.ingest(first));
    Practice::must(match("1:1", id(0)));
    const auto decided = town.picture();
    // The bank corrects the statement: both are in conflict, and nothing counts.
    std::vector<TestEntry> more = first.entries;
    more.push_back({.amount = "1.00"});
    Practice::must(town.ingest(statement(more)));
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_EQ(code_of(match("1:1", id(1))), "line_does_not_count");
    // The corrected one has lines of its own, about which nobody decided yet.
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 1, "verbeterd"));
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_EQ(town.entry_with("amount_and_account_only")["delivery"], "2");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    Practice::must(match("2:1", id(0)));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    town.practice.expect_sound();
    // When the first one turns out to be right, what was decided about it holds again.
    PaidTown other;
    Practice::must(other.ingest(first));
    Practice::must(match_line(other.practice.with("rob"), "1:1", id(0), "bekeken"));
    Practice::must(other.ingest(statement(more)));
    Practice::must(service::set_statement_aside(other.practice.with("kim"), 2, "onjuist"));
    EXPECT_EQ(other.picture(), decided);
}

TEST_F(DecidedLines, AnswerAboutAnEarlierDayAsOnThatDay) {
    Practice::must(town.ingest(one_nameless()));
    std::vector<std::vector<std::string>> pictures{town.picture()};
    town.practice.on("2026-12-05");
    Practice::must(match("1:1", id(0)));
    pictures.push_back(town.picture());
    town.practice.on("2026-12-06");
    Practice::must(revoke("1:1"));
    Practice::must(revoke("1:2"));
    pictures.push_back(town.picture());
    town.practice.on("2026-12-07");
    Practice::must(assign("1:1", "overig"));
    for (const unsigned back : {6U, 5U, 4U}) {
        town.practice.reopen(service::Mode::read);
        (void)service::look_back(town.practice.town(), values::CivilDate{2026, 12, back});
        EXPECT_EQ(town.picture(), pictures.at(back - 4)) << back;
        town.practice.expect_sound();
    }
}

/// Statements come late and in any order, and people decide as soon as they see a line: what they
/// decided about the same lines ends in the same picture.
TEST_F(DecidedLines, EndAlikeInWhateverOrderDeliveriesAndDecisionsCome) {
    const TestStatement first = one_nameless();
    const TestStatement second =
        next(first, "2026-12-01",
             {nameless_return(0, "2026-12-01"), {.amount = "3.00", .date = "2026-12-01"}});
    const TestStatement third = next(second, "2026-12-02", {nameless(1, "2026-12-02")});
    const std::vector<TestStatement> statements{first, second, third};
    struct Decision {
        std::string amount;
        std::string date;
        bool credit;
        std::string target;  ///< empty: kosten
    };
    const std::string rent = town.paid.front().at("amount_cents");
    const std::vector<Decision> decisions{
        {rent, "2026-11-30", false, id(0)},
        {rent, "2026-12-01", true, id(0)},
        {"300", "2026-12-01", false, ""},
        {town.paid.at(1).at("amount_cents"), "2026-12-02", false, id(1)}};
    std::vector<std::string> picture;
    std::mt19937 random{20261128};
    for (int round = 0; round < 6; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        PaidTown other;
        std::vector<std::size_t> order{0, 1, 2};
        std::ranges::shuffle(order, random);
        std::vector<bool> done(decisions.size(), false);
        const auto decide = [&](std::size_t at) {
            const Decision& decision = decisions[at];
            for (Row& row : other.entries()) {
                const bool is_it = row["amount_cents"] == decision.amount &&
                                   row["booking_date"] == decision.date &&
                                   (row["direction"] == "CRDT") == decision.credit &&
                                   row["place"] != "matched" && row["rule"] != "by_person:kosten";
                if (!is_it) continue;
                const std::string line = row["delivery"] + ":" + row["entry_index"];
                const auto result =
                    decision.target.empty()
                        ? assign_line(other.practice.with("rob"), line, "kosten", "", "bekeken")
                        : match_line(other.practice.with("rob"), line, decision.target, "bekeken");
                done[at] = static_cast<bool>(result);
                return;
            }
        };
        for (const std::size_t at : order) {
            Practice::must(other.ingest(statements[at]));
            for (std::size_t each = 0; each < decisions.size(); ++each) {
                if (!done[each] && random() % 2 == 0) decide(each);
            }
        }
        for (int again = 0; again < 2; ++again) {
            for (std::size_t each = 0; each < decisions.size(); ++each) {
                if (!done[each]) decide(each);
            }
        }
        EXPECT_EQ(std::ranges::count(done, true), std::ssize(done));
        if (round == 0) picture = other.picture();
        EXPECT_EQ(other.picture(), picture);
        EXPECT_EQ(other.attempt(id(0))["state"], "returned");
        other.practice.expect_sound();
    }
}

}  // namespace
}  // namespace ontzorgd::test
