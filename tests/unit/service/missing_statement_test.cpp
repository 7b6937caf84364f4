// SPDX-License-Identifier: EUPL-1.2
// A statement that adds up to nothing leaves no gap in the balances when it is missing or was set
// aside: nothing is paid again before it is known what stood on it.
#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/month.h"
#include "ontzorgd/service/run.h"
#include "paid_town.h"

namespace ontzorgd::test {
namespace {

/// Everything was booked and the first payment came back; since then a statement a week, on which
/// nothing stood, and which the bank counts.
class StatementNumber : public PaidTownTest {
protected:
    void SetUp() override {
        last_ = statement(all_debits());
        last_.sequence = "1";
        Practice::must(town.ingest(last_));
        give("2026-12-02", 2, {returned(0, "2026-12-02", "MS03")});
        const std::vector<std::string> weeks{"2026-12-07", "2026-12-14", "2026-12-21",
                                             "2026-12-28"};
        for (std::size_t i = 0; i < weeks.size(); ++i) give(weeks.at(i), 3 + static_cast<int>(i));
    }
    void give(const std::string& day, int number, std::vector<TestEntry> entries = {}) {
        town.practice.on(std::max(day, std::string{"2026-12-04"}));
        last_ = next(last_, day, std::move(entries));
        last_.sequence = std::to_string(number);
        Practice::must(town.ingest(last_));
    }
    std::int64_t exception(const std::string& kind = "afschriftnummer_overgeslagen") {
        std::int64_t found = 0;
        store::for_each_exception(town.practice.db(), town.practice.as("rob").now.today,
                                  [&](const auto& row) {
                                      if (row.kind == kind) found = row.id;
                                  });
        return found;
    }
    base::Result<service::Report> close(std::int64_t number) {
        return service::close_exception(town.practice.with("karin"), number, "bestaat niet");
    }
    std::string may_pay_again() { return town.attempt(id(0))["may_pay_again"]; }

    TestStatement last_;
};

TEST_F(StatementNumber, ThatFollowsTellsNothing) {
    EXPECT_EQ(exception(), 0);
    EXPECT_EQ(may_pay_again(), "yes");
}

TEST_F(StatementNumber, ThatWasLeftOutHoldsWhatCameBackUntilTheStatementIsHere) {
    const TestStatement before = last_;
    give("2027-01-06", 8);
    EXPECT_NE(exception(), 0);
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt")) << "the balances follow each other";
    EXPECT_EQ(may_pay_again(), "not_yet");
    EXPECT_EQ(service::reissue_attempt(town.practice.with("rob"), id(0), "gebeld").error().code,
              "a_statement_is_missing");
    last_ = before;
    town.practice.on("2027-01-07");
    TestStatement missing = next(before, "2027-01-04", {});
    missing.sequence = "7";
    Practice::must(town.ingest(missing));
    EXPECT_EQ(exception(), 0);
    EXPECT_EQ(may_pay_again(), "yes");
    town.practice.expect_sound();
}

TEST_F(StatementNumber, ThatWasLeftOutKeepsItsMonthOpenUntilAPersonExplainsIt) {
    give("2027-01-06", 8);
    TestStatement of_leefgeld{.id = "L", .account = dutch_iban(2, "OEFN")};
    Practice::must(town.ingest(of_leefgeld));
    Practice::must(town.ingest(next(of_leefgeld, "2026-12-31", {})));
    Practice::must(service::close_month(town.practice.with("rob"), "2026-11"));
    const auto refused = service::close_month(town.practice.with("rob"), "2026-12");
    ASSERT_EQ(code_of(refused), "month_cannot_be_closed");
    EXPECT_TRUE(std::ranges::any_of(refused.error().causes, [](const base::Error& cause) {
        return cause.code == "statement_number_is_left_out";
    }));
    Practice::must(close(exception()));
    Practice::must(service::close_month(town.practice.with("rob"), "2026-12"));
}

TEST_F(StatementNumber, ThatTheBankNeverUsedIsJudgedByAPerson) {
    give("2027-01-06", 8);
    EXPECT_EQ(service::close_exception(town.practice.with("karin"), exception(), "").error().code,
              "reason_is_missing");
    Practice::must(service::close_exception(town.practice.with("karin"), exception(),
                                            "nummer 7 bestaat niet, zegt de bank"));
    EXPECT_EQ(may_pay_again(), "yes");
    give("2027-01-11", 9);
    EXPECT_EQ(exception(), 0) << "it does not open again";
    EXPECT_EQ(may_pay_again(), "yes");
    give("2027-01-18", 12);
    EXPECT_NE(exception(), 0) << "others are another matter";
    EXPECT_EQ(may_pay_again(), "not_yet");
    town.practice.expect_sound();
}

TEST_F(StatementNumber, ThatWasLeftOutHoldsAPaymentThatIsOpenAlready) {
    Practice::must(service::reissue_attempt(town.practice.with("rob"), id(0), "gebeld"));
    give("2027-01-06", 8);
    const auto renewed = service::renew_payments(town.practice.with("rob"), "2026-11-REG", {});
    ASSERT_FALSE(renewed);
    EXPECT_EQ(renewed.error().causes.at(0).code, "a_statement_is_missing");
}

TEST_F(StatementNumber, ThatWasLeftOutOnOneAccountHoldsNothingOfAnother) {
    TestStatement of_leefgeld = statement({});
    of_leefgeld.account = dutch_iban(2, "OEFN");
    const std::vector<int> numbers{1, 2, 3, 4, 5, 7};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        town.practice.on("2027-02-01");
        of_leefgeld = next(of_leefgeld, "2027-01-" + std::to_string(11 + 2 * i), {});
        of_leefgeld.sequence = std::to_string(numbers.at(i));
        Practice::must(town.ingest(of_leefgeld));
    }
    EXPECT_NE(exception(), 0);
    EXPECT_EQ(may_pay_again(), "yes");
}

TEST_F(StatementNumber, ThatIsLeftOutAgainAYearLaterIsAnotherMatter) {
    give("2027-01-06", 8);
    Practice::must(close(exception()));
    for (const auto& [day, number] : std::vector<std::pair<std::string, int>>{
             {"2028-01-03", 4}, {"2028-01-10", 5}, {"2028-01-17", 6}, {"2028-01-24", 8}}) {
        give(day, number);
    }
    EXPECT_NE(exception(), 0);
    EXPECT_EQ(may_pay_again(), "not_yet");
}

TEST_F(StatementNumber, OfAStatementThatContradictsAnotherIsHere) {
    const TestStatement before = last_;
    give("2027-01-04", 7);
    TestStatement other = last_;
    other.entries = {{.amount = "1.00", .date = "2027-01-04", .bank_ref = "A"},
                     {.amount = "1.00", .credit = true, .date = "2027-01-04", .bank_ref = "B"}};
    Practice::must(town.ingest(other));
    EXPECT_TRUE(town.has_exception("afschrift_tegenstrijdig"));
    give("2027-01-11", 8);
    EXPECT_EQ(exception(), 0) << "number 7 is here, twice";
}

/// The account is swept: what the statement tells leaves the balance as it was.
TEST_F(StatementNumber, OfAStatementThatIsSetAsideHoldsPaymentsUntilTheRightOneIsHere) {
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 4, "verkeerd bestand"));
    EXPECT_EQ(exception(), 0) << "the program knows what is missing";
    const std::int64_t set_aside = exception("afschrift_opzij_gezet");
    EXPECT_NE(set_aside, 0);
    EXPECT_EQ(may_pay_again(), "not_yet");
    EXPECT_EQ(close(set_aside).error().code, "exception_closes_with_its_cause");
    EXPECT_EQ(
        service::declare_dead(town.practice.with("karin"), id(1), "nooit geboekt").error().code,
        "attempt_is_not_to_be_declared_dead");
    TestStatement right = next(last_, "2026-12-14", {});
    right.id += "-goed";
    right.sequence = "4";
    Practice::must(town.ingest(right));
    EXPECT_EQ(exception("afschrift_opzij_gezet"), 0);
    EXPECT_EQ(may_pay_again(), "yes");
    town.practice.expect_sound();
}

