// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/inzage.h"

#include "statement.h"
#include "temporary_database.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ontzorgd::store {
namespace {

class Inzage : public MigratedDatabase {};

TEST_F(Inzage, IsReadFromEveryTableThatHoldsSomethingOfOneClient) {
    std::set<std::string, std::less<>> told;
    for (const std::string_view table : tables_told_in_an_inzage()) told.emplace(table);
    std::set<std::string, std::less<>> known = told;
    for (const std::string_view table : tables_not_told_in_an_inzage()) {
        EXPECT_TRUE(known.emplace(table).second) << table << " is told, and said not to be";
    }
    std::set<std::string, std::less<>> stored;
    Statement tables{
        db(), "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"};
    while (tables.next()) stored.emplace(tables.text(0));
    EXPECT_EQ(known, stored) << "a new table is told in an inzage, or holds nothing of one client";
}

TEST_F(Inzage, TellsEveryTableThatNamesAClientOrAHousehold) {
    std::set<std::string, std::less<>> told;
    for (const std::string_view table : tables_told_in_an_inzage()) told.emplace(table);
    // Earlier states of what is told, what gives clients their numbers, and colleagues who keep
    // away.
    const std::set<std::string, std::less<>> others{"client", "run_record_before",
                                                    "statement_line_before", "user_relation"};
    Statement tables{db(), R"sql(
        SELECT DISTINCT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
         WHERE s.type = 'table' AND c.name IN ('client', 'household')
    )sql"};
    int count = 0;
    while (tables.next()) {
        const std::string name{tables.text(0)};
        ++count;
        EXPECT_TRUE(told.contains(name) || others.contains(name)) << name;
    }
    EXPECT_GT(count, 15);
}

}  // namespace
}  // namespace ontzorgd::store
