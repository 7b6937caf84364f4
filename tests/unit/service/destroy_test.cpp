// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/destroy.h"

#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/client.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/note.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/note.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <iterator>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::text_in;

class Destroy : public ::testing::Test {
protected:
    /// Client 1, with a name that is no part of another, a hold with his name in the reason, an
    /// earlier account, and a ground that is past.
    Destroy() {
        practice_.dossier({{.number = 1, .naam = naam_}, {.number = 2}, {.number = 3}});
        ibans_.push_back(store::find_household(practice_.db(), "H0001")->clienten[0].iban->iban);
        ibans_.push_back(test::dutch_iban(4321, "TRIO"));
        Practice::must(record_iban(practice_.with("mo"), "C0001", ibans_.back()));
        Practice::must(hold_client(practice_.with("mo"), "C0001", naam_ + " belde zelf"));
        Practice::must(unhold_client(practice_.with("mo"), "C0001", naam_ + " is terug"));
    }

    void end_ground() {
        Practice::must(end_grondslag(practice_.with("mo"), "C0001", "2026-11-23"));
    }
    base::Result<Report> propose(std::string_view user) {
        return propose_destruction(practice_.with(user), "C0001");
    }
    base::Result<Report> confirm(std::string_view user) {
        return confirm_destruction(practice_.with(user), "C0001");
    }
    [[nodiscard]] std::vector<std::string> secrets() const {
        std::vector<std::string> all = ibans_;
        all.push_back(naam_);
        all.push_back(test::test_bsn(1));
        all.emplace_back("POLIS 0001");
        all.emplace_back("B-0001");
        return all;
    }
    /// Each file outside the archived bank files in which one of these texts stands.
    std::vector<std::string> files_with(const std::vector<std::string>& texts) {
        std::vector<std::string> found;
        const auto state = practice_.places().state;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{state}) {
            if (!entry.is_regular_file()) continue;
            const std::string path = entry.path().lexically_relative(state).string();
            const bool is_bank_file =
                (path.starts_with("archive/") && !path.starts_with("archive/tmp")) ||
                path.starts_with("outbox/");
            if (is_bank_file) continue;
            std::ifstream in{entry.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            for (const std::string& text : texts) {
                if (bytes.find(text) != std::string::npos) {
                    found.emplace_back(path).append(": ").append(text);
                }
            }
        }
        return found;
    }

    std::string naam_ = "Zz. Qwertyaan";
    std::vector<std::string> ibans_{};
    Practice practice_;
};

TEST_F(Destroy, TakesTwoPersonsAndAClientAtRest) {
    EXPECT_EQ(code_of(propose("kim")), "household_still_has_a_grondslag");
    end_ground();
    EXPECT_EQ(code_of(confirm("kim")), "destruction_is_not_proposed");
    EXPECT_EQ(code_of(propose("ada")), "role_may_not_do_this");
    const auto proposed = propose("kim");
    ASSERT_TRUE(proposed) << Practice::details(proposed.error());
    EXPECT_EQ(propose("kees").value().to_json(), proposed.value().to_json()) << "it is so already";
    EXPECT_EQ(code_of(confirm("kim")), "confirmer_is_proposer");
    EXPECT_EQ(code_of(confirm("mo")), "role_may_not_do_this");
    const auto confirmed = confirm("kees");
    ASSERT_TRUE(confirmed) << Practice::details(confirmed.error());
    EXPECT_EQ(text_in(confirmed.value(), "staat"), "vernietigd");
    const std::int64_t facts = store::chain_head(practice_.db()).length;
    EXPECT_EQ(confirm("karin").value().to_json(), confirmed.value().to_json());
    EXPECT_EQ(store::chain_head(practice_.db()).length, facts);
}

TEST_F(Destroy, WaitsForMoneyThatIsOnItsWay) {
    practice_.split({{.number = 1, .net = "1000.00"}, {.number = 2}});
    end_ground();
    EXPECT_EQ(code_of(propose("kim")), "client_has_money_under_way");
}

TEST_F(Destroy, LeavesNoTraceOfTheClientInAnyFile) {
    end_ground();
    ASSERT_FALSE(files_with({naam_}).empty()) << "the search finds what is there";
    Practice::must(propose("mo"));
    Practice::must(confirm("kim"));
    EXPECT_EQ(files_with(secrets()), std::vector<std::string>{}) << "with the WAL that is open";
    practice_.close();
    EXPECT_EQ(files_with(secrets()), std::vector<std::string>{});
    EXPECT_FALSE(files_with({"M. Haile 0002"}).empty()) << "others are still there";
}

TEST_F(Destroy, LeavesNoTraceOfAClientForWhomWasPaid) {
    Practice::must(confirm_iban(practice_.with("kees"), "C0001", false));
    practice_.split({{.number = 1, .net = "700.00"}, {.number = 2}});
    Practice::must(propose_batch(practice_.with("rob"), "2026-11-REG"));
    Practice::must(sign_batch(practice_.with("karin"), 1));
    Practice::must(sign_batch(practice_.with("kim"), 1));
    practice_.on("2026-11-26");
    Practice::must(release_batch(practice_.with("rob"), 1));
    end_ground();
    EXPECT_EQ(code_of(propose("mo")), "client_has_money_under_way");
    // As if a statement had confirmed them.
    practice_.db().execute("UPDATE attempt SET state = 1");
    Practice::must(propose("mo"));
    Practice::must(confirm("kim"));
    EXPECT_EQ(files_with(secrets()), std::vector<std::string>{});
}

