// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/machine.h"

#include "ontzorgd/crypto/public_key.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/store/machine_client.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

/// Files that another system made. Nothing that says yes or no.
constexpr std::array commands_of_machines{"bank ingest", "dossier import", "run import",
                                          "run split"};

base::Result<base::Done> check_key(const MachineOptions& options) {
    if (const auto checked = check_kid(options.kid); !checked) return checked.failure();
    const auto key = crypto::PublicKey::from_pem(options.public_key);
    if (!key) return key.failure();
    return base::Done{};
}

/// What the machine is known by, checked.
base::Result<store::MachineClient> machine_of(const MachineOptions& options) {
    store::MachineClient machine{.id = 0, .user = {}, .name = options.name};
    const bool has_key = !options.kid.empty() || !options.public_key.empty();
    if (options.certificate.empty() == !has_key)
        return base::malformed("machine_needs_a_certificate_or_a_key");
    if (has_key) {
        if (const auto checked = check_key(options); !checked) return checked.failure();
        machine.kid = options.kid;
        machine.public_key = options.public_key;
        return machine;
    }
    const auto fingerprint = parse_fingerprint(options.certificate);
    if (!fingerprint) return fingerprint.failure();
    machine.certificate = fingerprint.value();
    return machine;
}

bool is_known_by_the_same(const store::MachineClient& a, const store::MachineClient& b) {
    return a.certificate == b.certificate && a.kid == b.kid && a.public_key == b.public_key;
}

Report report_of(Municipality& town, store::UserId user, std::string_view name) {
    const auto machine = store::machine_of(town.db(), user);
    std::string roles;
    for (const std::string& role : store::roles_of(town.db(), user)) {
        if (!roles.empty()) roles += ", ";
        roles += role;
    }
    Report report;
    report.add("machine", name)
        .add("rollen", roles)
        .add("toegelaten", Value{machine.has_value()})
        .add("certificaat", machine ? machine->certificate : "")
        .add("kid", machine ? machine->kid : "");
    return report;
}

/// Whether this name is a machine's that may be let in with this, or why not.
base::Result<bool> is_let_in_already(store::Database& db, const store::StoredUser& user,
                                     const store::MachineClient& wanted, std::string_view role) {
    const auto roles = store::roles_of(db, user.id);
    const bool has_role = std::ranges::find(roles, role) != roles.end();
    if (!store::is_machine(db, user.id) || !has_role)
        return base::refuse("user_exists_already", {{"user", user.name}});
    const auto now = store::machine_of(db, user.id);
    if (!now) return false;
    if (!is_known_by_the_same(*now, wanted))
        return base::refuse("user_exists_already", {{"user", user.name}});
    return true;
}

}  // namespace

base::Result<Report> add_machine(Context& context, const MachineOptions& options) {
    if (const auto allowed = may(context.actor.roles, "machine add"); !allowed)
        return allowed.failure();
    if (const auto checked = check_user_name(options.name); !checked) return checked.failure();
    const auto role = parse_role(options.role);
    if (!role) return role.failure();
    if (!machine_may_have(role.value()))
        return base::refuse("machine_may_not_have_this_role", {{"role", options.role}});
    auto machine = machine_of(options);
    if (!machine) return machine.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto user = store::find_user(db, options.name);
    if (user) {
        const auto known = is_let_in_already(db, *user, machine.value(), options.role);
        if (!known) return known.failure();
        if (known.value()) return report_of(town, user->id, options.name);
    }
    if (!machine.value().certificate.empty() &&
        store::machine_with_certificate(db, machine.value().certificate)) {
        return base::refuse("certificate_is_of_another_machine");
    }
    return store::in_transaction(db, [&] {
        store::MachineClient added = machine.value();
        added.user =
            user ? user->id : record_user_without_password(context, options.name, role.value());
        Act act{context, "machine_added"};
        const std::int64_t id = store::add_machine(db, added, act.number());
        act.record()
            .add("machine", id)
            .add("user", added.user.number())
            .add("known_by", crypto::sha256(added.certificate + added.kid + added.public_key));
        act.seal();
        return report_of(town, added.user, options.name);
    });
}

base::Result<Report> end_machine(Context& context, std::string_view name) {
    if (const auto allowed = may(context.actor.roles, "machine end"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto user = store::find_user(town.db(), name);
    if (!user || !store::is_machine(town.db(), user->id))
        return base::refuse("machine_client_is_unknown", {{"value", std::string{name}}});
    const auto machine = store::machine_of(town.db(), user->id);
    if (!machine) return report_of(town, user->id, name);
    return store::in_transaction(town.db(), [&] {
        Act act{context, "machine_ended"};
        store::end_machine(town.db(), machine->id, act.number());
        act.record().add("machine", machine->id).add("user", user->id.number());
        act.seal();
        return report_of(town, user->id, name);
    });
}

base::Result<Report> list_machines(Municipality& town) {
    std::vector<Report> rows;
    for (const store::StoredUser& user : store::all_users(town.db())) {
        if (store::is_machine(town.db(), user.id))
            rows.push_back(report_of(town, user.id, user.name));
    }
    Report report;
    report.add_rows("machines", std::move(rows));
    return report;
}

bool machine_may_have(Role role) {
    return role == Role::rechtmatigheid || role == Role::klantmanager || role == Role::auditor;
}

bool machine_may(std::string_view command) {
    return std::ranges::find(commands_of_machines, command) != commands_of_machines.end();
}

std::string machine_audience(const Municipality& town) {
    return "urn:ontzorgd:" + town.gemeente();
}

}  // namespace ontzorgd::service
