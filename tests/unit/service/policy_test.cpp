// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

bool one_may(Role role, std::string_view command) {
    return static_cast<bool>(may(std::array{role}, command));
}

TEST(Policy, LetsExactlyTheRolesOfItsTableGiveACommand) {
    for (const PolicyRow& row : policy_table()) {
        for (const Role role : all_roles) {
            const bool listed = std::ranges::find(row.roles, role) != row.roles.end();
            EXPECT_EQ(one_may(role, row.command), listed) << row.command << ' ' << to_text(role);
        }
    }
}

TEST(Policy, HasOneRowPerCommandWithARoleInIt) {
    std::set<std::string_view> commands;
    for (const PolicyRow& row : policy_table()) {
        EXPECT_TRUE(commands.insert(row.command).second) << row.command << " stands twice";
        EXPECT_FALSE(row.roles.empty()) << row.command << " can be given by nobody";
    }
}

TEST(Policy, LetsNobodyWithoutARoleChangeAnything) {
    for (const PolicyRow& row : policy_table()) {
        const auto answer = may(std::vector<Role>{}, row.command);
        ASSERT_FALSE(answer) << row.command;
        EXPECT_EQ(answer.error().code, "role_may_not_do_this");
        EXPECT_EQ(answer.error().details.front().value, row.command);
    }
}

TEST(Policy, KeepsTheAuditorFromChangingAnything) {
    for (const PolicyRow& row : policy_table()) {
        EXPECT_FALSE(one_may(Role::auditor, row.command)) << row.command;
    }
}

TEST(Policy, KeepsTheBeheerderFromEverythingButPeople) {
    for (const PolicyRow& row : policy_table()) {
        EXPECT_EQ(one_may(Role::beheerder, row.command), row.command.starts_with("user "))
            << row.command;
    }
}

TEST(Policy, KeepsTheKlantmanagerFromPayments) {
    for (const PolicyRow& row : policy_table()) {
        const bool is_payment =
            row.command.starts_with("run ") || row.command.starts_with("batch ") ||
            row.command.starts_with("file ") || row.command.starts_with("bank ") ||
            row.command.starts_with("account ");
        if (is_payment) {
            EXPECT_FALSE(one_may(Role::klantmanager, row.command)) << row.command;
        }
    }
}

TEST(Policy, LetsAPersonWithTwoRolesDoWhatEitherMay) {
    const std::array both{Role::klantmanager, Role::rechtmatigheid};
    EXPECT_TRUE(may(both, "contract add"));
    EXPECT_TRUE(may(both, "batch propose"));
    EXPECT_FALSE(may(both, "user add"));
}

TEST(Policy, LetsExactlyTheRolesOfItsTableRead) {
    for (const PolicyRow& row : reading_table()) {
        for (const Role role : all_roles) {
            const bool listed = std::ranges::find(row.roles, role) != row.roles.end();
            EXPECT_EQ(static_cast<bool>(may_read(std::array{role}, row.command)), listed)
                << row.command << ' ' << to_text(role);
        }
        EXPECT_FALSE(may_read(std::vector<Role>{}, row.command)) << row.command;
    }
}

TEST(Policy, HasACommandInOneTableOnly) {
    std::set<std::string_view> commands;
    for (const PolicyRow& row : policy_table()) commands.insert(row.command);
    for (const PolicyRow& row : reading_table()) {
        EXPECT_TRUE(commands.insert(row.command).second) << row.command << " stands twice";
    }
}

/// All of a gemeente in one file: that is for who keeps the machine, and no question.
bool is_of_backup(const PolicyRow& row) {
    return row.command.starts_with("backup ");
}

TEST(Policy, LetsTheAuditorReadEverything) {
    for (const PolicyRow& row : reading_table()) {
        if (is_of_backup(row)) continue;
        EXPECT_TRUE(may_read(std::array{Role::auditor}, row.command)) << row.command;
    }
}

TEST(Policy, LetsTheBeheerderReadUsersAndSettingsOnly) {
    const std::set<std::string_view> settings{"backup check",  "backup create", "calendar show",
                                              "profile check", "profile show",  "regelset show",
                                              "user list"};
    for (const PolicyRow& row : reading_table()) {
        EXPECT_EQ(static_cast<bool>(may_read(std::array{Role::beheerder}, row.command)),
                  settings.contains(row.command))
            << row.command;
    }
}

TEST(Policy, LetsTheBeheerderAloneTakeABackup) {
    for (const PolicyRow& row : reading_table()) {
        if (!is_of_backup(row)) continue;
        EXPECT_EQ(row.roles, std::vector<Role>{Role::beheerder}) << row.command;
    }
}

TEST(Roles, AreReadAsTheyAreWritten) {
    for (const Role role : all_roles) EXPECT_EQ(role_from(to_text(role)), role);
    EXPECT_EQ(role_from("directeur"), std::nullopt);
    EXPECT_EQ(role_from(""), std::nullopt);
}

TEST(Roles, OfBeheerderAndAuditorStandAlone) {
    for (const Role a : all_roles) {
        for (const Role b : all_roles) {
            const bool alone = a == Role::beheerder || a == Role::auditor || b == Role::beheerder ||
                               b == Role::auditor;
            EXPECT_EQ(may_have_both(a, b), a == b || !alone) << to_text(a) << ' ' << to_text(b);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::service
