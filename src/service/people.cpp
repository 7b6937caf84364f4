// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/people.h"

#include "ontzorgd/service/input.h"
#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/own_password.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/machine_client.h"
#include "ontzorgd/store/user_subject.h"

#include <algorithm>
#include <optional>

namespace ontzorgd::service {

namespace {

constexpr std::size_t longest_user_name = 35;

Report report_of(const store::UserRoles& user) {
    std::string roles;
    for (const std::string& role : user.roles) {
        if (!roles.empty()) roles += ", ";
        roles += role;
    }
    Report report;
    report.add("gebruiker", user.name).add("rollen", roles);
    return report;
}
Report report_of(Municipality& town, const store::StoredUser& user) {
    return report_of(
        {.id = user.id, .name = user.name, .roles = store::roles_of(town.db(), user.id)});
}

/// The same user with the same password was added before: the same answer. Anything else is
/// refused.
base::Result<Report> answer_for_existing(Municipality& town, const store::StoredUser& user,
                                         std::string_view password) {
    if (!password_fits(town, password, user.salt, user.password_hash)) {
        return base::refuse("user_exists_already", {{"user", user.name}});
    }
    return report_of(town, user);
}

store::UserId record_new_user(Context& context, std::string_view name,
                              std::optional<std::string_view> password, Role role) {
    Municipality& town = context.town;
    Act act{context, "user_added"};
    const std::string salt = town.salt_for("password", act.number());
    const base::Digest hash = password ? password_hash(town, *password, salt) : no_password;
    const store::UserId id = store::add_user(town.db(), name, salt, hash, act.number());
    store::give_role(town.db(), id, to_text(role), act.number());
    act.record().add("user", id.number()).add("role", audit::Word::of(to_text(role)));
    act.seal();
    return id;
}

std::optional<store::StoredUser> unattended_user(Municipality& town) {
    for (store::StoredUser& user : store::all_users(town.db())) {
        const auto roles = store::roles_of(town.db(), user.id);
        if (std::ranges::find(roles, to_text(Role::onbemand)) != roles.end())
            return std::move(user);
    }
    return std::nullopt;
}

/// There is one at most, so that who did a thing by itself is never a question.
base::Result<base::Done> check_unattended(Municipality& town, std::string_view name) {
    const auto other = unattended_user(town);
    if (!other || other->name == name) return base::Done{};
    return base::refuse("unattended_user_exists", {{"user", other->name}});
}

Report record_user(Context& context, std::string_view name,
                   std::optional<std::string_view> password, Role role) {
    Municipality& town = context.town;
    return store::in_transaction(town.db(), [&] {
        record_new_user(context, name, password, role);
        return report_of(town, *store::find_user(town.db(), name));
    });
}

/// Adds who has no password: for what the daemon does by itself.
base::Result<Report> add_unattended_user(Context& context, std::string_view name,
                                         std::string_view password) {
    Municipality& town = context.town;
    if (const auto checked = check_user_name(name); !checked) return checked.failure();
    if (!password.empty()) return base::refuse("unattended_user_has_no_password");
    if (const auto one = check_unattended(town, name); !one) return one.failure();
    if (const auto user = store::find_user(town.db(), name)) {
        const auto current = unattended_user(town);
        if (!current) return base::refuse("user_exists_already", {{"user", user->name}});
        return report_of(town, *user);
    }
    return record_user(context, name, std::nullopt, Role::onbemand);
}

/// A role of people is not given to who has no password, nor the other way round.
base::Result<base::Done> check_kind_of_user(Municipality& town, const store::StoredUser& user,
                                            Role role) {
    const bool is_unattended = user.password_hash == no_password;
    if (is_unattended != (role == Role::onbemand)) {
        return base::refuse("role_is_not_for_this_user",
                            {{"user", user.name}, {"role", std::string{to_text(role)}}});
    }
    if (role == Role::onbemand) return check_unattended(town, user.name);
    return base::Done{};
}

bool conflicts(Municipality& town, const store::StoredUser& user, Role role) {
    const auto roles = store::roles_of(town.db(), user.id);
    return std::ranges::any_of(roles, [&](const std::string& text) {
        const auto other = role_from(text);
        return other && !may_have_both(*other, role);
    });
}

std::size_t beheerders(Municipality& town) {
    const auto users = store::all_users(town.db());
    return static_cast<std::size_t>(
        std::ranges::count_if(users, [&](const store::StoredUser& user) {
            const auto roles = store::roles_of(town.db(), user.id);
            return std::ranges::find(roles, "beheerder") != roles.end();
        }));
}

}  // namespace

base::Result<base::Done> check_user_name(std::string_view name) {
    const bool fits =
        !name.empty() && name.size() <= longest_user_name && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        });
    if (!fits) return base::malformed("user_name_is_malformed", {{"value", std::string{name}}});
    return base::Done{};
}

