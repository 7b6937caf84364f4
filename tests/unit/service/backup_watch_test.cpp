// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/backup_watch.h"

#include "ontzorgd/service/backup.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/restore.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace ontzorgd::service {
namespace {

namespace fs = std::filesystem;
using test::Practice;
using test::text_in;

class BackupWatch : public ::testing::Test {
protected:
    BackupWatch() {
        practice_.dossier({{.number = 1}});
        fs::create_directory(backups());
    }
    [[nodiscard]] fs::path backups() const { return practice_.folder() / "kopieen"; }
    fs::path make() {
        const auto made = create_backup(practice_.town(), practice_.as("rob").now, backups());
        Practice::must(made);
        return text_in(made.value(), "bestand");
    }
    BackupFinding look(int days = 1) {
        return look_at_backups(practice_.town(), backups(), days, practice_.as("rob").now.today);
    }
    static void rewrite(const fs::path& file, const std::string& bytes) {
        fs::remove(file);
        write_file(file, bytes);
    }

    Practice practice_;
};

TEST_F(BackupWatch, FindsTheNewestWellAndSaysWhichAndOfWhen) {
    const fs::path file = make();
    const BackupFinding found = look();
    EXPECT_EQ(found.code, "");
    EXPECT_EQ(found.file, file.filename().string());
    EXPECT_EQ(found.day, (values::CivilDate{2026, 11, 24}));
}

TEST_F(BackupWatch, SaysThatThereIsNoneOrNoFolder) {
    EXPECT_EQ(look().code, "no_backup_is_there");
    write_file(backups() / "lees-mij.txt", "niets");
    write_file(backups() / ".ontzorgd-1734-20261124T080000Z-f9.tar", "onder weg");
    write_file(backups() / "ontzorgd-0363-20261224T080000Z-f9.tar", "van een ander");
    EXPECT_EQ(look().code, "no_backup_is_there");
    fs::remove_all(backups());
    EXPECT_EQ(look().code, "backups_folder_is_unreadable");
}

TEST_F(BackupWatch, SaysThatItIsTooOldByTheDaysThatAreAllowed) {
    make();
    practice_.on("2026-11-25");
    EXPECT_EQ(look().code, "");
    EXPECT_EQ(look(0).code, "newest_backup_is_too_old");
    practice_.on("2026-11-26");
    EXPECT_EQ(look().code, "newest_backup_is_too_old");
    EXPECT_EQ(look(2).code, "");
}

TEST_F(BackupWatch, FindsOneThatIsCutOffAnywhereOrNoBackupAtAll) {
    const fs::path file = make();
    const std::string whole = read_file(file);
    // Before the end of the archive, in the manifest, in the database, in the first header.
    for (const std::size_t size : {whole.size() - 1024, whole.size() - 1030, whole.size() / 2,
                                   std::size_t{100}, std::size_t{0}}) {
        rewrite(file, whole.substr(0, size));
        EXPECT_EQ(look().code, "newest_backup_is_unusable") << size;
    }
    rewrite(file, std::string(whole.size(), 'x'));
    EXPECT_EQ(look().code, "newest_backup_is_unusable");
    rewrite(file, whole);
    EXPECT_EQ(look().code, "");
}

TEST_F(BackupWatch, LooksAtTheNewestByWhatItsNameSaysHoweverLateItWasCopied) {
    const fs::path first = make();
    practice_.on("2026-11-26");
    practice_.dossier({{.number = 1}, {.number = 2}});
    const fs::path second = make();
    fs::last_write_time(second, fs::file_time_type::clock::now() - std::chrono::hours{900});
    EXPECT_EQ(look().file, second.filename().string());
    EXPECT_EQ(look().code, "");
    rewrite(second, "half");
    EXPECT_EQ(look().code, "newest_backup_is_unusable")
        << "that the one before is well is not enough";
}

TEST_F(BackupWatch, KnowsABackupThatSomebodyNamedByItsFile) {
    const fs::path file = make();
    fs::rename(file, backups() / "nacht.tar");
    EXPECT_EQ(look().code, "");
    EXPECT_EQ(look().file, "nacht.tar");
}

TEST_F(BackupWatch, LooksPastANewerOneOfAnotherGemeenteWhateverItsName) {
    const fs::path file = make();
    const Places places{.state = practice_.folder() / "buren",
                        .keys = practice_.folder() / "sleutels-van-de-buren"};
    auto other = Municipality::init(
        places, {.gemeente = "0363", .naam = "Buren", .rehearsal = true, .seed = "zaad"}, 0);
    ASSERT_TRUE(other);
    Practice::must(
        create_backup(other.value(), practice_.as("rob").now, backups() / "van-de-buren.tar"));
    EXPECT_EQ(look().code, "");
    EXPECT_EQ(look().file, file.filename().string());
    fs::remove(file);
    EXPECT_EQ(look().code, "no_backup_is_there");
    EXPECT_EQ(look().file, "");
}

TEST_F(BackupWatch, KnowsOneOfAnotherDirectoryByTheChain) {
    Practice other{Practice::Options{.seed = "ander zaad"}};
    other.dossier({{.number = 1}});
    Practice::must(create_backup(other.town(), other.as("rob").now, backups()));
    EXPECT_EQ(look().code, "newest_backup_is_of_another_directory");
}

}  // namespace
}  // namespace ontzorgd::service
