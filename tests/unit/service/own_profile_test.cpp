// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/profile_file.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/profile.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/policy_rows.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::test {
namespace {

namespace fs = std::filesystem;

const std::vector<TestHousehold> two{{.number = 1}, {.number = 2}};

/// The profile of the rehearsal bank under a name of the municipality, with version 03 of the
/// message and at most `transfers` in a file.
std::string own_profile(int transfers = 100, const std::string& name = "huisbank") {
    std::string toml{messages::bank_profile_bytes("rehearsal")};
    const auto put = [&](const std::string& from, const std::string& to) {
        const std::size_t at = toml.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        toml.replace(at, from.size(), to);
    };
    put("naam = \"rehearsal\"", "naam = \"" + name + "\"");
    put("pain.001.001.09", "pain.001.001.03");
    put("meeste_overboekingen = 100000", "meeste_overboekingen = " + std::to_string(transfers));
    return toml;
}

std::string digest_of(const std::string& toml) {
    return base::to_hex(crypto::sha256(toml));
}

/// Two households whose run was split; nobody proposed a batch yet.
class OwnProfile : public ::testing::Test {
protected:
    OwnProfile() {
        practice.dossier(two);
        practice.split(two);
    }
    base::Result<service::Report> add(const std::string& toml, const std::string& file = "huisbank",
                                      std::string_view user = "rob") {
        return service::add_profile(practice.with(user), practice.file(file + ".toml", toml));
    }
    base::Result<service::Report> confirm(const std::string& sha256,
                                          std::string_view user = "kim") {
        return service::confirm_profile(practice.with(user), sha256);
    }
    void put_in_force(const std::string& toml) {
        Practice::must(add(toml));
        Practice::must(confirm(digest_of(toml)));
    }
    void switch_to(std::string_view profile, std::string_view account = "lasten") {
        Practice::must(service::switch_account(practice.with("rob"), account, profile));
        Practice::must(service::confirm_account(practice.with("karin"), account));
    }
    base::Result<service::Report> propose() {
        return service::propose_batch(practice.with("rob"), "2026-11-REG");
    }
    base::Result<service::Report> sign(std::string_view user, std::int64_t batch = 1) {
        return service::sign_batch(practice.with(user), batch);
    }
    std::vector<store::StoredFile> files(std::int64_t batch = 1) {
        return store::files_of(practice.db(), batch,
                               store::batch_by_id(practice.db(), batch)->version);
    }
    bool is_version_03(const store::StoredFile& file) {
        const auto path = practice.town().archived(base::to_hex(file.sha256));
        return service::read_file(path).find("pain.001.001.03") != std::string::npos;
    }
    std::string profile_of_account(std::string_view name) {
        return store::own_account_named(practice.db(), name)->bank_profile;
    }
    std::int64_t facts() { return store::chain_head(practice.db()).length; }

    Practice practice;
};

TEST_F(OwnProfile, IsInForceOnceASecondPersonNamedTheBytes) {
    const std::string toml = own_profile();
    const auto added = add(toml);
    Practice::must(added);
    EXPECT_EQ(text_in(added.value(), "herkomst"), "gemeente");
    EXPECT_EQ(text_in(added.value(), "sha256"), digest_of(toml));
    EXPECT_EQ(code_of(service::switch_account(practice.with("rob"), "lasten", "huisbank")),
              "bank_profile_is_unknown");
    EXPECT_EQ(code_of(confirm(digest_of(toml), "rob")), "confirmer_is_proposer");
    EXPECT_EQ(code_of(confirm("")), "digest_is_too_short");
    EXPECT_EQ(code_of(confirm(digest_of(toml).substr(0, 7))), "digest_is_too_short");
    EXPECT_EQ(code_of(confirm(digest_of(toml + "\n"))), "proposal_is_unknown");
    EXPECT_EQ(code_of(confirm(digest_of(toml), "mo")), "role_may_not_do_this");
    Practice::must(confirm(digest_of(toml).substr(0, 8)));
    switch_to("huisbank");
    EXPECT_EQ(profile_of_account("lasten"), "huisbank");
    EXPECT_EQ(profile_of_account("leefgeld"), "rehearsal");
    practice.expect_sound();
}

TEST_F(OwnProfile, LeavesOneFactHoweverOftenItIsGiven) {
    const std::string toml = own_profile();
    put_in_force(toml);
    switch_to("huisbank");
    const std::int64_t before = facts();
    Practice::must(add(toml));
    Practice::must(confirm(digest_of(toml)));
    switch_to("huisbank");
    EXPECT_EQ(facts(), before);
}

TEST_F(OwnProfile, DoesNotTakeTheNameOfOneOfTheProgram) {
    for (const payment::BankProfile& brought : messages::bank_profiles()) {
        EXPECT_EQ(code_of(add(own_profile(100, brought.name), brought.name)),
                  "profile_name_is_of_program");
    }
    EXPECT_TRUE(store::bank_profiles(practice.db()).empty());
}

TEST_F(OwnProfile, IsRefusedWithLineAndKeyWhenItIsNone) {
    const auto refused = add(own_profile(0));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "number_is_out_of_bounds");
    EXPECT_EQ(refused.error().detail("field"), "bestand.meeste_overboekingen");
    EXPECT_FALSE(refused.error().detail("line").empty());
    EXPECT_EQ(code_of(add(own_profile(), "andere")), "profile_name_is_not_of_file");
}

