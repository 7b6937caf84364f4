// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string>
#include <string_view>

/// @file
/// Machine clients: programs that bring in runs, dossiers and bank files, or read. Each is a user
/// without a password, known by a client certificate or by a key that it signs tokens with; what it
/// may do is what its role may, of the few commands that no judgement of a person goes into.
namespace ontzorgd::service {

struct MachineOptions {
    std::string name;
    std::string role;
    std::string certificate;  ///< SHA-256, hex, also with colons and capitals
    std::string kid;
    std::string public_key;  ///< PEM
};
/// Lets a machine in; one that was ended before keeps its name and role. Errors (malformed):
/// user_name_is_malformed, role_is_unknown, machine_needs_a_certificate_or_a_key,
/// certificate_fingerprint_is_malformed, kid_is_malformed, those of PublicKey::from_pem(). Refused:
/// user_exists_already, machine_may_not_have_this_role, certificate_is_of_another_machine.
[[nodiscard]] base::Result<Report> add_machine(Context& context, const MachineOptions& options);
/// Lets it in no more. Errors (refused): machine_client_is_unknown.
[[nodiscard]] base::Result<Report> end_machine(Context& context, std::string_view name);
[[nodiscard]] base::Result<Report> list_machines(Municipality& town);

[[nodiscard]] bool machine_may_have(Role role);
/// Whether a machine may give this changing command, when its role may.
[[nodiscard]] bool machine_may(std::string_view command);

/// Whom the tokens of machines must be for.
[[nodiscard]] std::string machine_audience(const Municipality& town);

}  // namespace ontzorgd::service
