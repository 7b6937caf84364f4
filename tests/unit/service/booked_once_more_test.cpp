// SPDX-License-Identifier: EUPL-1.2
// A payment that came back is not made again while the bank may have booked it once more: with its
// file, uploaded twice, under whatever name and less whatever the bank left out.
#include "attempts.h"
#include "ontzorgd/store/bank.h"

namespace ontzorgd::test {
namespace {

class BookedOnceMore : public Attempt {
protected:
    static TestEntry nameless(const std::string& amount, const std::string& date) {
        return {.amount = amount, .date = date};
    }
    /// Most of the file, and the whole of it without a name or with it.
    std::vector<TestEntry> second_uploads(const std::string& date) {
        TestEntry named = nameless(file_total, date);
        named.batch = town.msg_id();
        named.batch_count = 6;
        return {nameless("2000.00", date), nameless(file_total, date), named};
    }
    std::string may_pay_again(const std::string& id) { return town.attempt(id)["may_pay_again"]; }
    void assign(const std::string& as, const std::string& line) {
        Practice::must(
            service::assign_line(town.practice.with(as), line, "kosten", "", "gevraagd"));
    }
};

class SecondUpload : public BookedOnceMore, public testing::WithParamInterface<std::size_t> {};

TEST_P(SecondUpload, IsAskedAboutForEveryAttemptAlsoWhenTheLastNeverWent) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    Practice::must(propose());
    give(next(last_, "2026-12-03", {second_uploads("2026-12-03").at(GetParam())}));
    const auto signed_anyway = service::sign_batch(town.practice.with("karin"), 2);
    ASSERT_FALSE(signed_anyway);
    EXPECT_EQ(signed_anyway.error().detail("reason"), "file_was_booked_already");
    Practice::must(service::withdraw_batch(town.practice.with("rob"), 2));
    EXPECT_EQ(may_pay_again(second_of(0)), "no");
    EXPECT_EQ(code_of(propose()), "file_was_booked_already");
    expect_sound_books();
}
INSTANTIATE_TEST_SUITE_P(Booked, SecondUpload, testing::Values(0, 1, 2));

TEST_F(BookedOnceMore, IsAskedOfTheFirstWhenTheSecondCameBackToo) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    pay_again();
    const std::string second = second_of(0);
    const std::string day = town.attempt(second)["execution_date"];
    town.practice.on(day);
    TestEntry paid = debit(0, day);
    paid.details.front().end_to_end_id = second;
    TestEntry back = returned(0, day, "MS03");
    back.details.front().end_to_end_id = second;
    give(next(last_, day, {paid, back, nameless("2000.00", day)}));
    EXPECT_EQ(town.attempt(second)["state"], "returned");
    EXPECT_EQ(may_pay_again(second), "no") << "the file of the first may be booked twice";
    EXPECT_EQ(code_of(reissue(second)), "hand_made_payment_is_open");
}

TEST_F(BookedOnceMore, IsAskedOfADebitWithTheNameOfAnotherFileAndNotItsTotal) {
    bring_back("MS03");
    TestEntry other = nameless("2000.00", "2026-12-03");
    other.batch = store::files_of(town.practice.db(), 1, 1).back().msg_id;
    other.batch_count = 5;
    ASSERT_NE(other.batch, town.msg_id());
    give(next(last_, "2026-12-03", {other}));
    EXPECT_EQ(may_pay_again(id(0)), "no") << "the bank may have mixed up two files";
}

TEST_F(BookedOnceMore, NamesTheDebitThatIsToBeFoundOutFirst) {
    bring_back("MS03");
    give(next(last_, "2026-12-03", {nameless("2000.00", "2026-12-03")}));
    const auto shown = service::show_attempt(town.practice.town(), id(0));
    Practice::must(shown);
    EXPECT_NE(shown.value().to_json().find("\"eerst_uit_te_zoeken\":[{\"bankregel\":\"3:1\"}]"),
              std::string::npos)
        << shown.value().to_json();
}

