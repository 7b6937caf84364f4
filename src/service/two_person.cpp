// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/two_person.h"

#include "account_profile.h"
#include "account_report.h"
#include "malformed_inputs.h"
#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/ledger/account.h"
#include "ontzorgd/messages/calendar_file.h"
#include "ontzorgd/messages/regelset_file.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/values/euro.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/target_calendar.h"
#include "ontzorgd/wording/sentence.h"
#include "profile_exceptions.h"
#include "proposal.h"

namespace ontzorgd::service {

namespace {

/// The bank code that only practice accounts carry.
constexpr std::string_view rehearsal_bank_code = "OEFN";

base::Result<store::OwnAccount> parse_account(Context& context, const AccountOptions& options) {
    const auto iban = values::Iban::parse(options.iban);
    const auto opening = values::Euro::parse(options.opening);
    const auto date = values::CivilDate::parse(options.opening_date);
    MalformedInputs wrong;
    wrong.look_at(iban, "iban");
    wrong.look_at(opening, "beginsaldo");
    wrong.look_at(date, "begindag");
    wrong.look_at(check_account_name(options.name), "naam");
    if (!wrong.empty()) return wrong.failure();
    if (context.now.today < date.value()) {
        return base::refuse("opening_is_in_the_future", {{"day", wording::day(date.value())}});
    }
    if (!profile_in_force(context.town.db(), options.bank_profile)) {
        return base::malformed("bank_profile_is_unknown", {{"value", options.bank_profile}});
    }
    const bool of_rehearsal_bank = iban.value().compact().substr(4, 4) == rehearsal_bank_code;
    if (context.town.is_practice() && !of_rehearsal_bank) {
        return base::refuse("practice_needs_rehearsal_bank",
                            {{"bank_code", std::string{rehearsal_bank_code}}});
    }
    if (!context.town.is_practice() && of_rehearsal_bank) {
        return base::refuse("rehearsal_bank_is_for_practice");
    }
    return store::OwnAccount{.name = options.name,
                             .iban = std::string{iban.value().compact()},
                             .bank_profile = options.bank_profile,
                             .opening = opening.value(),
                             .opening_date = date.value(),
                             .dedicated = !options.shared,
                             .proposed_by = context.actor.id};
}

bool is_same(const store::OwnAccount& a, const store::OwnAccount& b) {
    return a.name == b.name && a.iban == b.iban && a.bank_profile == b.bank_profile &&
           a.opening == b.opening && a.opening_date == b.opening_date && a.dedicated == b.dedicated;
}

Report regelset_report(Municipality& town, const store::StoredRegelset& regelset,
                       std::string_view naam) {
    Report report;
    report.add("naam", naam)
        .add("geldig_vanaf", Value{regelset.geldig_vanaf})
        .add("sha256", base::to_hex(regelset.sha256))
        .add("voorgesteld_door", store::user_name(town.db(), regelset.proposed_by))
        .add("bevestigd_door", store::user_name(town.db(), regelset.confirmed_by));
    return report;
}

base::Result<Report> regelset_report(Municipality& town, const store::StoredRegelset& stored) {
    const auto regelset = messages::read_regelset(stored.toml);
    if (!regelset) return regelset.failure();
    return regelset_report(town, stored, regelset.value().naam);
}

Report calendar_report(Municipality& town, const store::StoredCalendar& calendar) {
    Report report;
    report.add("sha256", base::to_hex(calendar.sha256))
        .add("voorgesteld_door", store::user_name(town.db(), calendar.proposed_by))
        .add("bevestigd_door", store::user_name(town.db(), calendar.confirmed_by));
    std::vector<Report> rows;
    for (const auto& [month, date] : calendar.dates) {
        Report row;
        row.add("maand", month.to_string())
            .add("betaaldatum", Value{date})
            .add("betaald_op", Value{values::target_day_on_or_before(date)});
        rows.push_back(std::move(row));
    }
    report.add_rows("betaaldata", std::move(rows));
    return report;
}

}  // namespace

Report report_of(Municipality& town, const store::OwnAccount& account) {
    store::Database& db = town.db();
    const auto pending = store::last_account_switch(town.db(), account.id);
    Report report;
    report.add("rekening", account.name)
        .add("iban", account.iban)
        .add("bank", account.bank_profile)
        .add("bank_versie", Value{profile_of(town.db(), account.id).version})
        .add("bank_voorgesteld", pending && !pending->confirmed ? pending->bank_profile : "")
        .add("beginsaldo", Value{account.opening})
        .add("begindatum", Value{account.opening_date})
        .add("gedeeld", Value{!account.dedicated})
        .add("voorgesteld_door", store::user_name(db, account.proposed_by))
        .add("bevestigd_door", store::user_name(db, account.confirmed_by))
        .add("einddatum", account.ended_on ? Value{*account.ended_on} : Value{std::string{}});
    std::string said;
    for (const store::AccountEndWord& word : store::account_end_words(db, account.id)) {
        if (!said.empty()) said += ", ";
        said += wording::day(word.day) + " (" + store::user_name(db, word.user) + ")";
    }
    return std::move(report.add("einde_gezegd", said));
}

base::Result<Report> open_account(Context& context, const AccountOptions& options) {
    if (const auto allowed = may(context.actor.roles, "account open"); !allowed)
        return allowed.failure();
    auto account = parse_account(context, options);
    if (!account) return account.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    if (const auto known = store::own_account_named(db, options.name)) {
        if (is_same(*known, account.value())) return report_of(town, *known);
        return base::refuse("account_name_is_taken", {{"value", options.name}});
    }
    if (store::own_account_with_iban(db, account.value().iban)) {
        return base::refuse("account_iban_is_taken", {{"value", account.value().iban}});
    }
    return store::in_transaction(db, [&] {
        Act act{context, "account_opened"};
        const std::int64_t id = store::add_own_account(db, account.value(), act.number());
        act.record()
            .add("account", id)
            .add("opening_cents", account.value().opening.cents())
            .add("opening_date", account.value().opening_date)
            .add("iban_sha256", crypto::sha256(account.value().iban));
        act.seal();
        return report_of(town, *store::own_account_by_id(db, id));
    });
}

base::Result<Report> switch_account(Context& context, std::string_view name,
                                    std::string_view profile) {
    if (const auto allowed = may(context.actor.roles, "account switch"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto account = store::own_account_named(db, name);
    if (!account) return base::refuse("account_is_unknown", {{"value", std::string{name}}});
    if (!account->confirmed)
        return base::refuse("account_is_not_usable", {{"account", account->name}});
    if (!profile_in_force(db, profile)) {
        return base::malformed("bank_profile_is_unknown", {{"value", std::string{profile}}});
    }
    const auto last = store::last_account_switch(db, account->id);
    const bool waits = last && !last->confirmed;
    if ((waits ? last->bank_profile : account->bank_profile) == profile)
        return report_of(town, *account);
    return store::in_transaction(db, [&] {
        Act act{context, "account_switch_proposed"};
        const std::int64_t id = store::add_account_switch(db,
                                                          {.account = account->id,
                                                           .bank_profile = std::string{profile},
                                                           .proposed_by = context.actor.id},
                                                          act.number());
        act.record().add("account", account->id).add("switch", id);
        act.seal();
        return report_of(town, *store::own_account_by_id(db, account->id));
    });
}

namespace {

/// Confirms the profile that waits for the account, if there is one.
base::Result<Report> confirm_switch(Context& context, const store::OwnAccount& account) {
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto last = store::last_account_switch(db, account.id);
    if (!last || last->confirmed) return report_of(town, account);
    if (const auto other = check_confirmer(context, *last); !other) return other.failure();
    return store::in_transaction(db, [&] {
        Act act{context, "account_switch_confirmed"};
        store::confirm_account_switch(db, last->id, context.actor.id, act.number());
        act.record().add("account", account.id).add("switch", last->id);
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        sync_profile_exceptions(db, exceptions, {account.id});
        act.seal();
        return report_of(town, *store::own_account_by_id(db, account.id));
    });
}

}  // namespace

base::Result<Report> confirm_account(Context& context, std::string_view name) {
    if (const auto allowed = may(context.actor.roles, "account confirm"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    const auto account = store::own_account_named(db, name);
    if (!account) return base::refuse("account_is_unknown", {{"value", std::string{name}}});
    if (account->confirmed) return confirm_switch(context, *account);
    if (const auto other = check_confirmer(context, *account); !other) return other.failure();
    return store::in_transaction(db, [&] {
        Act act{context, "account_confirmed"};
        store::confirm_own_account(db, account->id, context.actor.id, act.number());
        act.record().add("account", account->id).add("opening_cents", account->opening.cents());
        act.journal()
            .debit(ledger::Account::bank(account->id), account->opening)
            .credit(ledger::Account::beginsaldo(account->id), account->opening);
        act.seal();
        return report_of(town, *store::own_account_by_id(db, account->id));
    });
}

base::Result<Report> show_accounts(Municipality& town) {
    std::vector<Report> rows;
    for (const store::OwnAccount& account : store::own_accounts(town.db())) {
        rows.push_back(report_of(town, account));
    }
    Report report;
    report.add_rows("rekeningen", std::move(rows));
    return report;
}

base::Result<Report> propose_regelset(Context& context, const std::filesystem::path& file) {
    if (const auto allowed = may(context.actor.roles, "regelset propose"); !allowed)
        return allowed.failure();
    const auto given = read_given_file(file);
    if (!given) return given.failure();
    const std::string& toml = given.value();
    const auto regelset = messages::read_regelset(toml);
    if (!regelset) return base::Failure{regelset.error().with("file", file.string())};
    Municipality& town = context.town;
    if (regelset.value().gemeente != town.gemeente()) {
        return base::refuse("file_is_of_another_gemeente", {{"value", regelset.value().gemeente}});
    }
    const base::Digest digest = crypto::sha256(toml);
    for (const store::StoredRegelset& known : store::regelsets(town.db())) {
        if (known.sha256 == digest) return regelset_report(town, known);
    }
    const store::StoredRegelset stored{.sha256 = digest,
                                       .toml = toml,
                                       .geldig_vanaf = regelset.value().geldig_vanaf,
                                       .proposed_by = context.actor.id};
    return store::in_transaction(town.db(), [&]() -> base::Result<Report> {
        Act act{context, "regelset_proposed"};
        const std::int64_t id = store::add_regelset(town.db(), stored, act.number());
        act.record()
            .add("regelset", id)
            .add("sha256", digest)
            .add("geldig_vanaf", stored.geldig_vanaf);
        act.seal();
        return regelset_report(town, stored, regelset.value().naam);
    });
}

base::Result<Report> confirm_regelset(Context& context, std::string_view sha256) {
    if (const auto allowed = may(context.actor.roles, "regelset confirm"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto found = find_proposal(store::regelsets(town.db()), sha256);
    if (!found) return found.failure();
    const store::StoredRegelset& regelset = found.value();
    if (regelset.confirmed) return regelset_report(town, regelset);
    if (const auto other = check_confirmer(context, regelset); !other) return other.failure();
    return store::in_transaction(town.db(), [&]() -> base::Result<Report> {
        Act act{context, "regelset_confirmed"};
        store::confirm_regelset(town.db(), regelset.id, context.actor.id, act.number());
        act.record().add("regelset", regelset.id).add("sha256", regelset.sha256);
        act.seal();
        return regelset_report(town, *store::regelset_by_id(town.db(), regelset.id));
    });
}

base::Result<Report> show_regelsets(Municipality& town) {
    std::vector<Report> rows;
    for (const store::StoredRegelset& stored : store::regelsets(town.db())) {
        auto row = regelset_report(town, stored);
        if (!row) return row.failure();
        rows.push_back(std::move(row).value());
    }
    Report report;
    report.add_rows("regelsets", std::move(rows));
    return report;
}

base::Result<Report> import_calendar(Context& context, const std::filesystem::path& file) {
    if (const auto allowed = may(context.actor.roles, "calendar import"); !allowed)
        return allowed.failure();
    const auto given = read_given_file(file);
    if (!given) return given.failure();
    const std::string& csv = given.value();
    const auto dates = messages::read_calendar(csv);
    if (!dates) return base::Failure{dates.error().with("file", file.string())};
    Municipality& town = context.town;
    const base::Digest digest = crypto::sha256(csv);
    for (const store::StoredCalendar& known : store::calendars(town.db())) {
        if (known.sha256 == digest) return calendar_report(town, known);
    }
    const store::StoredCalendar calendar{
        .sha256 = digest, .proposed_by = context.actor.id, .dates = dates.value()};
    return store::in_transaction(town.db(), [&]() -> base::Result<Report> {
        Act act{context, "calendar_proposed"};
        const std::int64_t id = store::add_calendar(town.db(), calendar, act.number());
        act.record().add("calendar", id).add("sha256", digest);
        act.seal();
        return calendar_report(town, calendar);
    });
}

base::Result<Report> confirm_calendar(Context& context, std::string_view sha256) {
    if (const auto allowed = may(context.actor.roles, "calendar confirm"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const auto found = find_proposal(store::calendars(town.db()), sha256);
    if (!found) return found.failure();
    store::StoredCalendar calendar = found.value();
    if (calendar.confirmed) return calendar_report(town, calendar);
    if (const auto other = check_confirmer(context, calendar); !other) return other.failure();
    return store::in_transaction(town.db(), [&]() -> base::Result<Report> {
        Act act{context, "calendar_confirmed"};
        store::confirm_calendar(town.db(), calendar.id, context.actor.id, act.number());
        act.record().add("calendar", calendar.id).add("sha256", calendar.sha256);
        act.seal();
        calendar.confirmed_by = context.actor.id;
        return calendar_report(town, calendar);
    });
}

base::Result<Report> show_calendar(Municipality& town) {
    std::vector<Report> rows;
    for (const store::StoredCalendar& calendar : store::calendars(town.db())) {
        rows.push_back(calendar_report(town, calendar));
    }
    Report report;
    if (!rows.empty()) report = std::move(rows.back());
    return report;
}

}  // namespace ontzorgd::service
