// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ontzorgd::test {
namespace {

namespace fs = std::filesystem;

const std::vector<TestHousehold> two{{.number = 1}, {.number = 2}};

class HandOver : public ::testing::Test {
protected:
    HandOver() {
        practice.dossier(two);
        practice.split(two);
        Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
        Practice::must(service::sign_batch(practice.with("karin"), 1));
        Practice::must(service::sign_batch(practice.with("kim"), 1));
        practice.on("2026-11-26");  // two TARGET days before 2026-11-30
    }
    base::Result<service::Report> release() {
        return service::release_batch(practice.with("rob"), 1);
    }
    std::vector<store::StoredFile> files() { return store::files_of(practice.db(), 1, 1); }
    std::set<std::string> outbox() {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator{practice.town().outbox()}) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }
    void expect_all_handed_over() {
        std::set<std::string> names;
        for (const store::StoredFile& file : files()) {
            EXPECT_EQ(file.state, "handed_over");
            EXPECT_EQ(service::sha256_of_file(practice.town().outbox() / file.name), file.sha256);
            EXPECT_EQ(service::read_file(practice.town().outbox() / (file.name + ".sha256")),
                      base::to_hex(file.sha256) + "  " + file.name + "\n");
            names.insert({file.name, file.name + ".sha256", file.name + ".ready"});
        }
        EXPECT_EQ(outbox(), names);
    }
    /// The state as it is when the program stops between two steps of handing over the first file.
    void stop_in_the_middle(bool visible) {
        Practice::must(release());
        const store::StoredFile file = files().front();
        store::in_transaction(practice.db(), [&] {
            store::change_file_state(practice.db(), file.id, "handing_over", 0);
        });
        const fs::path box = practice.town().outbox();
        fs::remove(box / (file.name + ".ready"));
        fs::remove(box / (file.name + ".sha256"));
        if (!visible) fs::rename(box / file.name, box / ("." + file.name));
        practice.reopen();
    }

    Practice practice;
};

TEST_F(HandOver, WaitsForTheLeadTimeOfEachFile) {
    practice.on("2026-11-25");
    Practice early;
    early.dossier(two);
    early.split(two);
    Practice::must(service::propose_batch(early.with("rob"), "2026-11-REG"));
    Practice::must(service::sign_batch(early.with("karin"), 1));
    Practice::must(service::sign_batch(early.with("kim"), 1));
    early.on("2026-11-25");
    Practice::must(service::release_batch(early.with("rob"), 1));
    EXPECT_TRUE(fs::is_empty(early.town().outbox()));
    early.on("2026-11-26");
    Practice::must(service::release_batch(early.with("rob"), 1));
    EXPECT_EQ(
        std::distance(fs::directory_iterator{early.town().outbox()}, fs::directory_iterator{}), 6);
}

TEST_F(HandOver, GivesTheMoverTheSignedBytesTheirDigestAndAReadyMark) {
    Practice::must(release());
    expect_all_handed_over();
    const auto length = store::chain_head(practice.db()).length;
    Practice::must(release());
    EXPECT_EQ(store::chain_head(practice.db()).length, length);
    expect_all_handed_over();
}

TEST_F(HandOver, GoesOnWithAHiddenFileAtTheNextStart) {
    stop_in_the_middle(false);
    service::settle_hand_overs(practice.with("kim"));
    expect_all_handed_over();
}

TEST_F(HandOver, GoesOnWithAVisibleFileAtTheNextStart) {
    stop_in_the_middle(true);
    service::settle_hand_overs(practice.with("kim"));
    expect_all_handed_over();
}

TEST_F(HandOver, DoesNotKnowWhatBecameOfAFileThatIsGone) {
    stop_in_the_middle(true);
    fs::remove(practice.town().outbox() / files().front().name);
    service::settle_hand_overs(practice.with("kim"));
    EXPECT_EQ(files().front().state, "handover_unknown");
    const std::string name = files().front().name;
    // Nothing of it may be paid again on the word of this program.
    EXPECT_EQ(code_of(service::propose_batch(practice.with("rob"), "2026-11-REG")), "");
    EXPECT_EQ(store::all_batches(practice.db()).size(), 1U);
    EXPECT_EQ(code_of(service::stop_file(practice.with("kim"), name, "weg")),
              "file_is_handed_over");
    EXPECT_EQ(code_of(service::resolve_file(practice.with("kim"), name, false, "niet bij de bank")),
              "only_statements_can_tell");
    Practice::must(service::resolve_file(practice.with("kim"), name, true, "de bank heeft het"));
    EXPECT_EQ(files().front().state, "handed_over");
}

TEST_F(HandOver, NeverOffersAHiddenFileWhoseBytesChanged) {
    stop_in_the_middle(false);
    const fs::path hidden = practice.town().outbox() / ("." + files().front().name);
    std::ofstream{hidden, std::ios::app} << "<!-- -->";
    service::settle_hand_overs(practice.with("kim"));
    EXPECT_EQ(files().front().state, "handover_unknown");
    EXPECT_FALSE(fs::exists(practice.town().outbox() / files().front().name));
    EXPECT_FALSE(fs::exists(hidden));
}

TEST_F(HandOver, SweepsAHiddenFileThatNoHandOverIsAbout) {
    const fs::path hidden = practice.town().outbox() / ("." + files().front().name);
    std::ofstream{hidden} << "half";
    practice.reopen();
    service::settle_hand_overs(practice.with("kim"));
    EXPECT_FALSE(fs::exists(hidden));
    EXPECT_EQ(files().front().state, "built");
}

TEST_F(HandOver, ChangesNothingInADryRun) {
    stop_in_the_middle(false);
    const std::set<std::string> before = outbox();
    practice.reopen(service::Mode::dry_run);
    service::settle_hand_overs(practice.with("kim"));
    EXPECT_EQ(files().front().state, "handed_over");  // in the copy that is thrown away
    practice.reopen();
    EXPECT_EQ(outbox(), before);
    EXPECT_EQ(files().front().state, "handing_over");
}

TEST_F(HandOver, AFileThatOnePersonStopsIsNotHandedOverAndItsPaymentsAreOpenAgain) {
    const std::string name = files().back().name;
    Practice::must(service::stop_file(practice.with("kim"), name, "client belde"));
    Practice::must(service::stop_file(practice.with("kim"), name, "client belde"));
    Practice::must(release());
    EXPECT_EQ(files().front().state, "handed_over");
    EXPECT_EQ(files().back().state, "stopped");
    EXPECT_FALSE(fs::exists(practice.town().outbox() / name));
    const auto next = service::propose_batch(practice.with("rob"), "2026-11-REG");
    ASSERT_TRUE(next) << Practice::details(next.error());
    EXPECT_EQ(number_in(next.value(), "batch"), 2);
    EXPECT_EQ(number_in(next.value(), "betalingen"), files().back().count);
    EXPECT_EQ(code_of(service::stop_file(practice.with("kim"), files().front().name, "te laat")),
              "file_is_handed_over");
}

}  // namespace
}  // namespace ontzorgd::test