TEST_F(BookedOnceMore, IsNoQuestionOfADebitOfBeforeTheFileOrWithAWordOfTwoPeople) {
    TestStatement fee = statement({nameless("612.40", "2026-11-27")});
    fee.opening_date = fee.closing_date = "2026-11-27";
    give(fee);
    give(next(last_, "2026-11-30", all_debits()));
    give(next(last_, "2026-12-02", {returned(0, "2026-12-02", "MS03")}));
    EXPECT_EQ(may_pay_again(id(0)), "yes") << "nothing of the file was there yet";
    give(next(last_, "2026-12-03", {nameless("612.40", "2026-12-03")}));
    assign("rob", "4:1");
    EXPECT_EQ(may_pay_again(id(0)), "no") << "one person said what it is";
    assign("karin", "4:1");
    EXPECT_EQ(may_pay_again(id(0)), "yes");
    Practice::must(service::revoke_line(town.practice.with("rob"), "4:1", "toch niet"));
    EXPECT_EQ(may_pay_again(id(0)), "no");
}

TEST_F(BookedOnceMore, IsAskedOfADebitThatNamesOurOwnAccountAsTheOtherSide) {
    bring_back("MS03");
    TestEntry own = nameless("2000.00", "2026-12-03");
    own.details = {{.amount = "2000.00", .end_to_end_id = "NOTPROVIDED", .iban = lasten}};
    give(next(last_, "2026-12-03", {own}));
    EXPECT_EQ(may_pay_again(id(0)), "no");
    assign("rob", "3:1");
    EXPECT_EQ(may_pay_again(id(0)), "no");
}

TEST_F(BookedOnceMore, IsToldByANoticeUntilTheStatementsReachPastItsDay) {
    bring_back("MS03");
    const TestStatement saturday = next(last_, "2026-12-05", {nameless("2000.00", "2026-12-05")});
    town.practice.on("2026-12-07");
    Practice::must(town.ingest(camt_notice("camt.054", saturday), "n.xml"));
    EXPECT_EQ(may_pay_again(id(0)), "no");
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 3, "verkeerd bestand"));
    EXPECT_EQ(may_pay_again(id(0)), "no") << "one person looked away";
    give(next(last_, "2026-12-04", {}));
    EXPECT_EQ(may_pay_again(id(0)), "no");
    give(next(last_, "2026-12-07", {}));
    EXPECT_EQ(may_pay_again(id(0)), "yes") << "the bank did not book it after all";
    TestStatement more = next(last_, "2026-12-07", {nameless("2000.00", "2026-12-07")});
    more.id = "N-2";
    Practice::must(town.ingest(camt_notice("camt.054", more), "m.xml"));
    EXPECT_EQ(may_pay_again(id(0)), "no") << "the day may have a second statement";
}

TEST_F(BookedOnceMore, IsAskedOfADebitOfMoreThanTheFile) {
    bring_back("MS03");
    give(next(last_, "2026-12-03", {nameless("2283.70", "2026-12-03")}));
    EXPECT_EQ(may_pay_again(id(0)), "no") << "booked together with a fee";
}

TEST_F(BookedOnceMore, IsNoQuestionAfterTwoWereBothTakenBack) {
    bring_back("MS03");
    town.practice.on("2026-12-08");
    const TestEntry again = second_uploads("2026-12-03").back();
    for (const std::string day : {"2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08"}) {
        TestEntry entry = again;
        entry.date = day;
        entry.credit = day == "2026-12-04" || day == "2026-12-08";
        give(next(last_, day, {entry}));
        const auto delivery = std::to_string(store::statements_of(town.practice.db(), 1).back().id);
        for (const std::string as : {"rob", "karin"}) assign(as, delivery + ":1");
        EXPECT_EQ(may_pay_again(id(0)), entry.credit ? "yes" : "no") << day;
    }
}

TEST_F(BookedOnceMore, IsTakenBackByACreditThatNamesNothingToo) {
    bring_back("MS03");
    TestEntry most = nameless("2000.00", "2026-12-03");
    most.batch = town.msg_id();
    most.batch_count = 5;
    give(next(last_, "2026-12-03", {most}));
    TestEntry back = nameless("2000.00", "2026-12-04");
    back.credit = true;
    give(next(last_, "2026-12-04", {back}));
    for (const std::string as : {"rob", "karin"}) assign(as, "3:1");
    EXPECT_EQ(may_pay_again(id(0)), "no");
    assign("rob", "4:1");
    EXPECT_EQ(may_pay_again(id(0)), "no") << "one person";
    assign("karin", "4:1");
    EXPECT_EQ(may_pay_again(id(0)), "yes");
}

