// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule.h"

#include "ontzorgd/service/backup.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/schedule.h"
#include "support/town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

const std::vector<test::TestHousehold> two{{.number = 1}, {.number = 2}};

class ScheduleTest : public testing::Test {
protected:
    ScheduleTest() {
        Practice::must(add_user(practice.with("beheer"), "agenda", "", "onbemand"));
        practice.dossier(two);
        practice.split(two);
        Practice::must(propose_batch(practice.with("rob"), "2026-11-REG"));
    }
    void sign() {
        Practice::must(sign_batch(practice.with("karin"), 1));
        Practice::must(sign_batch(practice.with("kim"), 1));
    }
    base::Result<Report> run_as(std::string_view user, std::string_view day,
                                std::string_view time) {
        practice.on(day);
        Context& context = practice.with(user);
        const auto now = at_time(context.town, context.now, time);
        if (!now) return now.failure();
        context.now = now.value();
        return run_schedule(context, settings);
    }
    /// The tasks that ran, "vrijgave:done:".
    std::vector<std::string> run(std::string_view day, std::string_view time) {
        const auto done = run_as("agenda", day, time);
        Practice::must(done);
        std::vector<std::string> told;
        for (const Report& row : rows_in(done.value(), "taken")) {
            told.push_back(text_in(row, "taak") + ':' + text_in(row, "staat") + ':' +
                           text_in(row, "code"));
        }
        return told;
    }
    static bool has(const std::vector<std::string>& told, const std::string& task) {
        return std::ranges::find(told, task) != told.end();
    }
    std::string batch_state() { return store::batch_by_id(practice.db(), 1)->state; }
    std::int64_t facts() { return test::facts_in(practice); }
    std::size_t open(std::string_view kind) {
        return store::open_exceptions(practice.db(), kind).size();
    }

    Practice practice;
    ScheduleSettings settings;
};

TEST_F(ScheduleTest, ReleasesASignedBatchOnTheDayOfItsLeadTimeAndOnce) {
    sign();
    EXPECT_FALSE(has(run("2026-11-25", "23:00"), "vrijgave:done:"));
    EXPECT_FALSE(has(run("2026-11-26", "08:59"), "vrijgave:done:"));
    EXPECT_EQ(batch_state(), "signed");
    EXPECT_TRUE(has(run("2026-11-26", "09:00"), "vrijgave:done:"));
    EXPECT_EQ(batch_state(), "released");
    const auto released = store::batch_by_id(practice.db(), 1)->released_by;
    EXPECT_EQ(store::user_name(practice.db(), released), "agenda");
    for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1)) {
        EXPECT_EQ(file.state, "handed_over");
    }
    const std::string access =
        read_file(practice.places().state / "logboek" / "toegang-2026-11-26.jsonl");
    EXPECT_NE(access.find(R"("gebruiker":"agenda","via":"agenda","opdracht":"batch release",)"
                          R"("uitkomst":"gedaan","eerste_feit":)"),
              std::string::npos)
        << access;
    const std::int64_t before = facts();
    EXPECT_TRUE(run("2026-11-26", "09:00").empty());
    EXPECT_TRUE(run("2026-11-26", "23:59").empty());
    EXPECT_EQ(facts(), before) << "nothing to do leaves nothing";
    practice.expect_sound();
}

TEST_F(ScheduleTest, ListsWhatIsDueUntilItIsDone) {
    sign();
    const auto listed = [&](std::string_view time) {
        practice.on("2026-11-26");
        const Context& context = practice.with("rob");
        const auto now = at_time(context.town, context.now, time);
        EXPECT_TRUE(now);
        const auto list = list_schedule(context.town, now.value(), settings);
        Practice::must(list);
        std::vector<std::string> told;
        for (const Report& row : rows_in(list.value(), "gepland")) {
            told.push_back(text_in(row, "taak") + ' ' + text_in(row, "gepland") + ' ' +
                           text_in(row, "staat"));
        }
        return told;
    };
    EXPECT_TRUE(has(listed("06:00"), "vrijgave 2026-11-26 09:00 gepland"));
    EXPECT_TRUE(has(listed("09:30"), "vrijgave 2026-11-26 09:00 nu_te_doen"));
    EXPECT_TRUE(has(listed("10:30"), "vrijgave 2026-11-26 09:00 te_laat"));
    EXPECT_TRUE(has(listed("07:30"), "keten 2026-11-26 07:00 nu_te_doen"));
    EXPECT_TRUE(has(listed("09:00"), "keten 2026-11-26 07:00 te_laat"));
    static_cast<void>(run("2026-11-26", "10:30"));
    for (const std::string& each : listed("10:31"))
        EXPECT_NE(each.find(" gepland"), std::string::npos) << each;
}

