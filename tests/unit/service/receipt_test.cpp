// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/receipt.h"

#include "ontzorgd/service/files.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/inbox.h"
#include "support/town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::text_in;

namespace fs = std::filesystem;

const std::vector<test::TestHousehold> two{{.number = 1}, {.number = 2}};

/// A batch of which the files are in the outbox.
class ReceiptTest : public testing::Test {
protected:
    ReceiptTest() {
        Practice::must(add_user(practice.with("beheer"), "postbode", "", "onbemand"));
        practice.dossier(two);
        practice.split(two);
        Practice::must(propose_batch(practice.with("rob"), "2026-11-REG"));
        Practice::must(sign_batch(practice.with("karin"), 1));
        Practice::must(sign_batch(practice.with("kim"), 1));
        practice.on("2026-11-26");
        Practice::must(release_batch(practice.with("rob"), 1));
        file = store::files_of(practice.db(), 1, 1).front();
    }
    fs::path outbox() { return practice.town().outbox(); }
    Report acknowledge(const std::string& text, const std::string& name) {
        write_file(outbox() / name, text);
        auto taken = take_receipt(practice.with("postbode"), name);
        Practice::must(taken);
        return std::move(taken).value();
    }
    std::string right() { return base::to_hex(file.sha256) + "  " + file.name + "\n"; }
    std::size_t exceptions() {
        return store::open_exceptions(practice.db(), "overname_wijkt_af").size();
    }

    Practice practice;
    store::StoredFile file;
};

TEST_F(ReceiptTest, SaysThatTheMoverTookAFileOver) {
    const Report taken = acknowledge(right() + "2026-11-26T09:05:00+01:00\n", file.name + ".ack");
    EXPECT_EQ(text_in(taken, "staat"), "taken");
    EXPECT_TRUE(store::receipt_of(practice.db(), file.id));
    EXPECT_TRUE(fs::exists(outbox() / "bevestigd" / (file.name + ".ack")));
    EXPECT_FALSE(text_in(show_file(practice.town(), file.name).value(), "overgenomen").empty());
    const std::int64_t before = test::facts_in(practice);
    EXPECT_EQ(text_in(acknowledge(right(), file.name + ".ack"), "staat"), "known");
    EXPECT_EQ(test::facts_in(practice), before);
    practice.expect_sound();
}

TEST_F(ReceiptTest, OpensAnExceptionForOtherBytesAndRepairsNothing) {
    const std::string other = std::string(64, 'a') + "  " + file.name + "\n";
    const Report told = acknowledge(other, file.name + ".ack");
    EXPECT_EQ(text_in(told, "staat"), "set_aside");
    EXPECT_EQ(text_in(told, "code"), "receipt_is_of_other_bytes");
    EXPECT_FALSE(store::receipt_of(practice.db(), file.id));
    EXPECT_EQ(exceptions(), 1U);
    EXPECT_TRUE(fs::exists(outbox() / "opzij" / (file.name + ".ack.bevindingen.txt")));
    EXPECT_EQ(store::file_by_id(practice.db(), file.id)->state, "handed_over");
    acknowledge(other, file.name + ".ack");
    EXPECT_EQ(exceptions(), 1U) << "one for a file, however often it is said";
    acknowledge(right(), file.name + ".ack");
    EXPECT_EQ(exceptions(), 0U) << "the mover said what it must";
    practice.expect_sound();
}

TEST_F(ReceiptTest, ClosesTheExceptionAlsoWhenTheFileWasKnownToBeTakenOver) {
    acknowledge(right(), file.name + ".ack");
    acknowledge(std::string(64, 'a') + "  " + file.name + "\n", file.name + ".ack");
    EXPECT_EQ(exceptions(), 1U);
    EXPECT_EQ(text_in(acknowledge(right(), file.name + ".ack"), "staat"), "taken");
    EXPECT_EQ(exceptions(), 0U);
    EXPECT_EQ(text_in(acknowledge(right(), file.name + ".ack"), "staat"), "known");
    practice.expect_sound();
}

TEST_F(ReceiptTest, MayBeInEachFormThatSha256sumWrites) {
    std::string hash = base::to_hex(file.sha256);
    std::ranges::transform(hash, hash.begin(), [](unsigned char c) { return std::toupper(c); });
    EXPECT_EQ(text_in(acknowledge(hash + " *" + file.name + "\r\n", file.name + ".ack"), "staat"),
              "taken");
    std::string control = base::to_hex(file.sha256);
    control[control.find_first_of("0123456789")] &= 0x1f;
    EXPECT_EQ(text_in(acknowledge(control + "  " + file.name, file.name + ".ack"), "code"),
              "receipt_is_of_other_bytes");
    for (const std::string& text :
         {hash + "   " + file.name, hash + "  " + file.name + "x", hash}) {
        EXPECT_EQ(text_in(acknowledge(text, file.name + ".ack"), "code"),
                  "receipt_is_of_other_bytes");
    }
}

TEST_F(ReceiptTest, RaisesNoAlarmOverOneThatIsEmpty) {
    for (const char* text : {"", "\n", " \r\n"}) {
        const Report told = acknowledge(text, file.name + ".ack");
        EXPECT_EQ(text_in(told, "code"), "receipt_is_empty");
        EXPECT_EQ(text_in(told, "staat"), "set_aside");
    }
    EXPECT_EQ(exceptions(), 0U) << "it says of no other bytes";
    EXPECT_FALSE(store::receipt_of(practice.db(), file.id));
    const fs::path told = outbox() / "opzij" / (file.name + ".ack.bevindingen.txt");
    EXPECT_EQ(read_file(told).find("Bel de bank"), std::string::npos);
    acknowledge(right(), file.name + ".ack");
    EXPECT_TRUE(store::receipt_of(practice.db(), file.id)) << "once it says what it must";
    practice.expect_sound();
}

TEST_F(ReceiptTest, SetsAsideWhatIsOfNoFileOrCannotBeRead) {
    EXPECT_EQ(text_in(acknowledge(right(), "iets.xml.ack"), "code"),
              "receipt_is_of_no_file_of_ours");
    EXPECT_EQ(text_in(acknowledge(std::string(20'000, 'x'), file.name + ".ack"), "code"),
              "receipt_is_unreadable");
    fs::create_symlink("/etc/passwd", outbox() / "link.xml.ack");
    EXPECT_EQ(text_in(take_receipt(practice.with("postbode"), "link.xml.ack").value(), "code"),
              "receipt_is_unreadable");
    EXPECT_EQ(code_of(take_receipt(practice.with("mo"), file.name + ".ack")),
              "role_may_not_do_this");
    EXPECT_EQ(text_in(take_receipt(practice.with("postbode"), "weg.xml.ack").value(), "staat"),
              "gone");
}

TEST(ReceiptName, IsThatOfAFileWithItsEnding) {
    EXPECT_TRUE(is_name_of_receipt("OEFEN-1.xml.ack"));
    for (const char* name : {".ack", "OEFEN-1.xml", ".OEFEN-1.xml.ack", "OEFEN-1.xml.ack.part"}) {
        EXPECT_FALSE(is_name_of_receipt(name)) << name;
    }
}

}  // namespace
}  // namespace ontzorgd::service
