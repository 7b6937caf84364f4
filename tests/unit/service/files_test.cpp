// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/files.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace ontzorgd::service {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
public:
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    Files(Files&&) = delete;
    Files& operator=(Files&&) = delete;

protected:
    Files() {
        std::string name = (fs::temp_directory_path() / "ontzorgd-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }
    ~Files() override { fs::remove_all(folder); }

    fs::path folder;
};

TEST_F(Files, AreNotThereUnderTheirNameBeforeTheyAreKept) {
    DurableFile file{folder / "payment.xml.nieuw"};
    file.write("<Document>");
    file.sync();
    EXPECT_FALSE(fs::exists(folder / "payment.xml"));
    file.write("</Document>");
    file.sync();
    file.keep(folder / "payment.xml");
    EXPECT_EQ(read_file(folder / "payment.xml"), "<Document></Document>");
    EXPECT_FALSE(fs::exists(folder / "payment.xml.nieuw"));
}

TEST_F(Files, AreGoneWhenTheyAreNotKept) {
    {
        DurableFile file{folder / "payment.xml.nieuw"};
        file.write("half of it");
    }
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Files, AreReplacedWholeOrNotAtAll) {
    write_file(folder / "blad.txt", "first");
    write_file(folder / "blad.txt", "second, and longer");
    EXPECT_EQ(read_file(folder / "blad.txt"), "second, and longer");
    EXPECT_EQ(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}), 1);
}

TEST_F(Files, AreNotReadableByEverybody) {
    write_file(folder / "blad.txt", "a name");
    EXPECT_EQ(fs::status(folder / "blad.txt").permissions() & fs::perms::others_all,
              fs::perms::none);
}

TEST_F(Files, AreReadInBlocksToTheLastByte) {
    std::string bytes(600'001, 'x');
    bytes.back() = '!';
    write_file(folder / "large", bytes);
    std::string seen;
    int blocks = 0;
    read_blocks(folder / "large", [&](std::string_view block) {
        seen += block;
        ++blocks;
    });
    EXPECT_EQ(seen, bytes);
    EXPECT_GT(blocks, 1);
    EXPECT_EQ(sha256_of_file(folder / "large"), crypto::sha256(bytes));
}

TEST_F(Files, ThatAreEmptyHaveTheDigestOfNothing) {
    write_file(folder / "empty", "");
    EXPECT_EQ(base::to_hex(sha256_of_file(folder / "empty")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(Files, FailWithTheReasonAndTheName) {
    try {
        (void)read_file(folder / "nowhere");
        FAIL() << "a file that is not there was read";
    } catch (const FileFault& fault) {
        EXPECT_NE(std::string{fault.what()}.find("nowhere"), std::string::npos) << fault.what();
    }
    EXPECT_THROW(write_file(folder / "no folder" / "blad.txt", "x"), FileFault);
    EXPECT_THROW(rename_durably(folder / "nowhere", folder / "somewhere"), FileFault);
}

}  // namespace
}  // namespace ontzorgd::service
