// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/second_factor.h"

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/totp.h"
#include "ontzorgd/store/login_state.h"
#include "ontzorgd/store/second_factor.h"
#include "sealed_factor.h"

#include <optional>
#include <string>

namespace ontzorgd::service {

namespace {

std::string new_secret(const Municipality& town, std::int64_t fact) {
    const std::string bytes =
        town.salt_for("second factor", fact) + town.salt_for("second factor, the rest", fact);
    return bytes.substr(0, std::tuple_size_v<crypto::TotpSecret>);
}

/// The step of a code that was not used yet, nor one after it.
std::optional<std::int64_t> unused_step(Municipality& town, store::UserId user,
                                        const store::SecondFactor& factor, std::string_view code,
                                        std::chrono::sys_seconds at) {
    const auto secret = opened_factor(town, user, factor.fact, factor.secret);
    if (!secret) return std::nullopt;
    const auto step = crypto::totp_step_of(*secret, code, at);
    if (!step) return std::nullopt;
    const auto number = static_cast<std::int64_t>(*step);
    if (number <= store::login_state_of(town.db(), user).totp_step) return std::nullopt;
    return number;
}

Report report_of(std::string_view user, std::string_view state) {
    Report report;
    report.add("gebruiker", user).add("tweede_factor", state);
    return report;
}

/// As apps read it from a QR code; the name of the gemeente is SEPA text, which needs few escapes.
std::string otpauth_uri(const Municipality& town, std::string_view user, std::string_view secret) {
    const std::string issuer = base::percent_encoded("ontzorgd " + town.naam());
    return "otpauth://totp/" + issuer + ":" + std::string{user} + "?secret=" + std::string{secret} +
           "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
}

Report shown_secret(const Municipality& town, const Actor& actor, const std::string& secret) {
    const std::string text = base::to_base32(secret);
    Report report = report_of(actor.name, "begonnen");
    report.add("geheim", text).add("otpauth", otpauth_uri(town, actor.name, text));
    return report;
}

base::Failure code_is_wrong() {
    return base::refuse("second_factor_code_is_wrong");
}

}  // namespace

std::int64_t second_factor_in_use(Municipality& town, store::UserId user) {
    const auto factor = store::second_factor_of(town.db(), user);
    return factor && factor->confirmed ? factor->id : 0;
}

base::Result<Report> begin_second_factor(Context& context) {
    if (const auto allowed = may(context.actor.roles, "second-factor begin"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const store::UserId user = context.actor.id;
    if (const auto factor = store::second_factor_of(town.db(), user)) {
        const auto secret = factor->confirmed
                                ? std::optional<std::string>{}
                                : opened_factor(town, user, factor->fact, factor->secret);
        if (!secret)
            return base::refuse("second_factor_is_there_already", {{"user", context.actor.name}});
        return shown_secret(town, context.actor, *secret);
    }
    return store::in_transaction(town.db(), [&] {
        Act act{context, "second_factor_begun"};
        const std::string secret = new_secret(town, act.number());
        const std::int64_t id = store::add_second_factor(
            town.db(), user, sealed_factor(town, user, act.number(), secret), act.number());
        act.record().add("user", user.number()).add("second_factor", id);
        act.seal();
        return shown_secret(town, context.actor, secret);
    });
}

base::Result<Report> confirm_second_factor(Context& context, std::string_view code,
                                           std::chrono::sys_seconds at) {
    if (const auto allowed = may(context.actor.roles, "second-factor confirm"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const store::UserId user = context.actor.id;
    const auto factor = store::second_factor_of(town.db(), user);
    if (!factor) return base::refuse("second_factor_is_not_begun");
    if (factor->confirmed) return report_of(context.actor.name, "in gebruik");
    const auto step = unused_step(town, user, *factor, code, at);
    if (!step) return code_is_wrong();
    return store::in_transaction(town.db(), [&] {
        Act act{context, "second_factor_confirmed"};
        store::confirm_second_factor(town.db(), factor->id, act.number());
        store::write_totp_step(town.db(), user, *step);
        act.record().add("user", user.number()).add("second_factor", factor->id);
        act.seal();
        return report_of(context.actor.name, "in gebruik");
    });
}

base::Result<Report> withdraw_second_factor(Context& context, std::string_view name) {
    if (const auto allowed = may(context.actor.roles, "second-factor withdraw"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto user = store::find_user(town.db(), name);
    if (!user) return base::refuse("user_is_unknown", {{"user", std::string{name}}});
    if (user->id == context.actor.id)
        return base::refuse("own_second_factor_is_not_yours_to_withdraw");
    const auto factor = store::second_factor_of(town.db(), user->id);
    if (!factor) return report_of(name, "geen");
    return store::in_transaction(town.db(), [&] {
        Act act{context, "second_factor_withdrawn"};
        store::end_second_factor(town.db(), factor->id, act.number());
        act.record().add("user", user->id.number()).add("second_factor", factor->id);
        act.seal();
        return report_of(name, "geen");
    });
}

base::Result<base::Done> use_code(Municipality& town, store::UserId user, std::string_view code,
                                  std::chrono::sys_seconds at) {
    return store::in_transaction(town.db(), [&]() -> base::Result<base::Done> {
        const auto factor = store::second_factor_of(town.db(), user);
        // It may have been withdrawn since whoever calls looked.
        if (!factor || !factor->confirmed) return base::refuse("second_factor_is_needed");
        const auto step = unused_step(town, user, *factor, code, at);
        if (!step) return code_is_wrong();
        store::write_totp_step(town.db(), user, *step);
        return base::Done{};
    });
}

std::chrono::sys_seconds clock_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace ontzorgd::service
