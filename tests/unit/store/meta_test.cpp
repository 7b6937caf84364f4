// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/meta.h"

#include "temporary_database.h"

#include <gtest/gtest.h>

namespace ontzorgd::store {
namespace {

using Meta = MigratedDatabase;

TEST_F(Meta, GivesTheValueThatWasWrittenLast) {
    EXPECT_EQ(read_meta(db(), "gemeente"), std::nullopt);
    write_meta(db(), "gemeente", "1734");
    write_meta(db(), "gemeente", "0268");
    EXPECT_EQ(read_meta(db(), "gemeente"), "0268");
    remove_meta(db(), "gemeente");
    EXPECT_EQ(read_meta(db(), "gemeente"), std::nullopt);
}

}  // namespace
}  // namespace ontzorgd::store
