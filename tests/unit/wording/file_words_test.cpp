// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/file_words.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace ontzorgd::wording {
namespace {

TEST(FileWords, SayWhatIsWrongWithAFileAndWhatWasTried) {
    EXPECT_EQ(file_fault_words(ENOENT, "opening", "run.csv"),
              "dat bestaat niet (openen van run.csv)");
    EXPECT_EQ(file_fault_words(ENOSPC, "writing", "a"), "de schijf is vol (schrijven van a)");
    EXPECT_EQ(file_fault_words(0, "reading", "a"), "lezen van a");
    EXPECT_EQ(file_fault_words(0, "writing_the_answer"), "schrijven van het antwoord");
}

TEST(FileWords, LeaveWhatIsRareToTheSystem) {
    EXPECT_EQ(file_fault_words(ETXTBSY, "opening", "a"), "Text file busy (openen van a)");
}

}  // namespace
}  // namespace ontzorgd::wording
