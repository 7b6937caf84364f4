// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/exception_words.h"
#include "ontzorgd/wording/sentence.h"

#include <gtest/gtest.h>

namespace ontzorgd::wording {
namespace {

TEST(RuleWords, SaysInDutchWhyALineIsNotMatched) {
    EXPECT_EQ(rule_words("no_candidate"), "niets van ons past");
    EXPECT_EQ(rule_words("rule_of_tomorrow"), "rule_of_tomorrow");
    EXPECT_EQ(exception_sentence("bankregel_onverklaard", "delivery=1|rule=amount_differs",
                                 values::Euro::from_cents(61'240)),
              "Een bankregel van € 612,40 is nog niet verklaard (ons kenmerk met een ander "
              "bedrag).");
    const base::Error error{.code = "match_needs_two_people",
                            .details = {{"line", "2:1"}, {"rule", "total_beside_single_debit"}}};
    EXPECT_NE(
        sentence(error).find("(totaal van een bestand waarvan al een betaling los is geboekt)"),
        std::string::npos);
}

TEST(RuleWords, CountsOneFaultInRightDutch) {
    const std::string said = sentence({.code = "audit_found_faults", .details = {{"count", "1"}}});
    EXPECT_TRUE(said.starts_with("Aantal fouten dat de controle vond: 1.")) << said;
}

}  // namespace
}  // namespace ontzorgd::wording