TEST(ScheduleOfNobody, SaysThatNothingHappensByItself) {
    Practice practice;
    const auto warning = [&] {
        const Context& context = practice.with("rob");
        const auto list = list_schedule(context.town, context.now, ScheduleSettings{});
        return text_in(list.value(), "waarschuwing");
    };
    EXPECT_NE(warning().find("Er is geen onbemande gebruiker"), std::string::npos) << warning();
    EXPECT_NE(warning().find("reservekopie"), std::string::npos) << warning();
    Practice::must(add_user(practice.with("beheer"), "agenda", "", "onbemand"));
    EXPECT_EQ(warning().find("onbemande"), std::string::npos) << warning();
}

TEST_F(ScheduleTest, RecordsWhatWentAlsoWhenTheLogCannotBeWritten) {
    sign();
    write_file(practice.places().state / "logboek", "geen map");
    EXPECT_TRUE(has(run("2026-11-26", "09:00"), "vrijgave:done:release_is_not_in_the_log"));
    EXPECT_EQ(batch_state(), "released");
    EXPECT_EQ(open("vrijgave_geweigerd"), 0U);
    EXPECT_TRUE(run("2026-11-26", "09:01").empty());
    practice.expect_sound();
}

TEST_F(ScheduleTest, RemindsOfWhatIsNotSignedAndSaysWhenItIsTooLate) {
    EXPECT_FALSE(has(run("2026-11-24", "10:00"), "herinnering:done:"));
    EXPECT_EQ(open("batch_niet_ondertekend"), 0U);
    std::string near;
    std::string late;
    for (const std::string date :
         {"2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"}) {
        const auto told = run(date, "23:30");
        EXPECT_FALSE(has(told, "vrijgave:done:"));
        if (near.empty() && has(told, "herinnering:done:")) {
            near = date;
            EXPECT_EQ(open("batch_niet_ondertekend"), 1U);
        }
        if (late.empty() && has(told, "te_laat:too_late:")) late = date;
    }
    EXPECT_FALSE(near.empty());
    EXPECT_FALSE(late.empty());
    EXPECT_LT(near, late);
    EXPECT_EQ(open("batch_niet_ondertekend"), 0U);
    EXPECT_GE(open("vrijgave_te_laat"), 1U);
    EXPECT_NE(batch_state(), "released");
    Practice::must(withdraw_batch(practice.with("rob"), 1));
    run("2026-12-01", "23:45");
    EXPECT_EQ(open("vrijgave_te_laat"), 0U) << "it closes when nothing waits any more";
    practice.expect_sound();
}

TEST_F(ScheduleTest, IsRefusedWhatAPersonWouldBeRefusedAndTriesAgain) {
    sign();
    practice.on("2026-11-26");
    Practice::must(hold_client(practice.with("mo"), "C0001", "Overleg"));
    EXPECT_TRUE(has(run("2026-11-26", "09:00"), "vrijgave:refused:batch_is_stale"));
    EXPECT_EQ(open("vrijgave_geweigerd"), 1U);
    EXPECT_FALSE(has(run("2026-11-26", "09:30"), "vrijgave:refused:batch_is_stale"));
    Practice::must(unhold_client(practice.with("mo"), "C0001", "Klaar"));
    EXPECT_TRUE(has(run("2026-11-26", "10:00"), "vrijgave:done:"));
    EXPECT_EQ(open("vrijgave_geweigerd"), 0U);
    practice.expect_sound();
}

TEST_F(ScheduleTest, DoesNotReleaseForAPersonWhoSigned) {
    sign();
    EXPECT_EQ(code_of(run_as("ada", "2026-11-26", "09:00")), "role_may_not_do_this");
    const auto done = run_as("karin", "2026-11-26", "09:00");
    Practice::must(done);
    EXPECT_EQ(text_in(rows_in(done.value(), "taken").at(0), "code"), "releaser_signed");
    EXPECT_TRUE(
        text_in(rows_in(done.value(), "taken").at(0), "zin").starts_with("Wie batch 1 tekende"))
        << text_in(rows_in(done.value(), "taken").at(0), "zin");
    EXPECT_TRUE(has(run("2026-11-26", "09:01"), "vrijgave:done:")) << "that was not its try";
}

