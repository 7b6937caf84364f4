// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/run.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::test {
namespace {

const std::vector<TestHousehold> two{{.number = 1}, {.number = 2}};
const TestRun two_lines{.lines = {{"C0001", "1348.49"}, {"C0002", "900.00"}}};

/// Everything a refused file may not touch.
std::string state_of(Practice& practice) {
    std::string state = std::to_string(store::chain_head(practice.db()).length) + " runs " +
                        std::to_string(store::all_runs(practice.db()).size());
    store::for_each_exception(
        practice.db(), values::CivilDate{2030, 1, 1},
        [&](const store::ExceptionRow& row) { state += " " + row.kind + row.cause; });
    return state;
}

/// The codes of the findings of a report, each with its place.
std::vector<std::string> findings_in(const service::Report& report) {
    std::vector<std::string> codes;
    for (const service::Report& row : rows_in(report, "bevindingen")) {
        codes.push_back(text_in(row, "niveau") + " " + text_in(row, "plaats") + " " +
                        text_in(row, "code"));
        EXPECT_NE(text_in(row, "zin"), "");
        EXPECT_EQ(text_in(row, "zin").back(), '.') << text_in(row, "zin");
    }
    return codes;
}

class RunImport : public ::testing::Test {
protected:
    RunImport() { practice.dossier(two); }

    /// The file is refused with this code and nothing changed.
    void refuses(std::string_view bytes, std::string_view code,
                 std::string_view level = "bestand") {
        const std::string before = state_of(practice);
        const auto result = practice.import_text(bytes);
        ASSERT_FALSE(result) << "this file was accepted instead of " << code;
        EXPECT_EQ(result.error().code, code);
        EXPECT_EQ(result.error().detail("level"), level);
        EXPECT_EQ(state_of(practice), before);
        practice.reopen();
        EXPECT_EQ(state_of(practice), before);
    }

    Practice practice;
};

TEST_F(RunImport, TheSameBytesAgainGiveTheSameAnswerAndOneFact) {
    const auto first = practice.import(two_lines);
    ASSERT_TRUE(first);
    const std::string before = state_of(practice);
    const auto second = practice.import(two_lines);
    ASSERT_TRUE(second);
    EXPECT_EQ(first.value().to_json(), second.value().to_json());
    EXPECT_EQ(state_of(practice), before);
}

TEST_F(RunImport, TheSameIdWithOtherBytesIsRefused) {
    Practice::must(practice.import(two_lines));
    TestRun other = two_lines;
    other.lines[1].second = "900.01";
    refuses(run_csv(other), "run_id_is_known_with_other_bytes", "run");
}

TEST_F(RunImport, AFileWithOneRecordRemovedIsRefusedWhole) {
    std::string bytes = run_csv(two_lines);
    bytes.resize(bytes.rfind("C0002"));
    refuses(bytes, "run_count_differs", "run");
}

TEST_F(RunImport, ATotalOffByOneCentIsRefusedWhole) {
    std::string bytes = run_csv(two_lines);
    bytes.replace(bytes.find("2248.49"), 7, "2248.50");
    refuses(bytes, "run_total_differs", "run");
}

TEST_F(RunImport, AnotherMunicipalitysRunIsRefused) {
    std::string bytes = run_csv(two_lines);
    bytes.replace(bytes.find(";1734;"), 6, ";0344;");
    refuses(bytes, "file_is_of_another_gemeente", "run");
}

TEST_F(RunImport, HalfACentIsRefused) {
    std::string bytes = run_csv(two_lines);
    bytes.replace(bytes.find("C;900.00"), 8, "C;0.005");
    refuses(bytes, "euro_has_too_many_decimals");
}

TEST_F(RunImport, AFileCutInHalfIsRefused) {
    const std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<uitkeringsrun xmlns="urn:ontzorgd:uitkeringsrun:1"><kop><runId>X</runId><gemeente>1734</gemeente>)";
    refuses(xml, "xml_is_cut_or_broken");
    const std::string csv = run_csv(two_lines);
    const auto result = practice.import_text(csv.substr(0, csv.size() / 2));
    EXPECT_FALSE(result);
}

