// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/note.h"

#include "ontzorgd/service/destroy.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/inzage.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/note.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

constexpr std::string_view said = "Belde over de huur; komt donderdag langs.";
constexpr std::string_view ill = "Is tot maart onder behandeling.";

class Note : public ::testing::Test {
protected:
    Note() {
        practice_.dossier({{.number = 1}, {.number = 2}});
        Practice::must(
            add_user(practice_.with("beheer"), "gea", "wachtwoord-voor-de-proef", "klantmanager"));
    }
    base::Result<Report> add(std::string_view user, std::string_view text,
                             Compartment compartment = Compartment::ordinary) {
        return add_note(practice_.with(user), "C0001", text, compartment);
    }
    std::vector<Report> list(std::string_view user, Compartment compartment, bool history = false) {
        const auto listed = list_notes(practice_.town(), practice_.with(user).actor.roles, "C0001",
                                       history, compartment);
        Practice::must(listed);
        return rows_in(listed.value(), "notities");
    }
    bool stands_in_a_file(std::string_view text) {
        const auto state = practice_.places().state;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{state}) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in{entry.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            if (bytes.find(text) != std::string::npos) return true;
        }
        return false;
    }

    Practice practice_;
};

TEST_F(Note, IsKeptEncryptedAndShownToWhoMayReadIt) {
    Practice::must(add("mo", said));
    const auto rows = list("kim", Compartment::ordinary);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(text_in(rows[0], "tekst"), said);
    EXPECT_EQ(text_in(rows[0], "door"), "mo");
    EXPECT_FALSE(stands_in_a_file(said));
    practice_.expect_sound();
}

TEST_F(Note, AboutHealthIsForWhoMayReadItAlone) {
    EXPECT_EQ(code_of(add("kim", ill, Compartment::health)), "role_may_not_do_this");
    Practice::must(add("gea", ill, Compartment::health));
    for (const std::string_view user : {"kim", "rob", "ada", "beheer"}) {
        const auto roles = practice_.with(user).actor.roles;
        EXPECT_EQ(code_of(list_notes(practice_.town(), roles, "C0001", true, Compartment::health)),
                  "role_may_not_do_this")
            << user;
    }
    EXPECT_EQ(text_in(list("gea", Compartment::health).at(0), "tekst"), ill);
    EXPECT_TRUE(list("mo", Compartment::ordinary, true).empty());
    EXPECT_FALSE(stands_in_a_file(ill));
}

TEST_F(Note, AboutHealthStandsInAnInzageThatWhoMayReadItGives) {
    Practice::must(add("mo", said));
    Practice::must(add("gea", ill, Compartment::health));
    const std::string by_kim = give_inzage(practice_.with("kim"), "C0001").value().to_json();
    const std::string by_gea = give_inzage(practice_.with("gea"), "C0001").value().to_json();
    EXPECT_NE(by_kim.find(said), std::string::npos);
    EXPECT_EQ(by_kim.find(ill), std::string::npos);
    EXPECT_NE(by_kim.find("Notities over gezondheid staan hier niet bij"), std::string::npos);
    EXPECT_NE(by_gea.find(ill), std::string::npos);
    const std::string other = give_inzage(practice_.with("gea"), "C0002").value().to_json();
    EXPECT_EQ(other.find(said), std::string::npos);
    EXPECT_EQ(other.find(ill), std::string::npos);
}

TEST_F(Note, IsReplacedAndNeverOverwritten) {
    Practice::must(add("mo", said));
    EXPECT_EQ(code_of(replace_note(practice_.with("gea"), 1, "anders", Compartment::health)),
              "note_is_unknown");
    Practice::must(replace_note(practice_.with("mo"), 1, "Komt vrijdag.", Compartment::ordinary));
    EXPECT_EQ(code_of(replace_note(practice_.with("mo"), 1, "Nooit", Compartment::ordinary)),
              "note_was_replaced");
    EXPECT_EQ(list("mo", Compartment::ordinary).size(), 1U);
    const auto history = list("mo", Compartment::ordinary, true);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(text_in(history[0], "tekst"), said);
    EXPECT_EQ(text_in(history[0], "vervangen_door"), "2");
    practice_.expect_sound();
}

TEST_F(Note, GivenTwiceIsOneNote) {
    Practice::must(add("mo", said));
    const std::int64_t facts = store::chain_head(practice_.db()).length;
    EXPECT_EQ(add("mo", said).value().to_json(),
              add("mo", std::string{said} + "\n").value().to_json());
    EXPECT_EQ(store::chain_head(practice_.db()).length, facts);
    EXPECT_EQ(code_of(add("mo", " \n")), "note_is_empty");
    EXPECT_EQ(code_of(add("mo", std::string(2001, 'x'))), "text_is_too_long");
    EXPECT_EQ(code_of(add("mo", "\xff")), "text_is_not_utf8");
    EXPECT_EQ(code_of(add_note(practice_.with("mo"), "C9999", said, Compartment::ordinary)),
              "client_is_unknown");
}

TEST_F(Note, OfOneClientDoesNotOpenAsThatOfAnother) {
    Practice::must(add("mo", said));
    practice_.db().execute(
        "DROP TRIGGER note_is_never_updated; UPDATE note SET client = client + 1");
    const auto listed = list_notes(practice_.town(), practice_.with("mo").actor.roles, "C0002",
                                   false, Compartment::ordinary);
    EXPECT_EQ(listed.value().to_json().find(said), std::string::npos);
}

TEST_F(Note, IsDestroyedWithTheClient) {
    Practice::must(add("mo", said));
    Practice::must(add("gea", ill, Compartment::health));
    Practice::must(end_grondslag(practice_.with("mo"), "C0001", "2026-11-23"));
    Practice::must(propose_destruction(practice_.with("mo"), "C0001"));
    Practice::must(confirm_destruction(practice_.with("kim"), "C0001"));
    EXPECT_EQ(text_in(list("gea", Compartment::health).at(0), "tekst"), "vernietigd");
    EXPECT_EQ(text_in(list("mo", Compartment::ordinary).at(0), "tekst"), "vernietigd");
    practice_.expect_sound();
}

TEST_F(Note, IsNotWrittenByWhoHasARelation) {
    Practice::must(add("mo", said));
    Practice::must(relate_user(practice_.with("beheer"), "mo", "C0001", false));
    EXPECT_EQ(code_of(add("mo", "Nog iets.")), "client_is_a_relation");
    EXPECT_EQ(code_of(replace_note(practice_.with("mo"), 1, "Anders.", Compartment::ordinary)),
              "client_is_a_relation");
    EXPECT_EQ(list("mo", Compartment::ordinary, true).size(), 1U);
    EXPECT_EQ(code_of(replace_note(practice_.with("gea"), 1, "Anders.", Compartment::ordinary)),
              "");
}

}  // namespace
}  // namespace ontzorgd::service
