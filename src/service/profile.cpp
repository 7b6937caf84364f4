// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/profile.h"

#include "account_profile.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/profile_file.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/wording/profile_words.h"
#include "profile_exceptions.h"
#include "proposal.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

/// The values under the names and in the words of the file.
Report values_of(const payment::BankProfile& profile) {
    Report report;
    report.add("profiel", profile.name)
        .add("naam_van_de_bank", profile.title)
        .add("bericht", to_text(profile.message))
        .add("meeste_overboekingen", Value{profile.transfers_per_file})
        .add("boeking_vragen", profile.asks_batch_booking ? "per_bestand" : "per_overboeking")
        .add("creditor_agent",
             profile.says_creditor_agent_is_not_given ? "notprovided" : "weglaten")
        .add("category_purpose", profile.category_purpose.value_or(""))
        .add("dagen_ervoor", Value{std::int64_t{profile.last_day_before}})
        .add("tot", wording::time_of_day(profile.until_minute))
        .add("instant_tot", profile.instant_until_minute
                                ? wording::time_of_day(*profile.instant_until_minute)
                                : "")
        .add("boeking", payment::to_text(profile.books))
        .add("batchnaam", payment::to_text(profile.names_batch));
    return report;
}

Report& add_meaning(Report& report, const payment::BankProfile& profile) {
    std::vector<Report> rows;
    for (const std::string& sentence : wording::profile_sentences(profile)) {
        Report row;
        row.add("zin", sentence);
        rows.push_back(std::move(row));
    }
    return report.add_rows("betekenis", std::move(rows));
}

/// The values with where the profile comes from: the program, or a version of the municipality.
Report values_with_origin(const payment::BankProfile& profile, std::int64_t version) {
    Report report = values_of(profile);
    report.add("herkomst", version == 0 ? "programma" : "gemeente").add("versie", Value{version});
    return report;
}

Report version_row(Municipality& town, const store::StoredProfile& stored) {
    Report row;
    row.add("versie", Value{stored.version})
        .add("sha256", base::to_hex(stored.sha256))
        .add("voorgesteld_door", store::user_name(town.db(), stored.proposed_by))
        .add("bevestigd_door", store::user_name(town.db(), stored.confirmed_by));
    return row;
}

/// A version of the municipality: what it says, who decided on it, what it comes to.
Report report_of(Municipality& town, const store::StoredProfile& stored) {
    const auto read = messages::read_bank_profile(stored.toml, stored.name);
    base::expects(static_cast<bool>(read), "a bank profile that is kept is one");
    Report report = values_with_origin(read.value(), stored.version);
    report.add("sha256", base::to_hex(stored.sha256))
        .add("voorgesteld_door", store::user_name(town.db(), stored.proposed_by))
        .add("bevestigd_door", store::user_name(town.db(), stored.confirmed_by));
    return add_meaning(report, read.value());
}

std::vector<store::StoredProfile> versions_of(store::Database& db, std::string_view name) {
    auto versions = store::bank_profiles(db);
    std::erase_if(versions, [&](const store::StoredProfile& each) { return each.name != name; });
    return versions;
}

/// The one in force, or the first proposal of a name that has none.
base::Result<Report> show_one(Municipality& town, std::string_view name) {
    const auto in_force = store::bank_profile_in_force(town.db(), name);
    const auto versions = versions_of(town.db(), name);
    if (versions.empty()) {
        const payment::BankProfile* brought = messages::find_bank_profile(name);
        if (brought == nullptr) {
            return base::malformed("bank_profile_is_unknown", {{"value", std::string{name}}});
        }
        Report report = values_with_origin(*brought, 0);
        return add_meaning(report, *brought);
    }
    Report report = report_of(town, in_force ? *in_force : versions.front());
    std::vector<Report> rows;
    rows.reserve(versions.size());
    for (const store::StoredProfile& each : versions) rows.push_back(version_row(town, each));
    return report.add_rows("versies", std::move(rows));
}

/// Every name of the municipality once, in the order in which they were first proposed.
std::vector<std::string> own_names(store::Database& db) {
    std::vector<std::string> names;
    for (const store::StoredProfile& each : store::bank_profiles(db)) {
        if (std::ranges::find(names, each.name) == names.end()) names.push_back(each.name);
    }
    return names;
}

}  // namespace

base::Result<Report> show_profiles(Municipality& town, std::string_view name) {
    if (!name.empty()) return show_one(town, name);
    std::vector<Report> rows;
    for (const std::string& own : own_names(town.db())) {
        const auto in_force = profile_in_force(town.db(), own);
        if (in_force) rows.push_back(values_with_origin(in_force->profile, in_force->version));
    }
    for (const payment::BankProfile& each : messages::bank_profiles()) {
        rows.push_back(values_with_origin(each, 0));
    }
    Report report;
    report.add_rows("profielen", std::move(rows));
    std::vector<Report> waiting;
    for (const store::StoredProfile& each : store::bank_profiles(town.db())) {
        if (each.confirmed) continue;
        Report row;
        row.add("profiel", each.name)
            .add("versie", Value{each.version})
            .add("sha256", base::to_hex(each.sha256))
            .add("voorgesteld_door", store::user_name(town.db(), each.proposed_by));
        waiting.push_back(std::move(row));
    }
    if (!waiting.empty()) report.add_rows("wacht_op_bevestiging", std::move(waiting));
    return report;
}

