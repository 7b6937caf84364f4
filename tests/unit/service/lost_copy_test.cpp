// SPDX-License-Identifier: EUPL-1.2
#include "lost_town.h"

namespace ontzorgd::service {
namespace {

TEST(LostCopy, KeepsWhatTheLostCopyCanHavePaidUntilTheBankCannotBookItAnyMore) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    const auto proposed = propose_lift(lost.practice.with("rob"));
    Practice::must(proposed);
    const Report& told = proposed.value();
    EXPECT_EQ(std::get<values::CivilDate>(told.find("afschriften_tot_en_met")->value),
              (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(std::get<values::CivilDate>(
                  told.find("wat_zij_betaald_kan_hebben_wacht_tot_en_met")->value),
              (values::CivilDate{2026, 12, 10}));
    EXPECT_EQ(lost.confirm_lifting(), "");
    lost.expect_all_wait();
    lost.nothing_more_is_booked("2026-12-01", "2026-12-09");
    lost.expect_all_wait();
    // The bank books what the lost copy handed over on the last day that it may.
    lost.practice.on("2026-12-11");
    for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
        TestStatement late = lost.statement(account);
        late.id = "S-LATE-" + account;
        late.opening_date = late.closing_date = "2026-12-10";
        for (TestEntry& entry : late.entries) entry.date = "2026-12-10";
        lost.ingest(late);
    }
    const auto again = renew_payments(lost.practice.with("rob"), "2026-11-REG", {});
    ASSERT_FALSE(again);
    ASSERT_EQ(again.error().causes.size(), lost.paid.size());
    for (const base::Error& cause : again.error().causes)
        EXPECT_EQ(cause.code, "paid_by_a_lost_copy") << "each of them would have gone twice";
    EXPECT_EQ(lost.in_outbox(), 0U);
    lost.practice.expect_sound();
}

TEST(LostCopy, OfACopyThatWasItselfPutBackRemembersFromWhichDayNothingIsKnown) {
    Lost lost{Stage::split};
    lost.come_back();
    // The copy that was put back is lost as well, before anybody lifted anything.
    std::filesystem::remove(lost.backup());
    Practice::must(create_backup(lost.practice.town(), lost.practice.as("rob").now, lost.backup()));
    lost.practice.close();
    std::filesystem::remove_all(lost.practice.places().state);
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
        TestStatement made{.id = "S-" + account, .account = account};
        made.opening_date = "2026-11-25";
        // Before the day of the first restore, and after that of the first backup.
        if (account == test::lasten) made.entries = {{.amount = "931.25", .date = "2026-11-25"}};
        lost.ingest(made);
    }
    EXPECT_EQ(lost.propose_lifting(), "debits_are_not_explained");
}

TEST(LostCopy, KeepsItUntilADebitOfThoseDaysThatNamesNoneOfThemIsExplained) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.lift_after_empty_statements();
    // Days later the bank books a file of the lost copy as one total, without a reference.
    lost.practice.on("2026-12-11");
    for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
        TestStatement late{.id = "S-LATE-" + account, .account = account};
        late.opening_date = "2026-12-01";
        late.closing_date = "2026-12-10";
        if (account == test::lasten) late.entries = {{.amount = "931.25", .date = "2026-12-05"}};
        lost.ingest(late);
    }
    lost.expect_all_wait();
    for (const std::string who : {"rob", "karin"}) {
        Practice::must(
            assign_line(lost.practice.with(who), "3:1", "overig", "", "huur van de balie"));
    }
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
    // What comes in later, or is missing later, is of other days.
    EXPECT_EQ(lost.in_outbox(), 0U);
    lost.practice.expect_sound();
}

TEST(LostCopy, KeepsNothingForWhatIsMissingOrUnexplainedOfLaterDays) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.lift_after_empty_statements();
    lost.nothing_more_is_booked("2026-12-01", "2026-12-10");
    lost.practice.on("2026-12-20");
    // That of 14 December never came, and a debit of the 18th says nothing.
    TestStatement later{.id = "S-LATER", .account = leefgeld, .opening = "5.00"};
    later.opening_date = "2026-12-15";
    later.closing_date = "2026-12-18";
    later.entries = {{.amount = "1.25", .date = "2026-12-18"}};
    lost.ingest(later);
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
}

TEST(LostCopy, DoesNotKeepARunThatTheLostCopyCannotHavePaid) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.lift_after_empty_statements();
    lost.expect_all_wait();
    lost.split_december();
    EXPECT_EQ(code_of(propose_batch(lost.practice.with("rob"), "2026-12-REG")), "");
    EXPECT_FALSE(exported_attempts(lost.practice).empty());
    lost.practice.expect_sound();
}

TEST(LostCopy, KeepsARunOfBeforeThatIsSplitAgainAfterIt) {
    Lost lost{Stage::imported};
    lost.come_back();
    lost.lift_after_empty_statements();
    Practice::must(split_run(lost.practice.with("rob"), "2026-11-REG"));
    EXPECT_EQ(lost.propose(), "lost_copy_may_have_paid");
    EXPECT_TRUE(exported_attempts(lost.practice).empty());
    lost.nothing_more_is_booked("2026-12-01", "2026-12-10");
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
    lost.practice.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::service
