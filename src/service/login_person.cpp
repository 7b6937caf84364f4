// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/login_person.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/store/user_subject.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::service {

namespace {

std::vector<Role> roles_from(const std::vector<std::string>& texts) {
    std::vector<Role> roles;
    for (const std::string& text : texts) {
        // What works by itself is nobody who logs in.
        const auto role = role_from(text);
        if (role && *role != Role::onbemand) roles.push_back(*role);
    }
    return roles;
}

/// "J. de Vries" is j.de.vries; a part of the digest where that is nobody's name.
std::string new_user_name(const LoginPerson& person) {
    constexpr std::size_t longest = 26;
    constexpr std::size_t digits = 8;
    std::string name;
    for (const char c : person.name.substr(0, person.name.find('@'))) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool fits = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (fits) {
            name += lower;
        } else if (!name.empty() && name.back() != '.') {
            name += '.';
        }
        if (name.size() == longest) break;
    }
    while (!name.empty() && name.back() == '.') name.pop_back();
    if (!name.empty()) return name;
    const std::string whole = person.issuer + '|' + person.subject;
    return "gebruiker-" + base::to_hex(crypto::sha256(whole)).substr(0, digits);
}

void record_role(Context& context, store::UserId user, Role role, bool take) {
    store::Database& db = context.town.db();
    Act act{context, take ? "role_taken" : "role_given"};
    if (take) {
        store::take_role(db, user, to_text(role), act.number());
    } else {
        store::give_role(db, user, to_text(role), act.number());
    }
    act.record().add("user", user.number()).add("role", audit::Word::of(to_text(role)));
    act.seal();
}

void sync_roles(Context& context, store::UserId user, const std::vector<Role>& wanted) {
    const std::vector<Role> had = roles_from(store::roles_of(context.town.db(), user));
    const auto holds = [](const std::vector<Role>& roles, Role role) {
        return std::ranges::find(roles, role) != roles.end();
    };
    for (const Role role : had) {
        if (!holds(wanted, role)) record_role(context, user, role, true);
    }
    for (const Role role : wanted) {
        if (!holds(had, role)) record_role(context, user, role, false);
    }
}

store::UserId record_person(Context& context, const LoginPerson& person, std::string_view name,
                            Role first) {
    store::Database& db = context.town.db();
    const store::UserId user = record_user_without_password(context, name, first);
    Act act{context, "subject_recorded"};
    const std::int64_t id =
        store::add_subject(db, user, person.issuer, person.subject, act.number());
    act.record().add("subject", id).add("user", user.number());
    act.seal();
    return user;
}

}  // namespace

base::Result<Actor> take_in(Context& context, const LoginPerson& person) {
    store::Database& db = context.town.db();
    if (person.roles_were_cut) return base::refuse("login_roles_were_cut");
    const std::vector<Role> wanted = roles_from(person.roles);
    if (have_conflict(wanted)) return base::refuse("roles_conflict_in_use");
    store::UserId user = store::user_of_subject(db, person.issuer, person.subject);
    if (user.is_none() && wanted.empty()) return base::refuse("user_has_no_role");
    const std::string name = user.is_none() ? new_user_name(person) : std::string{};
    // Under another name one person could be two of those who must each agree.
    if (user.is_none() && store::find_user(db, name))
        return base::refuse("login_name_is_taken", {{"user", name}});
    store::in_transaction(db, [&] {
        if (user.is_none()) user = record_person(context, person, name, wanted.front());
        sync_roles(context, user, wanted);
    });
    if (wanted.empty()) return base::refuse("user_has_no_role");
    return Actor{.id = user, .name = store::user_name(db, user), .roles = wanted};
}

}  // namespace ontzorgd::service
