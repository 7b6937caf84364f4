// SPDX-License-Identifier: EUPL-1.2
//
// What others do between two slices of an import or a split, and what they see there.
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/month.h"
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/sweep.h"
#include "support/town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace ontzorgd::test {
namespace {

class RunSlices : public ::testing::Test, public Town {};

TEST_F(RunSlices, EverySliceOfASplitIsAFactThatIsWholeAtItsCommit) {
    import_and_accept();
    const std::int64_t before = facts_in(practice);
    std::vector<std::int64_t> split_by_then;
    Practice::must(split(2, [&] {
        const auto shown = service::show_run(practice.town(), run_id);
        EXPECT_EQ(text_in(shown.value(), "staat"), "splitting");
        EXPECT_EQ(number_in(shown.value(), "gesplitst") + number_in(shown.value(), "te_verdelen") +
                      number_in(shown.value(), "aangehouden"),
                  8);
        split_by_then.push_back(number_in(shown.value(), "gesplitst"));
        EXPECT_EQ(facts_in(practice), before + std::ssize(split_by_then));
        // What is not split yet is not held.
        EXPECT_EQ(held_in(practice),
                  "2026-11-REG 6 client_aangehouden\n2026-11-REG 8 client_onbekend\n");
        EXPECT_FALSE(store::has_unfinished_work(practice.db()));
        expect_books_and_chain();
        expect_verified_by_others();
    }));
    EXPECT_EQ(split_by_then, (std::vector<std::int64_t>{2, 4, 5}));
    EXPECT_EQ(state(), "split");
    EXPECT_EQ(facts_in(practice), before + 4);
    expect_books_and_chain();
    expect_verified_by_others();
}

TEST_F(RunSlices, TheSizeOfASliceChangesNothingAboutThePaymentsNorTheirOrder) {
    import_and_accept();
    Practice::must(split(all_at_once));
    const std::string whole = outcome_of(practice);
    for (std::size_t slice = 1; slice <= 7; ++slice) {
        Town other;
        other.import_and_accept();
        Practice::must(other.split(slice));
        EXPECT_EQ(outcome_of(other.practice), whole) << slice;
    }
}

TEST_F(RunSlices, WhatNeedsAWholeSplitIsRefusedBetweenTwoSlices) {
    import_and_accept();
    practice.on("2026-12-01");
    Practice::must(split(4, [&] {
        EXPECT_EQ(code_of(service::propose_batch(practice.with("rob"), run_id)),
                  "run_is_being_split");
        EXPECT_EQ(code_of(service::renew_payments(practice.with("rob"), run_id, {})),
                  "run_is_being_split");
        EXPECT_EQ(code_of(service::reject_run(practice.with("rob"), run_id)), "run_is_being_split");
        const auto closed = service::close_month(practice.with("rob"), "2026-11");
        ASSERT_FALSE(closed);
        EXPECT_TRUE(std::ranges::any_of(closed.error().causes, [](const base::Error& cause) {
            return cause.code == "run_is_being_split";
        }));
        // The first is split and can be asked about, the last is not.
        EXPECT_TRUE(service::why_client(practice.town(), "C0001", run_id));
        EXPECT_EQ(code_of(service::why_client(practice.town(), "C0007", run_id)),
                  "run_is_being_split");
    }));
    EXPECT_TRUE(service::propose_batch(practice.with("rob"), run_id));
}

TEST_F(RunSlices, ASplitThatIsCutShortGoesOnWhereItWas) {
    import_and_accept();
    Practice::must(split(all_at_once));
    const std::string whole = outcome_of(practice);
    for (int stop = 1; stop <= 3; ++stop) {
        Town other;
        other.import_and_accept();
        int border = 0;
        EXPECT_THROW(other.split(2,
                                 [&] {
                                     if (++border == stop) throw Crash{};
                                 }),
                     Crash);
        other.practice.reopen();
        EXPECT_EQ(other.state(), "splitting");
        other.expect_books_and_chain();
        Practice::must(other.split(3));
        EXPECT_EQ(other.state(), "split");
        EXPECT_EQ(outcome_of(other.practice), whole) << stop;
        const std::int64_t facts = facts_in(other.practice);
        Practice::must(other.split(3));
        EXPECT_EQ(facts_in(other.practice), facts);  // nothing was left to split
        other.expect_books_and_chain();
    }
}

TEST(RunSlicesOfATownWithoutMoney, AnAccountIsNotEndedWhileARunIsSplitThatMayStillPayFromIt) {
    Town town{{.opening = "0.00"}};
    for (std::size_t line = 0; line < 3; ++line) town.run_file.lines[line].second = "0.00";
    town.import_and_accept();
    Practice& practice = town.practice;
    std::string refusal;
    Practice::must(town.split(3, [&] {
        refusal = code_of(service::end_account(practice.with("rob"), "leefgeld", "2026-11-23"));
    }));
    EXPECT_EQ(refusal, "run_is_being_split");
    EXPECT_EQ(town.state(), "split");
    town.expect_books_and_chain();
}

TEST_F(RunSlices, AClientPutOnHoldBetweenTwoSlicesIsHeldByTheNext) {
    import_and_accept();
    bool first = true;
    Practice::must(split(3, [&] {
        if (!std::exchange(first, false)) return;
        Practice::must(service::hold_client(practice.with("mo"), "C0007", "Overleg"));
        expect_books_and_chain();
    }));
    EXPECT_EQ(state(), "split");
    EXPECT_EQ(held_in(practice),
              "2026-11-REG 6 client_aangehouden\n2026-11-REG 7 client_aangehouden\n"
              "2026-11-REG 8 client_onbekend\n");
    expect_books_and_chain();
    Practice::must(service::unhold_client(practice.with("mo"), "C0007", "Besproken"));
    Practice::must(split(3));
    EXPECT_EQ(number_in(service::show_run(practice.town(), run_id).value(), "gesplitst"), 6);
    expect_books_and_chain();
    expect_verified_by_others();
}

TEST_F(RunSlices, ACreditorWhoseAccountIsRecordedAnewBetweenTwoSlicesIsNotPaidOnTheOldOne) {
    import_and_accept();
    bool first = true;
    Practice::must(split(4, [&] {
        if (!std::exchange(first, false)) return;
        Practice::must(service::record_iban(practice.with("rob"), "K001", dutch_iban(555)));
    }));
    const auto run = store::find_run(practice.db(), run_id)->id;
    const auto rent_of = [&](std::int64_t household) {
        return store::split_lines_of(practice.db(), run, dossier::HouseholdId{household}).front();
    };
    EXPECT_EQ(rent_of(1).outcome, uitkering::Outcome::te_betalen);
    EXPECT_EQ(rent_of(7).outcome, uitkering::Outcome::geblokkeerd);
    EXPECT_EQ(rent_of(7).reason, uitkering::Reason::iban_niet_bevestigd);
    expect_books_and_chain();
}

TEST_F(RunSlices, WindowAndRegelsetAreThoseOfTheFirstSlice) {
    import_and_accept();
    bool first = true;
    Practice::must(split(4, [&] {
        if (!std::exchange(first, false)) return;
        const auto run = store::find_run(practice.db(), run_id);
        EXPECT_EQ(run->pay_date, (values::CivilDate{2026, 11, 30}));
        EXPECT_EQ(run->regelset, 1);
        Practice::must(service::import_calendar(
            practice.with("rob"), practice.file("kalender.csv",
                                                "sep=;\nmaand;betaaldatum\n2026-11;2026-11-27\n"
                                                "2026-12;2026-12-30\n")));
        Practice::must(service::confirm_calendar(practice.with("kim"), ""));
    }));
    EXPECT_EQ(store::find_run(practice.db(), run_id)->pay_date, (values::CivilDate{2026, 11, 30}));
    store::for_each_instruction(
        practice.db(), store::find_run(practice.db(), run_id)->id,
        [](const store::InstructionRow& row) {
            EXPECT_EQ(row.execution_date, (values::CivilDate{2026, 11, 30}));
        });
}

TEST_F(RunSlices, TheDayOfASliceIsNeverBeforeThatOfWhatCameInBetween) {
    import_and_accept();
    bool first = true;
    Practice::must(split(4, [&] {
        if (!std::exchange(first, false)) return;
        practice.on("2026-11-25");
        Practice::must(service::hold_client(practice.with("mo"), "C0001", "Overleg"));
    }));
    EXPECT_EQ(store::day_of_fact(practice.db(), facts_in(practice)),
              (values::CivilDate{2026, 11, 25}));
    // Half of it was done at the end of the day before, and is told as such.
    practice.reopen(service::Mode::read);
    static_cast<void>(service::look_back(practice.town(), values::CivilDate{2026, 11, 24}));
    const auto shown = service::show_run(practice.town(), run_id).value();
    EXPECT_EQ(text_in(shown, "staat"), "splitting");
    EXPECT_EQ(number_in(shown, "gesplitst"), 4);
    EXPECT_EQ(number_in(shown, "te_verdelen"), 2);
    practice.expect_sound();
}

TEST_F(RunSlices, NobodySeesAnythingOfARunBeforeItIsImported) {
    const std::string before = held_in(practice);
    const std::int64_t facts = facts_in(practice);
    int borders = 0;
    Practice::must(import(2, [&] {
        ++borders;
        EXPECT_TRUE(store::all_runs(practice.db()).empty());
        EXPECT_EQ(held_in(practice), before);
        EXPECT_EQ(facts_in(practice), facts);
        EXPECT_EQ(code_of(service::show_run(practice.town(), run_id)), "run_is_unknown");
        std::int64_t exceptions = 0;
        store::for_each_exception(practice.db(), values::CivilDate{2030, 1, 1},
                                  [&](const store::ExceptionRow&) { ++exceptions; });
        EXPECT_EQ(exceptions, 0);
        EXPECT_FALSE(store::has_unfinished_work(practice.db()));  // no reader looks past anything
        expect_books_and_chain();
    }));
    EXPECT_GE(borders, 4);
    EXPECT_EQ(facts_in(practice), facts + 1);
    EXPECT_EQ(state(), "validated");
    expect_books_and_chain();
}

TEST_F(RunSlices, AnImportThatIsCutShortLeavesNothing) {
    int border = 0;
    EXPECT_THROW(import(2,
                        [&] {
                            if (++border == 3) throw Crash{};
                        }),
                 Crash);
    EXPECT_EQ(store::figures_of(practice.db(), store::RunId{1}).records, 6);
    practice.reopen(service::Mode::read);
    EXPECT_EQ(code_of(service::show_run(practice.town(), run_id)), "run_is_unknown");
    practice.reopen();
    EXPECT_EQ(store::figures_of(practice.db(), store::RunId{1}).records, 0);
    EXPECT_TRUE(store::unfinished_run_imports(practice.db()).empty());
    Practice::must(import(3));
    EXPECT_EQ(store::find_run(practice.db(), run_id)->id, store::RunId{1});
    expect_books_and_chain();
}

TEST_F(RunSlices, WhatChangesDuringAnImportIsSettledByTheSplit) {
    bool first = true;
    Practice::must(import(2, [&] {
        if (!std::exchange(first, false)) return;
        Practice::must(service::hold_client(practice.with("mo"), "C0001", "Overleg"));
        Practice::must(service::unhold_client(practice.with("mo"), "C0006", "Besproken"));
    }));
    expect_books_and_chain();
    Practice::must(service::accept_held(practice.with("karin"), run_id));
    Practice::must(split(3));
    EXPECT_EQ(held_in(practice),
              "2026-11-REG 1 client_aangehouden\n2026-11-REG 8 client_onbekend\n");
    EXPECT_EQ(number_in(service::show_run(practice.town(), run_id).value(), "gesplitst"), 6);
    expect_books_and_chain();
    expect_verified_by_others();
}

TEST_F(RunSlices, TheSameFileThatCameInMeanwhileGivesTheSameAnswerAndOneFact) {
    bool first = true;
    std::int64_t facts = 0;
    const auto again = import(2, [&] {
        if (!std::exchange(first, false)) return;
        Practice::must(import(4000));
        facts = facts_in(practice);
    });
    Practice::must(again);
    EXPECT_EQ(facts_in(practice), facts);
    EXPECT_EQ(store::all_runs(practice.db()).size(), 1U);
    EXPECT_TRUE(store::unfinished_run_imports(practice.db()).empty());
    EXPECT_EQ(store::figures_of(practice.db(), store::RunId{1}).records, 0);
    expect_books_and_chain();
}

TEST_F(RunSlices, AnotherFileWithTheSameIdThatCameInMeanwhileIsRefused) {
    bool first = true;
    const auto refused = import(2, [&] {
        if (!std::exchange(first, false)) return;
        TestRun other = run_of_seven();
        other.lines.pop_back();
        Practice::must(practice.import_text(run_csv(other), "andere.csv"));
    });
    EXPECT_EQ(code_of(refused), "run_id_is_known_with_other_bytes");
    EXPECT_EQ(store::all_runs(practice.db()).size(), 1U);
    expect_books_and_chain();
}

TEST_F(RunSlices, AMonthIsPaidOnceAlsoWhenAnotherRunOfItCameInAndWasSplitMeanwhile) {
    bool first = true;
    Practice::must(import(2, [&] {
        if (!std::exchange(first, false)) return;
        TestRun other = run_of_seven();
        other.id = "2026-11-REG-2";
        Practice::must(practice.import_text(run_csv(other), "andere.csv"));
        Practice::must(service::accept_held(practice.with("karin"), other.id));
        Practice::must(service::split_run(practice.with("rob"), other.id));
    }));
    Practice::must(service::accept_held(practice.with("karin"), run_id));
    Practice::must(split(3));
    EXPECT_EQ(number_in(service::show_run(practice.town(), run_id).value(), "gesplitst"), 0);
    EXPECT_EQ(number_in(service::show_run(practice.town(), "2026-11-REG-2").value(), "gesplitst"),
              6);
    expect_books_and_chain();
}

TEST_F(RunSlices, AMonthIsPaidOnceToAClientWhomTheFirstRunDidNotKnow) {
    import_and_accept();
    Practice::must(split(all_at_once));
    practice.dossier({{.number = 99, .net = "300.00"}});
    TestRun other = run_of_seven();
    other.id = "2026-11-REG-2";
    Practice::must(practice.import_text(run_csv(other), "andere.csv"));
    Practice::must(service::accept_held(practice.with("karin"), other.id));
    Practice::must(service::split_run(practice.with("rob"), other.id));
    Practice::must(split(all_at_once));
    EXPECT_EQ(number_in(service::show_run(practice.town(), "2026-11-REG-2").value(), "gesplitst"),
              1);
    EXPECT_EQ(number_in(service::show_run(practice.town(), run_id).value(), "gesplitst"), 6);
    expect_books_and_chain();
}

}  // namespace
}  // namespace ontzorgd::test
