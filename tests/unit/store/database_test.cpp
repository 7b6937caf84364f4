// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/database.h"

#include "statement.h"
#include "temporary_database.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace ontzorgd::store {
namespace {

std::int64_t count_of(Database& db, const char* table) {
    Statement count{db, std::string{"SELECT count(*) FROM "} + table};
    count.next();
    return count.integer(0);
}

std::string setting(Database& db, const char* name) {
    Statement read{db, std::string{"SELECT CAST("} + name + " AS TEXT) FROM pragma_" + name};
    read.next();
    return std::string{read.text(0)};
}

std::string bytes_of_file(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class DatabaseFile : public ::testing::Test {
protected:
    DatabaseFile() { db().execute("CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT) STRICT"); }
    Database& db() { return *temporary.db; }
    TemporaryDatabase temporary;
};

TEST_F(DatabaseFile, IsOpenedWithTheSettingsThatKeepMoneySafe) {
    EXPECT_EQ(setting(db(), "journal_mode"), "wal");
    EXPECT_EQ(setting(db(), "synchronous"), "2");  // FULL
    EXPECT_EQ(setting(db(), "foreign_keys"), "1");
    EXPECT_EQ(setting(db(), "page_size"), "16384");
    EXPECT_EQ(setting(db(), "secure_delete"), "1");
    EXPECT_EQ(setting(db(), "trusted_schema"), "0");
}

TEST_F(DatabaseFile, KeepsWhatATransactionWroteWhenItEnds) {
    in_transaction(db(), [&] { db().execute("INSERT INTO item VALUES(1, 'huur')"); });
    EXPECT_EQ(count_of(db(), "item"), 1);
}

TEST_F(DatabaseFile, KeepsNothingOfATransactionThatThrew) {
    EXPECT_THROW(in_transaction(db(),
                                [&] {
                                    db().execute("INSERT INTO item VALUES(1, 'huur')");
                                    throw std::runtime_error{"the work failed"};
                                }),
                 std::runtime_error);
    EXPECT_EQ(count_of(db(), "item"), 0);
    in_transaction(db(), [&] { db().execute("INSERT INTO item VALUES(2, 'gas')"); });
    EXPECT_EQ(count_of(db(), "item"), 1);
}

TEST_F(DatabaseFile, KeepsNothingOfATransactionThatWasNeverCommitted) {
    {
        const Transaction transaction{db()};
        db().execute("INSERT INTO item VALUES(1, 'huur')");
    }
    EXPECT_EQ(count_of(db(), "item"), 0);
}

TEST_F(DatabaseFile, GivesBackWhatTheWorkReturned) {
    EXPECT_EQ(in_transaction(db(), [] { return 7; }), 7);
}

TEST_F(DatabaseFile, ReportsAFaultWithTheReasonAndTheStatement) {
    try {
        db().execute("INSERT INTO nowhere VALUES(1)");
        FAIL() << "a table that is not there was written";
    } catch (const DatabaseFault& fault) {
        EXPECT_NE(std::string{fault.what()}.find("nowhere"), std::string::npos) << fault.what();
    }
}

TEST_F(DatabaseFile, RefusesToWriteThroughAReadingConnection) {
    Database reader{temporary.file(), Database::Access::read_only};
    EXPECT_THROW(reader.execute("INSERT INTO item VALUES(1, 'huur')"), DatabaseFault);
    EXPECT_EQ(count_of(reader, "item"), 0);
}

TEST_F(DatabaseFile, DoesNotTakeATypingErrorInAColumnNameForAText) {
    // SQLite's default would read "nmae" as the text 'nmae'.
    EXPECT_THROW(db().execute(R"(SELECT id FROM item WHERE "nmae" = 'huur')"), DatabaseFault);
}

TEST_F(DatabaseFile, IsRefusedWhenItIsNoDatabase) {
    const auto file = temporary.folder() / "geen.sqlite";
    std::ofstream{file} << "this is a letter, not a database; it is long enough to have a header "
                           "of the right size, but says something else entirely.";
    EXPECT_THROW((Database{file, Database::Access::read_write}), DatabaseFault);
}

TEST_F(DatabaseFile, IsCopiedWhole) {
    db().execute("INSERT INTO item VALUES(1, 'huur')");
    const auto copy = temporary.folder() / "copy.sqlite";
    db().copy_to(copy);
    db().execute("INSERT INTO item VALUES(2, 'gas')");
    Database copied{copy, Database::Access::read_write};
    EXPECT_EQ(count_of(copied, "item"), 1);
}

TEST_F(DatabaseFile, LeavesNothingOfADestroyedRowInAnyFile) {
    const std::string name = "Yasmin-Al-Fayyad-te-vernietigen";
    in_transaction(db(), [&] {
        Statement insert{db(), "INSERT INTO item VALUES(?1, ?2)"};
        for (int id = 0; id < 500; ++id) insert.run_with(id, name);
    });
    db().checkpoint();
    ASSERT_NE(bytes_of_file(temporary.file()).find(name), std::string::npos);

    in_transaction(db(), [&] { db().execute("DELETE FROM item"); });
    db().compact();

    for (const auto& entry : std::filesystem::directory_iterator{temporary.folder()}) {
        EXPECT_EQ(bytes_of_file(entry.path()).find(name), std::string::npos) << entry.path();
    }
}

}  // namespace
}  // namespace ontzorgd::store
