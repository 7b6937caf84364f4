// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/inzage_words.h"

#include "ontzorgd/wording/sentence.h"

#include <gtest/gtest.h>

namespace ontzorgd::wording {
namespace {

TEST(InzageWords, SayWhatWasRecorded) {
    EXPECT_EQ(fact_words("dossier_imported"), "dossierbestand ingelezen");
    EXPECT_EQ(fact_words("moon_seen"), "moon seen");
}

TEST(InzageWords, SayWhatAskedForAttention) {
    EXPECT_EQ(exception_title("last_deels"), "rekening deels betaald");
    EXPECT_EQ(exception_title("betaling_teruggekomen"), "betaling teruggekomen");
}

TEST(InzageWords, SayWhatPeopleDecided) {
    EXPECT_EQ(decision_words("regel_match"), "bankregel aan een betaling gekoppeld");
}

TEST(RuleWords, SayHowALineWasMatched) {
    EXPECT_EQ(rule_words("reference"), "ons kenmerk");
    EXPECT_EQ(rule_words("by_person"), "door een mens gekoppeld");
    EXPECT_EQ(rule_words("by_person:handmatige_betaling"), "door een mens: handmatige betaling");
}

}  // namespace
}  // namespace ontzorgd::wording
