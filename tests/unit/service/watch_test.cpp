// SPDX-License-Identifier: EUPL-1.2
// What whoever watches over a gemeente is told of its books and of its chain.
#include "ontzorgd/store/watch.h"

#include "ontzorgd/service/line.h"
#include "open_lines.h"

namespace ontzorgd::test {
namespace {

class Watched : public OpenLines {
protected:
    store::Watch::Unexplained account() {
        for (const auto& each : store::watch(town.practice.db()).unexplained) {
            if (each.account == "lasten") return each;
        }
        ADD_FAILURE() << "nothing is told of the account";
        return {};
    }
    std::string oldest_of_reconciliation() {
        const auto shown =
            service::show_reconciliation(town.practice.town(), town.practice.as("rob").now.today);
        for (const service::Report& row : rows_in(shown.value(), "keten")) {
            if (text_in(row, "rekening") == "lasten") return text_in(row, "oudste_open_regel");
        }
        return "none";
    }
};

TEST_F(Watched, NothingIsUnexplainedBeforeTheFirstStatementAndWhenAllIsPlaced) {
    EXPECT_FALSE(account().oldest);
    Practice::must(town.ingest(statement(all_debits())));
    EXPECT_FALSE(account().oldest);
    EXPECT_EQ(account().debit.cents(), 0);
}

TEST_F(Watched, TheOldestUnexplainedCentIsThatOfTheReconciliation) {
    auto entries = all_debits();
    entries.front() = nameless(0);
    TestEntry unknown = nameless_return(1, "2026-11-30");
    unknown.amount = "10.01";
    unknown.details = {{.amount = "10.01"}};
    entries.push_back(unknown);
    const TestStatement first = statement(entries);
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-01", {nameless(1, "2026-12-01")})));
    ASSERT_TRUE(account().oldest);
    EXPECT_EQ(account().oldest->to_string(), "2026-11-30");
    EXPECT_EQ(account().oldest->to_string(), oldest_of_reconciliation());
    EXPECT_EQ(account().credit.cents(), 1001) << "what came in is not taken off what went out";
    EXPECT_EQ(account().debit.cents(),
              std::stoll(town.paid[0]["amount_cents"]) + std::stoll(town.paid[1]["amount_cents"]));
}

TEST_F(Watched, ALineThatSomebodyPlacedIsExplained) {
    Practice::must(town.ingest(one_nameless()));
    ASSERT_TRUE(account().oldest);
    Practice::must(match("1:1", id(0)));
    EXPECT_FALSE(account().oldest);
    EXPECT_EQ(oldest_of_reconciliation(), "");
    EXPECT_EQ(account().debit.cents(), 0);
}

TEST_F(Watched, AStatementThatIsDeliveredTwiceIsUnexplainedOnce) {
    const TestStatement once = one_nameless();
    Practice::must(town.ingest(once));
    const values::Euro debit = account().debit;
    TestStatement again = once;
    again.id = "S-anders";
    static_cast<void>(town.ingest(again));
    EXPECT_EQ(account().debit, debit);
}

TEST(WatchedChain, HasNoAnchorBeforeSomebodySigned) {
    Practice practice;
    practice.dossier(houses);
    practice.split(houses);
    Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
    EXPECT_FALSE(store::watch(practice.db()).anchored_on);
    practice.on("2026-11-26");
    Practice::must(service::sign_batch(practice.with("karin"), 1));
    ASSERT_TRUE(store::watch(practice.db()).anchored_on);
    EXPECT_LT(store::watch(practice.db()).anchored_on->to_string(), "2026-11-26")
        << "the head on the sheet is of the day on which it was proposed";
}

}  // namespace
}  // namespace ontzorgd::test