TEST_F(StatementNumber, OfAStatementThatIsSetAsideLeavesNothingToBeDeclaredDead) {
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 1, "verkeerd bestand"));
    EXPECT_EQ(town.attempt(id(1))["state"], "handed_over");
    EXPECT_EQ(
        service::declare_dead(town.practice.with("karin"), id(1), "nooit geboekt").error().code,
        "statements_do_not_reach");
}

TEST_F(StatementNumber, OfAStatementThatWasSetAsideByMistakeComesBackWithItsFile) {
    TestStatement right =
        next(statement(all_debits()), "2026-12-02", {returned(0, "2026-12-02", "MS03")});
    right.sequence = "2";
    const auto set_aside = [&] {
        Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "vergissing"));
    };
    const std::vector<std::string> before = town.picture();
    set_aside();
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    Practice::must(town.ingest(right));
    EXPECT_EQ(town.picture(), before);
    EXPECT_EQ(exception("afschrift_opzij_gezet"), 0);
    const std::int64_t length = town.chain_length();
    Practice::must(town.ingest(right));
    EXPECT_EQ(town.chain_length(), length) << "once";
    town.practice.expect_sound();
}

TEST_F(StatementNumber, OfADayThatIsNoBankingDayHoldsNothingWhenItIsSetAside) {
    TestStatement stray = next(last_, "2026-12-19", {});  // a Saturday
    stray.opening = stray.closing = "123.00";
    Practice::must(town.ingest(stray));
    EXPECT_TRUE(town.has_exception("afschrift_ontbreekt"));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 7, "proefbestand"));
    EXPECT_EQ(exception("afschrift_opzij_gezet"), 0);
    EXPECT_EQ(may_pay_again(), "yes");
}

TEST_F(StatementNumber, OfANoticeHoldsNothingWhenItIsSetAside) {
    Practice::must(town.ingest(
        camt_notice("camt.052", next(last_, "2026-12-15", {debit(1, "2026-12-15")})), "n.xml"));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 7, "proefbestand"));
    EXPECT_EQ(exception("afschrift_opzij_gezet"), 0);
    EXPECT_EQ(may_pay_again(), "yes");
}

TEST_F(StatementNumber, OfAWeekThatIsSetAsideIsReplacedByStatementsOfAllItsDays) {
    TestStatement week = next(last_, "2027-01-08", {});
    week.opening_date = "2027-01-04";
    town.practice.on("2027-01-15");
    Practice::must(town.ingest(week));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 7, "per dag"));
    for (const char* day : {"04", "05", "06", "07", "08"}) {
        EXPECT_EQ(may_pay_again(), "not_yet") << day;
        Practice::must(town.ingest(next(last_, std::string{"2027-01-"} + day, {})));
    }
    EXPECT_EQ(may_pay_again(), "yes");
}

}  // namespace
}  // namespace ontzorgd::test
