// SPDX-License-Identifier: EUPL-1.2
#include "statement.h"

#include "temporary_database.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>

namespace ontzorgd::store {
namespace {

class AColumn : public ::testing::Test {
protected:
    /// A statement that stands on one row with this SQL value.
    Statement row_with(const std::string& value) {
        Statement row{*temporary.db, "SELECT " + value};
        row.next();
        return row;
    }
    TemporaryDatabase temporary;
};

TEST_F(AColumn, GivesTheWholeRangeOfIntegers) {
    EXPECT_EQ(row_with("9223372036854775807").integer(0), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(row_with("-1").integer(0), -1);
}

TEST_F(AColumn, IsNeverReadAsAnIntegerWhenItIsNone) {
    for (const char* other : {"NULL", "'abc'", "'12'", "12.5", "12.0", "x'31'"}) {
        EXPECT_THROW((void)row_with(other).integer(0), DatabaseFault) << other;
    }
}

TEST_F(AColumn, IsNeverReadAsTextWhenItIsNone) {
    for (const char* other : {"NULL", "12", "12.5", "x'31'"}) {
        EXPECT_THROW((void)row_with(other).text(0), DatabaseFault) << other;
    }
    EXPECT_EQ(row_with("'12'").text(0), "12");
}

TEST_F(AColumn, IsNeverReadAsABlobWhenItIsNone) {
    EXPECT_THROW((void)row_with("'12'").blob(0), DatabaseFault);
    EXPECT_EQ(row_with("x'3132'").blob(0), "12");
    EXPECT_EQ(row_with("x''").blob(0), "");
}

TEST_F(AColumn, IsADigestOnlyWith32Bytes) {
    EXPECT_THROW((void)row_with("x'00'").digest(0), DatabaseFault);
    EXPECT_EQ(row_with("zeroblob(32)").digest(0), base::Digest{});
}

TEST_F(AColumn, IsAnAmountOnlyWithinTheBoundsOfEuro) {
    EXPECT_EQ(row_with("141946").euro(0), values::Euro::from_cents(141'946));
    EXPECT_THROW((void)row_with("9223372036854775807").euro(0), DatabaseFault);
    EXPECT_THROW((void)row_with("-9223372036854775807").euro(0), DatabaseFault);
}

TEST_F(AColumn, IsADateOnlyWhenThatDayExists) {
    EXPECT_EQ(row_with("20261130").date(0).to_string(), "2026-11-30");
    EXPECT_THROW((void)row_with("20261131").date(0), DatabaseFault);
    EXPECT_THROW((void)row_with("0").date(0), DatabaseFault);
}

TEST_F(AColumn, IsAMonthOnlyWhenThatMonthExists) {
    EXPECT_EQ(row_with("202611").month(0).to_string(), "2026-11");
    EXPECT_THROW((void)row_with("202613").month(0), DatabaseFault);
}

TEST_F(AColumn, IsNothingOnlyWhenItIsNull) {
    EXPECT_EQ(row_with("NULL").optional_integer(0), std::nullopt);
    EXPECT_EQ(row_with("0").optional_integer(0), 0);
    EXPECT_EQ(row_with("NULL").optional_date(0), std::nullopt);
    EXPECT_THROW((void)row_with("'x'").optional_integer(0), DatabaseFault);
}

TEST_F(AColumn, NamesItselfWhenItIsWrong) {
    try {
        (void)row_with("'abc' AS amount_cents").integer(0);
        FAIL() << "text was read as an integer";
    } catch (const DatabaseFault& fault) {
        EXPECT_EQ(std::string{fault.what()}, "column amount_cents is not an integer");
    }
}

// There is no way to bind a floating-point number: it would have to be found by accident.
template <class T>
concept Bindable = requires(Statement& statement, T value) {
    statement.bind(value);
};
static_assert(!Bindable<double>);
static_assert(!Bindable<float>);
static_assert(Bindable<std::int64_t>);
static_assert(Bindable<values::Euro>);

class AStrictTable : public ::testing::Test {
protected:
    AStrictTable() {
        db().execute("CREATE TABLE item(cents INTEGER NOT NULL, name TEXT NOT NULL) STRICT");
    }
    Database& db() { return *temporary.db; }
    TemporaryDatabase temporary;
};

TEST_F(AStrictTable, RefusesAValueOfAnotherKindInsteadOfCoercingIt) {
    EXPECT_THROW(db().execute("INSERT INTO item VALUES('abc', 'x')"), DatabaseFault);
    EXPECT_THROW(db().execute("INSERT INTO item VALUES(0.3, 'x')"), DatabaseFault);
    EXPECT_THROW(db().execute("INSERT INTO item VALUES(NULL, 'x')"), DatabaseFault);
    EXPECT_THROW(db().execute("INSERT INTO item VALUES(1, x'00')"), DatabaseFault);
}

TEST_F(AStrictTable, GivesBackWhatWasBound) {
    Statement insert{db(), "INSERT INTO item VALUES(?1, ?2)"};
    insert.run_with(values::Euro::from_cents(7'097), "vakantietoeslag");
    insert.run_with(values::Euro::from_cents(-1), std::string{});
    Statement read{db(), "SELECT cents, name FROM item ORDER BY cents DESC"};
    ASSERT_TRUE(read.next());
    EXPECT_EQ(read.euro(0).cents(), 7'097);
    EXPECT_EQ(read.text(1), "vakantietoeslag");
    ASSERT_TRUE(read.next());
    EXPECT_EQ(read.euro(0).cents(), -1);
    EXPECT_EQ(read.text(1), "");
    EXPECT_FALSE(read.next());
}

TEST_F(AStrictTable, IsNotReadByAStatementThatShouldGiveNoRows) {
    db().execute("INSERT INTO item VALUES(1, 'x')");
    Statement read{db(), "SELECT cents FROM item"};
    EXPECT_THROW(read.run(), DatabaseFault);
}

TEST_F(AStrictTable, LetsAStatementBeUsedAgainAfterAFault) {
    db().execute("CREATE UNIQUE INDEX one_of_each ON item(name)");
    Statement insert{db(), "INSERT INTO item VALUES(?1, ?2)"};
    insert.run_with(1, "huur");
    EXPECT_THROW(insert.run_with(2, "huur"), DatabaseFault);
    insert.run_with(3, "gas");
    Statement count{db(), "SELECT count(*) FROM item"};
    count.next();
    EXPECT_EQ(count.integer(0), 2);
}

TEST(AStatement, IsRefusedWhenItIsEmptyOrWrong) {
    const TemporaryDatabase temporary;
    EXPECT_THROW((Statement{*temporary.db, ""}), DatabaseFault);
    EXPECT_THROW((Statement{*temporary.db, "SELEKT 1"}), DatabaseFault);
}

}  // namespace
}  // namespace ontzorgd::store
