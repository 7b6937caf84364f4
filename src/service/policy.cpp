// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/policy.h"

#include <algorithm>
#include <string>

namespace ontzorgd::service {

namespace {

constexpr std::array role_texts{"rechtmatigheid", "klantmanager", "kwaliteitsmedewerker",
                                "auditor",        "beheerder",    "onbemand"};

// NOLINTNEXTLINE(readability-function-size): one table, a row for each command
const std::vector<PolicyRow>& rows() {
    using enum Role;
    // What people do to how they themselves log in.
    // Who is somebody: nobody logs in as what works by itself.
    static const std::vector<Role> everybody{rechtmatigheid, klantmanager, kwaliteitsmedewerker,
                                             auditor, beheerder};
    static const std::vector<PolicyRow> table{
        {"user add", {beheerder}},
        {"user role", {beheerder}},
        {"user password", everybody},
        {"second-factor begin", everybody},
        {"second-factor confirm", everybody},
        {"second-factor withdraw", {beheerder}},
        {"user relation", {beheerder}},
        {"machine add", {beheerder}},
        {"machine end", {beheerder}},
        {"rechtenoverzicht confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"key rotate", {beheerder}},
        {"account open", {rechtmatigheid}},
        {"account confirm", {rechtmatigheid}},
        {"account end", {rechtmatigheid}},
        {"account switch", {rechtmatigheid}},
        {"profile add", {rechtmatigheid}},
        {"profile confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"regelset propose", {rechtmatigheid, kwaliteitsmedewerker}},
        {"regelset confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"calendar import", {rechtmatigheid}},
        {"calendar confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"dossier import", {klantmanager, rechtmatigheid}},
        {"client hold", {klantmanager, rechtmatigheid, kwaliteitsmedewerker}},
        {"client unhold", {klantmanager, rechtmatigheid, kwaliteitsmedewerker}},
        {"client destroy propose", {klantmanager, kwaliteitsmedewerker}},
        {"client destroy confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"inzage", {klantmanager, kwaliteitsmedewerker}},
        {"retention propose", {klantmanager, kwaliteitsmedewerker}},
        {"retention confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"note add", {klantmanager}},
        {"note replace", {klantmanager}},
        {"note health add", {klantmanager}},
        {"note health replace", {klantmanager}},
        {"contract add", {klantmanager}},
        {"contract change", {klantmanager}},
        {"contract end", {klantmanager}},
        {"grondslag record", {klantmanager}},
        {"grondslag end", {klantmanager}},
        {"joint-request record", {klantmanager}},
        {"joint-request end", {klantmanager}},
        {"machtiging record", {klantmanager}},
        {"creditor add", {klantmanager, rechtmatigheid}},
        {"creditor change", {klantmanager, rechtmatigheid}},
        {"iban record", {klantmanager, rechtmatigheid}},
        {"iban confirm", {klantmanager, rechtmatigheid, kwaliteitsmedewerker}},
        {"run import", {rechtmatigheid, onbemand}},
        {"run split", {rechtmatigheid}},
        {"run accept-held", {rechtmatigheid, kwaliteitsmedewerker}},
        {"run reject", {rechtmatigheid, kwaliteitsmedewerker}},
        {"run renew", {rechtmatigheid}},
        {"batch propose", {rechtmatigheid}},
        {"batch sign", {rechtmatigheid, kwaliteitsmedewerker}},
        {"batch drop-line", {rechtmatigheid}},
        {"batch rebuild", {rechtmatigheid}},
        {"batch withdraw", {rechtmatigheid}},
        {"batch release", {rechtmatigheid, onbemand}},
        {"file resolve", {rechtmatigheid, kwaliteitsmedewerker}},
        {"file stop", {rechtmatigheid, kwaliteitsmedewerker}},
        {"attempt reissue", {rechtmatigheid, klantmanager}},
        {"attempt recall", {rechtmatigheid}},
        {"attempt recall-answer", {rechtmatigheid}},
        {"attempt declare-dead", {rechtmatigheid, kwaliteitsmedewerker}},
        {"exception take", {rechtmatigheid, klantmanager, kwaliteitsmedewerker}},
        {"exception close", {rechtmatigheid, klantmanager, kwaliteitsmedewerker}},
        {"bank ingest", {rechtmatigheid, onbemand}},
        {"inbox take", {rechtmatigheid, onbemand}},
        {"schedule run", {rechtmatigheid, onbemand}},
        {"bank set-aside", {rechtmatigheid, kwaliteitsmedewerker}},
        {"vop decide", {rechtmatigheid, kwaliteitsmedewerker}},
        {"line match", {rechtmatigheid}},
        {"line force", {rechtmatigheid}},
        {"line revoke", {rechtmatigheid}},
        {"line assign", {rechtmatigheid}},
        {"rule add", {rechtmatigheid}},
        {"rule end", {rechtmatigheid, kwaliteitsmedewerker}},
        {"restore lift propose", {rechtmatigheid}},
        {"restore lift confirm", {rechtmatigheid, kwaliteitsmedewerker}},
        {"month close", {rechtmatigheid}},
        {"month reopen", {rechtmatigheid, kwaliteitsmedewerker}},
    };
    return table;
}

/// Who keeps the users has no need of what is known about clients, money and lines of the bank.
const std::vector<PolicyRow>& reading_rows() {
    using enum Role;
    static const std::vector<Role> who_do_the_work{rechtmatigheid, klantmanager,
                                                   kwaliteitsmedewerker, auditor};
    static const std::vector<Role> everybody{rechtmatigheid, klantmanager, kwaliteitsmedewerker,
                                             auditor, beheerder};
    static const std::vector<PolicyRow> table{
        {"account show", who_do_the_work},
        {"attempt show", who_do_the_work},
        {"audit checkpoint", who_do_the_work},
        {"audit sample", who_do_the_work},
        {"audit verify", who_do_the_work},
        {"backup check", {beheerder}},
        {"backup create", {beheerder}},
        {"bank read", who_do_the_work},
        {"bank show", who_do_the_work},
        {"batch diff", who_do_the_work},
        {"batch sheet", who_do_the_work},
        {"batch show", who_do_the_work},
        {"books show", who_do_the_work},
        {"calendar show", everybody},
        {"client list", who_do_the_work},
        {"client show", who_do_the_work},
        {"client why", who_do_the_work},
        {"creditor show", who_do_the_work},
        {"dossier export", who_do_the_work},
        {"exception list", who_do_the_work},
        {"exception show", who_do_the_work},
        {"export attempts", who_do_the_work},
        {"export conservation", who_do_the_work},
        {"export entries", who_do_the_work},
        {"export held", who_do_the_work},
        {"export journal", who_do_the_work},
        {"export journalpost", who_do_the_work},
        {"export review", who_do_the_work},
        {"export short", who_do_the_work},
        {"export specification", who_do_the_work},
        {"export split", who_do_the_work},
        {"export trial-balance", who_do_the_work},
        {"file show", who_do_the_work},
        {"iban list", who_do_the_work},
        {"inbox list", who_do_the_work},
        {"line candidates", who_do_the_work},
        {"log access", {auditor}},
        {"log export", {auditor}},
        {"log show", {auditor}},
        {"month show", who_do_the_work},
        {"note health list", {klantmanager}},
        {"note list", who_do_the_work},
        {"profile check", everybody},
        {"profile show", everybody},
        {"reconcile show", who_do_the_work},
        {"regelset show", everybody},
        {"retention list", who_do_the_work},
        {"rule list", who_do_the_work},
        {"rule show", who_do_the_work},
        {"run show", who_do_the_work},
        {"machine list", {auditor, beheerder}},
        {"rechtenoverzicht show", everybody},
        {"schedule list", who_do_the_work},
        {"user list", everybody},
        {"user relations", {auditor}},
        {"vop list", who_do_the_work},
    };
    return table;
}

base::Result<base::Done> may_by(const std::vector<PolicyRow>& table, std::span<const Role> roles,
                                std::string_view command) {
    const auto row = std::ranges::find(table, command, &PolicyRow::command);
    base::expects(row != table.end(), "every command stands in the table of its kind");
    if (have_conflict(roles)) return base::refuse("roles_conflict_in_use");
    const bool allowed = std::ranges::any_of(
        roles, [&](Role role) { return std::ranges::find(row->roles, role) != row->roles.end(); });
    if (allowed) return base::Done{};
    std::string needed;
    for (const Role role : row->roles) {
        if (!needed.empty()) needed += ", ";
        needed += to_text(role);
    }
    return base::refuse("role_may_not_do_this",
                        {{"command", std::string{command}}, {"roles", needed}});
}

}  // namespace

std::string_view to_text(Role role) {
    return role_texts.at(static_cast<std::size_t>(role));
}

std::optional<Role> role_from(std::string_view text) {
    for (const Role role : all_roles) {
        if (to_text(role) == text) return role;
    }
    return std::nullopt;
}

std::span<const PolicyRow> policy_table() {
    return rows();
}

std::span<const PolicyRow> reading_table() {
    return reading_rows();
}

base::Result<base::Done> may(std::span<const Role> roles, std::string_view command) {
    return may_by(rows(), roles, command);
}

base::Result<base::Done> may_read(std::span<const Role> roles, std::string_view command) {
    return may_by(reading_rows(), roles, command);
}

bool have_conflict(std::span<const Role> roles) {
    return std::ranges::any_of(roles, [&](Role a) {
        return std::ranges::any_of(roles, [&](Role b) { return !may_have_both(a, b); });
    });
}

bool needs_second_factor(std::span<const Role> roles) {
    return std::ranges::any_of(roles, [](Role role) {
        // Nobody logs in as what works by itself: there is nobody to show a code.
        if (role == Role::onbemand) return false;
        return may(std::span{&role, 1}, "batch sign") || may(std::span{&role, 1}, "batch release");
    });
}

bool may_have_both(Role a, Role b) {
    const auto stands_alone = [](Role role) {
        return role == Role::beheerder || role == Role::auditor || role == Role::onbemand;
    };
    return a == b || (!stands_alone(a) && !stands_alone(b));
}

}  // namespace ontzorgd::service