TEST_F(RunImport, AnEmptyFileIsRefused) {
    refuses("", "file_is_empty");
}

TEST_F(RunImport, Latin1IsRefused) {
    refuses(run_csv({.lines = {{"C\xE9"
                                "1",
                                "1.00"}}}),
            "file_is_not_utf8");
}

TEST_F(RunImport, AByteOrderMarkIsRefused) {
    refuses("\xEF\xBB\xBF" + run_csv(two_lines), "file_has_byte_order_mark");
}

TEST_F(RunImport, ADoctypeAndAnEntityBombAreRefused) {
    refuses(R"(<?xml version="1.0"?><!DOCTYPE uitkeringsrun><uitkeringsrun/>)", "xml_has_doctype");
    refuses(
        R"(<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>)"
        R"(<uitkeringsrun xmlns="urn:ontzorgd:uitkeringsrun:1">&b;</uitkeringsrun>)",
        "xml_has_doctype");
}

TEST_F(RunImport, AFileOfTwoGibibyteIsRefusedAtOnce) {
    const auto path = practice.file("groot.csv", run_csv(two_lines));
    std::filesystem::resize_file(path, std::uintmax_t{2} << 30U);  // sparse: nothing is written
    const std::string before = state_of(practice);
    const auto result = service::import_run(practice.with("rob"), path);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "file_is_too_large");
    EXPECT_EQ(state_of(practice), before);
}

TEST_F(RunImport, AnUnknownClientHoldsThatMoneyOnlyUntilTheDossierKnowsHim) {
    const TestRun run{.lines = {{"C0001", "1348.49"}, {"C0003", "700.00"}}};
    const auto imported = practice.import(run);
    ASSERT_TRUE(imported);
    EXPECT_EQ(findings_in(imported.value()),
              std::vector<std::string>{"client record 2 client_onbekend"});
    EXPECT_EQ(code_of(service::split_run(practice.with("rob"), run.id)), "held_is_not_accepted");
    EXPECT_EQ(code_of(service::accept_held(practice.with("rob"), run.id)),
              "accepter_imported_the_run");
    EXPECT_EQ(code_of(service::accept_held(practice.with("mo"), run.id)), "role_may_not_do_this");
    Practice::must(service::accept_held(practice.with("karin"), run.id));
    const auto split = service::split_run(practice.with("rob"), run.id);
    ASSERT_TRUE(split);
    EXPECT_EQ(number_in(split.value(), "gesplitst"), 1);
    EXPECT_EQ(cents_in(split.value(), "aangehouden_bedrag"), 70000);

    const auto chain = store::chain_head(practice.db()).length;
    Practice::must(service::split_run(practice.with("rob"), run.id));
    EXPECT_EQ(store::chain_head(practice.db()).length, chain);  // nothing was gone

    practice.dossier({{.number = 1}, {.number = 2}, {.number = 3}});
    const auto again = service::split_run(practice.with("rob"), run.id);
    ASSERT_TRUE(again);
    EXPECT_EQ(number_in(again.value(), "gesplitst"), 2);
    EXPECT_EQ(cents_in(again.value(), "aangehouden_bedrag"), 0);
    EXPECT_EQ(text_in(again.value(), "betaaldatum"), text_in(split.value(), "betaaldatum"));
}

TEST_F(RunImport, ClientsThatBecomeKnownLaterAreSplitInTheOrderOfTheirHouseholds) {
    const TestRun run{.lines = {{"C0004", "700.00"}, {"C0001", "900.00"}, {"C0003", "800.00"}}};
    Practice::must(practice.import(run));
    Practice::must(service::accept_held(practice.with("karin"), run.id));
    practice.dossier({{.number = 1}, {.number = 2}, {.number = 3}, {.number = 4}});
    const auto split = service::split_run(practice.with("rob"), run.id);
    ASSERT_TRUE(split);
    EXPECT_EQ(number_in(split.value(), "gesplitst"), 3);
    practice.expect_sound();
}

