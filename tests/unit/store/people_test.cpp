// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/people.h"

#include "temporary_database.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::store {
namespace {

using People = MigratedDatabase;

TEST_F(People, AreFoundByNameAndByNumber) {
    const UserId anna = add_user(db(), "anna", "salt", base::Digest{}, 1);
    const auto found = find_user(db(), "anna");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, anna);
    EXPECT_EQ(found->salt, "salt");
    EXPECT_EQ(user_name(db(), anna), "anna");
    EXPECT_EQ(find_user(db(), "Anna"), std::nullopt);
}

TEST_F(People, HaveNamesOfTheirOwn) {
    add_user(db(), "anna", "salt", base::Digest{}, 1);
    EXPECT_THROW(add_user(db(), "anna", "other", base::Digest{}, 2), DatabaseFault);
    EXPECT_EQ(all_users(db()).size(), 1U);
}

TEST_F(People, HaveTheRolesThatWereGivenAndNotTaken) {
    const UserId anna = add_user(db(), "anna", "salt", base::Digest{}, 1);
    give_role(db(), anna, "rechtmatigheid", 2);
    give_role(db(), anna, "klantmanager", 3);
    take_role(db(), anna, "rechtmatigheid", 4);
    EXPECT_EQ(roles_of(db(), anna), std::vector<std::string>{"klantmanager"});
    give_role(db(), anna, "rechtmatigheid", 5);
    EXPECT_EQ(roles_of(db(), anna).size(), 2U);
}

TEST_F(People, AreToldWithTheirRolesInOneQuestion) {
    const UserId bea = add_user(db(), "bea", "salt", base::Digest{}, 1);
    const UserId anna = add_user(db(), "anna", "salt", base::Digest{}, 2);
    give_role(db(), anna, "rechtmatigheid", 3);
    give_role(db(), anna, "klantmanager", 4);
    give_role(db(), bea, "auditor", 5);
    take_role(db(), bea, "auditor", 6);
    const std::vector<UserRoles> all = all_user_roles(db());
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].name, "bea");
    EXPECT_TRUE(all[0].roles.empty());
    EXPECT_EQ(all[1].id, anna);
    EXPECT_EQ(all[1].roles, (std::vector<std::string>{"klantmanager", "rechtmatigheid"}));
    EXPECT_EQ(find_user_roles(db(), "anna")->roles, all[1].roles);
    EXPECT_EQ(find_user_roles(db(), "bea")->id, bea);
    EXPECT_FALSE(find_user_roles(db(), "Anna"));
}

}  // namespace
}  // namespace ontzorgd::store
