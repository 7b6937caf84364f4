// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/backup.h"

#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace ontzorgd::service {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using test::number_in;
using test::Practice;
using test::text_in;

/// A gemeente with a signed batch, and a backup of it.
class Backup : public ::testing::Test {
protected:
    Backup() {
        practice_.dossier({{.number = 1}, {.number = 2}});
        practice_.split({{.number = 1}, {.number = 2}});
        Practice::must(propose_batch(practice_.with("rob"), "2026-11-REG"));
        Practice::must(make(file()));
    }
    [[nodiscard]] fs::path file() const { return practice_.folder() / "kopie.tar"; }
    base::Result<Report> make(const fs::path& to) {
        return create_backup(practice_.town(), practice_.as("rob").now, to);
    }
    base::Result<Report> check(const fs::path& which) {
        return check_backup(which, practice_.places().keys);
    }
    /// The backup with one byte changed, or only its first bytes.
    base::Result<Report> check_changed(std::size_t at) {
        std::string bytes = read_file(file());
        bytes.at(at) = static_cast<char>(bytes.at(at) ^ 1);
        return check(practice_.file("anders.tar", bytes));
    }
    base::Result<Report> check_cut(std::size_t size) {
        return check(practice_.file("half.tar", read_file(file()).substr(0, size)));
    }
    std::vector<std::string> left_in_folder() {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{practice_.folder()}) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }

    Practice practice_;
};

TEST_F(Backup, SaysOfWhatAndWhenItIs) {
    const auto told = check(file());
    ASSERT_TRUE(told) << told.error().code << Practice::details(told.error());
    EXPECT_EQ(text_in(told.value(), "gemeente"), "1734");
    EXPECT_EQ(text_in(told.value(), "dag"), "2026-11-24");
    EXPECT_EQ(text_in(told.value(), "generatie"), practice_.town().generation());
    EXPECT_EQ(number_in(told.value(), "feiten"), store::chain_head(practice_.db()).length);
    // Both payment files and the database.
    EXPECT_EQ(number_in(told.value(), "bestanden"), 3);
}

TEST_F(Backup, IsNotMadeOverAnother) {
    const std::string before = read_file(file());
    EXPECT_EQ(code_of(make(file())), "backup_exists_already");
    EXPECT_EQ(read_file(file()), before);
}

TEST_F(Backup, IsNoFileWithTheNameOfAFolderThatIsNotThere) {
    for (const fs::path& to :
         {practice_.folder() / "nergens", practice_.folder() / "nergens.d" / ""}) {
        EXPECT_EQ(code_of(make(to)), "backup_folder_is_missing");
        EXPECT_FALSE(fs::exists(to));
    }
}

TEST_F(Backup, GetsANameOfItsOwnInAFolder) {
    const fs::path folder = practice_.folder() / "kopieen";
    fs::create_directories(folder);
    const auto made = make(folder);
    ASSERT_TRUE(made) << made.error().code;
    const fs::path named = text_in(made.value(), "bestand");
    EXPECT_EQ(named.parent_path(), folder);
    EXPECT_TRUE(check(named));
}

TEST_F(Backup, LiesOutsideOfWhatItIsOf) {
    EXPECT_EQ(code_of(make(practice_.places().state / "kopie.tar")),
              "backup_lies_in_the_state_directory");
}

TEST_F(Backup, WaitsForNobodyToWriteIntoAPipe) {
    const fs::path logs = practice_.places().state / "logboek";
    fs::create_directories(logs);
    for (const fs::path& pipe : {logs / "toegang-2026-11-23.jsonl", logs / "pijp"}) {
        ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    }
    const auto made = make(practice_.folder() / "met-pijpen.tar");
    Practice::must(made);
    EXPECT_EQ(number_in(made.value(), "niet_van_ontzorgd_in_het_logboek"), 2);
}

