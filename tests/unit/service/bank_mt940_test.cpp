// SPDX-License-Identifier: EUPL-1.2
// The same month from a bank that gives MT940: it ends where camt ends.
#include "support/bank_mt940.h"

#include "ontzorgd/store/policy_rows.h"
#include "paid_town.h"

namespace ontzorgd::test {
namespace {

class BankMt940 : public PaidTownTest {
protected:
    /// Two days: payments under their references, one that comes back, money that names nothing.
    std::vector<TestStatement> month() {
        std::vector<TestEntry> debits = all_debits();
        debits.at(0).bank_ref = "BANK-1";
        const TestStatement first = statement(std::move(debits));
        TestEntry refund{.amount = "50.00",
                         .credit = true,
                         .date = "2026-12-02",
                         .details = {{.iban = landlord, .text = "teruggave borg"}}};
        return {first, next(first, "2026-12-02", {returned(3, "2026-12-02", "AC04"), refund})};
    }
};

TEST_F(BankMt940, EndsWhereCamtEnds) {
    const std::vector<TestStatement> statements = month();
    Practice::must(town.ingest(camt053(statements, "02")));
    EXPECT_EQ(town.attempt(id(3))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    const auto camt = town.picture();
    for (const Mt940Words words : {Mt940Words::abn_amro, Mt940Words::ing}) {
        PaidTown other;
        Practice::must(other.ingest(mt940(statements, words), "bank.sta"));
        EXPECT_EQ(other.picture(), camt);
    }
}

TEST_F(BankMt940, ConfirmsAWholeFileByItsBatchReference) {
    for (const Mt940Words words : {Mt940Words::abn_amro, Mt940Words::ing}) {
        PaidTown other;
        const TestStatement day =
            statement({{.amount = file_total, .batch = other.msg_id(), .batch_count = 6}});
        Practice::must(other.ingest(mt940({day}, words), "bank.sta"));
        Row row = other.entries().front();
        EXPECT_EQ(row["place"], "matched");
        EXPECT_EQ(row["rule"], "batch_reference");
        for (const Row& paid : other.paid) {
            EXPECT_EQ(other.attempt(paid.at("end_to_end_id"))["state"], "confirmed");
        }
    }
}

TEST_F(BankMt940, ProposesABatchOfAnotherCount) {
    const TestStatement day =
        statement({{.amount = file_total, .batch = town.msg_id(), .batch_count = 5}});
    Practice::must(town.ingest(mt940({day}), "bank.sta"));
    EXPECT_EQ(town.entries().front()["rule"], "batch_count_differs");
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
}

TEST_F(BankMt940, PutsARefundWithoutAReferenceInSuspense) {
    Practice::must(town.ingest(mt940(month()), "bank.sta"));
    int refunds = 0;
    for (Row& row : town.entries()) {
        if (row["amount_cents"] != "5000") continue;
        ++refunds;
        EXPECT_EQ(row["place"], "suspense");
        EXPECT_EQ(row["end_to_end_ids"], "");
    }
    EXPECT_EQ(refunds, 1);
}

TEST_F(BankMt940, NamesAPaymentByTheReferenceInItsLine) {
    const Row& paid = town.paid.at(0);
    const std::string text = ":20:A\n:25:" + lasten + "\n:28C:1\n:60F:C261130EUR100000,00\n" +
                             ":61:2611301130D612,40NTRF" + paid.at("end_to_end_id") + "\n" +
                             ":86:HUUR DECEMBER\n:62F:C261130EUR99387,60\n";
    Practice::must(town.ingest(text, "bank.sta"));
    EXPECT_EQ(town.entries().front()["rule"], "recovered_reference");
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankMt940, TakesTheAccountWithWhatTheBankAddsToIt) {
    for (const char* suffix : {" EUR", "EUR"}) {
        PaidTown other;
        Practice::must(
            other.ingest(mt940({statement({debit(0)})}, Mt940Words::ing, suffix), "bank.sta"));
        EXPECT_EQ(other.entries().size(), 1U);
    }
}

/// The statement of a day, whose :25: is `account`.
std::string under_account(const TestStatement& day, const std::string& account) {
    std::string text = mt940({day}, Mt940Words::ing);
    return text.replace(text.find(lasten), lasten.size(), account);
}

TEST_F(BankMt940, KnowsAnAccountByItsNumberOfBeforeIban) {
    const std::string digits = lasten.substr(8);
    for (const std::string& account :
         {digits, digits + " EUR", "OEFNNL2A/" + digits, "OEFN " + digits, "00" + digits}) {
        PaidTown other;
        Practice::must(other.ingest(under_account(statement({debit(0)}), account), "bank.sta"));
        EXPECT_EQ(other.attempt(id(0))["state"], "confirmed") << account;
    }
}

TEST_F(BankMt940, RefusesANumberOfBeforeIbanThatNamesNoAccountOfOursAlone) {
    const std::string digits = lasten.substr(8);
    for (const std::string& account : {std::string{"0999999999"}, "INGBNL2A/" + digits,
                                       "20090500/" + digits, digits.substr(0, 9)}) {
        const auto answer = town.ingest(under_account(statement({debit(0)}), account), "bank.sta");
        ASSERT_FALSE(answer) << account;
        EXPECT_EQ(answer.error().code, "account_is_unknown") << account;
    }
    const auto dollars =
        town.ingest(under_account(statement({debit(0)}), digits + " USD"), "dollars");
    ASSERT_FALSE(dollars);
    EXPECT_EQ(dollars.error().code, "currency_is_not_eur");
    EXPECT_TRUE(town.entries().empty());
}

TEST_F(BankMt940, RefusesANumberOfBeforeIbanThatTwoAccountsOfOursHave) {
    store::in_transaction(town.practice.db(), [&] {
        std::ignore = store::add_own_account(town.practice.db(),
                                             {.name = "oud",
                                              .iban = dutch_iban(1, "INGB"),
                                              .bank_profile = "rehearsal",
                                              .opening_date = values::CivilDate{2026, 11, 23},
                                              .proposed_by = store::UserId{1}},
                                             1);
    });
    const std::string digits = lasten.substr(8);
    const auto both = town.ingest(under_account(statement({debit(0)}), digits), "both.sta");
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().code, "account_is_unknown");
    Practice::must(
        town.ingest(under_account(statement({debit(0)}), "OEFNNL2A/" + digits), "one.sta"));
}

TEST_F(BankMt940, ChainsThePagesOfAStatement) {
    const std::string head = ":20:A\n:25:" + lasten + "\n:28C:5/";
    const std::string text = head + "1\n:60F:C261127EUR100000,00\n:61:2611301130D612,40NTRFEREF\n" +
                             ":86:/EREF/" + id(0) + "\n:62M:C261130EUR99387,60\n" + head +
                             "2\n:60M:C261130EUR99387,60\n:61:2611301130D612,40NTRFEREF\n" +
                             ":86:/EREF/" + id(2) + "\n:62F:C261130EUR98775,20\n-\n";
    ASSERT_EQ(town.paid.at(2).at("amount_cents"), "61240");
    Practice::must(town.ingest(text, "bank.sta"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(2))["state"], "confirmed");
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
}

TEST_F(BankMt940, GivesTheEarlierAnswerToTheSameBytes) {
    const std::string text = mt940(month());
    const auto first = town.ingest(text, "bank.sta");
    Practice::must(first);
    const std::int64_t links = town.chain_length();
    const auto again = town.ingest(text, "other.sta");
    Practice::must(again);
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(town.chain_length(), links);
}

TEST_F(BankMt940, TakesTheSameEntriesInOtherBytesAsARepeatWithoutMoney) {
    const std::vector<TestStatement> statements = month();
    Practice::must(town.ingest(mt940(statements), "bank.sta"));
    const auto before = town.ledger();
    Practice::must(town.ingest("\r\n" + mt940(statements), "bank.sta"));
    EXPECT_EQ(town.ledger(), before);
    EXPECT_FALSE(town.has_exception("afschrift_tegenstrijdig"));
    EXPECT_EQ(town.attempt(id(3))["state"], "returned");
}

TEST_F(BankMt940, OfOneNumberAndDayWithOtherContentCountsNeither) {
    Practice::must(town.ingest(mt940({statement({debit(0), debit(1)})}), "bank.sta"));
    const auto only_first = town.picture();
    Practice::must(town.ingest(mt940({statement({debit(0), debit(2)})}), "other.sta"));
    EXPECT_TRUE(town.has_exception("afschrift_tegenstrijdig"));
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(town.attempt(id(i))["state"], "handed_over");
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "fout bestand"));
    EXPECT_EQ(town.picture(), only_first);
}