store::UserId record_user_without_password(Context& context, std::string_view name, Role role) {
    return record_new_user(context, name, std::nullopt, role);
}

base::Result<base::Done> check_name_and_password(std::string_view name, std::string_view password) {
    if (const auto checked = check_user_name(name); !checked) return checked.failure();
    return check_new_password(password);
}

base::Result<Report> add_first_beheerder(Municipality& town, Now now, std::string_view name,
                                         std::string_view password) {
    if (const auto checked = check_name_and_password(name, password); !checked)
        return checked.failure();
    if (const auto user = store::find_user(town.db(), name)) {
        return answer_for_existing(town, *user, password);
    }
    if (!store::all_users(town.db()).empty()) return base::refuse("first_beheerder_exists_already");
    Context context{.town = town, .actor = {}, .now = now};
    return record_user(context, name, password, Role::beheerder);
}

base::Result<Report> add_user(Context& context, std::string_view name, std::string_view password,
                              std::string_view role_text) {
    if (const auto allowed = may(context.actor.roles, "user add"); !allowed)
        return allowed.failure();
    const auto role = parse_role(role_text);
    if (role && role.value() == Role::onbemand) return add_unattended_user(context, name, password);
    if (const auto checked = check_name_and_password(name, password); !checked)
        return checked.failure();
    if (!role) return role.failure();
    // The same words as the first time, and no way to try another's own password.
    if (const auto user = store::find_user_as_added(context.town.db(), name)) {
        const auto roles = store::roles_of(context.town.db(), user->id);
        if (std::ranges::find(roles, role_text) == roles.end()) {
            return base::refuse("user_exists_already", {{"user", user->name}});
        }
        return answer_for_existing(context.town, *user, password);
    }
    return record_user(context, name, password, role.value());
}

namespace {

base::Result<base::Done> check_role_to_give(Municipality& town, const store::StoredUser& user,
                                            Role role) {
    if (conflicts(town, user, role)) {
        return base::refuse("roles_conflict",
                            {{"user", user.name}, {"role", std::string{to_text(role)}}});
    }
    const bool is_machine = store::is_machine(town.db(), user.id);
    if (is_machine && !machine_may_have(role)) {
        return base::refuse("machine_may_not_have_this_role",
                            {{"role", std::string{to_text(role)}}});
    }
    if (store::has_subject(town.db(), user.id))
        return base::refuse("roles_come_from_the_login_server", {{"user", user.name}});
    if (!is_machine) return check_kind_of_user(town, user, role);
    return base::Done{};
}

}  // namespace

base::Result<Report> change_role(Context& context, std::string_view name,
                                 std::string_view role_text, bool take) {
    if (const auto allowed = may(context.actor.roles, "user role"); !allowed)
        return allowed.failure();
    const auto role = parse_role(role_text);
    if (!role) return role.failure();
    Municipality& town = context.town;
    const auto user = store::find_user(town.db(), name);
    if (!user) return base::refuse("user_is_unknown", {{"user", std::string{name}}});
    if (user->id == context.actor.id) return base::refuse("own_role_is_not_yours_to_change");
    const auto roles = store::roles_of(town.db(), user->id);
    const bool has = std::ranges::find(roles, role_text) != roles.end();
    if (has != take) return report_of(town, *user);  // it is so already
    if (!take) {
        const auto may_be_given = check_role_to_give(town, *user, role.value());
        if (!may_be_given) return may_be_given.failure();
    }
    if (take && role.value() == Role::beheerder && beheerders(town) == 1) {
        return base::refuse("last_beheerder_stays");
    }
    return store::in_transaction(town.db(), [&] {
        Act act{context, take ? "role_taken" : "role_given"};
        if (take) {
            store::take_role(town.db(), user->id, role_text, act.number());
        } else {
            store::give_role(town.db(), user->id, role_text, act.number());
        }
        act.record().add("user", user->id.number()).add("role", audit::Word::of(role_text));
        act.seal();
        return report_of(town, *user);
    });
}

base::Result<Report> list_users(Municipality& town) {
    Report report;
    std::vector<Report> rows;
    for (const store::UserRoles& user : store::all_user_roles(town.db()))
        rows.push_back(report_of(user));
    report.add_rows("gebruikers", std::move(rows));
    return report;
}

}  // namespace ontzorgd::service
