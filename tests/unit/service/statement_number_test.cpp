// SPDX-License-Identifier: EUPL-1.2
// A statement that adds up to nothing leaves no gap in the balances: its number tells that it is
// missing, and nothing is paid again before it is known what stood on it.
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
    std::int64_t exception() {
        std::int64_t found = 0;
        store::for_each_exception(town.practice.db(), town.practice.as("rob").now.today,
                                  [&](const auto& row) {
                                      if (row.kind == "afschriftnummer_overgeslagen")
                                          found = row.id;
                                  });
        return found;
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

TEST_F(StatementNumber, ThatWasLeftOutKeepsTheMonthOpenUntilAPersonExplainsIt) {
    give("2027-01-06", 8);
    Practice::must(town.ingest({.id = "L", .account = dutch_iban(2, "OEFN")}));
    const auto refused = service::close_month(town.practice.with("rob"), "2026-11");
    ASSERT_EQ(code_of(refused), "month_cannot_be_closed");
    ASSERT_EQ(refused.error().causes.size(), 1U);
    EXPECT_EQ(refused.error().causes.front().code, "statement_number_is_left_out");
    Practice::must(service::close_exception(town.practice.with("karin"), exception(),
                                            "nummer 7 bestaat niet, zegt de bank"));
    Practice::must(service::close_month(town.practice.with("rob"), "2026-11"));
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

}  // namespace
}  // namespace ontzorgd::test