/// As a bank that gives the same zero to every statement.
std::string unnumbered(std::string text) {
    for (std::size_t at = text.find(":28C:"); at != std::string::npos;
         at = text.find(":28C:", at + 1)) {
        text.replace(at + 5, 4, "0000");
    }
    return text;
}

TEST_F(BankMt940, OfADayThatIsDeliveredAgainWithMoreOfItCountsEachLineOnce) {
    const TestStatement morning = statement({debit(0), debit(1)});
    const TestStatement evening = statement({debit(0), debit(1), debit(2)});
    Practice::must(town.ingest(unnumbered(mt940({evening})), "bank.sta"));
    const auto once = town.picture();
    for (const bool in_order : {true, false}) {
        PaidTown other;
        Practice::must(other.ingest(unnumbered(mt940({in_order ? morning : evening})), "bank.sta"));
        Practice::must(other.ingest(unnumbered(mt940({in_order ? evening : morning})), "next.sta"));
        EXPECT_EQ(other.picture(), once);
        EXPECT_FALSE(other.has_exception("afschrift_ontbreekt"));
        EXPECT_FALSE(other.has_exception("afschrift_tegenstrijdig"));
    }
}

TEST_F(BankMt940, OfTwoHalvesOfADayWithoutNumbersCountsBothInAnyOrder) {
    const TestStatement morning = statement({debit(0), debit(1)});
    TestStatement evening = next(morning, "2026-11-30", {debit(2), debit(3)});
    Practice::must(town.ingest(unnumbered(mt940({morning, evening})), "bank.sta"));
    const auto together = town.picture();
    EXPECT_EQ(town.attempt(id(3))["state"], "confirmed");
    PaidTown other;
    Practice::must(other.ingest(unnumbered(mt940({evening})), "bank.sta"));
    Practice::must(other.ingest(unnumbered(mt940({morning})), "next.sta"));
    EXPECT_EQ(other.picture(), together);
    EXPECT_FALSE(other.has_exception("afschrift_ontbreekt"));
}

