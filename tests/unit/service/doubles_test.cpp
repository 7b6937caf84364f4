// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/client.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/review.h"
#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

class Doubles : public ::testing::Test {
protected:
    Doubles() { practice.dossier({{.number = 1}, {.number = 2}}); }

    std::vector<service::Report> exceptions() {
        const auto all =
            service::list_exceptions(practice.town(), "klantmanager", practice.as("mo").now.today);
        Practice::must(all);
        std::vector<service::Report> open;
        for (const service::Report& row : rows_in(all.value(), "uitzonderingen")) {
            if (text_in(row, "soort") == "contract_mogelijk_dubbel") open.push_back(row);
        }
        return open;
    }
    /// The rent of C0001 once more.
    service::ContractOptions rent_again() {
        return {.nummer = "O0001-H2",
                .op_naam_van = "C0001",
                .soort = "huur",
                .crediteur = "K001",
                .kenmerk = "271234567",
                .bedrag = "612.40",
                .ritme = "maand",
                .vervaldag = "1",
                .vanaf = "2026-12-01",
                .betalen_vanaf = "2026-12-01"};
    }
    base::Result<service::Report> import(const std::vector<TestHousehold>& houses,
                                         const std::string& name = "anders.jsonl") {
        return service::import_dossier(practice.with("rob"),
                                       practice.file(name, dossier_of(houses)));
    }

    Practice practice;
};

TEST_F(Doubles, ARentUnderASecondNumberIsRecordedAndSaidToTheKlantmanager) {
    EXPECT_TRUE(exceptions().empty());
    const auto added = service::add_contract(practice.with("mo"), rent_again());
    ASSERT_TRUE(added) << Practice::details(added.error());
    const auto rows = rows_in(added.value(), "mogelijk_dubbel");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(text_in(rows[0], "contract"), "O0001-H");
    EXPECT_NE(text_in(added.value(), "let_op").find("contract end"), std::string::npos);
    const auto open = exceptions();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(text_in(open[0], "huishouden"), "H0001");
    EXPECT_NE(text_in(open[0], "volgende_stap").find("contract end"), std::string::npos);
    const auto again = service::add_contract(practice.with("mo"), rent_again());
    EXPECT_EQ(again.value().to_json(), added.value().to_json());
    EXPECT_EQ(exceptions().size(), 1U);
}

TEST_F(Doubles, EndingOneOfTheTwoEndsTheException) {
    Practice::must(service::add_contract(practice.with("mo"), rent_again()));
    Practice::must(service::end_contract(practice.with("mo"), "O0001-H", "2026-11-30"));
    EXPECT_TRUE(exceptions().empty());
}

TEST_F(Doubles, AChangeThatMakesTwoContractsOneIsNoticed) {
    service::ContractOptions other = rent_again();
    other.soort = "water";
    other.kenmerk = "701234567";
    other.crediteur = "K101";
    Practice::must(service::add_contract(practice.with("mo"), other));
    EXPECT_TRUE(exceptions().empty());
    const auto changed = service::change_contract(
        practice.with("mo"),
        {.nummer = "O0001-H2", .soort = "huur", .crediteur = "K001", .kenmerk = "271234567"});
    ASSERT_TRUE(changed) << Practice::details(changed.error());
    EXPECT_EQ(rows_in(changed.value(), "mogelijk_dubbel").size(), 1U);
    EXPECT_EQ(exceptions().size(), 1U);
}

TEST_F(Doubles, AnImportCountsThemAndAnswersTheSameWhenGivenAgain) {
    const auto first =
        import({{.number = 1, .rent_twice = true}, {.number = 3, .rent_twice = true}});
    ASSERT_TRUE(first) << Practice::details(first.error());
    EXPECT_EQ(number_in(first.value(), "mogelijk_dubbel"), 2);
    EXPECT_EQ(exceptions().size(), 2U);
    const auto again =
        import({{.number = 1, .rent_twice = true}, {.number = 3, .rent_twice = true}});
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(exceptions().size(), 2U);
}

TEST_F(Doubles, TheReviewListsWhatTheBatchPaysForThem) {
    const std::vector<TestHousehold> rich{{.number = 1, .net = "2500.00"}, {.number = 2}};
    Practice::must(service::add_contract(practice.with("mo"), rent_again()));
    practice.split(rich);
    Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
    const auto review = service::review_batch(practice.town(), 1, [](std::string_view) {});
    const auto rows = rows_in(review.value(), "mogelijk_dubbel");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(text_in(rows[0], "wie"), "O0001-H");
    EXPECT_EQ(text_in(rows[0], "reden"), "ook contract O0001-H2");
    EXPECT_EQ(cents_in(rows[0], "wordt"), 61240);
    EXPECT_EQ(text_in(rows[1], "wie"), "O0001-H2");
}

}  // namespace
}  // namespace ontzorgd::test
