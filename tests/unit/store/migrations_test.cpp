// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/migrations.h"

#include "ontzorgd/store/chain.h"
#include "statement.h"
#include "temporary_database.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::store {
namespace {

std::vector<std::string> names(Database& db, const std::string& condition) {
    Statement read{db, "SELECT name FROM sqlite_schema WHERE " + condition + " ORDER BY name"};
    std::vector<std::string> found;
    while (read.next()) found.emplace_back(read.text(0));
    return found;
}

using Schema = MigratedDatabase;

TEST_F(Schema, IsMadeOnceAndThenLeftAlone) {
    EXPECT_EQ(migrate(db(), 1'790'000'001).value(), 0);
}

TEST_F(Schema, HasOnlyStrictTables) {
    const auto loose =
        names(db(), "type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%STRICT%'");
    EXPECT_EQ(loose, std::vector<std::string>{});
    EXPECT_GT(names(db(), "type = 'table'").size(), 30U);
}

TEST_F(Schema, HasNoColumnForAFloatingPointNumberOrForAnything) {
    Statement columns{db(), R"sql(
        SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.type IN ('REAL', 'ANY', '')
    )sql"};
    while (columns.next()) ADD_FAILURE() << columns.text(0);
}

TEST_F(Schema, IsFreeOfViolationsOfItsOwnRules) {
    Statement check{db(), "SELECT * FROM pragma_foreign_key_check"};
    EXPECT_FALSE(check.next());
    Statement whole{db(), "SELECT integrity_check FROM pragma_integrity_check"};
    ASSERT_TRUE(whole.next());
    EXPECT_EQ(whole.text(0), "ok");
}

TEST_F(Schema, IsRefusedWhenItIsNewerThanTheProgram) {
    db().execute("INSERT INTO migration VALUES(9999, '9999_of_tomorrow', zeroblob(32), 0)");
    const auto migrated = migrate(db(), 0);
    ASSERT_FALSE(migrated);
    EXPECT_EQ(migrated.error().code, "schema_is_newer_than_program");
}

TEST_F(Schema, SaysWhichOneItIsAndWhichTheProgramWorksWith) {
    const auto numbers = schema_numbers(db());
    ASSERT_TRUE(numbers);
    EXPECT_TRUE(numbers.value().is_current());
    EXPECT_FALSE(numbers.value().is_upgrade());
    EXPECT_GT(numbers.value().of_program, 1);
    db().execute("INSERT INTO migration VALUES(9999, '9999_of_tomorrow', zeroblob(32), 0)");
    EXPECT_EQ(schema_numbers(db()).error().code, "schema_is_newer_than_program");
}

/// The first schema, with a chain of one link and a journal of one balanced entry.
class FirstSchema : public ::testing::Test {
protected:
    FirstSchema() {
        EXPECT_EQ(migrate_up_to(db(), 1, 1'790'000'000).value(), 1);
        in_transaction(db(), [&] {
            append_link(db(), 1, "record", base::Digest{}, values::CivilDate{});
            const auto entry = append_entry(db(), 1, 20261130, "run_accepted");
            append_posting(db(), entry, 1, "gemeente", -100);
            append_posting(db(), entry, 2, "te_verdelen", 100);
        });
    }
    [[nodiscard]] Database& db() const { return *temporary_.db; }

private:
    TemporaryDatabase temporary_;
};

TEST_F(FirstSchema, IsUpgradedOnceAndKeepsItsChainAndBooks) {
    EXPECT_TRUE(schema_numbers(db()).value().is_upgrade());
    EXPECT_GT(migrate(db(), 1'790'000'001).value(), 0);
    EXPECT_EQ(migrate(db(), 1'790'000'002).value(), 0);
    EXPECT_TRUE(schema_numbers(db()).value().is_current());
    EXPECT_EQ(record_of(db(), 1), "record");
    int postings = 0;
    for_each_posting(db(), 99991231, [&](const StoredPosting&) { ++postings; });
    EXPECT_EQ(postings, 2);
}

TEST_F(FirstSchema, IsUpgradedWhollyOrNotAtAll) {
    // The last thing an upgrade does is to look whether every reference holds.
    db().execute(
        "PRAGMA foreign_keys = OFF; INSERT INTO user_role VALUES(99, 'auditor', 1, NULL); "
        "PRAGMA foreign_keys = ON");
    EXPECT_THROW((void)migrate(db(), 1'790'000'001), DatabaseFault);
    EXPECT_EQ(schema_numbers(db()).value().of_database, 1);
    EXPECT_EQ(names(db(), "name = 'restoration'"), std::vector<std::string>{});
}

TEST_F(FirstSchema, TellsWhetherAFileIsBetweenTheArchiveAndTheBank) {
    EXPECT_FALSE(is_handing_over(db()));
    db().execute(
        "PRAGMA foreign_keys = OFF; INSERT INTO file(id, batch, version, account, execution_date, "
        "name, msg_id, sha256, count, cents, state, fact, state_fact) VALUES(1, 1, 1, 1, 20261130, "
        "'a', 'b', "
        "zeroblob(32), 1, 100, 'handing_over', 1, 1)");
    EXPECT_TRUE(is_handing_over(db()));
}

TEST_F(Schema, IsRefusedWhenAMigrationWasChangedAfterwards) {
    db().execute("UPDATE migration SET sha256 = zeroblob(32)");
    const auto migrated = migrate(db(), 0);
    ASSERT_FALSE(migrated);
    EXPECT_EQ(migrated.error().code, "migration_was_changed");
}

/// A chain of one link and a journal of one balanced entry.
class BooksAndChain : public MigratedDatabase {
protected:
    BooksAndChain() {
        in_transaction(db(), [&] {
            append_link(db(), 1, "record", base::Digest{}, values::CivilDate{});
            const auto entry = append_entry(db(), 1, 20261130, "run_accepted");
            append_posting(db(), entry, 1, "gemeente", -100);
            append_posting(db(), entry, 2, "te_verdelen", 100);
        });
    }
};

TEST_F(BooksAndChain, AreNeverUpdated) {
    for (const char* change :
         {"UPDATE audit_link SET record = 'other'", "UPDATE audit_link SET hash = zeroblob(32)",
          "UPDATE journal_entry SET date = 20261201",
          "UPDATE posting SET cents = 99 WHERE cents = 100"}) {
        EXPECT_THROW(db().execute(change), DatabaseFault) << change;
    }
}

TEST_F(BooksAndChain, AreNeverDeleted) {
    for (const char* change :
         {"DELETE FROM posting", "DELETE FROM journal_entry", "DELETE FROM audit_link"}) {
        EXPECT_THROW(db().execute(change), DatabaseFault) << change;
    }
    std::int64_t sum = 0;
    int count = 0;
    for_each_posting(db(), 20261231, [&](const StoredPosting& posting) {
        sum += posting.cents;
        ++count;
    });
    EXPECT_EQ(sum, 0);
    EXPECT_EQ(count, 2);
}

TEST_F(BooksAndChain, AreNotReplacedEither) {
    EXPECT_THROW(db().execute("REPLACE INTO audit_link VALUES(1, 'other', zeroblob(32), 0)"),
                 DatabaseFault);
    EXPECT_THROW(db().execute("REPLACE INTO posting VALUES(1, 1, 'gemeente', -99)"), DatabaseFault);
}

TEST_F(BooksAndChain, HoldNoPostingOfNothingAndNoEntryOfNoFact) {
    EXPECT_THROW(append_posting(db(), 1, 3, "gemeente", 0), DatabaseFault);
    EXPECT_THROW((void)append_entry(db(), 2, 20261130, "of_no_fact"), DatabaseFault);
}

}  // namespace
}  // namespace ontzorgd::store