TEST_F(BankMt940, IsNotTakenBesideCamtOfTheSameDay) {
    const std::vector<TestStatement> statements = month();
    Practice::must(town.ingest(camt053(statements)));
    const auto picture = town.picture();
    const auto second = town.ingest(mt940(statements), "bank.sta");
    EXPECT_EQ(code_of(second), "statement_is_here_in_another_form");
    EXPECT_EQ(second.error().detail("delivery"), "1");
    EXPECT_EQ(town.picture(), picture);
    PaidTown other;
    Practice::must(other.ingest(mt940(statements), "bank.sta"));
    EXPECT_EQ(code_of(other.ingest(camt053(statements))), "statement_is_here_in_another_form");
    EXPECT_EQ(other.picture(), picture);
}

TEST_F(BankMt940, TakesThePlaceOfCamtThatWasSetAside) {
    const std::vector<TestStatement> statements{statement(all_debits())};
    Practice::must(town.ingest(camt053(statements)));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 1, "nu als MT940"));
    Practice::must(town.ingest(mt940(statements), "bank.sta"));
    for (const Row& paid : town.paid) {
        EXPECT_EQ(town.attempt(paid.at("end_to_end_id"))["state"], "confirmed");
    }
}

TEST_F(BankMt940, IsRefusedWholeWhereAnAccountIsNotOurs) {
    for (const char* account : {"517852257", "0800003200000001610722 EUR", "NL39RABO0300065264"}) {
        TestStatement foreign = statement({debit(0)});
        foreign.account = account;
        EXPECT_EQ(code_of(town.ingest(mt940({statement({debit(1)}), foreign}), "bank.sta")),
                  "account_is_unknown");
    }
    EXPECT_EQ(code_of(town.ingest(mt940({statement({})}, Mt940Words::ing, " USD"), "bank.sta")),
              "currency_is_not_eur");
    TestStatement early = statement({});
    early.opening_date = early.closing_date = "2026-11-20";
    EXPECT_EQ(code_of(town.ingest(mt940({early}), "bank.sta")), "statement_is_before_the_account");
    TestStatement late = statement({});
    late.closing_date = "2026-12-24";
    EXPECT_EQ(code_of(town.ingest(mt940({late}), "bank.sta")), "statement_is_of_a_future_day");
    expect_untouched();
}

TEST_F(BankMt940, IsRefusedWholeWhereItIsCutOff) {
    const std::string whole = mt940({month().front()});
    // Cut inside the last amount it is another amount, and the balance does not prove.
    const std::size_t last = whole.rfind(":62F:") + std::string_view{":62F:C261130EUR97"}.size();
    for (std::size_t size = 0; size < last; size += 5) {
        EXPECT_NE(code_of(town.ingest(whole.substr(0, size), "bank.sta")), "") << size;
    }
    EXPECT_EQ(code_of(town.ingest(whole.substr(0, whole.find(":62F:")), "bank.sta")),
              "statement_has_no_closing_balance");
    EXPECT_EQ(code_of(town.ingest(":20:A\n", "bank.sta")), "statement_has_no_account");
}

TEST_F(BankMt940, KeepsAFileWhoseBalanceIsWrongAndPlacesNothingOfIt) {
    TestStatement wrong = statement({debit(0)});
    wrong.closing = "1.00";
    EXPECT_EQ(code_of(town.ingest(mt940({wrong}), "bank.sta")), "closing_balance_is_wrong");
    expect_untouched();
    EXPECT_TRUE(town.has_exception("bankbestand_klopt_niet"));
    Practice::must(town.ingest(mt940({statement({debit(0)})}), "bank.sta"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankMt940, TellsTheLineOfWhatCannotBeRead) {
    std::string text = mt940({statement({debit(0)})});
    text.replace(text.find(":61:261130"), 10, ":61:260230");
    const auto answer = town.ingest(text, "bank.sta");
    EXPECT_EQ(code_of(answer), "date_does_not_exist");
    EXPECT_EQ(answer.error().detail("line"), "8");
    EXPECT_EQ(answer.error().detail("entry"), "1");
    expect_untouched();
}

TEST_F(BankMt940, IsKeptInTheArchiveUnderItsOwnKind) {
    Practice::must(town.ingest(mt940({statement({debit(0)})}), "bank.sta"));
    const auto sha256 = base::to_hex(service::sha256_of_file(town.practice.folder() / "bank.sta"));
    EXPECT_EQ(town.practice.town().archived(sha256).extension(), ".mt940");
}

}  // namespace
}  // namespace ontzorgd::test
