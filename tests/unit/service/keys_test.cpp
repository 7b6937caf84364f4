// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/keys.h"

#include "ontzorgd/service/files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace ontzorgd::service {
namespace {

namespace fs = std::filesystem;

const std::string first = "0" + std::string(31, 'a');
const std::string second = "0" + std::string(31, 'b');

class KeysTest : public ::testing::Test {
public:
    KeysTest(const KeysTest&) = delete;
    KeysTest& operator=(const KeysTest&) = delete;
    KeysTest(KeysTest&&) = delete;
    KeysTest& operator=(KeysTest&&) = delete;

protected:
    KeysTest() {
        std::string pattern = (fs::temp_directory_path() / "ontzorgd-keys-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        put("index-1.key", std::string(32, 'i'));
        put("bsn-1.key", first);
    }
    ~KeysTest() override { fs::remove_all(folder_); }

    void put(const std::string& name, const std::string& bytes) {
        write_file(folder_ / name, bytes);
    }
    [[nodiscard]] Keys keys(std::int64_t newest = 1) const { return {folder_, newest}; }
    static std::string made(std::int64_t /*number*/) { return second; }
    static std::string code_of_next(const Keys& keys) {
        const auto next = keys.next(made, false);
        return next ? "" : next.error().code;
    }

    fs::path folder_;
};

TEST_F(KeysTest, AreFoundByTheirNumberAlsoWhenTheyCameLater) {
    const Keys all = keys();
    EXPECT_EQ(all.of(1), first);
    EXPECT_EQ(all.find(2), std::nullopt);
    put("bsn-2.key", second);
    EXPECT_EQ(all.find(2), second);
    EXPECT_EQ(all.newest(), 1);
    for (const std::int64_t number : {-1, 0, 256, 300}) EXPECT_EQ(all.find(number), std::nullopt);
}

TEST_F(KeysTest, ThatAreNotThereOrCutShortAreAFaultAndNeverTakenForAnything) {
    EXPECT_THROW((void)keys().of(2), FileFault);
    put("bsn-2.key", "kort");
    EXPECT_THROW((void)keys().of(2), FileFault);
}

TEST_F(KeysTest, TheNextOneIsMadeForItsOwnerAloneAndNotUsedUntilToldSo) {
    Keys all = keys();
    const Keys copy = all;
    const auto next = all.next(made, false);
    ASSERT_TRUE(next);
    EXPECT_EQ(next.value().number, 2);
    EXPECT_EQ(read_file(folder_ / "bsn-2.key"), second);
    struct stat found {};
    ASSERT_EQ(::stat((folder_ / "bsn-2.key").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0400U);
    EXPECT_EQ(copy.newest(), 1);
    all.use(next.value());
    EXPECT_EQ(copy.newest(), 2);
}

TEST_F(KeysTest, TheNextOneIsTheLastThatLiesThere) {
    const std::string fourth = "0" + std::string(31, 'd');
    put("bsn-3.key", second);  // used, and leaked, before a backup was put back
    put("bsn-4.key", fourth);
    const auto next = keys().next(made, false);
    ASSERT_TRUE(next);
    EXPECT_EQ(next.value().number, 4);
    EXPECT_EQ(next.value().bytes, fourth);
    EXPECT_EQ(key_numbers_in(folder_), (std::vector<std::int64_t>{1, 3, 4}));
    EXPECT_EQ(keys(4).next(made, false).value().number, 5);
}

TEST_F(KeysTest, ATrialMakesNoFileAndSharesNothing) {
    const Keys all = keys();
    Keys trial = all.apart();
    const auto next = trial.next(made, true);
    ASSERT_TRUE(next);
    trial.use(next.value());
    EXPECT_EQ(trial.of(2), second);
    EXPECT_FALSE(fs::exists(folder_ / "bsn-2.key"));
    EXPECT_EQ(all.newest(), 1);
    EXPECT_EQ(all.find(2), std::nullopt);
}

TEST_F(KeysTest, OneThatIsNoKeyOrAnEarlierOneIsRefused) {
    // Cut short, or a file of which the bytes never came to the disk.
    for (const std::string& bytes : {std::string{"kort"}, std::string(32, '\0')}) {
        put("bsn-2.key", bytes);
        EXPECT_EQ(code_of_next(keys()), "key_file_is_malformed");
    }
    fs::remove(folder_ / "bsn-2.key");
    put("bsn-2.key", first);
    EXPECT_EQ(code_of_next(keys()), "key_is_an_earlier_one");
    put("bsn-255.key", second);
    EXPECT_EQ(code_of_next(keys(255)), "key_numbers_are_used_up");
}

TEST_F(KeysTest, OtherNamesAreNoKeys) {
    for (const char* name : {"bsn-.key", "bsn-02.key", "bsn-x.key", "bsn-3.key.nieuw",
                             "bsn-999.key", "bsn-1000.key", "abn-3.key"}) {
        put(name, second);
    }
    EXPECT_EQ(key_numbers_in(folder_), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(key_numbers_in(folder_ / "is-er-niet"), std::vector<std::int64_t>{});
}

}  // namespace
}  // namespace ontzorgd::service
