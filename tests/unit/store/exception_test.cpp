// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/exception.h"

#include "temporary_database.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::store {
namespace {

values::CivilDate day(const char* text) {
    return values::CivilDate::parse(text).value();
}

class Exceptions : public MigratedDatabase {
protected:
    std::vector<ExceptionRow> open_on(const char* date) {
        std::vector<ExceptionRow> rows;
        for_each_exception(db(), day(date), [&](const ExceptionRow& row) { rows.push_back(row); });
        return rows;
    }
};

TEST_F(Exceptions, AreOnePerCauseHoweverOftenTheyAreFound) {
    ExceptionWriter monday{db(), 1, day("2026-11-30")};
    monday.open("uitkering_negatief", "1|7", {}, "klantmanager", values::Euro::from_cents(-500),
                "");
    ExceptionWriter tuesday{db(), 2, day("2026-12-01")};
    tuesday.open("uitkering_negatief", "1|7", {}, "klantmanager", values::Euro::from_cents(-500),
                 "");
    tuesday.open("uitkering_negatief", "1|8", {}, "klantmanager", std::nullopt, "run=R1");

    const auto rows = open_on("2026-12-31");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].opened, day("2026-11-30"));  // its age stays that of the first time
    EXPECT_EQ(rows[0].cents, values::Euro::from_cents(-500));
    EXPECT_EQ(rows[1].details, "run=R1");
    EXPECT_EQ(monday.opened() + tuesday.opened(), 2);
}

TEST_F(Exceptions, TellTheCauseAsItIsNow) {
    ExceptionWriter writer{db(), 1, day("2026-11-30")};
    writer.open("bankregel_onverklaard", "1|1|1", {}, "rechtmatigheid", std::nullopt, "rule=one");
    writer.tell("bankregel_onverklaard", "1|1|1", "rule=two");
    EXPECT_EQ(open_on("2026-11-30").front().details, "rule=two");
    EXPECT_EQ(writer.opened(), 1);
}

TEST_F(Exceptions, AreNotThereBeforeTheyWereOpened) {
    ExceptionWriter writer{db(), 1, day("2026-11-30")};
    writer.open("uitkering_negatief", "1|7", {}, "klantmanager", std::nullopt, "");
    EXPECT_TRUE(open_on("2026-11-29").empty());
    EXPECT_EQ(open_on("2026-11-30").size(), 1U);
}

TEST_F(Exceptions, AreFoundByNumber) {
    ExceptionWriter writer{db(), 1, day("2026-11-30")};
    writer.open("uitkering_negatief", "1|7", {}, "klantmanager", std::nullopt, "");
    const auto row = exception_by_id(db(), open_on("2026-11-30").front().id);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->cause, "1|7");
    EXPECT_EQ(row->owner_role, "klantmanager");
    EXPECT_EQ(exception_by_id(db(), 999), std::nullopt);
}

}  // namespace
}  // namespace ontzorgd::store
