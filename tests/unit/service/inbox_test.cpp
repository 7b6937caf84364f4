// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inbox.h"

#include "ontzorgd/service/files.h"
#include "ontzorgd/service/town_settings.h"
#include "ontzorgd/store/inbox.h"
#include "support/practice.h"
#include "support/town.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

namespace fs = std::filesystem;

constexpr InboxSettings at_any_time{.still = std::chrono::seconds{-1}};

/// A practice directory with somebody who is nobody, and an inbox.
class InboxTest : public testing::Test {
protected:
    InboxTest() {
        practice.dossier(test::seven());
        Practice::must(add_user(practice.with("beheer"), "postbode", "", "onbemand"));
        make_inbox_folders(practice.town());
    }
    [[nodiscard]] InboxFolders folders() { return inbox_folders(practice.town()); }
    fs::path lay(const std::string& name, std::string_view bytes) {
        fs::path path = folders().inbox / name;
        write_file(path, bytes);
        return path;
    }
    Report take(std::string_view user = "postbode") {
        auto taken = take_inbox(practice.with(user), at_any_time);
        Practice::must(taken);
        return std::move(taken).value();
    }
    std::string outcome_of_one() {
        const auto rows = rows_in(take(), "bestanden");
        return rows.size() == 1 ? text_in(rows[0], "staat") : std::to_string(rows.size());
    }
    std::int64_t facts() { return test::facts_in(practice); }
    static std::string run() { return test::run_csv(test::run_of_seven()); }
    static std::size_t count(const fs::path& folder) {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
    }

    Practice practice;
};

TEST_F(InboxTest, TakesARunInAsWhoIsAppointedForIt) {
    lay("run nov.csv", run());
    EXPECT_EQ(outcome_of_one(), "taken");
    const auto stored = store::find_run(practice.db(), test::run_id);
    ASSERT_TRUE(stored);
    EXPECT_EQ(store::user_name(practice.db(), stored->imported_by), "postbode");
    EXPECT_EQ(count(folders().inbox), 3U) << "the folders of the inbox alone";
    EXPECT_EQ(count(folders().busy), 0U);
    const std::string hash = base::to_hex(stored->sha256);
    EXPECT_TRUE(fs::exists(folders().done / (hash.substr(0, 16) + "-run nov.csv")));
    EXPECT_TRUE(accept_held(practice.with("rob"), test::run_id))
        << "who imports by hand may accept";
    practice.expect_sound();
}

TEST_F(InboxTest, SaysOfTheSameBytesThatTheyAreKnownAndDoesNothing) {
    lay("een.csv", run());
    take();
    lay("twee.csv", run());
    const std::int64_t before = facts();
    EXPECT_EQ(outcome_of_one(), "known");
    EXPECT_EQ(facts(), before + 1) << "the fact that it came, and nothing else";
    EXPECT_EQ(rows_in(list_inbox(practice.town()).value(), "bestanden").size(), 2U);
}

TEST_F(InboxTest, TakesABankFileInOnce) {
    lay("vreemd.xml", "<?xml version=\"1.0\"?><Iets/>");
    EXPECT_EQ(outcome_of_one(), "set_aside");
    EXPECT_TRUE(fs::exists(folders().aside / "vreemd.xml"));
    const std::string text = read_file(folders().aside / "vreemd.xml.bevindingen.txt");
    EXPECT_NE(text.find("vreemd.xml is niet verwerkt"), std::string::npos);
    EXPECT_NE(text.find(". "), std::string::npos);
    EXPECT_EQ(text.find("inbox-"), std::string::npos) << "a name of ours: " << text;
    const std::string json = read_file(folders().aside / "vreemd.xml.bevindingen.json");
    EXPECT_NE(json.find("\"fout\""), std::string::npos) << json;
}

TEST_F(InboxTest, SetsAsideARunThatDoesNotAddUpWithItsFindings) {
    std::string wrong = run();
    const auto at = wrong.find("1201.00");
    ASSERT_NE(at, std::string::npos);
    wrong.replace(at, 7, "1202.00");
    lay("run.csv", wrong);
    EXPECT_EQ(outcome_of_one(), "set_aside");
    lay("run.csv", wrong);
    EXPECT_EQ(outcome_of_one(), "set_aside");
    EXPECT_TRUE(fs::exists(folders().aside / "run.csv"));
    EXPECT_TRUE(fs::exists(folders().aside / "run.csv.2")) << "nothing is overwritten";
    EXPECT_TRUE(fs::exists(folders().aside / "run.csv.2.bevindingen.txt"));
    EXPECT_FALSE(store::find_run(practice.db(), test::run_id));
    practice.expect_sound();
}

