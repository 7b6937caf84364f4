// SPDX-License-Identifier: EUPL-1.2
//
// What a run of the split takes up: the bills of its window, what is overdue, what is open.
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/run.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::test {
namespace {

/// "huur 2026-12-01 te_betalen 612.40" and "leefgeld 587.34" for every line of the household.
std::vector<std::string> lines_of(Practice& practice, const std::string& run_id,
                                  std::int64_t household = 1) {
    const auto run = store::find_run(practice.db(), run_id);
    std::vector<std::string> lines;
    for (const store::SplitLineRow& row :
         store::split_lines_of(practice.db(), run->id, dossier::HouseholdId{household})) {
        std::string line{store::kind_text(row.kind)};
        if (row.kind != store::leefgeld_kind) {
            line += " " + row.due->to_string() + " " + std::string{to_text(row.outcome)};
            if (row.reason != uitkering::Reason::none)
                line += "(" + std::string{to_text(row.reason)} + ")";
        }
        if (!row.to_pay.is_zero()) line += " " + row.to_pay.to_string();
        lines.push_back(line);
    }
    return lines;
}
using Lines = std::vector<std::string>;

std::vector<std::string> exceptions_of(Practice& practice) {
    std::vector<std::string> kinds;
    store::for_each_exception(practice.db(), values::CivilDate{2030, 1, 1},
                              [&](const store::ExceptionRow& row) { kinds.push_back(row.kind); });
    return kinds;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

const TestHousehold house{.number = 1};
const TestRun december{.id = "2026-12-REG", .month = "2026-12"};
const TestRun later{.id = "2026-11-NAB", .month = "2026-11", .soort = "nabetaling"};

TestHousehold with_net(const std::string& net) {
    TestHousehold made = house;
    made.net = net;
    return made;
}

class RunSplit : public ::testing::Test {
protected:
    void import_dossier(const std::string& text) {
        Practice::must(
            service::import_dossier(practice.with("rob"), practice.file("dossier.jsonl", text)));
        practice.confirm_ibans("karin");
    }
    Practice practice;
};

TEST_F(RunSplit, TakesUpTheBillsOfItsWindow) {
    practice.dossier({house});
    practice.split({house});
    EXPECT_EQ(lines_of(practice, "2026-11-REG"),
              (Lines{"huur 2026-12-01 te_betalen 612.40",
                     "zorgverzekering 2026-12-28 te_betalen 148.75", "leefgeld 587.34"}));
}

TEST_F(RunSplit, GivenAgainGivesTheSameAnswerAndNoSecondInstruction) {
    practice.dossier({house});
    practice.split({house});
    const auto again = service::split_run(practice.with("rob"), "2026-11-REG");
    ASSERT_TRUE(again);
    EXPECT_EQ(lines_of(practice, "2026-11-REG").size(), 3U);
    EXPECT_EQ(number_in(again.value(), "gesplitst"), 1);
}

TEST_F(RunSplit, OfASecondRegulierRunNeverPaysABillAgain) {
    practice.dossier({house});
    practice.split({house});
    practice.split({house}, {.id = "2026-11-REG2"});
    EXPECT_EQ(lines_of(practice, "2026-11-REG2"), Lines{});  // nor the leefgeld: the month is held
}

TEST_F(RunSplit, OfTheNextMonthTakesUpWhatIsOverdueInThePlaceOfItsKind) {
    practice.dossier({house});
    practice.split({with_net("700.00")});
    EXPECT_EQ(lines_of(practice, "2026-11-REG"),
              (Lines{"huur 2026-12-01 niet_betaald(minimum_leefgeld)",
                     "zorgverzekering 2026-12-28 te_betalen 148.75", "leefgeld 551.25"}));
    practice.split({with_net("1800.00")}, december);
    EXPECT_EQ(lines_of(practice, "2026-12-REG"),
              (Lines{"huur 2026-12-01 te_betalen 612.40", "huur 2027-01-01 te_betalen 612.40",
                     "zorgverzekering 2027-01-28 te_betalen 148.75", "leefgeld 426.45"}));
}

TEST_F(RunSplit, OfANabetalingPaysTheOpenBillsOfItsMonthFirst) {
    practice.dossier({house});
    practice.split({with_net("700.00")});
    // 551.25 of leefgeld went out already, so the floor of the month is met.
    practice.split({with_net("700.00")}, later);
    EXPECT_EQ(lines_of(practice, "2026-11-NAB"),
              (Lines{"huur 2026-12-01 te_betalen 612.40", "leefgeld 87.60"}));
    // And nobody pays that bill again.
    practice.split({with_net("1800.00")}, december);
    EXPECT_EQ(lines_of(practice, "2026-12-REG"),
              (Lines{"huur 2027-01-01 te_betalen 612.40",
                     "zorgverzekering 2027-01-28 te_betalen 148.75", "leefgeld 1038.85"}));
}

TEST_F(RunSplit, OfANabetalingLeavesBillsOfAnotherMonthAlone) {
    practice.dossier({house});
    practice.split({with_net("700.00")});
    practice.split({with_net("700.00")},
                   {.id = "2026-12-NAB", .month = "2026-12", .soort = "nabetaling"});
    EXPECT_EQ(lines_of(practice, "2026-12-NAB"), Lines{"leefgeld 700.00"});
}

TEST_F(RunSplit, OfANabetalingDoesNotPayWhatANextMonthPaidAlready) {
    practice.dossier({house});
    practice.split({with_net("700.00")});
    practice.split({with_net("1800.00")}, december);  // paid the open rent as overdue
    practice.split({with_net("700.00")}, later);
    EXPECT_EQ(lines_of(practice, "2026-11-NAB"), Lines{"leefgeld 700.00"});
}

TEST_F(RunSplit, OfANabetalingBeforeTheRegulierRunTakesNoBills) {
    practice.dossier({house});
    practice.split({with_net("700.00")}, later);
    EXPECT_EQ(lines_of(practice, "2026-11-NAB"), Lines{"leefgeld 700.00"});
}

TEST_F(RunSplit, PaysTheRestOfABillAsItsNextPart) {
    import_dossier(replaced(dossier_of({house}), R"("soort":"huur")", R"("soort":"energie")"));
    practice.split({with_net("600.00")});
    EXPECT_EQ(lines_of(practice, "2026-11-REG")[0],
              "energie 2026-12-01 deels(minimum_leefgeld) 340.00");
    practice.split({with_net("500.00")}, later);
    EXPECT_EQ(lines_of(practice, "2026-11-NAB")[0], "energie 2026-12-01 te_betalen 272.40");
    std::vector<std::string> parts;
    for (const std::string run : {"2026-11-REG", "2026-11-NAB"}) {
        store::for_each_instruction(
            practice.db(), store::find_run(practice.db(), run)->id,
            [&](const store::InstructionRow& row) {
                if (row.contract.number() == 1)
                    parts.push_back(std::to_string(row.part) + " " + row.cents.to_string());
            });
    }
    EXPECT_EQ(parts, (Lines{"1 340.00", "2 272.40"}));
}

TEST_F(RunSplit, DoesNotCountBijzondereBijstandAsTheMinimumOfTheMonth) {
    practice.dossier({house});
    Practice::must(practice.import_text(
        "sep=;\nrunId;gemeente;periodeRun;soortRun;datumRun;aantal;totaal\n"
        "2026-11-REG;1734;2026-11;regulier;2026-11-20;1;300.00\n"
        "clientnummer;componentSoort;debetCredit;bedrag\nC0001;bijzondere_bijstand;C;300.00\n"));
    Practice::must(service::split_run(practice.with("rob"), "2026-11-REG"));
    EXPECT_EQ(lines_of(practice, "2026-11-REG").back(), "leefgeld 300.00");
    // The floor of 260 still stands whole: 872.39 is one cent too little for the rent.
    practice.split({with_net("872.39")}, later);
    EXPECT_EQ(lines_of(practice, "2026-11-NAB")[0],
              "huur 2026-12-01 niet_betaald(minimum_leefgeld)");
    // Those 872.39 went to leefgeld and are above the floor: now the rent fits.
    practice.split({with_net("612.40")},
                   {.id = "2026-11-COR", .month = "2026-11", .soort = "correctie"});
    EXPECT_EQ(lines_of(practice, "2026-11-COR")[0], "huur 2026-12-01 te_betalen 612.40");
}

TEST_F(RunSplit, OnOneDueDayGoesByContractNumberNotByTheOrderOfRecording) {
    // The second contract of the file becomes a gas bill like the first, with a lower number.
    std::string text = replaced(dossier_of({house}), R"("soort":"huur")", R"("soort":"gas")");
    text = replaced(text, R"("soort":"zorgverzekering")", R"("soort":"gas")");
    text = replaced(text, R"("vervaldag":28)", R"("vervaldag":1)");
    text = replaced(text, "O0001-Z", "O0001-A");
    import_dossier(text);
    practice.split({with_net("500.00")});
    EXPECT_EQ(lines_of(practice, "2026-11-REG"),
              (Lines{"gas 2026-12-01 te_betalen 148.75",
                     "gas 2026-12-01 deels(minimum_leefgeld) 91.25", "leefgeld 260.00"}));
}

TEST_F(RunSplit, ListsAnOldUnpaidBillThatNoRunSawAndDoesNotPayIt) {
    import_dossier(replaced(dossier_of({house}), R"("betalen_vanaf":"2026-12-01")",
                            R"("betalen_vanaf":"2026-09-01")"));
    practice.split({with_net("5000.00")});
    const Lines lines = lines_of(practice, "2026-11-REG");
    // On 30 November the rent of 1 September is 90 days old, that of 1 October 60; the premium of
    // 28 September 63, more than the 62 of the regelset.
    EXPECT_EQ(lines,
              (Lines{"huur 2026-09-01 geblokkeerd(te_oud)", "huur 2026-10-01 te_betalen 612.40",
                     "huur 2026-11-01 te_betalen 612.40", "huur 2026-12-01 te_betalen 612.40",
                     "zorgverzekering 2026-09-28 geblokkeerd(te_oud)",
                     "zorgverzekering 2026-10-28 te_betalen 148.75",
                     "zorgverzekering 2026-11-28 te_betalen 148.75",
                     "zorgverzekering 2026-12-28 te_betalen 148.75", "leefgeld 2716.55"}));
    const auto exceptions = exceptions_of(practice);
    EXPECT_EQ(std::count(exceptions.begin(), exceptions.end(), "last_geblokkeerd"), 2);
    // It is an exception now, and not a line of every month that follows.
    practice.split({house}, december);
    for (const std::string& line : lines_of(practice, "2026-12-REG"))
        EXPECT_EQ(line.find("2026-09-01"), std::string::npos) << line;
}

TEST_F(RunSplit, SkipsAnOverdueBillThatFellDueBeforeTheGround) {
    TestHousehold late = house;
    late.ground_from = "2026-11-15";
    late.ground_until = "2027-05-14";
    import_dossier(replaced(dossier_of({late}), R"("betalen_vanaf":"2026-12-01")",
                            R"("betalen_vanaf":"2026-09-01")"));
    practice.split({late});
    EXPECT_EQ(lines_of(practice, "2026-11-REG"),
              (Lines{"huur 2026-12-01 te_betalen 612.40",
                     "zorgverzekering 2026-11-28 niet_gedekt(geen_grondslag)",
                     "zorgverzekering 2026-12-28 te_betalen 148.75", "leefgeld 587.34"}));
}

TEST_F(RunSplit, TakesUpAHeldRecordLaterWithTheWindowOfItsRun) {
    // No account was confirmed for the client at import.
    const std::string dossier = dossier_of({house});
    Practice::must(
        service::import_dossier(practice.with("rob"), practice.file("dossier.jsonl", dossier)));
    Practice::must(practice.import({.lines = {{"C0001", "1348.49"}}}));
    Practice::must(service::accept_held(practice.with("karin"), "2026-11-REG"));
    Practice::must(service::split_run(practice.with("rob"), "2026-11-REG"));
    EXPECT_EQ(lines_of(practice, "2026-11-REG"), Lines{});
    practice.confirm_ibans("karin");
    practice.on("2026-12-10");  // the pay date has passed
    Practice::must(service::split_run(practice.with("rob"), "2026-11-REG"));
    EXPECT_EQ(lines_of(practice, "2026-11-REG"),
              (Lines{"huur 2026-12-01 te_betalen 612.40",
                     "zorgverzekering 2026-12-28 te_betalen 148.75", "leefgeld 587.34"}));
    std::vector<std::string> days;
    store::for_each_instruction(
        practice.db(), store::find_run(practice.db(), "2026-11-REG")->id,
        [&](const store::InstructionRow& row) { days.push_back(row.execution_date.to_string()); });
    EXPECT_EQ(days, (Lines{"2026-12-14", "2026-12-14", "2026-12-14"}));
}

TEST_F(RunSplit, OfVakantietoeslagAndVoorschotPaysLeefgeldOnly) {
    practice.dossier({house});
    practice.split({with_net("700.00")});
    for (const std::string soort : {"vakantietoeslag", "voorschot"}) {
        practice.split({with_net("900.00")},
                       {.id = "2026-11-" + soort, .month = "2026-11", .soort = soort});
        EXPECT_EQ(lines_of(practice, "2026-11-" + soort), Lines{"leefgeld 900.00"});
    }
}

TEST_F(RunSplit, WarnsBeforeAGroundEndsWhenTheNextRunWouldBeTooLate) {
    // 60 days before 28 February is 30 December, a day before the next pay date.
    practice.dossier({house});
    practice.split({house});
    EXPECT_EQ(exceptions_of(practice), Lines{"grondslag_eindigt"});
    practice.split({house}, december);
    EXPECT_EQ(exceptions_of(practice), Lines{"grondslag_eindigt"});  // once
}

TEST_F(RunSplit, DoesNotWarnMonthsBeforeAGroundEnds) {
    TestHousehold longer = house;
    longer.ground = "art57";
    longer.ground_until = "2027-03-02";  // 60 days before is 1 January
    practice.dossier({longer});
    practice.split({longer});
    EXPECT_EQ(exceptions_of(practice), Lines{});
}

TEST_F(RunSplit, AsksTheKlantmanagerOnceAboutAMachtigingThatWasWithdrawnOrRefused) {
    for (const std::string toestand : {"ingetrokken", "geweigerd"}) {
        TestHousehold refused = house;
        refused.number = toestand == "geweigerd" ? 2 : 1;
        refused.machtiging = toestand;
        refused.ground = "art57";
        refused.ground_until = "";
        Practice town;
        town.dossier({refused});
        town.split({refused});
        town.split({refused}, december);
        EXPECT_EQ(exceptions_of(town), Lines{"machtiging_" + toestand});
        EXPECT_EQ(lines_of(town, "2026-11-REG").front(), "huur 2026-12-01 te_betalen 612.40");
    }
}

TEST_F(RunSplit, IsRefusedWithoutTheNextPayDate) {
    practice.dossier({house});
    Practice::must(practice.import(
        {.id = "2027-01-REG", .month = "2027-01", .lines = {{"C0001", "1348.49"}}}));
    EXPECT_EQ(code_of(service::split_run(practice.with("rob"), "2027-01-REG")),
              "next_pay_date_is_missing");
}

TEST_F(RunSplit, IsNotPaidFromAnAccountThatEnded) {
    practice.dossier({house});
    practice.split({house});
    const auto account = store::own_account_named(practice.db(), "lasten");
    for (const std::string user : {"rob", "karin"}) {
        store::add_account_end_word(
            practice.db(), account->id,
            {.day = values::CivilDate{2026, 11, 23}, .user = practice.as(user).actor.id}, 1);
    }
    TestRun second = later;
    second.lines.emplace_back("C" + padded(house.number), "700.00");
    Practice::must(practice.import(second));
    const auto refused = service::split_run(practice.with("rob"), later.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "account_has_ended");
}

}  // namespace
}  // namespace ontzorgd::test
