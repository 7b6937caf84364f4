// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/line.h"
#include "paid_town.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

/// A town of which a second batch is signed, and statements with payments that it does not know.
class UnknownDebits : public PaidTownTest {
protected:
    static std::string reference(PaidTown& of, std::int64_t instruction) {
        return std::string{payment::EndToEndId::make(generation_of(of), instruction, 1).view()};
    }
    static payment::Generation generation_of(PaidTown& of) {
        return payment::Generation::of(of.practice.town().generation());
    }
    TestEntry named(const std::string& id, const std::string& amount = "75.00") {
        return {.amount = amount,
                .details = {{.amount = amount, .end_to_end_id = id, .iban = landlord}}};
    }
    static TestEntry batch_named(const std::string& name) {
        return {.amount = "999.00", .batch = name, .batch_count = 4};
    }
    static std::string release(PaidTown& of) {
        const auto done = service::release_batch(of.practice.with("rob"), 2);
        return done ? "" : done.error().code;
    }
    static std::string details_of(PaidTown& of, const std::string& kind) {
        std::string details;
        store::for_each_exception(of.practice.db(), of.practice.as("rob").now.today,
                                  [&](const store::ExceptionRow& row) {
                                      if (row.kind == kind) details += row.details + ' ';
                                  });
        return details;
    }
};

const std::string practice_id{
    payment::EndToEndId::make(payment::Generation::of("ZZZ9"), 17, 1).view()};

TEST_F(UnknownDebits, OfANewerCopyStopEveryReleaseUntilTwoPeopleHaveAnotherWord) {
    PaidTown older{true};
    ASSERT_TRUE(older.ingest(
        statement({named(reference(older, 4000)), named(reference(older, 4001), "25.00")})));
    EXPECT_NE(details_of(older, "staat_ouder_dan_bank").find("payments=2|cents=10000"),
              std::string::npos)
        << details_of(older, "staat_ouder_dan_bank");
    EXPECT_EQ(release(older), "state_is_older_than_the_bank");
    for (const std::string line : {"1:1", "1:2"}) {
        for (const std::string who : {"rob", "karin"}) {
            EXPECT_EQ(release(older), "state_is_older_than_the_bank");
            Practice::must(service::assign_line(older.practice.with(who), line, "overig", "",
                                                "door de bank verminkt"));
        }
    }
    EXPECT_FALSE(older.has_exception("staat_ouder_dan_bank"));
    EXPECT_EQ(release(older), "");
    older.practice.expect_sound();
}

TEST_F(UnknownDebits, OfAFileThatThisCopyNeverMadeStopEveryReleaseToo) {
    PaidTown older{true};
    ASSERT_TRUE(older.ingest(
        statement({batch_named(payment::message_id(generation_of(older), 900, true))})));
    EXPECT_EQ(older.entries().front()["rule"], "reference_was_never_given_out");
    EXPECT_EQ(release(older), "state_is_older_than_the_bank");
    Practice::must(service::set_statement_aside(older.practice.with("kim"), 1, "van een ander"));
    EXPECT_EQ(release(older), "state_is_older_than_the_bank")
        << "one person cannot look away from it";
    Practice::must(older.ingest(statement({})));
    EXPECT_EQ(release(older), "") << "the right statement of that day does not have it";
    EXPECT_FALSE(older.has_exception("staat_ouder_dan_bank"));
}

TEST_F(UnknownDebits, OfAFileThatIsSignedHereAndWasReleasedFromANewerCopyStopEveryReleaseToo) {
    PaidTown older{true};
    ASSERT_TRUE(older.ingest(statement({debit(0)})));
    EXPECT_FALSE(older.has_exception("staat_ouder_dan_bank"));
    Row waiting;
    for (Row& row : older.attempts()) {
        if (row["state"] == "in_file") waiting = row;
    }
    ASSERT_FALSE(waiting.empty());
    TestStatement other = statement({});
    other.account = dutch_iban(2, "OEFN");
    TestEntry paid =
        named(waiting["end_to_end_id"], amount_of(std::stoll(waiting["amount_cents"])));
    paid.details.front().iban = waiting["creditor_iban"];
    other.entries = {paid};
    Practice::must(older.ingest(other));
    EXPECT_EQ(older.entry_with("payment_was_never_handed_over")["place"], "suspense");
    EXPECT_TRUE(older.has_exception("staat_ouder_dan_bank"));
    EXPECT_EQ(release(older), "state_is_older_than_the_bank");
}