TEST_F(RunImport, AMonthIsPaidOnceWhateverItsRunIsCalled) {
    Practice::must(practice.import(two_lines));
    Practice::must(service::split_run(practice.with("rob"), two_lines.id));
    TestRun again = two_lines;
    again.id = "2026-11-TWEE";
    const auto imported = practice.import(again);
    ASSERT_TRUE(imported);
    EXPECT_EQ(number_in(imported.value(), "aangehouden"), 2);
    Practice::must(service::accept_held(practice.with("karin"), again.id));
    const auto split = service::split_run(practice.with("rob"), again.id);
    ASSERT_TRUE(split);
    EXPECT_EQ(number_in(split.value(), "gesplitst"), 0);
    EXPECT_EQ(cents_in(split.value(), "aangehouden_bedrag"), 134849 + 90000);
}

TEST_F(RunImport, AHouseholdThatComesTwiceIsHeldBothTimes) {
    const TestRun run{.lines = {{"C0001", "100.00"}, {"C0002", "900.00"}, {"C0001", "1348.49"}}};
    const auto imported = practice.import(run);
    ASSERT_TRUE(imported);
    EXPECT_EQ(findings_in(imported.value()),
              (std::vector<std::string>{"client record 1 client_dubbel",
                                        "client record 3 client_dubbel"}));
    EXPECT_EQ(cents_in(imported.value(), "te_verdelen_bedrag"), 90000);
    EXPECT_EQ(cents_in(imported.value(), "aangehouden_bedrag"), 144849);
    Practice::must(service::accept_held(practice.with("karin"), run.id));
    const auto split = service::split_run(practice.with("rob"), run.id);
    ASSERT_TRUE(split);
    EXPECT_EQ(cents_in(split.value(), "gesplitst_bedrag"), 90000);
    EXPECT_EQ(cents_in(split.value(), "aangehouden_bedrag"), 144849);
}

TEST_F(RunImport, ANetBelowZeroIsNotSplitAndTouchesNothingElseOfThatClient) {
    Practice::must(practice.import(two_lines));
    const TestRun below{.id = "2026-11-COR",
                        .soort = "correctie",
                        .lines = {{"C0001", "-50.00"}, {"C0002", "10.00"}, {"C0001", "20.00"}}};
    const auto imported = practice.import(below);
    ASSERT_TRUE(imported);
    EXPECT_EQ(findings_in(imported.value()), std::vector<std::string>{"client record 1 negatief"});
    EXPECT_EQ(number_in(imported.value(), "onder_nul"), 1);
    EXPECT_EQ(cents_in(imported.value(), "onder_nul_bedrag"), -5000);
    Practice::must(service::accept_held(practice.with("karin"), below.id));
    const auto split = service::split_run(practice.with("rob"), below.id);
    ASSERT_TRUE(split);
    EXPECT_EQ(cents_in(split.value(), "gesplitst_bedrag"), 3000);  // the other two records go on
    Practice::must(service::split_run(practice.with("rob"), two_lines.id));
    const auto regulier = service::show_run(practice.town(), two_lines.id);
    EXPECT_EQ(cents_in(regulier.value(), "gesplitst_bedrag"), 224849);
    std::vector<std::string> causes;
    store::for_each_exception(practice.db(), values::CivilDate{2026, 11, 24},
                              [&](const store::ExceptionRow& row) { causes.push_back(row.kind); });
    EXPECT_EQ(std::ranges::count(causes, "uitkering_negatief"), 1);
    EXPECT_EQ(std::ranges::count_if(
                  causes, [](const std::string& kind) { return kind.starts_with("uitkering_"); }),
              1);
}