base::Result<Report> add_profile(Context& context, const std::filesystem::path& file) {
    return add_profile(context, file, file.stem().string());
}

base::Result<Report> add_profile(Context& context, const std::filesystem::path& file,
                                 std::string_view given_name) {
    if (const auto allowed = may(context.actor.roles, "profile add"); !allowed)
        return allowed.failure();
    const auto given = read_given_file(file);
    if (!given) return given.failure();
    const auto read = messages::read_bank_profile(given.value(), given_name);
    if (!read) return base::Failure{read.error().with("file", file.string())};
    const std::string& name = read.value().name;
    if (messages::find_bank_profile(name) != nullptr)
        return base::refuse("profile_name_is_of_program", {{"value", name}});
    Municipality& town = context.town;
    const base::Digest digest = crypto::sha256(given.value());
    for (const store::StoredProfile& known : store::bank_profiles(town.db())) {
        if (known.sha256 == digest) return report_of(town, known);
    }
    return store::in_transaction(town.db(), [&]() -> base::Result<Report> {
        Act act{context, "bank_profile_proposed"};
        const std::int64_t id = store::add_bank_profile(town.db(),
                                                        {.name = name,
                                                         .sha256 = digest,
                                                         .toml = given.value(),
                                                         .proposed_by = context.actor.id},
                                                        act.number());
        act.record().add("profile", id).add("sha256", digest);
        act.seal();
        return report_of(town, *store::bank_profile_by_id(town.db(), id));
    });
}

base::Result<Report> confirm_profile(Context& context, std::string_view sha256) {
    if (const auto allowed = may(context.actor.roles, "profile confirm"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    store::Database& db = town.db();
    if (const auto is_sure = check_digest_prefix(sha256); !is_sure) return is_sure.failure();
    const auto found = find_proposal(store::bank_profiles(db), sha256);
    if (!found) return found.failure();
    const store::StoredProfile& profile = found.value();
    if (profile.confirmed) return report_of(town, profile);
    if (const auto other = check_confirmer(context, profile); !other) return other.failure();
    const auto in_force = store::bank_profile_in_force(db, profile.name);
    if (in_force && in_force->version > profile.version) {
        return base::refuse(
            "profile_is_overtaken",
            {{"value", profile.name}, {"version", std::to_string(in_force->version)}});
    }
    return store::in_transaction(db, [&]() -> base::Result<Report> {
        Act act{context, "bank_profile_confirmed"};
        store::confirm_bank_profile(db, profile.id, context.actor.id, act.number());
        act.record().add("profile", profile.id).add("sha256", profile.sha256);
        std::set<std::int64_t> accounts;
        for (const store::OwnAccount& account : store::own_accounts(db)) {
            if (account.bank_profile == profile.name) accounts.insert(account.id);
        }
        store::ExceptionWriter exceptions{db, act.number(), context.now.today};
        sync_profile_exceptions(db, exceptions, accounts);
        act.seal();
        return report_of(town, *store::bank_profile_by_id(db, profile.id));
    });
}

base::Result<Report> show_profiles(std::string_view name) {
    if (!name.empty()) {
        const payment::BankProfile* profile = messages::find_bank_profile(name);
        if (profile == nullptr) {
            return base::malformed("bank_profile_is_unknown", {{"value", std::string{name}}});
        }
        Report report = values_of(*profile);
        return add_meaning(report, *profile);
    }
    std::vector<Report> rows;
    for (const payment::BankProfile& each : messages::bank_profiles()) {
        rows.push_back(values_of(each));
    }
    Report report;
    return report.add_rows("profielen", std::move(rows));
}

base::Result<Report> check_profile(const std::filesystem::path& file) {
    return check_profile(file, file.stem().string());
}

base::Result<Report> check_profile(const std::filesystem::path& file, std::string_view name) {
    const auto given = read_given_file(file);
    if (!given) return given.failure();
    const auto read = messages::read_bank_profile(given.value(), name);
    if (!read) return base::Failure{read.error().with("file", file.string())};
    const payment::BankProfile& profile = read.value();
    const payment::BankProfile* brought = messages::find_bank_profile(profile.name);
    Report report = values_of(profile);
    report.add("in_het_programma", brought == nullptr    ? "nee"
                                   : *brought == profile ? "gelijk"
                                                         : "anders");
    return add_meaning(report, profile);
}

}  // namespace ontzorgd::service
