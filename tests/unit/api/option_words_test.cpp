// SPDX-License-Identifier: EUPL-1.2
#include "option_words.h"

#include <gtest/gtest.h>

namespace ontzorgd::api {
namespace {

TEST(OptionWords, CallAnOptionTheFieldThatItIs) {
    EXPECT_EQ(without_options("Een reden ontbreekt. Geef die met --reason."),
              "Een reden ontbreekt. Geef die met het veld 'reden'.");
    EXPECT_EQ(without_options("Noem met --contract het contract, of met --client een cliënt."),
              "Noem met het veld 'contract' het contract, of met het veld 'client' een cliënt.");
    EXPECT_EQ(without_options("--op-naam-van"), "het veld 'op_naam_van'");
    EXPECT_EQ(without_options("Een eigen dag (--today)"),
              "Een eigen dag (de kop Ontzorgd-Vandaag)");
}

TEST(OptionWords, LeaveEverythingElseAsItIs) {
    for (const char* text :
         {"", "-", "--", "---", "een streepje -- zo", "2026-11-24", "a--", "x - y"}) {
        EXPECT_EQ(without_options(text), text);
    }
}

}  // namespace
}  // namespace ontzorgd::api
