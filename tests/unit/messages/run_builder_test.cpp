// SPDX-License-Identifier: EUPL-1.2
#include "run_builder.h"

#include "run_sink.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

/// A builder that has taken a head with this count and total.
void give_head(RunBuilder& run, const std::string& aantal, const std::string& totaal) {
    const std::vector<std::string> texts{"2026-11-REG", "1734", "2026-11", "regulier",
                                         "2026-11-20",  aantal, totaal};
    for (std::size_t i = 0; i < texts.size(); ++i) ASSERT_TRUE(run.head_field(i, texts[i]));
    ASSERT_TRUE(run.end_head());
}

void give_record(RunBuilder& run, const std::string& credit, const std::string& debit) {
    ASSERT_TRUE(run.begin_record(1));
    ASSERT_TRUE(run.client("C0001"));
    for (const auto& [direction, amount] : {std::pair{"C", credit}, std::pair{"D", debit}}) {
        ASSERT_TRUE(run.begin_component());
        ASSERT_TRUE(run.component_field(0, "norm"));
        ASSERT_TRUE(run.component_field(1, direction));
        ASSERT_TRUE(run.component_field(2, amount));
    }
    ASSERT_TRUE(run.end_record());
}

TEST(RunBuilder, CountsRecordsBelowZeroInTheTotal) {
    test::KeptRun kept;
    RunBuilder run{kept};
    give_head(run, "2", "-100.00");
    give_record(run, "50.00", "200.00");
    give_record(run, "75.00", "25.00");
    const auto figures = run.finish();
    ASSERT_TRUE(figures);
    EXPECT_EQ(figures.value(),
              (RunFileFigures{.aantal = 2, .totaal = values::Euro::from_cents(-10'000)}));
}

TEST(RunBuilder, RefusesACountOrTotalThatDiffers) {
    test::KeptRun kept;
    RunBuilder count{kept};
    give_head(count, "2", "50.00");
    give_record(count, "75.00", "25.00");
    EXPECT_EQ(count.finish().error(),
              base::malformed("run_count_differs", {{"declared", "2"}, {"counted", "1"}}).error);

    RunBuilder total{kept};
    give_head(total, "1", "50.01");
    give_record(total, "75.00", "25.00");
    EXPECT_EQ(
        total.finish().error(),
        base::malformed("run_total_differs", {{"declared", "50.01"}, {"counted", "50.00"}}).error);
}

TEST(RunBuilder, SurvivesATotalThatNoAmountCanHold) {
    test::KeptRun kept;
    RunBuilder run{kept};
    give_head(run, "300", "999999999999.99");
    for (int record = 0; record < 300; ++record) {
        ASSERT_TRUE(run.begin_record(1));
        ASSERT_TRUE(run.client("C" + std::to_string(record)));
        for (int i = 0; i < 40; ++i) {
            ASSERT_TRUE(run.begin_component());
            ASSERT_TRUE(run.component_field(2, "999999999.99"));
        }
        ASSERT_TRUE(run.end_record());
    }
    EXPECT_EQ(run.finish().error().code, "run_total_differs");
}

TEST(RunBuilder, HoldsAtMostFortyComponents) {
    test::KeptRun kept;
    RunBuilder run{kept};
    give_head(run, "1", "0.00");
    ASSERT_TRUE(run.begin_record(9));
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(run.begin_component());
    EXPECT_EQ(run.begin_component().error().code, "run_has_too_many_components");
}

TEST(RunBuilder, SaysWhichFieldIsWrongAndWhatStoodThere) {
    test::KeptRun kept;
    RunBuilder run{kept};
    const auto head = [&run](std::size_t place, std::string_view text) {
        const auto taken = run.head_field(place, text);
        return taken ? "" : taken.error().code;
    };
    EXPECT_EQ(head(0, "a b"), "nummer_is_malformed");
    EXPECT_EQ(head(1, "173"), "gemeente_is_malformed");
    EXPECT_EQ(head(2, "2026-13"), "month_is_malformed");
    EXPECT_EQ(head(2, "1999-12"), "run_year_is_out_of_bounds");
    EXPECT_EQ(head(3, "Regulier"), "soort_run_is_unknown");
    EXPECT_EQ(head(4, "2026-02-30"), "date_does_not_exist");
    EXPECT_EQ(head(4, "2126-02-01"), "run_year_is_out_of_bounds");
    EXPECT_EQ(head(5, "1000001"), "number_is_out_of_bounds");
    EXPECT_EQ(head(6, "1234567890123.00"), "euro_is_too_large");
    const auto wrong = run.head_field(1, "17A4");
    EXPECT_EQ(wrong.error().detail("field"), "gemeente");
    EXPECT_EQ(wrong.error().detail("value"), "17A4");

    ASSERT_TRUE(run.begin_record(1));
    ASSERT_TRUE(run.begin_component());
    const auto component = [&run](std::size_t place, std::string_view text) {
        const auto taken = run.component_field(place, text);
        return taken ? "" : taken.error().code;
    };
    EXPECT_EQ(component(0, "Norm"), "component_soort_is_unknown");
    EXPECT_EQ(component(1, "c"), "debet_credit_is_unknown");
    EXPECT_EQ(component(2, "-1.00"), "euro_is_negative");
    EXPECT_EQ(component(2, "0.005"), "euro_has_too_many_decimals");
    EXPECT_EQ(component(3, "01-11-2026"), "date_is_malformed");
    EXPECT_EQ(component(4, ""), "date_is_malformed");
}

TEST(RunBuilder, NeverShowsABsnThatStandsInAWrongField) {
    test::KeptRun kept;
    RunBuilder run{kept};
    const auto wrong = run.head_field(1, "900000004");
    EXPECT_EQ(wrong.error().detail("value"), "******004");
}

}  // namespace
}  // namespace ontzorgd::messages