/// Banks write a payment as a batch of one.
TEST_F(BookedOnceMore, IsAskedOfAPaymentByHandThatIsWrittenAsABatch) {
    bring_back("MS03");
    TestEntry by_hand = debit(0, "2026-12-03");
    by_hand.details.front().end_to_end_id = "NOTPROVIDED";
    by_hand.batch_msg = "NOTPROVIDED";
    give(next(last_, "2026-12-03", {by_hand}));
    EXPECT_EQ(code_of(reissue(id(0))), "hand_made_payment_is_open");
    assign("rob", "3:1");
    EXPECT_EQ(code_of(reissue(id(0))), "hand_made_payment_is_open");
}

TEST_F(BookedOnceMore, IsAskedOfABatchToAnAccountOfTheBank) {
    bring_back("MS03");
    TestEntry cleared = nameless("2000.00", "2026-12-03");
    cleared.batch_msg = "NOTPROVIDED";
    cleared.batch_count = 5;
    cleared.details = {{.amount = "2000.00", .iban = dutch_iban(99, "RABO")}};
    give(next(last_, "2026-12-03", {cleared}));
    EXPECT_EQ(may_pay_again(id(0)), "no");
}

TEST_P(SecondUpload, HoldsItNoMoreOnceTheBankTookItBackAndTwoPeopleSaidWhatBothAre) {
    bring_back("MS03");
    const TestEntry again = second_uploads("2026-12-03").at(GetParam());
    TestEntry back = again;
    back.credit = true;
    back.date = "2026-12-04";
    give(next(last_, "2026-12-03", {again}));
    EXPECT_EQ(may_pay_again(id(0)), "no");
    give(next(last_, "2026-12-04", {back}));
    EXPECT_EQ(may_pay_again(id(0)), "no");
    for (const std::string as : {"rob", "karin"}) assign(as, "3:1");
    const bool has_its_total = GetParam() != 0;
    EXPECT_EQ(may_pay_again(id(0)), has_its_total ? "no" : "yes");
    assign("rob", "4:1");
    EXPECT_EQ(may_pay_again(id(0)), has_its_total ? "no" : "yes") << "one person";
    assign("karin", "4:1");
    EXPECT_EQ(may_pay_again(id(0)), "yes");
    // A third upload of the same total, which is not taken back.
    town.practice.on("2026-12-07");
    TestEntry third = again;
    third.date = "2026-12-07";
    give(next(last_, third.date, {third}));
    for (const std::string as : {"rob", "karin"}) assign(as, "5:1");
    EXPECT_EQ(may_pay_again(id(0)), has_its_total ? "no" : "yes");
    expect_sound_books();
}

/// The batch was withdrawn before it went, and its payments are aimed anew.
TEST(BookedAfterAll, HoldsPaymentsOfAFileThatNeverWent) {
    for (const bool is_named : {true, false}) {
        SCOPED_TRACE(is_named);
        Practice practice;
        practice.dossier(houses);
        practice.split(houses);
        Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
        const store::StoredFile file = store::files_of(practice.db(), 1, 1).front();
        Practice::must(service::withdraw_batch(practice.with("rob"), 1));
        practice.on("2026-12-01");
        Practice::must(service::renew_payments(practice.with("rob"), "2026-11-REG", {}));
        Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
        TestEntry uploaded{.amount = "1000.00", .date = "2026-12-01"};
        if (is_named) {
            uploaded.batch = file.msg_id;
            uploaded.batch_count = 3;
        }
        TestStatement told{.account = lasten, .entries = {uploaded}};
        told.opening_date = told.closing_date = "2026-12-01";
        Practice::must(service::ingest_bank_file(practice.with("rob"),
                                                 practice.file("bank.xml", camt053({told}))));
        const auto signed_anyway = service::sign_batch(practice.with("karin"), 2);
        ASSERT_FALSE(signed_anyway);
        EXPECT_EQ(signed_anyway.error().detail("reason"), "file_was_booked_already");
        Practice::must(service::assign_line(practice.with("rob"), "1:1", "overig", "", "gevraagd"));
        EXPECT_FALSE(service::sign_batch(practice.with("karin"), 2)) << "one person said it";
    }
}

}  // namespace
}  // namespace ontzorgd::test
