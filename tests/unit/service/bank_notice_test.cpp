// SPDX-License-Identifier: EUPL-1.2
// The report of the day so far (camt.052) and the notification (camt.054): told, and never booked.
#include "paid_town.h"

namespace ontzorgd::test {
namespace {

class BankNotice : public PaidTownTest {
protected:
    std::vector<std::string> rules_of_repeats() {
        std::vector<std::string> rules;
        for (Row& row : town.entries()) {
            if (row["place"] == "duplicate_delivery") rules.push_back(row["rule"]);
        }
        return rules;
    }
};

TEST_F(BankNotice, MovesNoPaymentAndNoMoney) {
    const auto before = town.ledger();
    const auto answer = town.ingest(camt_notice("camt.054", statement(all_debits())));
    Practice::must(answer);
    EXPECT_EQ(town.ledger(), before);
    for (Row& row : town.attempts()) EXPECT_EQ(row["state"], "handed_over");
    EXPECT_EQ(rules_of_repeats(), std::vector<std::string>(6, "announced"));
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
}

TEST_F(BankNotice, EndsWhereTheStatementAloneEndsWhicheverComesFirst) {
    const TestStatement day = statement(all_debits());
    Practice::must(town.ingest(day));
    const auto alone = town.picture();
    for (const bool notice_first : {true, false}) {
        for (const std::string kind : {"camt.052", "camt.054"}) {
            SCOPED_TRACE(kind);
            PaidTown other;
            if (notice_first) Practice::must(other.ingest(camt_notice(kind, day), "n.xml"));
            Practice::must(other.ingest(day));
            if (!notice_first) Practice::must(other.ingest(camt_notice(kind, day), "n.xml"));
            EXPECT_EQ(other.picture(), alone);
            int repeats = 0;
            for (Row& row : other.entries()) {
                if (row["place"] != "duplicate_delivery") continue;
                const std::string statement_delivery = notice_first ? "2" : "1";
                EXPECT_EQ(row["rule"], "repeats:" + statement_delivery + ":" + row["entry_index"]);
                ++repeats;
            }
            EXPECT_EQ(repeats, 6);
        }
    }
}

TEST_F(BankNotice, IsAnnouncedAgainWhenTheStatementItRepeatedIsSetAside) {
    const TestStatement day = statement({debit(0)});
    Practice::must(town.ingest(camt_notice("camt.054", day)));
    Practice::must(town.ingest(day));
    EXPECT_EQ(rules_of_repeats(), std::vector<std::string>{"repeats:2:1"});
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_EQ(rules_of_repeats(), std::vector<std::string>{"announced"});
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
}

TEST_F(BankNotice, OfADebitByHandSaysNoToPayingAgainUntilTheStatementsReachPastItsDay) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {returned(0, "2026-12-02")})));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
    TestEntry by_hand = debit(0, "2026-12-03");
    by_hand.details.front().end_to_end_id = "NOTPROVIDED";
    TestStatement today =
        next(next(first, "2026-12-02", {returned(0, "2026-12-02")}), "2026-12-03", {by_hand});
    Practice::must(town.ingest(camt_notice("camt.052", today)));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    today.entries.clear();
    Practice::must(town.ingest(today));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no") << "the day may have a second statement";
    Practice::must(town.ingest(next(today, "2026-12-04", {})));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes")
        << "the statement of that day has no such debit";
}

TEST_F(BankNotice, IsRefusedForAnAccountThatIsNotOurs) {
    TestStatement foreign = statement({debit(0)});
    foreign.account = landlord;
    const auto answer = town.ingest(camt_notice("camt.054", foreign));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "account_is_unknown");
}

}  // namespace
}  // namespace ontzorgd::test
