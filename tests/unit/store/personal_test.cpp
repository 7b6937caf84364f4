// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/personal.h"

#include "temporary_database.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::store {
namespace {

std::string salt_of(std::int64_t id) {
    return "salt of row " + std::string(4, static_cast<char>('a' + id % 26));
}

class PersonalData : public MigratedDatabase {
protected:
    std::int64_t added(std::string_view value) {
        return in_transaction(db(), [&] {
            PersonalWriter writer{db(), salt_of};
            const std::int64_t id = writer.add(value);
            writer.finish();
            return id;
        });
    }
};

TEST_F(PersonalData, IsReadAsItWasWritten) {
    const auto id = added("Yasmin Al-Fayyad");
    EXPECT_EQ(read_personal(db(), id), "Yasmin Al-Fayyad");
}

TEST_F(PersonalData, KeepsItsCommitmentWhenItIsDestroyed) {
    const auto id = added("Yasmin Al-Fayyad");
    const auto before = commitment_of(db(), id);
    ASSERT_TRUE(before);
    in_transaction(db(), [&] { destroy_personal(db(), id, 20261231, 1); });
    EXPECT_EQ(read_personal(db(), id), std::nullopt);
    EXPECT_EQ(commitment_of(db(), id), before);
}

TEST_F(PersonalData, IsDestroyedOnceHoweverOftenThatIsAsked) {
    const auto id = added("Yasmin Al-Fayyad");
    in_transaction(db(), [&] {
        destroy_personal(db(), id, 20261231, 1);
        destroy_personal(db(), id, 20270101, 2);
        destroy_personal(db(), 12'345, 20270101, 2);
    });
    EXPECT_EQ(read_personal(db(), id), std::nullopt);
    EXPECT_EQ(commitment_of(db(), 12'345), std::nullopt);
}

TEST_F(PersonalData, NeverGivesTheNumberOfADestroyedRowAgain) {
    const auto first = added("Yasmin Al-Fayyad");
    in_transaction(db(), [&] { destroy_personal(db(), first, 20261231, 1); });
    EXPECT_GT(added("Omar Haddad"), first);
}

TEST_F(PersonalData, CommitsToEqualValuesDifferently) {
    EXPECT_NE(commitment_of(db(), added("NL91ABNA0417164300")),
              commitment_of(db(), added("NL91ABNA0417164300")));
}

}  // namespace
}  // namespace ontzorgd::store
