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
    beheerder
};
inline constexpr std::array all_roles{Role::rechtmatigheid, Role::klantmanager,
                                      Role::kwaliteitsmedewerker, Role::auditor, Role::beheerder};

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

/// Errors (refused): role_may_not_do_this, with the command and the roles that may. A command that
/// is not in the table is a bug.
[[nodiscard]] base::Result<base::Done> may(std::span<const Role> roles, std::string_view command);
/// The same of a reading command.
[[nodiscard]] base::Result<base::Done> may_read(std::span<const Role> roles,
                                                std::string_view command);

/// Whether one person may have both: beheerder has no other role, auditor has no other role.
[[nodiscard]] bool may_have_both(Role a, Role b);

}  // namespace ontzorgd::service