TEST_F(UnknownDebits, OnANoticeStopReleasesUntilTheStatementOfItsDayIsDecided) {
    PaidTown older{true};
    const TestStatement day = statement({named(reference(older, 4000))});
    std::string notice = camt053({day});
    for (const std::string from : {"camt.053", "BkToCstmrStmt", "Stmt>"}) {
        const std::string to = from == "camt.053"        ? "camt.052"
                               : from == "BkToCstmrStmt" ? "BkToCstmrAcctRpt"
                                                         : "Rpt>";
        for (std::size_t at = notice.find(from); at != std::string::npos;
             at = notice.find(from, at + to.size()))
            notice.replace(at, from.size(), to);
    }
    Practice::must(older.ingest(notice, "notice.xml"));
    EXPECT_TRUE(older.has_exception("staat_ouder_dan_bank"));
    EXPECT_EQ(release(older), "state_is_older_than_the_bank");
    Practice::must(older.ingest(day));
    for (const std::string who : {"rob", "karin"}) {
        Practice::must(service::assign_line(older.practice.with(who), "2:1", "overig", "",
                                            "door de bank verminkt"));
    }
    EXPECT_EQ(release(older), "");
    EXPECT_FALSE(older.has_exception("staat_ouder_dan_bank"));
}

TEST_F(UnknownDebits, OfAnotherCopyAreOneExceptionForTheStatementAndStopNoRelease) {
    PaidTown real{true};
    const std::string file = payment::message_id(payment::Generation::of("ZZZ9"), 3, true);
    ASSERT_TRUE(real.ingest(
        statement({named(practice_id), named(practice_id, "40.00"), batch_named(file)})));
    for (Row& row : real.entries()) EXPECT_EQ(row["rule"], "reference_of_another_copy");
    EXPECT_NE(details_of(real, "betalingen_van_andere_kopie").find("payments=3|cents=111400"),
              std::string::npos)
        << details_of(real, "betalingen_van_andere_kopie");
    EXPECT_FALSE(real.has_exception("bankregel_onverklaard"));
    EXPECT_FALSE(real.has_exception("staat_ouder_dan_bank"));
    Practice::must(service::set_statement_aside(real.practice.with("kim"), 1, "van een ander"));
    EXPECT_TRUE(real.has_exception("betalingen_van_andere_kopie"));
    Practice::must(real.ingest(statement({})));
    EXPECT_FALSE(real.has_exception("betalingen_van_andere_kopie"))
        << "the right statement of that day does not have them";
}

TEST_F(UnknownDebits, HoldBackThePaymentsThatTheyMayBe) {
    TestEntry same = debit(0);
    same.details.front().end_to_end_id = practice_id;
    const TestStatement first = statement({debit(0), same});
    ASSERT_TRUE(town.ingest(first));
    ASSERT_TRUE(town.ingest(next(first, "2026-12-01", {returned(0, "2026-12-01")})));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no")
        << "the practice file paid that account that amount with real money";
}

TEST_F(UnknownDebits, AreNoneWhenSomebodySendsMoneyWithSuchAReference) {
    TestEntry credit = named(practice_id);
    credit.credit = true;
    ASSERT_TRUE(town.ingest(statement({credit})));
    EXPECT_FALSE(town.has_exception("betalingen_van_andere_kopie"));
    EXPECT_EQ(town.entry_with("reference_of_another_copy")["place"], "");
}

}  // namespace
}  // namespace ontzorgd::test
