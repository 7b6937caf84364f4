// SPDX-License-Identifier: EUPL-1.2
#include "tar.h"

#include "backup_manifest.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace ontzorgd::service {
namespace {

class Tar : public ::testing::Test {
public:
    Tar(const Tar&) = delete;
    Tar& operator=(const Tar&) = delete;
    Tar(Tar&&) = delete;
    Tar& operator=(Tar&&) = delete;

protected:
    Tar() = default;
    ~Tar() override { std::filesystem::remove(file_); }

    void write(const std::vector<std::pair<std::string, std::string>>& files) {
        std::string all;
        TarWriter tar{[&](std::string_view bytes) { all += bytes; }};
        for (const auto& [name, bytes] : files) {
            tar.begin(name, bytes.size(), 1'790'000'000);
            tar.write(bytes);
            tar.end();
        }
        tar.finish();
        put(all);
    }
    void put(const std::string& bytes) {
        std::ofstream{file_, std::ios::binary} << bytes;
        bytes_ = bytes;
    }
    /// "name=bytes;" of each file, or the code of what is wrong.
    std::string read() {
        TarReader tar{file_};
        std::string told;
        for (;;) {
            const auto entry = tar.next();
            if (!entry) return entry.error().code;
            if (!entry.value()) return told;
            told += entry.value()->name + '=';
            if (const auto done = tar.read([&](std::string_view block) { told += block; }); !done)
                return done.error().code;
            told += ';';
        }
    }

    std::filesystem::path file_ = std::filesystem::temp_directory_path() /
                                  ("ontzorgd-tar-" + std::to_string(::getpid()) + ".tar");
    std::string bytes_;
};

TEST_F(Tar, GivesBackWhatWasWritten) {
    write({{"a.txt", "een"}, {"archive/leeg.xml", ""}, {"outbox/b", std::string(512, 'x')}});
    EXPECT_EQ(read(), "a.txt=een;archive/leeg.xml=;outbox/b=" + std::string(512, 'x') + ';');
}

TEST_F(Tar, IsReadByTheTarOfTheSystem) {
    write({{"a.txt", "een"}, {"archive/b.xml", std::string(700, 'y')}});
    const std::string command = "tar tf " + file_.string() + " > /dev/null";
    // A test may start a program. NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe)
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_F(Tar, IsRefusedWhenItIsNone) {
    put(std::string(600, 'z'));
    EXPECT_EQ(read(), "backup_is_no_archive");
    put("kort");
    EXPECT_EQ(read(), "backup_is_cut_off");
}

TEST_F(Tar, IsRefusedWhenItStopsHalfway) {
    write({{"a.txt", std::string(2000, 'a')}});
    for (const std::size_t size : {400U, 512U, 1500U, 2512U}) {
        put(bytes_.substr(0, size));
        EXPECT_EQ(read(), "backup_is_cut_off") << size;
        write({{"a.txt", std::string(2000, 'a')}});
    }
}

TEST_F(Tar, IsRefusedWhenAHeaderWasChanged) {
    write({{"a.txt", "een"}});
    for (const std::size_t at : {0U, 130U, 150U, 156U, 260U}) {
        std::string changed = bytes_;
        changed.at(at) = static_cast<char>(changed.at(at) ^ 1);
        std::ofstream{file_, std::ios::binary} << changed;
        EXPECT_EQ(read(), "backup_is_no_archive") << at;
    }
}

TEST(BackupName, IsNeverAWayOutOfTheFolder) {
    for (const char* name :
         {"ontzorgd.db", "archive/0a.xml", "outbox/.OEFEN-1.xml",
          "logboek/toegang-2026-11-24.jsonl", "logboek/verwerkingen-2026-11-24.jsonl"}) {
        EXPECT_TRUE(is_backup_name(name)) << name;
    }
    for (const char* name :
         {"", "/etc/passwd", "../x", "archive/../x", "archive/..", "archive/.", "archive/",
          "archive/a/b", "lock", "ontzorgd.db-wal", "werk/x", "outbox/met spatie",
          "outbox/regel\neinde", "logboek/toegang-2026-11-31.jsonl", "logboek/toegang-2026-11-24",
          "logboek/iets.jsonl", "logboek/../toegang-2026-11-24.jsonl"}) {
        EXPECT_FALSE(is_backup_name(name)) << name;
    }
    EXPECT_FALSE(is_backup_name("archive/" + std::string(100, 'a')));
}

BackupManifest example() {
    return {.gemeente = "1734",
            .practice = true,
            .day = "2026-11-24",
            .instant = "2026-11-24T08:00:00Z",
            .program = "0.1.0",
            .schema = 2,
            .facts = 12,
            .head = {},
            .generation = "AB12",
            .keys = {},
            .files = {{.name = "archive/0a.xml", .size = 7, .sha256 = {}},
                      {.name = "ontzorgd.db", .size = 16384, .sha256 = {}}}};
}

TEST(BackupManifest, SaysWhatWasWritten) {
    const auto read = decode_manifest(encode(example()));
    ASSERT_TRUE(read);
    EXPECT_EQ(encode(read.value()), encode(example()));
    EXPECT_EQ(read.value().files, example().files);
}

TEST(BackupManifest, IsRefusedWhereverItWasChanged) {
    const std::string text = encode(example());
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed.at(at) = static_cast<char>(changed.at(at) ^ 1);
        const auto read = decode_manifest(changed);
        ASSERT_FALSE(read) << at;
        EXPECT_EQ(read.error().code, "backup_manifest_is_malformed");
    }
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(decode_manifest(std::string_view{text}.substr(0, size))) << size;
    }
}

}  // namespace
}  // namespace ontzorgd::service
