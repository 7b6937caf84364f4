// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/meta.h"
#include "rotated_town.h"

namespace ontzorgd::service {
namespace {

TEST_F(KeyRotation, LeavesNothingUnderTheOlderKeyAndEverythingReadableAsItWas) {
    const std::string before = told();
    ASSERT_NE(before.find(test::test_bsn(1)), std::string::npos);
    ASSERT_NE(before.find(ill), std::string::npos);
    EXPECT_EQ(left(1), 0);
    EXPECT_EQ(left(2), 10);
    const auto done = rotate();
    ASSERT_TRUE(done) << done.error().code << Practice::details(done.error());
    EXPECT_EQ(number_in(done.value(), "sleutel"), 2);
    // Of four clients, two notes and two second factors; the answers are no facts.
    EXPECT_EQ(number_in(done.value(), "opnieuw_versleuteld"), 8);
    EXPECT_EQ(left(2), 0);
    EXPECT_EQ(told(), before);
    EXPECT_TRUE(code_fits());
    EXPECT_EQ(code_of_other_request(), "idempotency_key_was_for_another_request");
    practice.expect_sound();
    expect_verified_by_others();
    fs::remove(practice.places().keys / "bsn-1.key");
    practice.reopen();
    EXPECT_EQ(told(), before);
    EXPECT_TRUE(code_fits());
}

TEST_F(KeyRotation, StoppedAfterAnySliceGoesOnToTheSameEnd) {
    const std::string before = told();
    int slices = 0;
    for (int stop = 1; slices < stop; ++stop) {
        Town other;
        slices = 0;
        bool was_stopped = false;
        try {
            Practice::must(other.rotate([&] {
                if (++slices == stop) throw Stopped{};
            }));
        } catch (const Stopped&) {
            was_stopped = true;
        }
        if (!was_stopped) break;
        other.practice.reopen();
        EXPECT_EQ(other.told(), before) << stop;
        EXPECT_TRUE(other.code_fits()) << stop;
        other.practice.expect_sound();
        other.expect_verified_by_others();
        const auto resumed = other.rotate();
        ASSERT_TRUE(resumed) << resumed.error().code;
        EXPECT_EQ(number_in(resumed.value(), "sleutel"), 2);
        EXPECT_EQ(number_in(resumed.value(), "opnieuw_versleuteld"), 8);
        EXPECT_EQ(other.left(2), 0);
        EXPECT_EQ(other.told(), before);
        other.practice.expect_sound();
        other.expect_verified_by_others();
        EXPECT_EQ(key_numbers_in(other.practice.places().keys), (std::vector<std::int64_t>{1, 2}));
        slices = stop;
    }
    EXPECT_GE(slices, 5);
}

TEST_F(KeyRotation, GivenTwiceOnADayIsOneAndOnAnotherDayTheNext) {
    const auto once = rotate();
    ASSERT_TRUE(once);
    EXPECT_EQ(rotate().value().to_json(), once.value().to_json());
    EXPECT_EQ(number_in(rotate([] {}, true).value(), "sleutel"), 3);
    practice.on("2026-11-25");
    const auto next = rotate();
    ASSERT_TRUE(next);
    EXPECT_EQ(number_in(next.value(), "sleutel"), 4);
    EXPECT_EQ(number_in(next.value(), "vorige_sleutel"), 3);
    EXPECT_EQ(left(4), 0);
    practice.expect_sound();
    expect_verified_by_others();
}

TEST_F(KeyRotation, IsForTheBeheerderAlone) {
    for (const char* user : {"rob", "kim", "mo", "ada"}) {
        EXPECT_EQ(code_of(rotate_key(practice.with(user), false)), "role_may_not_do_this") << user;
    }
    EXPECT_EQ(key_numbers_in(practice.places().keys), (std::vector<std::int64_t>{1}));
}

TEST_F(KeyRotation, LetsOthersReadAndChangeBetweenTwoSlices) {
    int slices = 0;
    Practice::must(rotate([&] {
        if (++slices == 1) {
            Practice::must(add_note(practice.with("mo"), "C0003", "Nieuw.", Compartment::ordinary));
            Practice::must(end_grondslag(practice.with("mo"), "C0004", "2026-12-31"));
        }
        EXPECT_NE(told().find(test::test_bsn(4)), std::string::npos);
        EXPECT_TRUE(code_fits());
    }));
    EXPECT_EQ(left(2), 0);
    practice.expect_sound();
    expect_verified_by_others();
    EXPECT_EQ(test::rows_in(list_notes(practice.town(), std::vector<Role>{Role::klantmanager},
                                       "C0003", false, Compartment::ordinary)
                                .value(),
                            "notities")
                  .size(),
              1U);
}

TEST_F(KeyRotation, OfWhoIsDestroyedBeforeDuringOrAfterItTheChainStaysWhole) {
    const auto destroy = [&](const std::string& client) {
        Practice::must(end_grondslag(practice.with("mo"), client, "2026-11-23"));
        Practice::must(propose_destruction(practice.with("kim"), client));
        Practice::must(confirm_destruction(practice.with("rob"), client));
    };
    destroy("C0001");
    int slices = 0;
    Practice::must(rotate([&] {
        if (++slices == 2) {
            destroy("C0002");
            destroy("C0004");
        }
    }));
    practice.expect_sound();
    destroy("C0003");
    EXPECT_EQ(left(2), 0);
    practice.expect_sound();
    expect_verified_by_others();
}

TEST_F(KeyRotation, AnEarlierDayIsToldAsBefore) {
    const std::string before = told();
    practice.on("2026-11-25");
    Practice::must(rotate());
    practice.on("2026-11-26");
    Practice::must(hold_client(practice.with("mo"), "C0001", "Overleg"));
    for (const char* day : {"2026-11-24", "2026-11-25"}) {
        practice.reopen(Mode::read);
        static_cast<void>(look_back(practice.town(), values::CivilDate::parse(day).value()));
        EXPECT_EQ(told(), before) << day;
        const auto verified = verify_audit(practice.town(), {.looks_back = true});
        ASSERT_TRUE(verified) << day << ' ' << verified.error().code
                              << Practice::details(verified.error());
        // What a later day encrypted anew is proved by the chain of that day.
        const bool is_before = std::string_view{day} == "2026-11-24";
        EXPECT_EQ(verified.value().find("later_opnieuw_versleuteld") != nullptr, is_before) << day;
    }
}

TEST_F(KeyRotation, AChangeBehindTheProgramsBackIsFoundByBothVerifiers) {
    Practice::must(rotate());
    const std::vector<std::string> changes{
        ("UPDATE personal SET value = CAST(x'02' || value AS BLOB) WHERE id = (SELECT bsn FROM "
         "client_version)"),
        ("UPDATE personal SET value = (SELECT value FROM personal WHERE id = (SELECT max(bsn) FROM "
         "client_version)) WHERE id = (SELECT min(bsn) FROM client_version)"),
        "UPDATE second_factor SET secret = CAST(secret || x'00' AS BLOB) WHERE id = 1",
        "UPDATE second_factor SET user = user + 1 WHERE id = 1",
        ("DROP TRIGGER reencrypted_is_never_updated; UPDATE reencrypted SET after = zeroblob(32) "
         "WHERE id = 3"),
        ("DROP TRIGGER reencrypted_is_never_updated; UPDATE reencrypted SET before = zeroblob(32) "
         "WHERE id = 8"),
        "DROP TRIGGER reencrypted_is_never_deleted; DELETE FROM reencrypted WHERE id = 5",
        ("INSERT INTO reencrypted SELECT 99, subject, row, after, zeroblob(32), rotation, "
         "fact + 99 FROM reencrypted WHERE id = 2"),
        "UPDATE key_rotation SET ended_fact = NULL",
        "UPDATE key_rotation SET number = 3",
    };
    const fs::path database = practice.places().state / "ontzorgd.db";
    practice.close();
    const std::string whole = read_file(database);
    for (const std::string& change : changes) {
        {
            store::Database db{database, store::Database::Access::read_write};
            db.execute("PRAGMA foreign_keys = OFF");
            db.execute(change.c_str());
            db.checkpoint();
        }
        EXPECT_FALSE(is_verified_by_others()) << change;
        auto town = Municipality::open(practice.places(), Mode::read, 0);
        if (town) {
            EXPECT_EQ(code_of(verify_audit(town.value(), {})), "audit_found_faults") << change;
        }
        write_file(database, whole);
    }
    practice.reopen();
    practice.expect_sound();
}

TEST_F(KeyRotation, StopsAtAValueThatSomebodyChangedAndLosesNothing) {
    practice.db().execute(
        "UPDATE personal SET value = CAST(substr(value, 1, 20) || x'00' || substr(value, 22) AS "
        "BLOB) WHERE id = (SELECT bsn FROM client_version WHERE id = 3)");
    const auto refused = rotate();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "sealed_value_cannot_be_opened");
    EXPECT_EQ(left(2), 8);
    EXPECT_EQ(code_of(rotate()), "sealed_value_cannot_be_opened");
    practice.reopen();
    EXPECT_EQ(left(2), 8);
}

TEST_F(KeyRotation, ATrialChangesNothingAndSaysHowMuchThereIsToDo) {
    const std::int64_t facts = store::chain_head(practice.db()).length;
    practice.reopen(Mode::dry_run);
    const auto tried = rotate();
    ASSERT_TRUE(tried) << tried.error().code;
    EXPECT_EQ(number_in(tried.value(), "nog_te_doen"), 10);
    practice.reopen();
    EXPECT_EQ(store::chain_head(practice.db()).length, facts);
    EXPECT_EQ(left(1), 0);
    EXPECT_EQ(key_numbers_in(practice.places().keys), (std::vector<std::int64_t>{1}));
}

TEST_F(KeyRotation, ReadersAlreadyThereReadWhatItWrites) {
    Municipality reader = practice.town().reader();
    Practice::must(rotate());
    std::string text;
    Practice::must(export_dossier(reader, [&](std::string_view part) { text += part; }));
    EXPECT_NE(text.find(test::test_bsn(4)), std::string::npos);
}

TEST_F(KeyRotation, AnotherKeyUnderItsNumberIsRefusedAndAMissingOneToo) {
    Practice::must(rotate());
    practice.close();
    const fs::path key = practice.places().keys / "bsn-2.key";
    const std::string bytes = read_file(key);
    const auto code = [&] {
        const auto opened = Municipality::open(practice.places(), Mode::change, 0);
        return opened ? std::string{} : opened.error().code;
    };
    write_file(key, std::string(32, 'x'));
    EXPECT_EQ(code(), "keys_are_of_another_municipality");
    fs::remove(key);
    EXPECT_EQ(code(), "keys_are_missing");
    write_file(key, bytes);
    EXPECT_EQ(code(), "");
}

TEST_F(KeyRotation, BeforeAnyRotationAnotherKeyIsRefusedToWhoeverOpens) {
    practice.close();
    const fs::path left = practice.places().state / "werk" / "blijft";
    write_file(left, "tot er weer wordt gewerkt");
    for (const char* name : {"bsn-1.key", "index-1.key"}) {
        const fs::path key = practice.places().keys / name;
        const std::string bytes = read_file(key);
        write_file(key, std::string(32, 'x'));
        for (const Mode mode : {Mode::change, Mode::read, Mode::beside, Mode::dry_run}) {
            const auto opened = Municipality::open(practice.places(), mode, 0);
            ASSERT_FALSE(opened) << name;
            EXPECT_EQ(opened.error().code, "keys_are_of_another_municipality") << name;
            EXPECT_EQ(opened.error().detail("file"), key.string());
        }
        write_file(key, bytes);
    }
    EXPECT_TRUE(fs::exists(left)) << "who is refused changes nothing";
    EXPECT_TRUE(Municipality::open(practice.places(), Mode::change, 0));
    EXPECT_FALSE(fs::exists(left));
}

TEST_F(KeyRotation, ADirectoryOfBeforeMarksWereKeptIsTriedWithABsnAndGetsThem) {
    practice.close();
    const auto forget_marks = [&] {
        store::Database db{practice.places().state / "ontzorgd.db",
                           store::Database::Access::read_write};
        store::remove_meta(db, "index_key_mark");
        store::remove_meta(db, "first_key_mark");
    };
    forget_marks();
    for (const char* name : {"bsn-1.key", "index-1.key"}) {
        const fs::path key = practice.places().keys / name;
        const std::string bytes = read_file(key);
        write_file(key, std::string(32, 'x'));
        const auto opened = Municipality::open(practice.places(), Mode::change, 0);
        ASSERT_FALSE(opened) << name;
        EXPECT_EQ(opened.error().code, "keys_are_of_another_municipality") << name;
        write_file(key, bytes);
    }
    auto opened = Municipality::open(practice.places(), Mode::change, 0);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(store::read_meta(opened.value().db(), "index_key_mark"));
    EXPECT_TRUE(store::read_meta(opened.value().db(), "first_key_mark"));
}

TEST_F(KeyRotation, ADamagedBsnKeepsNobodyOutOfADirectoryOfBeforeMarksWereKept) {
    practice.close();
    {
        store::Database db{practice.places().state / "ontzorgd.db",
                           store::Database::Access::read_write};
        store::remove_meta(db, "index_key_mark");
        store::remove_meta(db, "first_key_mark");
        db.execute(
            "UPDATE client_version SET bsn_index = bsn_index + 1 "
            "WHERE id = (SELECT min(id) FROM client_version)");
    }
    const auto opened = Municipality::open(practice.places(), Mode::read, 0);
    EXPECT_TRUE(opened) << opened.error().code;
}

TEST_F(KeyRotation, NotesNoMarkOfAKeyThatNothingProves) {
    Practice::must(rotate());
    practice.close();
    {
        store::Database db{practice.places().state / "ontzorgd.db",
                           store::Database::Access::read_write};
        store::remove_meta(db, "index_key_mark");
        store::remove_meta(db, "first_key_mark");
    }
    write_file(practice.places().keys / "bsn-1.key", "kort");
    auto opened = Municipality::open(practice.places(), Mode::change, 0);
    ASSERT_TRUE(opened) << opened.error().code;
    EXPECT_TRUE(store::read_meta(opened.value().db(), "index_key_mark"));
    EXPECT_FALSE(store::read_meta(opened.value().db(), "first_key_mark"));
}

TEST_F(KeyRotation, WhileItIsNotDoneBothKeysAreNeeded) {
    EXPECT_THROW((void)rotate([] { throw Stopped{}; }), Stopped);
    practice.close();
    fs::rename(practice.places().keys / "bsn-1.key", practice.folder() / "weg");
    EXPECT_EQ(Municipality::open(practice.places(), Mode::change, 0).error().code,
              "keys_are_missing");
    fs::rename(practice.folder() / "weg", practice.places().keys / "bsn-1.key");
    practice.reopen();
    Practice::must(rotate());
}

TEST_F(KeyRotation, AnInitThatIsGivenAgainMakesNoFirstKeyAnew) {
    Practice::must(rotate());
    practice.close();
    fs::remove(practice.places().keys / "bsn-1.key");
    EXPECT_TRUE(Municipality::init(
        practice.places(),
        {.gemeente = "1734", .naam = "Gemeente Overbetuwe", .rehearsal = true, .seed = "practice"},
        0));
    EXPECT_FALSE(fs::exists(practice.places().keys / "bsn-1.key"));
    practice.reopen();
}

/// Made before, during and after it: each is checked and put back with the keys that lie there.
TEST_F(KeyRotation, BackupsOfBeforeDuringAndAfterItComeBack) {
    const std::string before = told();
    std::vector<fs::path> backups;
    const auto back_up = [&](const std::string& name) {
        backups.push_back(practice.folder() / name);
        Practice::must(create_backup(practice.town(), practice.as("rob").now, backups.back()));
    };
    back_up("voor.tar");
    EXPECT_THROW((void)rotate([&] {
                     back_up("tijdens.tar");
                     throw Stopped{};
                 }),
                 Stopped);
    practice.reopen();
    Practice::must(rotate());
    back_up("na.tar");
    for (const fs::path& backup : backups) {
        const auto checked = check_backup(backup, practice.places().keys);
        EXPECT_TRUE(checked) << backup << ' ' << checked.error().code
                             << Practice::details(checked.error());
        practice.close();
        fs::remove_all(practice.places().state);
        Practice::must(restore_backup({.from = backup,
                                       .places = practice.places(),
                                       .user = "beheer",
                                       .password = "wachtwoord-voor-de-proef",
                                       .practice_day = values::CivilDate{2026, 11, 26}}));
        practice.on("2026-11-26");
        practice.reopen();
        EXPECT_EQ(told(), before) << backup;
        practice.expect_sound();
        const auto rotated = rotate([] {}, true);
        ASSERT_TRUE(rotated) << backup << ' ' << rotated.error().code;
        EXPECT_EQ(left(number_in(rotated.value(), "sleutel")), 0);
        EXPECT_EQ(told(), before) << backup;
        practice.expect_sound();
        expect_verified_by_others();
    }
}

}  // namespace
}  // namespace ontzorgd::service
