// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/sentence.h"

#include <gtest/gtest.h>

namespace ontzorgd::wording {
namespace {

TEST(StateWords, SaysAStateInDutchAndLeavesWhatIsNoState) {
    EXPECT_EQ(state_word("handed_over"), "aangeboden aan de bank");
    EXPECT_EQ(state_word("vernietigd"), "vernietigd");
    const base::Error error{.code = "file_is_handed_over",
                            .details = {{"file", "a.xml"}, {"state", "handover_unknown"}}};
    EXPECT_NE(sentence(error).find("staat onbekend of de bank het heeft"), std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::wording
