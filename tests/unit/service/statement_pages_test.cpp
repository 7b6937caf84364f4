// SPDX-License-Identifier: EUPL-1.2
// One statement in several pages: it counts when all of them are here, and not before.
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/month.h"
#include "ontzorgd/store/bank.h"
#include "paid_town.h"
#include "support/bank_mt940.h"

namespace ontzorgd::test {
namespace {

class StatementPages : public PaidTownTest {
protected:
    /// The six payments and a stranger's equal pair, on three pages of which the middle one has no
    /// balance.
    TestStatement day() {
        std::vector<TestEntry> entries = all_debits();
        const TestEntry strange{
            .amount = "10.00", .credit = true, .details = {{.text = "onbekend"}}};
        entries.insert(entries.begin() + 1, strange);
        entries.push_back(strange);
        return statement(std::move(entries));
    }
    std::vector<TestStatement> pages() { return in_pages(day(), 3); }

    static base::Result<service::Report> give(PaidTown& to, const TestStatement& page) {
        return to.ingest(camt053({page}), "page" + std::to_string(page.page) + ".xml");
    }
    std::vector<std::string> clean_picture() {
        PaidTown clean;
        Practice::must(clean.ingest(day()));
        return clean.picture();
    }
    static std::string told(PaidTown& of, const std::string& kind) {
        std::string details;
        store::for_each_exception(of.practice.db(), of.practice.as("rob").now.today,
                                  [&](const store::ExceptionRow& row) {
                                      if (row.kind == kind) details += row.details + "\n";
                                  });
        return details;
    }
    /// The exceptions about what the bank sent.
    static std::vector<std::string> news(PaidTown& of) {
        std::vector<std::string> kinds = of.exceptions();
        std::erase(kinds, "grondslag_eindigt");
        return kinds;
    }
    static std::string state_of(PaidTown& of, std::int64_t delivery) {
        return store::statement_by_id(of.practice.db(), delivery)->state;
    }
};

TEST_F(StatementPages, InOneFileEndWhereTheWholeStatementEnds) {
    Practice::must(town.ingest(camt053(pages())));
    EXPECT_EQ(town.picture(), clean_picture());
    EXPECT_FALSE(town.has_exception("afschrift_blad_ontbreekt"));
    town.practice.expect_sound();
}

TEST_F(StatementPages, InAnyOrderOfFilesEndWhereTheWholeStatementEnds) {
    const auto clean = clean_picture();
    std::vector<std::size_t> order{0, 1, 2};
    do {
        PaidTown other;
        for (const std::size_t page : order) Practice::must(give(other, pages().at(page)));
        EXPECT_EQ(other.picture(), clean);
        other.practice.expect_sound();
    } while (std::ranges::next_permutation(order).found);
}

TEST_F(StatementPages, OfWhichOneIsMissingCountForNothingAndSayWhichOne) {
    const auto before = town.ledger();
    Practice::must(give(town, pages().at(0)));
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=1|pages=2+\n");
    Practice::must(give(town, pages().at(2)));
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=1, 2|pages=2\n");
    EXPECT_EQ(town.ledger(), before);
    for (Row& row : town.attempts()) EXPECT_EQ(row["state"], "handed_over");
    for (Row& row : town.entries()) EXPECT_EQ(row["rule"], "statement_is_incomplete");
    EXPECT_EQ(state_of(town, 1), "incomplete");
    // One cause, one exception.
    EXPECT_EQ(news(town), std::vector<std::string>{"afschrift_blad_ontbreekt"});
    town.practice.expect_sound();
}

TEST_F(StatementPages, OfWhichOneIsMissingKeepTheChainFromReachingFurther) {
    Practice::must(give(town, pages().at(0)));
    Practice::must(give(town, pages().at(2)));
    const TestStatement after = next(day(), "2026-12-01", {});
    Practice::must(town.ingest(after));
    const auto chains =
        rows_in(service::show_reconciliation(town.practice.town(), {2026, 12, 4}).value(), "keten");
    const auto* reaches =
        std::get_if<values::CivilDate>(&chains.front().find("sluit_aan_tot")->value);
    ASSERT_NE(reaches, nullptr);
    EXPECT_LT(*reaches, (values::CivilDate{2026, 11, 30}));
    town.practice.on("2026-12-07");
    EXPECT_EQ(code_of(service::close_month(town.practice.with("rob"), "2026-11")),
              "month_cannot_be_closed");
    for (Row& row : town.attempts()) EXPECT_NE(row["may_pay_again"], "yes");
}

TEST_F(StatementPages, ThatAreGivenTwiceChangeNothing) {
    const auto clean = clean_picture();
    for (std::size_t twice = 0; twice < 3; ++twice) {
        for (const bool at_once : {true, false}) {
            PaidTown other;
            const auto again = camt053({pages().at(twice)}, "08", "M2");
            for (const TestStatement& page : pages()) {
                Practice::must(give(other, page));
                if (at_once && page.page == pages().at(twice).page)
                    Practice::must(other.ingest(again, "again.xml"));
            }
            if (!at_once) Practice::must(other.ingest(again, "again.xml"));
            EXPECT_EQ(other.picture(), clean);
            other.practice.expect_sound();
        }
    }
}

TEST_F(StatementPages, AreTakenForTheWholeThatComesLaterOrCameBefore) {
    const auto clean = clean_picture();
    for (const bool whole_first : {true, false}) {
        PaidTown other;
        if (whole_first) Practice::must(other.ingest(day()));
        for (const TestStatement& page : pages()) Practice::must(give(other, page));
        if (!whole_first) Practice::must(other.ingest(day()));
        EXPECT_EQ(other.picture(), clean);
    }
}

TEST_F(StatementPages, ThatDoNotAddUpCountForNothingUntilTheRightOneIsHere) {
    std::vector<TestStatement> wrong = pages();
    wrong.at(1).entries.front().amount = "612.41";
    for (const TestStatement& page : wrong) Practice::must(give(town, page));
    EXPECT_EQ(told(town, "afschrift_bladen_sluiten_niet"),
              "account=1|deliveries=1, 2, 3|rule=pages_do_not_add_up\n");
    EXPECT_FALSE(town.has_exception("afschrift_blad_ontbreekt"));
    for (Row& row : town.attempts()) EXPECT_EQ(row["state"], "handed_over");

    Practice::must(town.ingest(camt053({pages().at(1)}), "right.xml"));
    EXPECT_EQ(told(town, "afschrift_blad_tegenstrijdig"), "account=1|deliveries=2, 4\n");
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd blad"));
    EXPECT_EQ(town.picture(), clean_picture());
    town.practice.expect_sound();
}

TEST_F(StatementPages, WaitAgainWhenOneOfThemIsSetAsideAndCountAgainWithIt) {
    for (const TestStatement& page : pages()) Practice::must(give(town, page));
    const auto before = town.picture();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd blad"));
    EXPECT_EQ(news(town), std::vector<std::string>{"afschrift_blad_ontbreekt"});
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=1, 3|pages=2\n");
    for (Row& row : town.attempts()) EXPECT_EQ(row["state"], "handed_over");
    EXPECT_EQ(town.ledger(), PaidTown{}.ledger());
    // The same bytes again: it was the right one.
    Practice::must(give(town, pages().at(1)));
    EXPECT_EQ(town.picture(), before);
    town.practice.expect_sound();
}

TEST_F(StatementPages, WaitOnWhenOneThatWaitsIsSetAside) {
    Practice::must(give(town, pages().at(0)));
    Practice::must(give(town, pages().at(2)));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd blad"));
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=1|pages=2+\n");
}

TEST_F(StatementPages, OfAMessageCutOnlyTheStatementThatStandsOnTwo) {
    const TestStatement before{.id = "S-27",
                               .account = lasten,
                               .opening_date = "2026-11-27",
                               .closing_date = "2026-11-27"};
    std::vector<TestStatement> cut = in_pages(day(), 4);
    ASSERT_EQ(cut.size(), 2U);
    const auto message = [](std::int64_t page, bool is_last, std::vector<TestStatement> on_it) {
        for (TestStatement& each : on_it) each.page = 0;
        std::string xml = camt053(on_it);
        const std::string end = "</GrpHdr>";
        return xml.insert(xml.find(end), camt_pages(page, is_last, "MsgPgntn"));
    };
    Practice::must(town.ingest(message(1, false, {before, cut.at(0)}), "m1.xml"));
    EXPECT_EQ(state_of(town, 1), "chained");
    EXPECT_EQ(state_of(town, 2), "incomplete");
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=2|pages=2+\n");
    Practice::must(town.ingest(message(2, true, {cut.at(1)}), "m2.xml"));
    EXPECT_EQ(town.picture(), clean_picture());
}

TEST_F(StatementPages, WithoutANumberAreRefusedWhole) {
    std::string xml = camt053({pages().at(0)});
    const std::string number = "<PgNb>1</PgNb>";
    xml.erase(xml.find(number), number.size());
    EXPECT_EQ(code_of(town.ingest(xml)), "page_has_no_number");
    expect_untouched();
}

TEST_F(StatementPages, OfANoticeAnnounceEachForItself) {
    const std::vector<TestStatement> parts = pages();
    for (const std::string kind : {"camt.052", "camt.054"}) {
        PaidTown other;
        for (const std::size_t page : {std::size_t{2}, std::size_t{0}}) {
            std::string xml = camt_notice(kind, parts.at(page));
            const std::string end = "</Id>";
            const std::string element = kind == "camt.052" ? "RptPgntn" : "NtfctnPgntn";
            xml.insert(xml.find(end) + end.size(),
                       camt_pages(parts.at(page).page, parts.at(page).is_last_page, element));
            Practice::must(other.ingest(xml, "n" + std::to_string(page) + ".xml"));
        }
        EXPECT_FALSE(other.has_exception("afschrift_blad_ontbreekt"));
        Practice::must(other.ingest(day()));
        EXPECT_EQ(other.picture(), clean_picture());
    }
}

TEST_F(StatementPages, AreReadAsTheyStoodOnAnEarlierDay) {
    Practice::must(give(town, pages().at(0)));
    Practice::must(give(town, pages().at(2)));
    town.practice.on("2026-12-07");
    Practice::must(give(town, pages().at(1)));
    EXPECT_EQ(state_of(town, 1), "chained");
    town.practice.reopen(service::Mode::read);
    (void)service::look_back(town.practice.town(), {2026, 12, 4});
    EXPECT_EQ(state_of(town, 1), "incomplete");
    EXPECT_EQ(store::statement_by_id(town.practice.db(), 1)->closing, values::Euro{});
}

TEST_F(StatementPages, OfMt940AreNoWholeWithoutTheLast) {
    const std::string head = ":20:A\n:25:" + lasten + "\n:28C:5/";
    const std::string first = head +
                              "1\n:60F:C261127EUR100000,00\n:61:2611301130D612,40NTRFEREF\n" +
                              ":86:/EREF/" + id(0) + "\n:62M:C261130EUR99387,60\n-\n";
    const std::string last = head + "2\n:60M:C261130EUR99387,60\n:61:2611301130D612,40NTRFEREF\n" +
                             ":86:/EREF/" + id(2) + "\n:62F:C261130EUR98775,20\n-\n";
    Practice::must(town.ingest(first, "first.sta"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(news(town), std::vector<std::string>{"afschrift_blad_ontbreekt"});
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=1|pages=2+\n");
    const auto reaches = [&] {
        const auto shown =
            service::show_reconciliation(town.practice.town(), {2026, 12, 4}).value();
        return std::get<values::CivilDate>(
            rows_in(shown, "keten").front().find("sluit_aan_tot")->value);
    };
    EXPECT_LT(reaches(), (values::CivilDate{2026, 11, 30}));
    Practice::must(town.ingest(last, "last.sta"));
    EXPECT_TRUE(news(town).empty());
    EXPECT_EQ(reaches(), (values::CivilDate{2026, 11, 30}));
}

TEST_F(StatementPages, OfMt940AreNotFollowedByAnotherStatementThatBeginsAtTheirBalance) {
    const std::string head = ":20:A\n:25:" + lasten + "\n:28C:";
    Practice::must(
        town.ingest(head + "5/1\n:60F:C261127EUR100000,00\n:61:2611301130D612,40NTRFEREF\n" +
                        ":86:/EREF/" + id(0) + "\n:62M:C261130EUR99387,60\n-\n",
                    "first.sta"));
    // Page 2 adds up to nothing: the next statement begins where page 1 ended.
    Practice::must(town.ingest(head + "6/1\n:60F:C261130EUR99387,60\n:62F:C261201EUR99387,60\n-\n",
                               "next.sta"));
    EXPECT_TRUE(town.has_exception("afschrift_blad_ontbreekt"));
}

/// A page of an MT940 whose balances lead from one to the other without a line.
std::string mt940_page(const std::string& number, const std::string& begins,
                       const std::string& ends, const std::string& day = "261130") {
    const bool is_first = number.ends_with("/1");
    const bool is_last = number.ends_with("/3") || number.starts_with("6/");
    const std::int64_t cents = cents_of(ends) - cents_of(begins);
    return ":20:A\n:25:" + lasten + "\n:28C:" + number + "\n:60" + (is_first ? "F" : "M") + ":C" +
           day + "EUR" + mt940_amount(begins) + "\n:61:" + day + day.substr(2) +
           (cents < 0 ? "D" : "C") + mt940_amount(amount_of(cents < 0 ? -cents : cents)) +
           "NTRFNONREF//" + number + "\n:86:" + number + "\n:62" + (is_last ? "F" : "M") + ":C" +
           day + "EUR" + mt940_amount(ends) + "\n-\n";
}

TEST_F(StatementPages, OfMt940ThatAreMissingAreOneExceptionThatNamesThem) {
    const std::string first = mt940_page("5/1", "100000.00", "99000.00");
    const std::string second = mt940_page("5/2", "99000.00", "98500.00");
    const std::string third = mt940_page("5/3", "98500.00", "98250.00");
    const auto only_page = [](PaidTown& here) {
        EXPECT_FALSE(here.has_exception("afschrift_ontbreekt"));
        return told(here, "afschrift_blad_ontbreekt");
    };
    Practice::must(town.ingest(first, "1.sta"));
    Practice::must(town.ingest(third, "3.sta"));
    EXPECT_EQ(only_page(town), "account=1|deliveries=1, 2|pages=2\n");
    Practice::must(town.ingest(second, "2.sta"));
    EXPECT_FALSE(town.has_exception("afschrift_blad_ontbreekt"));
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));

    PaidTown other_order;
    Practice::must(other_order.ingest(third, "3.sta"));
    EXPECT_EQ(only_page(other_order), "account=1|deliveries=1|pages=1-2\n");
    Practice::must(other_order.ingest(first, "1.sta"));
    EXPECT_EQ(only_page(other_order), "account=1|deliveries=2, 1|pages=2\n");

    PaidTown without_first;
    Practice::must(without_first.ingest(second, "2.sta"));
    EXPECT_EQ(only_page(without_first), "account=1|deliveries=1|pages=1, 3+\n");
    Practice::must(without_first.ingest(third, "3.sta"));
    Practice::must(without_first.ingest(first, "1.sta"));
    EXPECT_EQ(only_page(without_first), "");
}

TEST_F(StatementPages, OfMt940WithoutTheLastAreOneExceptionAlsoWhenTheNextStatementIsHere) {
    Practice::must(town.ingest(mt940_page("5/1", "100000.00", "99000.00"), "5.sta"));
    Practice::must(town.ingest(mt940_page("6/1", "98000.00", "97000.00", "261201"), "6.sta"));
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
    EXPECT_EQ(told(town, "afschrift_blad_ontbreekt"), "account=1|deliveries=1|pages=2+\n");

    PaidTown with_a_number_left_out;
    Practice::must(
        with_a_number_left_out.ingest(mt940_page("4/1", "100000.00", "99000.00"), "4.sta"));
    Practice::must(with_a_number_left_out.ingest(
        mt940_page("6/1", "98000.00", "97000.00", "261201"), "6.sta"));
    EXPECT_TRUE(with_a_number_left_out.has_exception("afschrift_ontbreekt"));
    EXPECT_TRUE(with_a_number_left_out.has_exception("afschrift_blad_ontbreekt"));
}

TEST_F(StatementPages, ThatNobodyRecordedSoAreFoundByTheAudit) {
    Practice::must(town.ingest(camt053({pages().front()})));
    town.practice.expect_sound();
    town.practice.db().execute("UPDATE statement_page SET page_ends = 1");
    const auto verified = service::verify_audit(town.practice.town(), {});
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, "audit_found_faults");
}

TEST_F(StatementPages, ThatWereSetAsideForTheRightOneDoNotComeBack) {
    TestStatement wrong = pages().at(1);
    wrong.entries.front().amount = "10.01";
    const TestStatement right = pages().at(1);
    Practice::must(give(town, pages().at(0)));
    Practice::must(town.ingest(camt053({wrong}), "wrong.xml"));
    Practice::must(give(town, right));
    Practice::must(give(town, pages().at(2)));
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "verkeerd blad"));
    EXPECT_EQ(town.picture(), clean_picture());
    Practice::must(town.ingest(camt053({wrong}), "again.xml"));
    EXPECT_EQ(state_of(town, 2), "set_aside");
    EXPECT_EQ(town.picture(), clean_picture());
}

TEST_F(StatementPages, AreNotTakenBesideMt940OfTheSameDay) {
    Practice::must(town.ingest(mt940({day()}), "bank.sta"));
    const auto before = town.ledger();
    for (const TestStatement& page : pages()) (void)give(town, page);
    EXPECT_EQ(town.ledger(), before);
    PaidTown other;
    for (const TestStatement& page : pages()) Practice::must(give(other, page));
    EXPECT_EQ(code_of(other.ingest(mt940({day()}), "bank.sta")),
              "statement_is_here_in_another_form");
}

}  // namespace
}  // namespace ontzorgd::test