TEST_F(ScheduleTest, DoesTheRestWhenOneReleaseMeetsAFaultOfTheWorld) {
    sign();
    const auto files = store::files_of(practice.db(), 1, 1);
    ASSERT_FALSE(files.empty());
    const auto kept = practice.town().archived(base::to_hex(files[0].sha256));
    ASSERT_FALSE(kept.empty());
    // A folder where the file was opens and cannot be read.
    const auto aside = practice.folder() / "weg";
    std::filesystem::rename(kept, aside);
    std::filesystem::create_directory(kept);
    const auto told = run("2026-11-26", "09:00");
    EXPECT_TRUE(has(told, "vrijgave:refused:work_ended_halfway"));
    EXPECT_TRUE(has(told, "opruimen:done:"));
    EXPECT_TRUE(has(told, "uitzonderingen:done:"));
    EXPECT_EQ(open("vrijgave_geweigerd"), 1U);
    std::filesystem::remove(kept);
    std::filesystem::rename(aside, kept);
    EXPECT_TRUE(has(run("2026-11-26", "10:00"), "vrijgave:done:"));
    practice.expect_sound();
}

TEST_F(ScheduleTest, LeavesWhatWasSignedBeforeARestoreToAPerson) {
    sign();
    practice.on("2026-11-25");
    Practice::must(hold_client(practice.with("mo"), "C0001", "Overleg"));
    Practice::must(unhold_client(practice.with("mo"), "C0001", "Klaar"));
    store::in_transaction(practice.db(), [&] {
        store::add_restoration(practice.db(),
                               {.fact = facts(),
                                .day = {2026, 11, 25},
                                .generation = "ABCD",
                                .backup_facts = 1,
                                .backup_day = {2026, 11, 24},
                                .restored_by = store::batch_by_id(practice.db(), 1)->proposed_by});
    });
    EXPECT_TRUE(has(run("2026-11-26", "09:00"), "vrijgave:refused:signed_before_the_restore"));
    EXPECT_EQ(batch_state(), "signed");
    const auto by_hand = run_as("rob", "2026-11-26", "10:00");
    Practice::must(by_hand);
    EXPECT_NE(text_in(rows_in(by_hand.value(), "taken").at(0), "code"),
              "signed_before_the_restore");
}

TEST_F(ScheduleTest, LooksEveryDayAtWhatCouldGoWrongUnseen) {
    const auto told = run("2026-11-27", "07:00");
    for (const char* check :
         {"afschriften", "uitzonderingen", "grondslagen", "keten", "opruimen"}) {
        EXPECT_TRUE(has(told, std::string{check} + ":done:")) << check;
    }
    EXPECT_EQ(open("afschrift_te_laat"), 2U) << "both accounts begin on 23 November";
    EXPECT_TRUE(run("2026-11-27", "07:01").empty());
    const auto listed = list_schedule(practice.town(), practice.as("rob").now, settings);
    Practice::must(listed);
    EXPECT_EQ(rows_in(listed.value(), "gedaan").size(), 6U) << "and a reminder";
    EXPECT_FALSE(rows_in(listed.value(), "gepland").empty());
    const ScheduleWatch watch = watch_schedule(practice.town(), values::CivilDate{2026, 11, 27});
    EXPECT_EQ(watch.ran_today, 6);
    EXPECT_EQ(watch.failed_today, 0);
}

TEST_F(ScheduleTest, SaysThatTheChainIsNotAsItWasWritten) {
    practice.on("2026-11-27");
    Context& context = practice.with("agenda");
    const auto waits = run_schedule(context, settings, {}, at_once(), true);
    Practice::must(waits);
    for (const Report& row : rows_in(waits.value(), "taken"))
        EXPECT_NE(text_in(row, "taak"), "keten") << "somebody else looks at it";
    const auto done =
        run_schedule(context, settings, {.chain = "audit_found_faults", .backup = {}});
    Practice::must(done);
    EXPECT_EQ(open("keten_klopt_niet"), 1U);
    EXPECT_TRUE(has(run("2026-11-28", "09:00"), "keten:done:"));
    EXPECT_EQ(open("keten_klopt_niet"), 0U);
}