TEST_F(OwnProfile, IsWhatTheFilesOfItsAccountAreMadeWith) {
    put_in_force(own_profile(1));
    switch_to("huisbank");
    Practice::must(propose());
    std::size_t of_lasten = 0;
    for (const store::StoredFile& file : files()) {
        const bool is_own = store::own_account_by_id(practice.db(), file.account)->name == "lasten";
        EXPECT_EQ(is_version_03(file), is_own) << file.name;
        if (is_own) {
            EXPECT_EQ(file.count, 1);
            ++of_lasten;
        }
    }
    EXPECT_EQ(of_lasten, 4U);
    const std::string sheet = store::batch_by_id(practice.db(), 1)->sheet;
    EXPECT_NE(sheet.find("profile " + dutch_iban(1, "OEFN") + " huisbank " +
                         digest_of(own_profile(1)) + "\n"),
              std::string::npos);
    EXPECT_NE(sheet.find("profile " + dutch_iban(2, "OEFN") + " rehearsal "), std::string::npos);
    practice.expect_sound();
}

TEST_F(OwnProfile, CanOpenAnAccount) {
    put_in_force(own_profile());
    Practice::must(service::open_account(practice.with("rob"), {.name = "derde",
                                                                .iban = dutch_iban(3, "OEFN"),
                                                                .bank_profile = "huisbank",
                                                                .opening = "0.00",
                                                                .opening_date = "2026-11-23"}));
    Practice::must(service::confirm_account(practice.with("karin"), "derde"));
    EXPECT_EQ(profile_of_account("derde"), "huisbank");
}

/// Each way in which the profile of an account changes.
enum class Change { next_version, other_profile, rows_on_disk };

class ChangedProfile : public OwnProfile, public ::testing::WithParamInterface<Change> {
protected:
    ChangedProfile() {
        put_in_force(own_profile());
        switch_to("huisbank");
        Practice::must(propose());
    }
    void change() {
        switch (GetParam()) {
            case Change::next_version: put_in_force(own_profile(1)); return;
            case Change::other_profile: switch_to("rehearsal"); return;
            case Change::rows_on_disk:
                practice.db().execute(
                    "UPDATE bank_profile SET toml = replace(toml, "
                    "'meeste_overboekingen = 100', 'meeste_overboekingen = 1')");
        }
    }
    void expect_sound_but_for_the_rows() {
        if (GetParam() == Change::rows_on_disk) {
            EXPECT_FALSE(service::verify_audit(practice.town(), {}));
        } else {
            practice.expect_sound();
        }
    }
};

TEST_P(ChangedProfile, BetweenTwoSignaturesStopsTheSecondUntilTheBatchIsProposedAnew) {
    Practice::must(sign("karin"));
    change();
    EXPECT_EQ(code_of(sign("kim")), "profile_was_changed");
    EXPECT_EQ(code_of(service::rebuild_batch(practice.with("rob"), 1)), "profile_was_changed");
    EXPECT_EQ(code_of(service::drop_line(practice.with("rob"), 1, 1)), "profile_was_changed");
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    Practice::must(propose());
    Practice::must(sign("karin", 2));
    Practice::must(sign("kim", 2));
    practice.on("2026-11-26");
    Practice::must(service::release_batch(practice.with("rob"), 2));
    for (const store::StoredFile& file : files(2)) EXPECT_EQ(file.state, "handed_over");
    expect_sound_but_for_the_rows();
}