TEST_F(InboxTest, SetsAsideWhatIsNoFileOrCannotBeOne) {
    fs::create_symlink("/etc/passwd", folders().inbox / "link.csv");
    fs::create_directory(folders().inbox / "map");
    ASSERT_EQ(::mkfifo((folders().inbox / "pijp").c_str(), 0600), 0);
    lay("leeg.csv", "");
    lay("a\nb.csv", "sep=;");
    lay("onderweg.csv.part", "sep=;");
    const auto rows = rows_in(take(), "bestanden");
    ASSERT_EQ(rows.size(), 5U);
    for (const Report& row : rows) EXPECT_EQ(text_in(row, "staat"), "set_aside");
    EXPECT_TRUE(fs::is_symlink(folders().aside / "link.csv")) << "moved, not followed";
    EXPECT_TRUE(fs::exists(folders().aside / "a_b.csv"));
    EXPECT_TRUE(fs::exists(folders().inbox / "onderweg.csv.part"));
    practice.expect_sound();
}

TEST_F(InboxTest, GoesOnWithWhatAnEarlierProgramLeftInWork) {
    // The program stopped after the run was there and before the file was moved.
    write_file(folders().busy / "run.csv", run());
    Practice::must(import_run(practice.with("postbode"), folders().busy / "run.csv"));
    practice.reopen();
    const std::int64_t before = facts();
    EXPECT_EQ(outcome_of_one(), "taken");
    EXPECT_EQ(facts(), before + 1);
    EXPECT_EQ(count(folders().busy), 0U);
    // And after it was recorded, but not moved.
    fs::rename(
        fs::directory_iterator { folders().done } -> path(), folders().busy / "run.csv");
    EXPECT_EQ(outcome_of_one(), "taken");
    EXPECT_EQ(facts(), before + 1) << "that fact is there already";
    EXPECT_EQ(count(folders().done), 1U);
    // Once more, and stopped before anything was done with it.
    write_file(folders().busy / "run.csv", run());
    EXPECT_EQ(outcome_of_one(), "known");
    EXPECT_EQ(facts(), before + 2) << "its bytes came a second time";
    practice.expect_sound();
}

TEST_F(InboxTest, IsLoggedAsWhatAPersonWouldHaveDoneWithTheFile) {
    lay("run.csv", run());
    lay("vreemd.xml", "<?xml version=\"1.0\"?><Iets/>");
    take();
    const fs::path logs = practice.places().state / "logboek";
    const std::string access = read_file(logs / "toegang-2026-11-24.jsonl");
    EXPECT_NE(access.find(R"("gebruiker":"postbode","via":"inbox","opdracht":"run import",)"
                          R"("uitkomst":"gedaan","eerste_feit":)"),
              std::string::npos)
        << access;
    EXPECT_NE(access.find(R"("opdracht":"bank ingest","uitkomst":"geweigerd")"), std::string::npos);
    const std::string processing = read_file(logs / "verwerkingen-2026-11-24.jsonl");
    EXPECT_NE(processing.find("urn:ontzorgd:verwerking:betalen"), std::string::npos);
    EXPECT_EQ(processing.find("postbode"), std::string::npos);
}

TEST_F(InboxTest, IsLoggedAlsoWhenAFaultOfTheWorldEndsIt) {
    const fs::path file = lay("bank.xml", "<?xml version=\"1.0\"?><Document/>");
    const std::int64_t before = facts();
    EXPECT_THROW(static_cast<void>(take_in(practice.with("postbode"), "bank.xml", {},
                                           [](const std::function<void()>& /*work*/) {
                                               throw store::DatabaseFault{"no room"};
                                           })),
                 store::DatabaseFault);
    EXPECT_EQ(facts(), before);
    EXPECT_FALSE(fs::exists(file)) << "it waits among what is in work";
    const std::string access =
        read_file(practice.places().state / "logboek" / "toegang-2026-11-24.jsonl");
    EXPECT_NE(access.find("bank ingest"), std::string::npos) << access;
    EXPECT_NE(access.find("storing"), std::string::npos) << access;
    EXPECT_EQ(outcome_of_one(), "set_aside") << "the next time";
}

TEST_F(InboxTest, LeavesAReceiptThatMayStillBeWritten) {
    write_file(practice.town().real_outbox() / "OZ.xml.ack", "half");
    const auto waits = take_inbox(practice.with("postbode"), {.still = std::chrono::hours{1}});
    Practice::must(waits);
    EXPECT_TRUE(rows_in(waits.value(), "bevestigingen").empty());
    EXPECT_EQ(test::number_in(waits.value(), "wacht"), 1);
    EXPECT_TRUE(fs::exists(practice.town().real_outbox() / "OZ.xml.ack"));
    EXPECT_EQ(rows_in(take(), "bevestigingen").size(), 1U);
}