TEST_F(ScheduleTest, LooksAtNoBackupsWhereNobodySaidWhereTheyAreAndSaysSo) {
    const auto told = run("2026-11-27", "07:00");
    EXPECT_FALSE(has(told, "reservekopie:done:"));
    const auto listed = list_schedule(practice.town(), practice.as("rob").now, settings);
    Practice::must(listed);
    EXPECT_EQ(text_in(listed.value(), "reservekopieen"), "");
    EXPECT_NE(text_in(listed.value(), "waarschuwing"), "");
    EXPECT_EQ(watch_schedule(practice.town(), {2026, 11, 27}).backup_well, std::nullopt);
}

TEST_F(ScheduleTest, TellsThatThereIsNoBackupAndLooksAgainAfterAnHourUntilThereIs) {
    const auto backups = practice.folder() / "kopieen";
    std::filesystem::create_directory(backups);
    settings.backups = backups.string();
    EXPECT_TRUE(has(run("2026-11-27", "07:00"), "reservekopie:refused:no_backup_is_there"));
    EXPECT_EQ(open("reservekopie_ontbreekt"), 1U);
    Practice::must(create_backup(practice.town(), practice.as("rob").now, backups));
    EXPECT_TRUE(run("2026-11-27", "07:59").empty());
    EXPECT_TRUE(has(run("2026-11-27", "08:00"), "reservekopie:done:"));
    EXPECT_EQ(open("reservekopie_ontbreekt"), 0U);
    EXPECT_TRUE(run("2026-11-27", "23:59").empty()) << "what was well is looked at the next day";
    EXPECT_TRUE(has(run("2026-11-28", "07:00"), "reservekopie:done:")) << "of yesterday";
    EXPECT_TRUE(has(run("2026-11-29", "07:00"), "reservekopie:refused:newest_backup_is_too_old"));
    const auto told = store::open_exceptions(practice.db(), "reservekopie_te_oud");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NE(told[0].details.find("|dag=2026-11-27|dagen=1"), std::string::npos);
    const ScheduleWatch watch = watch_schedule(practice.town(), {2026, 11, 29});
    EXPECT_EQ(watch.backup_well, (values::CivilDate{2026, 11, 28}));
    EXPECT_GE(watch.failed_today, 1);
    const auto listed = list_schedule(practice.town(), practice.as("rob").now, settings);
    Practice::must(listed);
    EXPECT_EQ(text_in(listed.value(), "reservekopieen"), settings.backups);
    EXPECT_EQ(text_in(listed.value(), "waarschuwing"), "");
    practice.expect_sound();
}

TEST_F(ScheduleTest, LeavesTheBackupsToWhoeverLooksAtThemElsewhere) {
    practice.on("2026-11-27");
    settings.backups = (practice.folder() / "er-is-geen-map").string();
    Context& context = practice.with("agenda");
    const DueLooks due = due_looks(context.town, settings, context.now);
    EXPECT_TRUE(due.chain && due.backup);
    const auto waits = run_schedule(context, settings, {}, at_once(), true);
    Practice::must(waits);
    for (const Report& row : rows_in(waits.value(), "taken"))
        EXPECT_NE(text_in(row, "taak"), "reservekopie");
    const LookedAt looked = look(context.town, settings, context.now, {.backup = true});
    EXPECT_FALSE(looked.chain);
    Practice::must(run_schedule(context, settings, looked, at_once(), true));
    EXPECT_EQ(open("reservekopieen_onbereikbaar"), 1U);
    EXPECT_FALSE(due_looks(context.town, settings, context.now).backup);
}

TEST_F(ScheduleTest, TakesATimeInPracticeOnlyAndAsHoursAndMinutes) {
    const Now now = practice.as("rob").now;
    for (const char* wrong : {"9:00", "24:00", "12:60", "ab:cd", "12.30", "12:3", "123:0"}) {
        const auto given = at_time(practice.town(), now, wrong);
        ASSERT_FALSE(given) << wrong;
        EXPECT_EQ(given.error().code, "time_is_malformed");
    }
    const auto given = at_time(practice.town(), now, "23:59");
    ASSERT_TRUE(given);
    EXPECT_EQ(moment_of(given.value()), (Moment{.day = now.today, .minute = 1439}));
    EXPECT_EQ(at_time(practice.town(), now, "").value().unix_seconds, now.unix_seconds);
}

}  // namespace
}  // namespace ontzorgd::service