TEST_P(ChangedProfile, AfterTheLastSignatureStopsTheRelease) {
    Practice::must(sign("karin"));
    Practice::must(sign("kim"));
    change();
    practice.on("2026-11-26");
    EXPECT_EQ(code_of(service::release_batch(practice.with("rob"), 1)), "profile_was_changed");
    EXPECT_TRUE(fs::is_empty(practice.town().outbox()));
}

TEST_P(ChangedProfile, AfterReleaseStopsTheFilesThatWaitAndOpensTheirPaymentsAgain) {
    Practice::must(sign("karin"));
    Practice::must(sign("kim"));
    practice.on("2026-11-25");
    Practice::must(service::release_batch(practice.with("rob"), 1));
    change();
    practice.on("2026-11-26");
    Practice::must(service::release_batch(practice.with("rob"), 1));
    for (const store::StoredFile& file : files()) {
        const bool is_own = store::own_account_by_id(practice.db(), file.account)->name == "lasten";
        EXPECT_EQ(file.state, is_own ? "stopped" : "handed_over");
    }
    Practice::must(propose());
    values::Euro again;
    for (const store::StoredFile& file : files(2)) again += file.cents;
    EXPECT_EQ(again, files(1).front().cents);
    expect_sound_but_for_the_rows();
}

INSTANTIATE_TEST_SUITE_P(EachWay, ChangedProfile,
                         ::testing::Values(Change::next_version, Change::other_profile,
                                           Change::rows_on_disk));

TEST_F(OwnProfile, OfAnotherAccountChangesNothingForABatch) {
    put_in_force(own_profile());
    Practice::must(service::open_account(practice.with("rob"), {.name = "derde",
                                                                .iban = dutch_iban(3, "OEFN"),
                                                                .bank_profile = "huisbank",
                                                                .opening = "0.00",
                                                                .opening_date = "2026-11-23"}));
    Practice::must(service::confirm_account(practice.with("karin"), "derde"));
    Practice::must(propose());
    Practice::must(sign("karin"));
    put_in_force(own_profile(1));
    Practice::must(sign("kim"));
}

TEST_F(OwnProfile, WaitsForItsConfirmationBeforeAnythingChanges) {
    put_in_force(own_profile());
    switch_to("huisbank");
    Practice::must(propose());
    Practice::must(add(own_profile(1)));
    Practice::must(service::switch_account(practice.with("rob"), "lasten", "rehearsal"));
    EXPECT_EQ(profile_of_account("lasten"), "huisbank");
    EXPECT_EQ(code_of(service::confirm_account(practice.with("rob"), "lasten")),
              "confirmer_is_proposer");
    Practice::must(sign("karin"));
    Practice::must(sign("kim"));
}

TEST_F(OwnProfile, NeverGoesBackToAnEarlierVersion) {
    Practice::must(add(own_profile(1)));
    Practice::must(add(own_profile(2)));
    Practice::must(confirm(digest_of(own_profile(2))));
    EXPECT_EQ(code_of(confirm(digest_of(own_profile(1)))), "profile_is_overtaken");
}

TEST_F(OwnProfile, IsShownWithItsOriginItsVersionsAndWhatWaits) {
    put_in_force(own_profile(1));
    practice.on("2026-11-25");
    Practice::must(add(own_profile(2)));
    auto shown = service::show_profiles(practice.town(), "huisbank").value();
    EXPECT_EQ(text_in(shown, "herkomst"), "gemeente");
    EXPECT_EQ(number_in(shown, "versie"), 1);
    EXPECT_EQ(number_in(shown, "meeste_overboekingen"), 1);
    EXPECT_EQ(rows_in(shown, "versies").size(), 2U);
    EXPECT_EQ(text_in(service::show_profiles(practice.town(), "bng").value(), "herkomst"),
              "programma");
    const auto all = service::show_profiles(practice.town(), "").value();
    EXPECT_EQ(rows_in(all, "profielen").size(), messages::bank_profiles().size() + 1);
    EXPECT_EQ(rows_in(all, "wacht_op_bevestiging").size(), 1U);
    Practice::must(confirm(digest_of(own_profile(2))));
    shown = service::show_profiles(practice.town(), "huisbank").value();
    EXPECT_EQ(number_in(shown, "versie"), 2);
    practice.reopen(service::Mode::read);
    const auto day = values::CivilDate{2026, 11, 24};
    EXPECT_EQ(service::look_back(practice.town(), day).today, day);
    shown = service::show_profiles(practice.town(), "huisbank").value();
    EXPECT_EQ(number_in(shown, "versie"), 1);
    EXPECT_EQ(rows_in(shown, "versies").size(), 1U);
}

}  // namespace
}  // namespace ontzorgd::test
