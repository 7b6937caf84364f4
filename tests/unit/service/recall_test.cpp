// SPDX-License-Identifier: EUPL-1.2
// Somebody asks the bank to get a payment back: only a booked credit says yes, and nothing is
// payable again before it.
#include "ontzorgd/service/recall.h"

#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/run.h"
#include "paid_town.h"

namespace ontzorgd::test {
namespace {

/// Everything was booked on 30 November; the premium of the second household was 148.75.
class Recall : public PaidTownTest {
protected:
    void SetUp() override { give(statement(all_debits())); }
    static constexpr std::size_t which = second_premium;

    base::Result<service::Report> recall(const std::string& code, const std::string& as = "rob") {
        return service::recall_attempt(town.practice.with(as), id(which), code,
                                       "twee keer betaald");
    }
    base::Result<service::Report> refuse(const std::string& code) {
        return service::answer_recall(town.practice.with("rob"), id(which), code);
    }
    void give(TestStatement statement) {
        last_ = std::move(statement);
        Practice::must(town.ingest(last_));
    }
    TestEntry credit(const std::string& amount, const std::string& date,
                     const std::string& reason) {
        TestEntry entry = returned(which, date, reason);
        entry.amount = amount;
        entry.details.front().amount = amount;
        entry.details.front().text = "Retour POLIS 0002";
        return entry;
    }
    void bring_back(const std::string& amount, const std::string& reason = "FOCR",
                    const std::string& date = "2026-12-03") {
        give(next(last_, date, {credit(amount, date, reason)}));
    }
    void expect_sound_books() {
        town.practice.expect_sound();
        for (const facts::Check& check : service::check_books_now(town.practice.town())) {
            EXPECT_TRUE(check.holds()) << check.name << ' ' << check.subject;
        }
    }