TEST_F(Destroy, KeepsTheChainTheRootsAndTheBooksVerifiable) {
    end_ground();
    Practice::must(propose("mo"));
    const std::int64_t before = store::chain_head(practice_.db()).length;
    Practice::must(confirm("kim"));
    EXPECT_EQ(store::chain_head(practice_.db()).length, before + 1);
    const auto verified = verify_audit(practice_.town(), {});
    ASSERT_TRUE(verified) << Practice::details(verified.error());
    EXPECT_NE(verified.value().to_json().find("volgens lijst 1"), std::string::npos);
}

TEST_F(Destroy, MakesUpForAProcessThatDiedBeforeTheFilesWereClean) {
    end_ground();
    Practice::must(propose("mo"));
    Practice::must(confirm("kim"));
    store::in_transaction(practice_.db(), [&] { store::note_compaction_due(practice_.db()); });
    practice_.reopen();
    EXPECT_FALSE(store::is_compaction_due(practice_.db()));
}

TEST_F(Destroy, NeitherPaysNorExportsNorChangesAHouseholdOfADestroyedClient) {
    end_ground();
    Practice::must(propose("mo"));
    Practice::must(confirm("kim"));
    std::string text;
    const auto exported =
        export_dossier(practice_.town(), [&](std::string_view part) { text += part; });
    EXPECT_EQ(test::number_in(exported.value(), "vernietigd"), 1);
    EXPECT_EQ(text.find("C0001"), std::string::npos);
    EXPECT_EQ(code_of(record_iban(practice_.with("mo"), "C0001", ibans_.front())),
              "client_was_destroyed");
    practice_.split({{.number = 1}, {.number = 2}});
    const auto held = list_clients(practice_.town(), {}, practice_.with("mo").now.today);
    EXPECT_EQ(held.value().to_json().find("C0001"), std::string::npos);
    EXPECT_EQ(
        store::money_under_way(practice_.db(), store::client_id(practice_.db(), "C0001")).payments,
        0);
}

TEST_F(Destroy, FindsHisNameInFreeTextsAsAWordOfItsOwn) {
    const auto before = store::free_texts_with(practice_.db(), {"qwertyaan", "QWERTYA"});
    EXPECT_EQ(before.size(), 2U) << "both reasons, in either case, and no part of a word";
    EXPECT_TRUE(store::free_texts_with(practice_.db(), {"QWERTYA"}).empty());
}

TEST_F(Destroy, TakesTheNotesAboutOthersThatNameHimAndSaysWhichBefore) {
    Practice::must(
        add_note(practice_.with("mo"), "C0002", "Woont samen met " + naam_, Compartment::health));
    Practice::must(add_note(practice_.with("mo"), "C0002", "Wil liever bellen dan schrijven",
                            Compartment::ordinary));
    Practice::must(
        add_note(practice_.with("mo"), "C0003", naam_ + "sen is een ander", Compartment::ordinary));
    Practice::must(replace_note(practice_.with("mo"), 1, "Woont samen", Compartment::health));
    end_ground();
    const auto proposed = propose("mo");
    ASSERT_TRUE(proposed) << proposed.error().code;
    const auto rows = test::rows_in(proposed.value(), "notities_over_anderen_die_meegaan");
    ASSERT_EQ(rows.size(), 1U) << "the one of before it was written anew, and no namesake";
    EXPECT_EQ(test::number_in(rows[0], "notitie"), 1);
    EXPECT_EQ(text_in(rows[0], "client"), "C0002");
    const auto client = store::client_id(practice_.db(), "C0002");
    ASSERT_TRUE(confirm("kim"));
    const auto notes = store::notes_of(practice_.db(), client, true);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_FALSE(notes[0].sealed);
    EXPECT_TRUE(notes[1].sealed);
    EXPECT_TRUE(store::notes_of(practice_.db(), client, false).at(0).sealed);
    EXPECT_TRUE(store::notes_of(practice_.db(), store::client_id(practice_.db(), "C0003"), false)
                    .at(0)
                    .sealed);
    practice_.expect_sound();
}

TEST_F(Destroy, LeavesTheNotesOfANamesakeAboutHimself) {
    practice_.dossier({{.number = 4, .naam = naam_}});
    Practice::must(
        add_note(practice_.with("mo"), "C0004", naam_ + " belt liever", Compartment::ordinary));
    end_ground();
    const auto proposed = propose("mo");
    ASSERT_TRUE(proposed) << proposed.error().code;
    EXPECT_TRUE(test::rows_in(proposed.value(), "notities_over_anderen_die_meegaan").empty());
    ASSERT_TRUE(confirm("kim"));
    const auto namesake = store::client_id(practice_.db(), "C0004");
    EXPECT_TRUE(store::notes_of(practice_.db(), namesake, false).at(0).sealed);
    practice_.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::service
