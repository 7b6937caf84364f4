// SPDX-License-Identifier: EUPL-1.2
#include "dossier_sink.h"
#include "examples.h"
#include "ontzorgd/messages/dossier_file.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

namespace ontzorgd::messages {
namespace {

/// The households and creditors of both examples of the schema document.
class CheckedLines : public ::testing::Test {
protected:
    CheckedLines() {
        for (const std::string& example : test::examples_of("dossier-1.md", "json")) {
            const test::TempFile file{example};
            EXPECT_TRUE(read_dossier(file.path(), kept).findings.empty());
        }
        for (const CreditorLine& creditor : kept.creditors)
            masks[creditor.nummer] = creditor.kenmerkmasker;
    }

    std::optional<std::string> mask_of(std::string_view nummer) const {
        const auto found = masks.find(std::string{nummer});
        return found == masks.end() ? std::nullopt : std::optional{found->second};
    }
    std::string code_of(const HouseholdLine& household) const {
        const auto checked =
            check_household(household, [this](std::string_view nummer) { return mask_of(nummer); });
        return checked ? "" : checked.error().code;
    }

    test::KeptDossier kept;
    std::map<std::string, std::string> masks;
};

TEST_F(CheckedLines, AreGivenBackUnchangedWhenTheyAreRight) {
    ASSERT_FALSE(kept.households.empty());
    for (const HouseholdLine& household : kept.households) {
        const auto checked =
            check_household(household, [this](std::string_view nummer) { return mask_of(nummer); });
        ASSERT_TRUE(checked) << household.nummer << ' ' << checked.error().code;
        EXPECT_EQ(checked.value(), household);
    }
    for (const CreditorLine& creditor : kept.creditors) {
        const auto checked = check_creditor(creditor);
        ASSERT_TRUE(checked) << creditor.nummer << ' ' << checked.error().code;
        EXPECT_EQ(checked.value(), creditor);
    }
}

TEST_F(CheckedLines, AreRefusedByTheRulesOfTheFile) {
    HouseholdLine wrong = kept.households.front();
    wrong.contracten.front().tot_en_met = wrong.contracten.front().vanaf.plus_days(-1);
    EXPECT_EQ(code_of(wrong), "contract_ends_before_it_starts");

    wrong = kept.households.front();
    wrong.contracten.front().crediteur = "K999";
    EXPECT_EQ(code_of(wrong), "creditor_is_unknown");

    wrong = kept.households.front();
    wrong.contracten.front().op_naam_van = "C999999";
    EXPECT_EQ(code_of(wrong), "client_is_not_of_household");

    wrong = kept.households.front();
    ASSERT_FALSE(wrong.clienten.front().grondslagen.empty());
    GrondslagLine& ground = wrong.clienten.front().grondslagen.front();
    ground.grondslag.tot_en_met = ground.grondslag.vanaf.plus_days(-1);
    EXPECT_EQ(code_of(wrong), "grondslag_ends_before_it_starts");
}

TEST_F(CheckedLines, AreRefusedWithEverythingThatIsWrongWithThem) {
    HouseholdLine wrong = kept.households.front();
    wrong.contracten.front().tot_en_met = wrong.contracten.front().vanaf.plus_days(-1);
    wrong.clienten.front().naam = "";
    const auto checked =
        check_household(wrong, [this](std::string_view nummer) { return mask_of(nummer); });
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().causes.size(), 1U);
}

TEST_F(CheckedLines, OfACreditorNeedANameThatABankCanShow) {
    CreditorLine wrong = kept.creditors.front();
    wrong.naam = std::string(141, 'x');
    const auto checked = check_creditor(wrong);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "text_is_too_long");

    wrong = kept.creditors.front();
    wrong.kenmerkmasker = "";
    EXPECT_FALSE(check_creditor(wrong));
}

}  // namespace
}  // namespace ontzorgd::messages
