// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/own_password.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/passwords.h"

#include <cstddef>
#include <set>
#include <string>

namespace ontzorgd::service {

namespace {

Report report_of(const Context& context) {
    Report report;
    report.add("gebruiker", context.actor.name).add("wachtwoord", std::string_view{"eigen"});
    return report;
}

}  // namespace

base::Result<base::Done> check_new_password(std::string_view password) {
    if (base::code_points(password) < shortest_password) {
        return base::refuse("password_is_too_short",
                            {{"least", std::to_string(shortest_password)}});
    }
    constexpr std::size_t least_different = 5;
    if (std::set<char>{password.begin(), password.end()}.size() < least_different) {
        return base::refuse("password_is_too_simple", {{"least", std::to_string(least_different)}});
    }
    return base::Done{};
}

base::Result<Report> change_password(Context& context, std::string_view password) {
    if (const auto allowed = may(context.actor.roles, "user password"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto user = store::find_user(town.db(), context.actor.name);
    if (!user || user->password_hash == no_password)
        return base::refuse("user_has_no_password", {{"user", context.actor.name}});
    if (const auto checked = check_new_password(password); !checked) return checked.failure();
    if (password_fits(town, password, user->salt, user->password_hash)) {
        // It is so already, unless somebody else knows it as well.
        if (user->password != 0) return report_of(context);
        return base::refuse("password_is_the_first_one");
    }
    const auto added = store::find_user_as_added(town.db(), context.actor.name);
    if (user->password != 0 && password_fits(town, password, added->salt, added->password_hash))
        return base::refuse("password_is_the_first_one");
    return store::in_transaction(town.db(), [&] {
        Act act{context, "password_changed"};
        const std::string salt = town.salt_for("password", act.number());
        const std::int64_t id = store::change_password(
            town.db(), user->id, salt, password_hash(town, password, salt), act.number());
        act.record().add("user", user->id.number()).add("password", id);
        act.seal();
        return report_of(context);
    });
}

std::string_view password_text(const store::StoredUser& user) {
    if (user.password_hash == no_password) return "geen";
    return user.password == 0 ? "eerste" : "eigen";
}

}  // namespace ontzorgd::service
