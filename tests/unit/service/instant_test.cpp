// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/batch.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::test {
namespace {

namespace fs = std::filesystem;
using payment::Speed;

const std::vector<TestHousehold> two{{.number = 1}, {.number = 2}};
constexpr std::string_view local_instrument = "<LclInstrm><Cd>INST</Cd></LclInstrm>";
constexpr std::string_view words =
    "instant elke betaling gaat binnen tien seconden naar de ontvanger en is niet terug te halen\n";

/// A run of two households that was split: rents, premiums and leefgeld of 30 November.
class InstantBatch : public ::testing::Test {
protected:
    explicit InstantBatch(const Practice::Options& options = {}) : practice{options} {
        practice.dossier(two);
        practice.split(two);
    }
    base::Result<service::Report> propose(Speed speed = Speed::instant) {
        return service::propose_batch(practice.with("rob"), "2026-11-REG", speed);
    }
    void sign() {
        Practice::must(service::sign_batch(practice.with("karin"), 1));
        Practice::must(service::sign_batch(practice.with("kim"), 1));
    }
    void release_on(std::string_view day) {
        practice.on(day);
        Practice::must(service::release_batch(practice.with("rob"), 1));
    }
    store::StoredBatch batch() { return *store::batch_by_id(practice.db(), 1); }
    std::vector<store::StoredFile> files() {
        return store::files_of(practice.db(), 1, batch().version);
    }
    std::size_t files_that_ask_for_it() {
        return static_cast<std::size_t>(
            std::ranges::count_if(files(), [&](const store::StoredFile& file) {
                const auto path = practice.town().archived(base::to_hex(file.sha256));
                return service::read_file(path).find(local_instrument) != std::string::npos;
            }));
    }

    Practice practice;
};

TEST_F(InstantBatch, AsksForItInEveryFileAndSaysSoToWhoeverSigns) {
    const auto proposed = propose();
    Practice::must(proposed);
    EXPECT_EQ(files().size(), 2U);
    EXPECT_EQ(files_that_ask_for_it(), 2U);
    EXPECT_NE(batch().sheet.find(words), std::string::npos);
    EXPECT_NE(text_in(proposed.value(), "uitvoering").find("binnen tien seconden"),
              std::string::npos);
    practice.expect_sound();
}

TEST_F(InstantBatch, IsNotWhatABatchIsThatNobodyAskedItOf) {
    const auto proposed = propose(Speed::ordinary);
    Practice::must(proposed);
    EXPECT_EQ(files_that_ask_for_it(), 0U);
    EXPECT_EQ(batch().sheet.find("\ninstant "), std::string::npos);
    EXPECT_EQ(proposed.value().find("uitvoering"), nullptr);
}

TEST_F(InstantBatch, StaysSoInEveryVersion) {
    Practice::must(propose());
    Practice::must(service::drop_line(practice.with("rob"), 1, 1));
    EXPECT_EQ(batch().version, 2);
    EXPECT_EQ(batch().speed, Speed::instant);
    EXPECT_EQ(files_that_ask_for_it(), 2U);
    EXPECT_NE(batch().sheet.find(words), std::string::npos);
    practice.expect_sound();
}

TEST_F(InstantBatch, IsAnsweredWithWhenItIsProposedAgainAndNotWithTheOtherKind) {
    Practice::must(propose());
    Practice::must(propose());
    EXPECT_EQ(store::all_batches(practice.db()).size(), 1U);
    EXPECT_EQ(code_of(propose(Speed::ordinary)), "batch_has_another_speed");
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    Practice::must(propose(Speed::ordinary));
    EXPECT_EQ(code_of(propose()), "batch_has_another_speed");
}

TEST_F(InstantBatch, IsHandedOverOnTheDayItIsToBePaidAndNotBefore) {
    Practice::must(propose());
    sign();
    release_on("2026-11-26");  // when an ordinary file would go
    EXPECT_TRUE(fs::is_empty(practice.town().outbox()));
    release_on("2026-11-27");
    EXPECT_TRUE(fs::is_empty(practice.town().outbox()));
    release_on("2026-11-30");
    for (const store::StoredFile& file : files()) EXPECT_EQ(file.state, "handed_over");
    practice.expect_sound();
}

TEST_F(InstantBatch, IsStoppedWhenItsDayIsOverAndItsPaymentsAreOpenAgain) {
    Practice::must(propose());
    sign();
    release_on("2026-11-27");
    release_on("2026-12-01");
    EXPECT_TRUE(fs::is_empty(practice.town().outbox()));
    for (const store::StoredFile& file : files()) EXPECT_EQ(file.state, "stopped");
    practice.expect_sound();
}

/// At a bank whose profile says nothing of instant payments.
class InstantAtABankThatTakesNone : public InstantBatch {
protected:
    InstantAtABankThatTakesNone() : InstantBatch{{.bank_profile = "bng"}} {}
};

TEST_F(InstantAtABankThatTakesNone, IsRefusedAndNothingIsLeftBehind) {
    EXPECT_EQ(code_of(propose()), "bank_takes_no_instant");
    EXPECT_TRUE(store::all_batches(practice.db()).empty());
    Practice::must(propose(Speed::ordinary));
    practice.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::test