TEST_F(Backup, HoldsBothLogsEachUpToItsLastWholeLine) {
    const fs::path logs = practice_.places().state / "logboek";
    fs::create_directories(logs);
    write_file(logs / "toegang-2026-11-23.jsonl", "{\"een\":1}\n{\"twee\":2}\n{\"half");
    write_file(logs / "toegang-2026-11-24.jsonl", "{\"half");
    write_file(logs / "verwerkingen-2026-11-23.jsonl",
               std::string(600'000, 'x') + '\n' + std::string(600'000, 'y'));
    write_file(logs / "aantekening.txt", "van een ander");
    const fs::path with = practice_.folder() / "met-logboek.tar";
    const auto made = make(with);
    Practice::must(made);
    EXPECT_EQ(number_in(made.value(), "logboekbestanden"), 3);
    EXPECT_EQ(number_in(made.value(), "niet_van_ontzorgd_in_het_logboek"), 1);
    const auto checked = check(with);
    Practice::must(checked);
    EXPECT_EQ(number_in(checked.value(), "logboekbestanden"), 3);
    const std::string bytes = read_file(with);
    EXPECT_NE(bytes.find("{\"een\":1}\n{\"twee\":2}\n" + std::string(20, '\0')), std::string::npos);
    EXPECT_NE(bytes.find("xxx\n"), std::string::npos);
    for (const char* half : {"{\"half", "yyy", "van een ander"}) {
        EXPECT_EQ(bytes.find(half), std::string::npos) << half;
    }
    std::string changed = bytes;
    changed.at(changed.find("twee")) = 'T';
    EXPECT_EQ(code_of(check(practice_.file("anders.tar", changed))), "backup_file_is_changed");
}

TEST_F(Backup, SaysThatNoLogIsInIt) {
    fs::remove_all(practice_.places().state / "logboek");
    const fs::path without = practice_.folder() / "zonder.tar";
    Practice::must(make(without));
    const auto checked = check(without);
    Practice::must(checked);
    EXPECT_EQ(number_in(checked.value(), "logboekbestanden"), 0);
    EXPECT_NE(text_in(checked.value(), "logboek").find("niet"), std::string::npos);
}

TEST_F(Backup, HasNoKeyInIt) {
    const std::string bytes = read_file(file());
    for (const std::string& key :
         {practice_.town().keys().of(1), practice_.town().keys().index()}) {
        EXPECT_EQ(bytes.find(key), std::string::npos);
    }
}

TEST_F(Backup, IsRefusedWhereverAByteOfItWasChanged) {
    const std::size_t size = fs::file_size(file());
    // The end is zeros that no tar reader looks at: two blocks and what stands behind a file.
    const std::string bytes = read_file(file());
    const std::size_t end = bytes.find_last_not_of('\0');
    ASSERT_LT(end, size);
    const std::size_t steps = 25;
    for (std::size_t i = 0; i <= steps; ++i) {
        const std::size_t at = end * i / steps;
        // Of a header the owner and the time say nothing of what is in the file; its sum does.
        EXPECT_FALSE(check_changed(at)) << "byte " << at << " of " << size;
    }
}

TEST_F(Backup, IsRefusedWhenItStopsHalfway) {
    const std::size_t size = fs::file_size(file());
    for (const std::size_t part :
         {std::size_t{0}, std::size_t{100}, std::size_t{512}, size / 3, size / 2, size - 2048}) {
        EXPECT_FALSE(check_cut(part)) << part;
    }
    EXPECT_EQ(code_of(check(practice_.folder() / "is-er-niet.tar")), "file_cannot_be_opened");
}

TEST_F(Backup, IsOfTheKeysItWasMadeWith) {
    const fs::path other = practice_.folder() / "andere-sleutels";
    fs::create_directories(other);
    write_file(other / "bsn-1.key", std::string(32, 'x'));
    write_file(other / "index-1.key", std::string(32, 'y'));
    EXPECT_EQ(code_of(check_backup(file(), other)), "keys_are_of_another_directory");
}

TEST_F(Backup, IsNotMadeWithoutAFileThatTheArchiveLost) {
    for (const auto& entry : fs::directory_iterator{practice_.town().archive()}) {
        if (entry.is_regular_file()) fs::remove(entry.path());
    }
    const auto before = left_in_folder();
    EXPECT_EQ(code_of(make(practice_.folder() / "tweede.tar")), "archived_file_is_missing");
    EXPECT_EQ(left_in_folder(), before) << "half a backup is none";
}

TEST_F(Backup, IsMadeWhileAnotherProgramHasTheDirectory) {
    auto beside = Municipality::open(practice_.places(), Mode::beside, 0);
    ASSERT_TRUE(beside) << beside.error().code;
    auto town = std::move(beside).value();
    const fs::path second = practice_.folder() / "tweede.tar";
    ASSERT_TRUE(create_backup(town, practice_.as("rob").now, second));
    EXPECT_TRUE(check(second));
}

}  // namespace
}  // namespace ontzorgd::service
