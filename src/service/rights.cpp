// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/rights.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/own_password.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/login_state.h"
#include "ontzorgd/store/machine_client.h"
#include "ontzorgd/store/rights_review.h"
#include "ontzorgd/store/second_factor.h"
#include "ontzorgd/store/user_relation.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr int days_until_late = 366;

/// Who did it: as the record of the fact says; empty for the first beheerder.
std::string actor_of_fact(store::Database& db, std::int64_t fact) {
    const auto bytes = store::record_of(db, fact);
    if (!bytes) return {};
    const auto record = audit::decode(*bytes);
    if (!record) return {};
    return store::user_name(db, store::UserId{record.value().integer("actor").value_or(0)});
}

std::string factor_text(store::Database& db, store::UserId user) {
    const auto factor = store::second_factor_of(db, user);
    if (!factor) return "geen";
    return factor->confirmed ? "in gebruik" : "begonnen";
}

struct Listed {
    std::vector<Report> rows;
    std::string text;  ///< what the digest is of
};

void list(Municipality& town, const store::StoredUser& user, bool with_logins, Listed& listed) {
    store::Database& db = town.db();
    const bool is_machine = store::is_machine(db, user.id);
    std::string roles;
    std::string line = user.name + '|' + (is_machine ? "machine" : "persoon");
    for (const store::HeldRole& held : store::held_roles(db, user.id)) {
        if (!roles.empty()) roles += ", ";
        roles += held.role + " sinds " + store::day_of_fact(db, held.fact).to_string();
        const std::string by = actor_of_fact(db, held.fact);
        if (!by.empty()) roles += " van " + by;
        line += '|' + held.role + ' ' + std::to_string(held.fact);
    }
    const std::vector<std::string> related = store::related_numbers(db, user.id);
    for (const std::string& number : related) line += "|relatie " + number;
    const std::string factor = factor_text(db, user.id);
    const std::string_view password = password_text(user);
    listed.text += line + '|' + factor + "|wachtwoord " + std::string{password} + '\n';
    // Logging in is no fact: of an earlier day it is not known.
    const auto login = with_logins ? store::login_state_of(db, user.id).last_login : std::nullopt;
    const auto last = store::last_user_day(db, user.id);
    Report row;
    row.add("gebruiker", user.name)
        .add("soort", is_machine ? "machine" : "persoon")
        .add("rollen", roles)
        .add("tweede_factor", factor)
        .add("wachtwoord", password)
        .add("relaties", Value{!related.empty()})
        .add("laatst_ingelogd",
             login ? Now{.unix_seconds = *login, .today = {}}.utc_text() : std::string{})
        .add("laatste_handeling", last ? Value{*last} : Value{std::string{}});
    listed.rows.push_back(std::move(row));
}

Listed list_all(Municipality& town, bool with_logins) {
    Listed listed;
    for (const store::StoredUser& user : store::all_users(town.db()))
        list(town, user, with_logins, listed);
    return listed;
}

Report report_of(store::Database& db, const store::RightsReview& review) {
    Report report;
    report.add("bekeken_op", Value{review.day})
        .add("bekeken_door", store::user_name(db, review.user))
        .add("gebruikers", Value{review.users})
        .add("sha256", base::to_hex(review.list_sha256));
    return report;
}

}  // namespace

base::Result<Report> show_rights(Reading& reading) {
    Municipality& town = reading.town;
    store::Database& db = town.db();
    Listed listed = list_all(town, !reading.looks_back);
    Report report;
    report.add("sha256", base::to_hex(crypto::sha256(listed.text)));
    const auto last = store::last_rights_review(db);
    report.add("bekeken_op", last ? Value{last->day} : Value{std::string{}})
        .add("bekeken_door", last ? store::user_name(db, last->user) : "");
    const auto since = store::rights_unseen_since(db);
    report.add("te_laat", Value{since && days_until_late < reading.now.today - *since})
        .add_rows("gebruikers", std::move(listed.rows));
    return report;
}

base::Result<Report> confirm_rights(Context& context, std::string_view sha256) {
    if (const auto allowed = may(context.actor.roles, "rechtenoverzicht confirm"); !allowed)
        return allowed.failure();
    if (const auto fits = check_rights_digest(sha256); !fits) return fits.failure();
    store::Database& db = context.town.db();
    const Listed listed = list_all(context.town, false);
    const base::Digest digest = crypto::sha256(listed.text);
    if (!base::to_hex(digest).starts_with(sha256)) return base::refuse("rights_have_changed");
    const auto last = store::last_rights_review(db);
    if (last && last->user == context.actor.id && last->day == context.now.today &&
        last->list_sha256 == digest) {
        return report_of(db, *last);
    }
    const store::RightsReview review{.user = context.actor.id,
                                     .day = context.now.today,
                                     .users = static_cast<std::int64_t>(listed.rows.size()),
                                     .list_sha256 = digest};
    return store::in_transaction(db, [&] {
        Act act{context, "rights_reviewed"};
        const std::int64_t id = store::add_rights_review(db, review, act.number());
        act.record().add("review", id).add("users", review.users).add("list_sha256", digest);
        act.seal();
        return report_of(db, review);
    });
}

}  // namespace ontzorgd::service
