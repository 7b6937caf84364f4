// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/gate.h"

#include "ontzorgd/service/people.h"
#include "ontzorgd/store/people.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

/// A directory that pays real money.
class RealTown : public testing::Test {
public:
    RealTown(const RealTown&) = delete;
    RealTown& operator=(const RealTown&) = delete;
    RealTown(RealTown&&) = delete;
    RealTown& operator=(RealTown&&) = delete;

protected:
    RealTown() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "ontzorgd-gate-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
        town_ = std::make_unique<Municipality>(
            Municipality::init({.state = folder_ / "staat", .keys = folder_ / "sleutels"},
                               {.gemeente = "1734",
                                .naam = "Gemeente Overbetuwe",
                                .rehearsal = false,
                                .seed = std::nullopt},
                               0)
                .value());
    }
    ~RealTown() override {
        town_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string error_of(std::vector<Role> roles, std::string_view command, bool shown = false) {
        const Actor actor{.id = store::UserId{1},
                          .name = "rob",
                          .roles = std::move(roles),
                          .has_second_factor = shown};
        const auto passed = pass_gate(*town_, actor, command);
        return passed ? "" : passed.error().code;
    }

    std::filesystem::path folder_;
    std::unique_ptr<Municipality> town_;
};

TEST_F(RealTown, LetsWhoSignsOrReleasesChangeNothingWithoutASecondFactor) {
    for (const PolicyRow& row : policy_table()) {
        const bool begins = row.command == "second-factor begin" ||
                            row.command == "second-factor confirm" ||
                            row.command == "user password";
        for (const Role role : {Role::rechtmatigheid, Role::kwaliteitsmedewerker}) {
            if (!may(std::vector{role}, row.command)) continue;
            EXPECT_EQ(error_of({role}, row.command), begins ? "" : "second_factor_is_needed")
                << row.command;
            EXPECT_EQ(error_of({role}, row.command, true), "") << row.command;
        }
    }
}

TEST_F(RealTown, LetsOthersWorkWithAPassword) {
    EXPECT_EQ(error_of({Role::klantmanager}, "contract add"), "");
    EXPECT_EQ(error_of({Role::beheerder}, "user add"), "");
    EXPECT_EQ(error_of({Role::klantmanager, Role::rechtmatigheid}, "contract add"),
              "second_factor_is_needed");
}

TEST_F(RealTown, LetsNobodyInWithRolesThatDoNotGoTogether) {
    EXPECT_EQ(error_of({Role::beheerder, Role::rechtmatigheid}, "user add", true),
              "roles_conflict_in_use");
    EXPECT_EQ(error_of({Role::auditor, Role::klantmanager}, "contract add", true),
              "roles_conflict_in_use");
}

TEST_F(RealTown, AsksTheRoleFirst) {
    EXPECT_EQ(error_of({Role::klantmanager}, "batch sign"), "role_may_not_do_this");
    EXPECT_EQ(error_of({}, "second-factor begin"), "role_may_not_do_this");
}

}  // namespace
}  // namespace ontzorgd::service