    TestStatement last_;  ///< that was given
};

TEST_F(Recall, WaitsForItsAnswerAndMakesNothingPayable) {
    const auto asked = recall("DUPL");
    Practice::must(asked);
    EXPECT_TRUE(town.has_exception("terugroep_loopt"));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    EXPECT_EQ(code_of(service::reissue_attempt(town.practice.with("rob"), id(which), "toch")),
              "attempt_is_confirmed");
    const std::string json = asked.value().to_json();
    EXPECT_NE(json.find("\"termijn\":\"2026-12-14\""), std::string::npos) << json;
    expect_sound_books();
}

TEST_F(Recall, IsRecordedOnceHoweverOftenItIsGiven) {
    Practice::must(recall("DUPL"));
    const std::int64_t length = town.chain_length();
    Practice::must(recall("DUPL"));
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(code_of(recall("FRAD")), "recall_is_open");
}

TEST_F(Recall, IsClosedByTheCreditThatItBrought) {
    Practice::must(recall("DUPL"));
    bring_back("148.75");
    EXPECT_FALSE(town.has_exception("terugroep_loopt"));
    EXPECT_FALSE(town.has_exception("terugroep_niet_vastgelegd"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned");
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "yes");
    EXPECT_EQ(code_of(refuse("NOAS")), "recall_is_unknown") << "the money is here";
    EXPECT_EQ(code_of(recall("DUPL")), "recall_of_what_is_back");
    expect_sound_books();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_TRUE(town.has_exception("terugroep_loopt")) << "no statement says so any more";
}

TEST_F(Recall, IsClosedByAPartAndMayBeAskedForTheRest) {
    Practice::must(recall("DUPL"));
    bring_back("143.75");
    EXPECT_FALSE(town.has_exception("terugroep_loopt"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    Practice::must(recall("CUST"));
    EXPECT_TRUE(town.has_exception("terugroep_loopt"));
    bring_back("5.00", "FOCR", "2026-12-04");
    EXPECT_FALSE(town.has_exception("terugroep_loopt"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned");
    expect_sound_books();
}

TEST_F(Recall, IsClosedWhenTheBankSaysNoAndThePaymentStays) {
    Practice::must(recall("CUST"));
    Practice::must(refuse("NOAS"));
    EXPECT_FALSE(town.has_exception("terugroep_loopt"));
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    const std::int64_t length = town.chain_length();
    Practice::must(refuse("NOAS"));
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(code_of(refuse("LEGL")), "recall_is_unknown");
    Practice::must(recall("FRAD"));
    EXPECT_TRUE(town.has_exception("terugroep_loopt"));
    expect_sound_books();
}

TEST_F(Recall, ThatNobodyRecordedIsNamedWhenItsMoneyComes) {
    bring_back("148.75");
    EXPECT_TRUE(town.has_exception("terugroep_niet_vastgelegd"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned") << "it is a return all the same";
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_FALSE(town.has_exception("terugroep_niet_vastgelegd"));
    expect_sound_books();
}

TEST_F(Recall, NeedsACodeAReasonAndWhoMay) {
    EXPECT_EQ(code_of(recall("NOAS")), "recall_reason_is_unknown");
    EXPECT_EQ(code_of(recall("DUPL", "kim")), "role_may_not_do_this");
    EXPECT_EQ(code_of(service::recall_attempt(town.practice.with("rob"), id(which), "DUPL", "")),
              "reason_is_missing");
    EXPECT_EQ(code_of(refuse("DUPL")), "recall_refusal_is_unknown");
    EXPECT_EQ(code_of(refuse("NOAS")), "recall_is_unknown");
}

TEST_F(Recall, LeavesNoReasonBehindWhenItsClientIsDestroyed) {
    const auto instruction = store::instruction_by_id(
        town.practice.db(), std::stoll(town.paid.at(which).at("instruction_id")));
    const auto rows = [&] {
        return store::personal_rows_of(town.practice.db(), instruction->client).size();
    };
    const std::size_t before = rows();
    Practice::must(recall("DUPL"));
    EXPECT_EQ(rows(), before + 1);
}

TEST_F(Recall, IsOnlyOfWhatTheBankHas) {
    Practice practice;
    practice.dossier(houses);
    practice.split(houses);
    Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
    const auto attempts = exported_attempts(practice);
    EXPECT_EQ(code_of(service::recall_attempt(
                  practice.with("rob"), attempts.front().at("end_to_end_id"), "DUPL", "dubbel")),
              "recall_needs_the_bank");
}

/// Money that came back more often than it went.
class CameBackTwice : public Recall {};

TEST_F(CameBackTwice, IsOneExceptionThatNamesThePayment) {
    bring_back("148.75", "MS03");
    bring_back("148.75", "MS03", "2026-12-04");
    EXPECT_EQ(town.entry_with("second_return_of_one_payment")["place"], "suspense");
    EXPECT_EQ(std::ranges::count(town.exceptions(), "betaling_dubbel_teruggekomen"), 1);
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard")) << "one cause, one exception";
    EXPECT_EQ(town.ledger().at("client:teruggekomen"), -14'875) << "the second is nobody's";
    expect_sound_books();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_FALSE(town.has_exception("betaling_dubbel_teruggekomen"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned") << "by the one that is left";
    expect_sound_books();
}

TEST_F(CameBackTwice, InPartsThatAreTooMuchIsTheSame) {
    bring_back("140.00", "MS03");
    give(next(last_, "2026-12-04",
              {credit("140.00", "2026-12-04", "MS03"), credit("50.00", "2026-12-04", "MS03")}));
    EXPECT_EQ(std::ranges::count(town.exceptions(), "betaling_dubbel_teruggekomen"), 1);
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    expect_sound_books();
}

TEST_F(CameBackTwice, AndIsTakenBackByTheBankIsNamedAndNotPaidAgain) {
    bring_back("148.75", "MS03");
    TestEntry undone = debit(which, "2026-12-04");
    undone.details.front().reason = "AM05";
    give(next(last_, "2026-12-04", {undone}));
    EXPECT_EQ(town.entry_with("return_was_undone")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("terugkomst_teruggedraaid"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    expect_sound_books();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 3, "verkeerd bestand"));
    EXPECT_FALSE(town.has_exception("terugkomst_teruggedraaid"));
}

/// What the bank kept of it.
class CostOfAReturn : public Recall {
protected:
    /// 143.75 comes back, and the bank says this inside the detail.
    void bring_back_with(const std::string& words) {
        last_ = next(last_, "2026-12-03", {credit("143.75", "2026-12-03", "AC04")});
        std::string xml = camt053({last_});
        xml.insert(xml.find("<RltdPties>"), words);
        Practice::must(town.ingest(xml));
    }
    std::int64_t kept() {
        return cents_in(service::show_attempt(town.practice.town(), id(which)).value(), "kosten");
    }
};

TEST_F(CostOfAReturn, IsToldWhenTheBankNamesItsCharges) {
    bring_back_with(
        "<Chrgs><Rcrd><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>");
    EXPECT_EQ(kept(), 500);
    EXPECT_EQ(town.ledger().at("client:teruggekomen"), -14'375) << "only what is there";
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    expect_sound_books();
}

TEST_F(CostOfAReturn, IsToldWhenTheOriginalAmountIsWhatWePaid) {
    bring_back_with("<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">148.75</Amt></InstdAmt></AmtDtls>");
    EXPECT_EQ(kept(), 500);
}

TEST_F(CostOfAReturn, IsNotGuessed) {
    bring_back_with("<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">143.75</Amt></InstdAmt></AmtDtls>");
    EXPECT_EQ(kept(), -1) << "nobody says why it is less";
}

TEST_F(CostOfAReturn, InAnotherCurrencyTellsNothing) {
    bring_back_with("<Chrgs><TtlChrgsAndTaxAmt Ccy=\"CHF\">5.00</TtlChrgsAndTaxAmt></Chrgs>");
    EXPECT_EQ(kept(), -1);
}

}  // namespace
}  // namespace ontzorgd::test
