// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/retention.h"

#include "destroying.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/town_settings.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/idempotency.h"
#include "ontzorgd/store/retention.h"
#include "ontzorgd/wording/sentence.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

using values::CivilDate;

constexpr std::size_t most_on_a_list = 5000;
constexpr std::int64_t answer_days = 35;
constexpr std::int64_t seconds_per_day = 86'400;

struct RetentionClass {
    std::string_view name;
    std::string_view rule;
    std::string_view term;
    std::string_view begins;
};
constexpr std::array<RetentionClass, 5> classes{{
    {.name = "dossier",
     .rule = "R3.01",
     .term = "10 jaar",
     .begins = "na de laatste grondslag of betaling van het huishouden"},
    {.name = "antwoorden", .rule = "R3.02", .term = "35 dagen", .begins = "na het antwoord"},
    {.name = "logboek", .rule = "R3.03", .term = "5 jaar", .begins = "na de dag van de handeling"},
    {.name = "sessies", .rule = "R3.04", .term = "8 uur", .begins = "na het inloggen"},
    // The term is a setting (agenda.mappen_bewaren_dagen).
    {.name = "mappen",
     .rule = "R3.06",
     .term = {},
     .begins = "nadat een bestand uit de inbox is ingenomen of opzij gezet, of zijn aanbieding is "
               "bevestigd"},
}};

std::string folder_term(const Municipality& town) {
    return std::to_string(settings_of(town).schedule.keep_folder_days) + " dagen";
}

std::string began_by(store::TermBegan by) {
    switch (by) {
        case store::TermBegan::recorded: return "vastgelegd";
        case store::TermBegan::ground_ended: return "einde van de laatste grondslag";
        case store::TermBegan::last_payment: return "laatste betaling";
    }
    return {};
}

/// The first day after the term.
CivilDate over(CivilDate began) {
    return began.plus_months_clamped(dossier_years * 12).plus_days(1);
}

/// Whatever began before this day is over at the end of `day`.
CivilDate began_before(CivilDate day) {
    return day.plus_months_clamped(-dossier_years * 12);
}

/// Why somebody whose term is over may not be destroyed; empty when he may.
std::string in_the_way(Municipality& town, const store::ClientTerm& term) {
    store::Database& db = town.db();
    const store::MoneyUnderWay money = store::money_under_way(db, term.client);
    if (money.payments > 0 || money.records > 0) return "er is geld onderweg";
    if (store::hold_on(db, term.client)) return "betalingen zijn aangehouden";
    if (store::has_open_exception(db, term.household)) return "er staat een uitzondering open";
    const auto list = store::destroy_list_of(db, term.client);
    if (list) return "staat al op een lijst om te vernietigen";
    return {};
}

Report row_of(const store::ClientTerm& term, const std::string& why_not) {
    Report row;
    row.add("client", term.nummer)
        .add("begonnen", Value{term.began})
        .add("door", began_by(term.by))
        .add("voorbij_op", Value{over(term.began)})
        .add("kan_niet_omdat", why_not);
    return row;
}

Report report_of(Municipality& town, const store::RetentionList& list,
                 const std::vector<std::pair<std::string, std::string>>& passed_over = {}) {
    std::vector<Report> rows;
    std::int64_t destroyed = 0;
    for (const store::RetentionClient& each :
         store::clients_on_retention_list(town.db(), list.id)) {
        if (each.destroyed_fact != 0) ++destroyed;
        std::string why;
        for (const auto& [nummer, reason] : passed_over) {
            if (nummer == each.nummer) why = reason;
        }
        Report& row = rows.emplace_back();
        row.add("client", each.nummer)
            .add("begonnen", Value{each.began})
            .add("voorbij_op", Value{each.over})
            .add("vernietigd", Value{each.destroyed_fact != 0})
            .add("kan_niet_omdat", why);
    }
    Report report;
    const auto count = static_cast<std::int64_t>(rows.size());
    const bool done = list.confirmed_fact != 0;
    report.add("vernietigingslijst", Value{list.id})
        .add("dag", Value{list.day})
        .add("staat", done ? "vernietigd" : "voorgesteld")
        .add("voorgesteld_door", store::user_name(town.db(), list.proposed_by))
        .add("bevestigd_door", done ? store::user_name(town.db(), list.confirmed_by) : "")
        .add("clienten_op_de_lijst", Value{count})
        .add("vernietigd", Value{destroyed})
        .add_rows("clienten", std::move(rows));
    return report;
}

/// Since when, and until before which day, the dossier of the client is kept.
void add_term(Report& row, const std::optional<store::ClientTerm>& term) {
    const bool has_begun = term && term->has_begun;
    std::string by = "de gegevens zijn vernietigd";
    if (term) by = has_begun ? began_by(term->by) : "er is een grondslag zonder einddatum";
    row.add("begin_op", has_begun ? Value{term->began} : Value{std::string{}})
        .add("door", by)
        .add("voorbij_op", has_begun ? Value{over(term->began)} : Value{std::string{}});
}