TEST_F(RunImport, ANetOfZeroIsLegalAndLeavesEveryBillUnpaid) {
    const TestRun run{.lines = {{"C0001", "0.00"}}};
    Practice::must(practice.import(run));
    const auto split = service::split_run(practice.with("rob"), run.id);
    ASSERT_TRUE(split);
    EXPECT_EQ(number_in(split.value(), "gesplitst"), 1);
    store::for_each_split_line(practice.db(), store::find_run(practice.db(), run.id)->id,
                               [](const store::SplitLineRow& line) {
                                   EXPECT_EQ(line.reason, uitkering::Reason::netto_nul);
                                   EXPECT_TRUE(line.to_pay.is_zero());
                               });
}

TEST_F(RunImport, AClientWithoutAConfirmedAccountIsHeld) {
    Practice::must(service::import_dossier(
        practice.with("rob"),
        practice.file("nieuw.jsonl",
                      dossier_of({{.number = 1}, {.number = 2, .iban = dutch_iban(77)}}))));
    const auto imported = practice.import(two_lines);
    ASSERT_TRUE(imported);
    EXPECT_EQ(findings_in(imported.value()),
              std::vector<std::string>{"client record 2 geen_bruikbare_rekening"});
}

TEST_F(RunImport, ARegulierRunWithoutANextPayDateIsRefusedAndAnotherKindNeedsNone) {
    const TestRun january{.id = "2027-01-REG", .month = "2027-01", .lines = {{"C0001", "900.00"}}};
    Practice::must(practice.import(january));
    EXPECT_EQ(code_of(service::split_run(practice.with("rob"), january.id)),
              "next_pay_date_is_missing");
    const TestRun advance{.id = "2027-01-VOO",
                          .month = "2027-01",
                          .soort = "voorschot",
                          .lines = {{"C0001", "100.00"}}};
    Practice::must(practice.import(advance));
    const auto split = service::split_run(practice.with("rob"), advance.id);
    ASSERT_TRUE(split);
    store::for_each_split_line(practice.db(), store::find_run(practice.db(), advance.id)->id,
                               [](const store::SplitLineRow& line) {
                                   EXPECT_EQ(line.kind,
                                             store::leefgeld_kind);  // takes no bill of a window
                               });
}

TEST_F(RunImport, ASecondRegulierRunOfAMonthIsPointedOut) {
    Practice::must(practice.import(two_lines));
    const auto second = practice.import({.id = "2026-11-REG-2", .lines = {{"C0002", "10.00"}}});
    ASSERT_TRUE(second);
    EXPECT_EQ(findings_in(second.value()),
              (std::vector<std::string>{"run 2026-11-REG-2 month_has_an_earlier_regulier_run",
                                        "client record 1 maand_in_andere_run"}));
}

TEST_F(RunImport, AHoldBetweenImportAndSplitHoldsTheMoneyWithOneExceptionHoweverOftenItIsTried) {
    Practice::must(practice.import(two_lines));
    Practice::must(service::import_dossier(
        practice.with("rob"),
        practice.file("nieuw.jsonl",
                      dossier_of({{.number = 1}, {.number = 2, .iban = dutch_iban(77)}}))));
    Practice::must(service::split_run(practice.with("rob"), two_lines.id));
    const std::string before = state_of(practice);
    EXPECT_NE(before.find("uitkering_geen_bruikbare_rekening"), std::string::npos);
    Practice::must(service::split_run(practice.with("rob"), two_lines.id));
    EXPECT_EQ(state_of(practice), before);
    practice.confirm_ibans("karin");
    const auto split = service::split_run(practice.with("rob"), two_lines.id);
    EXPECT_EQ(cents_in(split.value(), "gesplitst_bedrag"), 224849);
}

}  // namespace
}  // namespace ontzorgd::test
