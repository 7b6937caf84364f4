// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// Policy: which roles may give which command. Who may not do two acts on one object (propose and
/// sign, enter and confirm) is decided by the command itself, which knows the object.
namespace ontzorgd::service {

enum class Role : std::uint8_t {
    rechtmatigheid,
    klantmanager,
    kwaliteitsmedewerker,
    auditor,
    beheerder,
    onbemand  ///< nobody: what the daemon does by itself
};
inline constexpr std::array all_roles{
    Role::rechtmatigheid, Role::klantmanager, Role::kwaliteitsmedewerker,
    Role::auditor,        Role::beheerder,    Role::onbemand};

[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> role_from(std::string_view text);

/// One row of a policy table: a command and the roles that may give it.
struct PolicyRow {
    std::string_view command;
    std::vector<Role> roles;
};
/// The changing commands.
[[nodiscard]] std::span<const PolicyRow> policy_table();
/// The reading commands. They hold over the network; whoever can read the directory itself can read
/// all of it.
[[nodiscard]] std::span<const PolicyRow> reading_table();

/// Errors (refused): role_may_not_do_this, with the command and the roles that may;
/// roles_conflict_in_use, whatever the command, for roles that one person may not have both,
/// however it came to have them. A command that is not in the table is a bug.
[[nodiscard]] base::Result<base::Done> may(std::span<const Role> roles, std::string_view command);
/// The same of a reading command.
[[nodiscard]] base::Result<base::Done> may_read(std::span<const Role> roles,
                                                std::string_view command);

/// Whether two of them may not go together.
[[nodiscard]] bool have_conflict(std::span<const Role> roles);
/// Whether one of them may sign or release: who has it shows a second factor before changing
/// anything, except in practice.
[[nodiscard]] bool needs_second_factor(std::span<const Role> roles);

/// Whether one person may have both: beheerder, auditor and onbemand have no other role.
[[nodiscard]] bool may_have_both(Role a, Role b);

}  // namespace ontzorgd::service
