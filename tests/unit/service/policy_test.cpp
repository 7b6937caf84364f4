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

/// How somebody logs in: it changes nothing of what the municipality does.
bool is_about_oneself(std::string_view command) {
    return command == "second-factor begin" || command == "second-factor confirm" ||
           command == "user password";
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
        EXPECT_EQ(one_may(Role::auditor, row.command), is_about_oneself(row.command))
            << row.command;
    }
}

TEST(Policy, KeepsTheBeheerderFromEverythingButPeopleAndKeys) {
    for (const PolicyRow& row : policy_table()) {
        EXPECT_EQ(one_may(Role::beheerder, row.command),
                  row.command.starts_with("user ") || row.command.starts_with("second-factor ") ||
                      row.command.starts_with("machine ") || row.command == "key rotate")
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

TEST(Policy, LetsNobodyDoAnythingWithRolesThatDoNotGoTogether) {
    const std::array both{Role::beheerder, Role::rechtmatigheid};
    for (const PolicyRow& row : policy_table()) {
        const auto answer = may(both, row.command);
        ASSERT_FALSE(answer) << row.command;
        EXPECT_EQ(answer.error().code, "roles_conflict_in_use");
    }
    const auto reading = may_read(std::array{Role::auditor, Role::klantmanager}, "client show");
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, "roles_conflict_in_use");
}

TEST(Policy, AsksASecondFactorOfWhoMaySignOrRelease) {
    for (const Role role : all_roles) {
        EXPECT_EQ(needs_second_factor(std::array{role}),
                  role == Role::rechtmatigheid || role == Role::kwaliteitsmedewerker)
            << to_text(role);
    }
    EXPECT_FALSE(needs_second_factor({}));
}

TEST(Policy, LetsWhatIsUnattendedTakeInAndReleaseAndNothingElse) {
    const std::set<std::string_view> allowed{"bank ingest", "batch release", "inbox take",
                                             "run import", "schedule run"};
    for (const PolicyRow& row : policy_table()) {
        EXPECT_EQ(one_may(Role::onbemand, row.command), allowed.contains(row.command))
            << row.command;
    }
    for (const PolicyRow& row : reading_table()) {
        EXPECT_FALSE(may_read(std::array{Role::onbemand}, row.command)) << row.command;
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

TEST(Policy, LetsTheAuditorReadEverythingButNotesOnHealth) {
    for (const PolicyRow& row : reading_table()) {
        if (is_of_backup(row) || row.command == "note health list") continue;
        EXPECT_TRUE(may_read(std::array{Role::auditor}, row.command)) << row.command;
    }
}

TEST(Policy, LetsOnlyTheKlantmanagerReadOrWriteNotesOnHealth) {
    for (const Role role : all_roles) {
        const bool may_see = role == Role::klantmanager;
        EXPECT_EQ(static_cast<bool>(may_read(std::array{role}, "note health list")), may_see);
        EXPECT_EQ(one_may(role, "note health add"), may_see);
        EXPECT_EQ(one_may(role, "note health replace"), may_see);
    }
}

TEST(Policy, LetsTheBeheerderReadUsersAndSettingsOnly) {
    const std::set<std::string_view> settings{
        "backup check", "backup create",         "calendar show", "machine list", "profile check",
        "profile show", "rechtenoverzicht show", "regelset show", "user list"};
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

TEST(Roles, OfBeheerderAuditorAndOnbemandStandAlone) {
    for (const Role a : all_roles) {
        for (const Role b : all_roles) {
            const auto is_alone = [](Role role) {
                return role == Role::beheerder || role == Role::auditor || role == Role::onbemand;
            };
            const bool alone = is_alone(a) || is_alone(b);
            EXPECT_EQ(may_have_both(a, b), a == b || !alone) << to_text(a) << ' ' << to_text(b);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::service