TEST_F(InboxTest, KeepsWhatCameInForAWhileAndNoLonger) {
    const fs::path laid = lay("run.csv", run());
    fs::last_write_time(laid, fs::last_write_time(laid) - std::chrono::days{100});
    take();
    const Now now = now_from_clock();
    EXPECT_EQ(remove_old_files(practice.town(), now, 62), 0) << "its sender made it long ago";
    const auto later = [&](int days) {
        return Now{.unix_seconds = now.unix_seconds + days * std::int64_t{86'400}, .today = {}};
    };
    EXPECT_EQ(remove_old_files(practice.town(), later(61), 62), 0);
    EXPECT_EQ(remove_old_files(practice.town(), later(63), 62), 1);
    EXPECT_EQ(count(folders().done), 0U);
    EXPECT_TRUE(store::find_run(practice.db(), test::run_id));
}

TEST_F(InboxTest, DoesNotSetAsideForWhatWasSoBeforeItWasTaken) {
    lay("run.csv", run());
    const auto taken = take_in(practice.with("postbode"), "run.csv", "inbox_file_is_empty");
    EXPECT_EQ(text_in(taken.value(), "staat"), "still_changing");
    EXPECT_TRUE(fs::exists(folders().inbox / "run.csv"));
    EXPECT_EQ(count(folders().aside), 0U);
    EXPECT_EQ(outcome_of_one(), "taken");
}

TEST_F(InboxTest, SetsAsideWhatIsLargerThanTheAdministratorWants) {
    TownSettings settings;
    settings.inbox.largest = 10;
    set_settings(practice.places().state, settings);
    lay("run.csv", run());
    const auto taken = take_in(practice.with("postbode"), "run.csv", "inbox_file_is_too_large");
    EXPECT_EQ(text_in(taken.value(), "staat"), "set_aside");
    EXPECT_EQ(text_in(taken.value(), "code"), "inbox_file_is_too_large");
    set_settings(practice.places().state, {});
}

TEST_F(InboxTest, SaysOfAFileThatIsGoneThatItIs) {
    const fs::path path = lay("run.csv", run());
    EXPECT_EQ(text_in(take_in(practice.with("postbode"), "weg.csv").value(), "staat"), "gone");
    EXPECT_TRUE(fs::exists(path));
}

TEST_F(InboxTest, IsForWhoMayDoSo) {
    lay("run.csv", run());
    EXPECT_EQ(code_of(take_inbox(practice.with("mo"), at_any_time)), "role_may_not_do_this");
    EXPECT_EQ(code_of(take_in(practice.with("ada"), "run.csv")), "role_may_not_do_this");
    EXPECT_TRUE(fs::exists(folders().inbox / "run.csv"));
}

TEST_F(InboxTest, HasOneUserAtMostWhoIsNobodyAndCannotLogIn) {
    EXPECT_EQ(unattended_actor(practice.town())->name, "postbode");
    for (const char* password : {"", "wachtwoord-voor-de-proef"}) {
        const auto came_in = authenticate(practice.town(), "postbode", password);
        ASSERT_FALSE(came_in);
        EXPECT_EQ(came_in.error().code, "name_or_password_is_wrong");
    }
    const auto add = [&](const std::string& name, const std::string& password) {
        return code_of(add_user(practice.with("beheer"), name, password, "onbemand"));
    };
    EXPECT_EQ(add("postbode", ""), "") << "given again";
    EXPECT_EQ(add("tweede", ""), "unattended_user_exists");
    EXPECT_EQ(add("derde", "wachtwoord-voor-de-proef"), "unattended_user_has_no_password");
    EXPECT_EQ(add("rob", ""), "unattended_user_exists");
    const auto give = [&](const std::string& name, const std::string& role) {
        return code_of(change_role(practice.with("beheer"), name, role, false));
    };
    EXPECT_EQ(give("rob", "onbemand"), "roles_conflict");
    EXPECT_EQ(give("postbode", "rechtmatigheid"), "roles_conflict");
    Practice::must(change_role(practice.with("beheer"), "postbode", "onbemand", true));
    EXPECT_FALSE(unattended_actor(practice.town()));
    EXPECT_EQ(give("postbode", "rechtmatigheid"), "role_is_not_for_this_user");
    EXPECT_EQ(add("tweede", ""), "");
    EXPECT_EQ(give("postbode", "onbemand"), "unattended_user_exists");
    EXPECT_EQ(add("rob", ""), "unattended_user_exists");
}

}  // namespace
}  // namespace ontzorgd::service
