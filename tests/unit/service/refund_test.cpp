// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/store/dossier.h"
#include "open_lines.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::test {
namespace {

/// Money that the insurer and the landlord pay back by themselves.
class Refunds : public OpenLines {
protected:
    static TestEntry refund(const std::string& amount, const std::string& text,
                            const std::string& from = insurer,
                            const std::string& date = "2026-12-02") {
        return {.amount = amount,
                .credit = true,
                .date = date,
                .details = {{.amount = amount, .iban = from, .text = text}}};
    }
    /// All payments booked; on 2 December these credits.
    void ingest_refunds(std::vector<TestEntry> credits) {
        const TestStatement first = statement(all_debits());
        Practice::must(town.ingest(first));
        Practice::must(town.ingest(next(first, "2026-12-02", std::move(credits))));
    }
    base::Result<service::Report> assign_to(const std::string& line, const std::string& contract,
                                            const std::string& client = "",
                                            const std::string& user = "rob") {
        return service::assign_refund(town.practice.with(user), line, contract, client,
                                      "jaarafrekening gezien");
    }
    /// "H0001 21240", of every open exception of a refund.
    std::vector<std::string> waiting() {
        std::vector<std::string> all;
        store::for_each_exception(
            town.practice.db(), town.practice.as("rob").now.today,
            [&](const store::ExceptionRow& row) {
                if (row.kind != "terugbetaling_ontvangen") return;
                EXPECT_EQ(row.owner_role, "klantmanager");
                all.push_back(store::household_nummer(town.practice.db(), row.household) + " " +
                              std::to_string(row.cents->cents()));
            });
        std::ranges::sort(all);
        return all;
    }
    std::int64_t held() {
        const auto ledger = town.ledger();
        const auto found = ledger.find("client:aangehouden");
        return found == ledger.end() ? 0 : found->second;
    }
    /// terugbetaald and aangehouden of a month, over all households.
    std::pair<std::int64_t, std::int64_t> conservation(const std::string& month) {
        const auto shown =
            service::show_books(town.practice.town(), town.practice.as("rob").now.today);
        Practice::must(shown);
        EXPECT_EQ(text_in(shown.value(), "oordeel"), "elke cent is verantwoord");
        for (const service::Report& row : rows_in(shown.value(), "verantwoording")) {
            if (text_in(row, "maand") == month)
                return {cents_in(row, "terugbetaald"), cents_in(row, "aangehouden")};
        }
        return {0, 0};
    }
};

TEST_F(Refunds, AreOfTheOnlyHouseholdOfWhichTheKenmerkStandsInTheText) {
    ingest_refunds({refund("100.00", "Premierestitutie POLIS 0002 over november")});
    const Row row = town.entry_with("refund_kenmerk");
    EXPECT_EQ(row.at("place"), "matched");
    EXPECT_EQ(row.at("end_to_end_ids"), "") << "no payment came back";
    EXPECT_EQ(waiting(), std::vector<std::string>{"H0002 10000"});
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(held(), -10'000);
    EXPECT_EQ(conservation("2026-12"), (std::pair<std::int64_t, std::int64_t>{10'000, 10'000}));
    for (Row& attempt : town.paid) {
        EXPECT_EQ(town.attempt(attempt["end_to_end_id"])["state"], "confirmed")
            << "a refund opens no bill again";
    }
    town.practice.expect_sound();
}

TEST_F(Refunds, MeanTheLongerKenmerkWhereOneBeginsLikeAnother) {
    ingest_refunds({refund("1.00", "POLIS 00012"), refund("2.00", "polis 0001.")});
    EXPECT_EQ(waiting(), (std::vector<std::string>{"H0001 200", "H0003 100"}));
}

TEST_F(Refunds, OfTwoHouseholdsOrOfNobodyWaitForAPersonWithWhatTheyCouldBe) {
    ingest_refunds({refund("100.00", "POLIS 0001 en POLIS 0002"), refund("101.00", "POLIS 000"),
                    refund("102.00", "M. Haile 0001"),
                    refund("103.00", "POLIS 0001, ook namens C0002"),
                    refund("104.00", "kenmerk 271234567", landlord)});
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(held(), 0);
    EXPECT_EQ(std::ranges::count(town.exceptions(), "bankregel_onverklaard"), 5);
    const auto shown = show_line_candidates(town.practice.town(), "2:1");
    Practice::must(shown);
    const auto rows = rows_in(shown.value(), "terugbetaling_van");
    ASSERT_GE(rows.size(), 2U);
    EXPECT_EQ(text_in(rows[0], "contract"), "O0001-Z");
    EXPECT_EQ(text_in(rows[0], "kenmerk"), "POLIS 0001");
    EXPECT_EQ(text_in(rows[1], "contract"), "O0002-Z");
    EXPECT_EQ(cents_in(rows[0], "betaald"), 14'875);
    EXPECT_EQ(text_in(rows[0], "waarom"), "het kenmerk staat in de omschrijving");
    town.practice.expect_sound();
}

TEST_F(Refunds, ComeFromAnAccountOfTheCreditorAndFromNobodyElse) {
    ingest_refunds(
        {refund("100.00", "POLIS 0001", dutch_iban(77)), refund("101.00", "POLIS 0001", landlord)});
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(held(), 0);
}

TEST_F(Refunds, AreNoMoreThanWasPaid) {
    // A premium of 148.75 was paid on each.
    ingest_refunds({refund("148.76", "POLIS 0001"), refund("100.00", "POLIS 0002"),
                    refund("48.75", "POLIS 0002"), refund("0.01", "POLIS 0002")});
    EXPECT_EQ(waiting(), (std::vector<std::string>{"H0002 10000", "H0002 4875"}));
    EXPECT_EQ(town.entry_with("refund_is_more_than_paid").at("place"), "proposed");
    EXPECT_EQ(std::ranges::count(town.exceptions(), "bankregel_onverklaard"), 2);
    EXPECT_EQ(held(), -14'875);
    town.practice.expect_sound();
}

TEST_F(Refunds, ThatMayBeAReturnWithoutItsCodeAreOfNobody) {
    ingest_refunds({refund("100.00", "RETOUR BOEKING POLIS 0002")});
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(held(), 0);
    const auto shown = show_line_candidates(town.practice.town(), "2:1");
    Practice::must(shown);
    EXPECT_EQ(text_in(rows_in(shown.value(), "terugbetaling_van").at(0), "contract"), "O0002-Z");
}

TEST_F(Refunds, AreNoReturnsAndReturnsAreNoRefunds) {
    std::size_t premium = 0;
    while (town.paid.at(premium).at("creditor_iban") != insurer) ++premium;
    TestEntry by_reference = returned(premium, "2026-12-02");
    TestEntry whole = refund("148.75", "POLIS 0002");
    ingest_refunds({by_reference, whole});
    EXPECT_EQ(town.attempt(id(premium))["state"], "returned");
    EXPECT_EQ(town.entry_with("amount_and_account_only").at("place"), "proposed")
        << "the whole premium: paid back, or come back without its reference";
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(town.has_exception("betaling_teruggekomen"));
}

TEST_F(Refunds, OfWhatCameBackAreNotOfWhatWasPaid) {
    std::size_t premium = 0;
    while (town.paid.at(premium).at("creditor_iban") != insurer) ++premium;
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    const std::string polis = "POLIS 0001";
    const TestStatement second = next(first, "2026-12-02", {refund("100.00", polis)});
    Practice::must(town.ingest(second));
    EXPECT_EQ(held(), -10'000);
    // The payment itself comes back later: then nothing was paid that can be paid back.
    std::vector<TestEntry> all;
    for (std::size_t i = 0; i < town.paid.size(); ++i) {
        if (town.paid[i].at("creditor_iban") == insurer) all.push_back(returned(i, "2026-12-03"));
    }
    const TestStatement third = next(second, "2026-12-03", all);
    Practice::must(town.ingest(third));
    EXPECT_EQ(held(), 0);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(town.entry_with("refund_is_more_than_paid").at("place"), "proposed");
    town.practice.expect_sound();
}

TEST_F(Refunds, AreAssignedByHandToAContractOrAClientAndTakenBackWithoutATrace) {
    ingest_refunds({refund("212.40", "eindafrekening"), debit(0, "2026-12-02")});
    const auto before = town.picture();
    EXPECT_EQ(code_of(assign_to("2:1", "")), "refund_names_one_owner");
    EXPECT_EQ(code_of(assign_to("2:1", "O0001-Z", "C0001")), "refund_names_one_owner");
    EXPECT_EQ(code_of(assign_to("2:1", "O9999-Z")), "contract_is_unknown");
    EXPECT_EQ(code_of(assign_to("2:1", "", "C9999")), "client_is_unknown");
    EXPECT_EQ(code_of(assign_to("2:2", "O0001-Z")), "debit_is_no_refund");
    const std::int64_t length = town.chain_length();
    Practice::must(assign_to("2:1", "O0001-Z"));
    EXPECT_EQ(town.entry_with("by_person:terugbetaling").at("place"), "matched");
    EXPECT_EQ(waiting(), std::vector<std::string>{"H0001 21240"});
    EXPECT_EQ(conservation("2026-12"), (std::pair<std::int64_t, std::int64_t>{21'240, 21'240}));
    EXPECT_EQ(held(), -21'240);
    town.practice.expect_sound();
    Practice::must(assign_to("2:1", "O0001-Z"));
    EXPECT_EQ(town.chain_length(), length + 1) << "given twice it is one fact";
    EXPECT_EQ(code_of(assign_to("2:1", "", "C0002")), "line_is_decided");
    Practice::must(revoke("2:1"));
    EXPECT_EQ(town.picture(), before);
    EXPECT_EQ(town.chain_length(), length + 2);
    town.practice.expect_sound();
    Practice::must(assign_to("2:1", "", "C0003"));
    EXPECT_EQ(waiting(), std::vector<std::string>{"H0003 21240"});
    town.practice.expect_sound();
}

TEST_F(Refunds, ThatTheProgramRecognisedAreTakenOffByAPersonAndStayOff) {
    ingest_refunds({refund("100.00", "POLIS 0002")});
    Practice::must(revoke("2:1"));
    EXPECT_EQ(town.entry_with("revoked").at("place"), "suspense");
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(held(), 0);
    town.practice.expect_sound();
    // It was the money of another household: nobody gives it away alone.
    Practice::must(assign_to("2:1", "", "C0001"));
    EXPECT_TRUE(waiting().empty());
    Practice::must(assign_to("2:1", "", "C0001", "karin"));
    EXPECT_EQ(waiting(), std::vector<std::string>{"H0001 10000"});
    town.practice.expect_sound();
    Practice::must(revoke("2:1"));
    town.practice.expect_sound();
}

TEST_F(Refunds, CountAsLongAsTheirStatementDoesAndOnceHoweverOftenItComes) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    const TestStatement second = next(first, "2026-12-02", {refund("100.00", "POLIS 0002")});
    Practice::must(town.ingest(second));
    const auto once = town.picture();
    Practice::must(town.ingest(camt053({second}, "08", "M2")));
    EXPECT_EQ(town.picture(), once);
    EXPECT_EQ(waiting(), std::vector<std::string>{"H0002 10000"});
    // Corrected by the bank: the refund was of somebody else.
    TestStatement corrected = second;
    corrected.entries.front() = refund("100.00", "POLIS 0001");
    Practice::must(town.ingest(corrected));
    EXPECT_TRUE(waiting().empty()) << "both are in conflict";
    EXPECT_EQ(held(), 0);
    // What the bank delivered twice is wrong twice.
    for (const std::int64_t wrong : {2, 3}) {
        Practice::must(service::set_statement_aside(town.practice.with("kim"), wrong, "verbeterd"));
    }
    EXPECT_EQ(waiting(), std::vector<std::string>{"H0001 10000"});
    EXPECT_EQ(held(), -10'000);
    town.practice.expect_sound();
}

TEST_F(Refunds, AreToldOnAnEarlierDayAsOnThatDay) {
    ingest_refunds({refund("100.00", "POLIS 0002"), refund("5.00", "eindafrekening")});
    const auto first = town.picture();
    town.practice.on("2026-12-05");
    Practice::must(assign_to("2:2", "O0001-Z"));
    Practice::must(revoke("2:1"));
    town.practice.reopen(service::Mode::read);
    (void)service::look_back(town.practice.town(), values::CivilDate{2026, 12, 4});
    EXPECT_EQ(town.picture(), first);
    town.practice.expect_sound();
}

TEST_F(Refunds, EndAlikeInWhateverOrderStatementsCome) {
    const TestStatement first = statement(all_debits());
    std::vector<TestEntry> returns;
    for (std::size_t i = 0; i < town.paid.size() && returns.empty(); ++i) {
        if (town.paid[i].at("creditor_iban") == insurer)
            returns.push_back(returned(i, "2026-12-03"));
    }
    const TestStatement second =
        next(first, "2026-12-02",
             {refund("100.00", "POLIS 0001"), refund("60.00", "POLIS 0002"),
              refund("60.00", "POLIS 0002"), refund("60.00", "POLIS 0002")});
    const TestStatement third = next(second, "2026-12-03", returns);
    const TestStatement fourth = next(third, "2026-12-04",
                                      {refund("48.75", "POLIS 0001", insurer, "2026-12-04"),
                                       refund("1.00", "POLIS 00012", insurer, "2026-12-04")});
    const std::vector<TestStatement> statements{first, second, third, fourth};
    std::vector<std::string> picture;
    for (unsigned round = 0; round < 8; ++round) {
        std::mt19937 random{round};
        SCOPED_TRACE("round " + std::to_string(round));
        PaidTown other;
        std::vector<std::size_t> order{0, 1, 2, 3};
        if (round > 0) std::ranges::shuffle(order, random);
        for (const std::size_t at : order) {
            Practice::must(other.ingest(statements[at]));
            if (random() % 3 == 0)
                Practice::must(other.ingest(camt053({statements[at]}, "08", "X")));
        }
        if (round == 0) picture = other.picture();
        EXPECT_EQ(other.picture(), picture);
        other.practice.expect_sound();
    }
}

}  // namespace
}  // namespace ontzorgd::test