/// Destroys one client of the list; what stands in the way when it may not.
std::string destroy_one(Context& context, const store::RetentionClient& each) {
    store::Database& db = context.town.db();
    const auto term = store::term_of(db, each.client);
    if (!term) return {};
    if (!check_no_relation(context, term->household)) return "wie bevestigt heeft een relatie";
    if (began_before(context.now.today) <= term->began) return "de termijn is opnieuw begonnen";
    const store::MoneyUnderWay money = store::money_under_way(db, each.client);
    if (money.payments > 0 || money.records > 0) return "er is geld onderweg";
    if (store::hold_on(db, each.client)) return "betalingen zijn aangehouden";
    if (store::has_open_exception(db, term->household)) return "er staat een uitzondering open";
    const auto list = store::destroy_list_of(db, each.client);
    if (!list || list->proposed_by == context.actor.id) return "een ander moet dit bevestigen";
    destroy_values(context, each.nummer, *list);
    remove_outbox_copies(context.town, each.client);
    return {};
}

/// What has a term of its own goes without a list: nobody is asked about it.
void sweep(Context& context) {
    store::in_transaction(context.town.db(), [&] {
        store::forget_answers_before(context.town.db(),
                                     context.now.unix_seconds - answer_days * seconds_per_day);
    });
    sweep_logboek(context.town, context.now.today);
}

}  // namespace

base::Result<Report> list_retention(Municipality& town, CivilDate day) {
    std::vector<Report> kept;
    for (const RetentionClass& each : classes) {
        Report& row = kept.emplace_back();
        row.add("klasse", each.name)
            .add("termijn", each.term.empty() ? folder_term(town) : std::string{each.term})
            .add("begint", each.begins)
            .add("regel", each.rule);
    }
    std::vector<Report> rows;
    store::for_each_client_at_rest_since(town.db(), began_before(day),
                                         [&](const store::ClientTerm& term) {
                                             rows.push_back(row_of(term, in_the_way(town, term)));
                                         });
    Report report;
    const auto count = static_cast<std::int64_t>(rows.size());
    report.add("dag", Value{day}).add_rows("bewaartermijnen", std::move(kept));
    if (const auto open = store::open_retention_list(town.db())) {
        report.add("lijst_die_wacht", report_of(town, *open));
    }
    report.add("aantal", Value{count}).add_rows("clienten", std::move(rows));
    return report;
}

std::vector<Report> retention_of(Municipality& town, dossier::ClientId client) {
    std::vector<Report> rows;
    for (const RetentionClass& each : classes) {
        // Of who works with it, and not of a client.
        if (each.name == "sessies") continue;
        Report& row = rows.emplace_back();
        row.add("gegevens", each.name)
            .add("termijn", each.term.empty() ? folder_term(town) : std::string{each.term})
            .add("begint", each.begins);
        if (each.name == "dossier") {
            add_term(row, store::term_of(town.db(), client));
        } else {
            row.add("begin_op", "").add("door", "").add("voorbij_op", "");
        }
        row.add("regel", each.rule);
    }
    return rows;
}

base::Result<Report> propose_retention(Context& context) {
    if (const auto allowed = may(context.actor.roles, "retention propose"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    if (const auto open = store::open_retention_list(db)) return report_of(context.town, *open);
    std::vector<store::ClientTerm> terms;
    bool has_relations = false;
    store::for_each_client_at_rest_since(
        db, began_before(context.now.today), [&](const store::ClientTerm& term) {
            if (terms.size() == most_on_a_list || !in_the_way(context.town, term).empty()) return;
            if (check_no_relation(context, term.household)) {
                terms.push_back(term);
            } else {
                has_relations = true;  // somebody else proposes them
            }
        });
    if (terms.empty() && has_relations) return base::refuse("client_is_a_relation");
    if (terms.empty()) return base::refuse("nobody_is_past_the_term");
    std::int64_t id = 0;
    store::in_transaction(db, [&] {
        Act act{context, "retention_proposed"};
        id = store::add_retention_list(db, context.now.today, context.actor.id, act.number());
        for (const store::ClientTerm& term : terms) {
            store::add_retention_client(db, id, term, over(term.began), act.number());
            store::add_destroy_list(db, term.client, context.actor.id, act.number());
        }
        act.record()
            .add("retention_list", id)
            .add("clients", static_cast<std::int64_t>(terms.size()));
        act.seal();
    });
    return report_of(context.town, *store::retention_list_by_id(db, id));
}

base::Result<Report> confirm_retention(Context& context, std::int64_t number) {
    if (const auto allowed = may(context.actor.roles, "retention confirm"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto list = store::retention_list_by_id(db, number);
    if (!list) return base::refuse("retention_list_is_unknown", {{"list", std::to_string(number)}});
    if (list->confirmed_fact != 0) return report_of(context.town, *list);
    if (list->proposed_by == context.actor.id) return base::refuse("confirmer_is_proposer");
    std::vector<std::pair<std::string, std::string>> passed_over;
    for (const store::RetentionClient& each : store::clients_on_retention_list(db, number)) {
        if (each.destroyed_fact != 0) continue;
        const std::string why = destroy_one(context, each);
        if (!why.empty()) passed_over.emplace_back(each.nummer, why);
        context.progress("vernietigd", each.client.number());
        if (const auto others = let_others_act(context); !others) return others.failure();
    }
    finish_destructions(context.town);
    store::in_transaction(db, [&] {
        Act act{context, "retention_confirmed"};
        store::confirm_retention_list(db, number, context.actor.id, act.number());
        act.record()
            .add("retention_list", number)
            .add("passed_over", static_cast<std::int64_t>(passed_over.size()));
        act.seal();
    });
    sweep(context);
    return report_of(context.town, *store::retention_list_by_id(db, number), passed_over);
}

}  // namespace ontzorgd::service
