// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inbox_rule.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ontzorgd::service {
namespace {

using namespace std::chrono_literals;

constexpr InboxSettings settings{.still = 5s, .stalled = 600s, .rescan = 60s, .largest = 1000};

InboxEntry whole(std::string_view name) {
    return {.name = name,
            .kind = EntryKind::file,
            .size = 100,
            .still_for = 5s,
            .is_being_written = false};
}

TEST(InboxRule, TakesAFileToWhichNothingHappensAnyMore) {
    EXPECT_EQ(decide(whole("CAMT053_20261130.xml"), settings).step, InboxStep::take);
    InboxEntry entry = whole("run.csv");
    entry.still_for = 4s;
    EXPECT_EQ(decide(entry, settings).step, InboxStep::wait);
}

TEST(InboxRule, WaitsForWhoHasAFileOpenHoweverStillItIs) {
    InboxEntry entry = whole("run.csv");
    entry.is_being_written = true;
    entry.still_for = 599s;
    EXPECT_EQ(decide(entry, settings).step, InboxStep::wait);
    entry.still_for = 600s;
    EXPECT_EQ(decide(entry, settings).step, InboxStep::take) << "nobody comes back to it";
}

TEST(InboxRule, LeavesANameThatASenderGivesToWhatItIsStillSending) {
    for (const char* name : {".run.csv", "run.csv.part", "run.csv.PART", "run.tmp", "run.filepart",
                             "run.csv~", "run.xml.crdownload", "."}) {
        InboxEntry entry = whole(name);
        entry.still_for = 24h;
        EXPECT_EQ(decide(entry, settings).step, InboxStep::leave) << name;
    }
    for (const char* name : {"part.csv", "tmp", "run.part.csv", "departement.xml"}) {
        EXPECT_EQ(decide(whole(name), settings).step, InboxStep::take) << name;
    }
}

TEST(InboxRule, SetsAsideWhatIsNoFileOnceItIsStill) {
    for (const EntryKind kind : {EntryKind::directory, EntryKind::link, EntryKind::other}) {
        InboxEntry entry = whole("iets");
        entry.kind = kind;
        EXPECT_EQ(decide(entry, settings).code, "inbox_entry_is_no_file");
        entry.still_for = 1s;
        EXPECT_EQ(decide(entry, settings).step, InboxStep::wait);
    }
}

TEST(InboxRule, SetsAsideWhatIsEmptyTooLargeOrNamedOddly) {
    InboxEntry entry = whole("leeg.csv");
    entry.size = 0;
    EXPECT_EQ(decide(entry, settings).code, "inbox_file_is_empty");
    entry.size = 1000;
    EXPECT_EQ(decide(entry, settings).code, "inbox_file_is_too_large");
    entry.size = 999;
    EXPECT_EQ(decide(entry, settings).step, InboxStep::take);
    for (const std::string name : {"a\nb.csv", "a\x1b[2J.csv", "a\x7f.csv", "\t"}) {
        EXPECT_EQ(decide(whole(name), settings).code, "inbox_name_has_control_characters");
    }
}

TEST(InboxRule, NeverTakesWhatMayStillChange) {
    for (int still = 0; still < 700; still += 7) {
        for (const bool open : {false, true}) {
            for (const std::uint64_t size : {0U, 1U, 999U, 1000U}) {
                InboxEntry entry = whole("run.csv");
                entry.size = size;
                entry.still_for = std::chrono::seconds{still};
                entry.is_being_written = open;
                const InboxDecision made = decide(entry, settings);
                const bool is_still = entry.still_for >= (open ? 600s : 5s);
                EXPECT_EQ(made.step == InboxStep::wait, !is_still) << still << open << size;
                EXPECT_EQ(made.step == InboxStep::set_aside, !made.code.empty());
            }
        }
    }
}

TEST(InboxRule, GivesANameThatDoesNoHarm) {
    EXPECT_EQ(safe_name("CAMT 053_2026-11-30.xml"), "CAMT 053_2026-11-30.xml");
    EXPECT_EQ(safe_name("a/../b\n\x1b[31m\xff.csv"), "a_.._b___31m_.csv");
    EXPECT_EQ(safe_name(""), "_");
    EXPECT_EQ(safe_name(".verborgen"), "_.verborgen");
    EXPECT_EQ(safe_name(std::string(400, 'x')).size(), 150U);
}

}  // namespace
}  // namespace ontzorgd::service
