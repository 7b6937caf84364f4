// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"
#include "ontzorgd/messages/regelset_file.h"
#include "ontzorgd/service/restore.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/unknown_debits.h"
#include "ontzorgd/values/target_calendar.h"
#include "payment_reference.h"
#include "unknown_debits.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

/// The longest lead time of a regelset that is known here.
int lead_days(store::Database& db) {
    unsigned days = uitkering::Regelset{}.voorloop_dagen;
    for (const store::StoredRegelset& stored : store::regelsets(db)) {
        const auto regelset = messages::read_regelset(stored.toml);
        if (regelset) days = std::max(days, regelset.value().voorloop_dagen);
    }
    return static_cast<int>(days);
}

/// The copy that was lost handed files over until the day of the restore at the latest, none
/// earlier than the lead time before its execution: by this day the bank booked all of them.
values::CivilDate last_day_of_lost_copy(store::Database& db, const store::Restoration& restored) {
    return values::plus_target_days(values::target_day_on_or_after(restored.day), lead_days(db));
}

base::Result<base::Done> check_statements_reach(store::Database& db, values::CivilDate day) {
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        if (!account.confirmed) continue;
        const AccountChain chained = chain_of(db, account, store::every_fact);
        const bool ended = account.ended_on && *account.ended_on <= chained.chain.reaches;
        if (!chained.misses_statement() && (ended || day <= chained.chain.reaches)) continue;
        return base::refuse("statements_stop_too_early",
                            {{"account", account.name},
                             {"reaches", chained.chain.reaches.to_string()},
                             {"day", day.to_string()}});
    }
    return base::Done{};
}

/// The restoration that is to be lifted, when all is known that can be.
base::Result<store::Restoration> check_may_lift(Context& context) {
    store::Database& db = context.town.db();
    const auto restored = store::restoration_not_lifted(db);
    if (!restored) return base::refuse("state_is_not_restored");
    const auto reach = check_statements_reach(db, last_day_of_lost_copy(db, *restored));
    if (!reach) return reach.failure();
    if (const auto known = check_not_older_than_the_bank(db); !known) return known.failure();
    // A bank that books a file as one total names none of its payments.
    const auto open = store::unexplained_debits_since(db, restored->backup_day);
    if (open.count > 0) {
        return base::refuse(
            "debits_are_not_explained",
            {{"count", std::to_string(open.count)}, {"delivery", std::to_string(open.statement)}});
    }
    return *restored;
}

Report report_of(Municipality& town, const store::Restoration& restored) {
    store::Database& db = town.db();
    const auto lift = store::lift_of(db, restored.id);
    Report report;
    report.add("hersteld_op", Value{restored.day})
        .add("bekend_tot_en_met", Value{restored.backup_day})
        .add("feiten", Value{restored.backup_facts})
        .add("generatie", restored.generation)
        .add("afschriften_tot_en_met", Value{last_day_of_lost_copy(db, restored)})
        .add("staat", lift && lift->confirmed_fact != 0 ? "opgeheven" : "opheffing voorgesteld");
    if (lift) report.add("voorgesteld_door", store::user_name(db, lift->proposed_by));
    if (lift && lift->confirmed_fact != 0) {
        report.add("bevestigd_door", store::user_name(db, lift->confirmed_by));
    }
    std::vector<Report> lost;
    for (const store::LostAttempt& each : store::lost_attempts(db)) {
        Report row;
        row.add("levering", Value{each.line.statement})
            .add("regel", Value{each.line.entry})
            .add("dag", Value{each.day})
            .add("bedrag", Value{each.cents})
            .add("instructie", Value{each.instruction});
        lost.push_back(std::move(row));
    }
    report.add_rows("betaald_na_de_reservekopie", std::move(lost));
    report.add("niet_bekend",
               "Wat mensen na feit " + std::to_string(restored.backup_facts) +
                   " vastlegden (dossiers, runs, rekeningen, regelsets) staat hier niet in.");
    return report;
}

}  // namespace

base::Result<Report> propose_lift(Context& context) {
    if (const auto allowed = may(context.actor.roles, "restore lift propose"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto restored = check_may_lift(context);
    if (!restored) return restored.failure();
    if (store::lift_of(db, restored.value().id)) return report_of(context.town, restored.value());
    store::in_transaction(db, [&] {
        Act act{context, "restore_lift_proposed"};
        const std::int64_t lift =
            store::add_lift(db, restored.value().id, context.actor.id, act.number());
        act.record().add("restoration", restored.value().id).add("lift", lift);
        act.seal();
    });
    return report_of(context.town, restored.value());
}

base::Result<Report> confirm_lift(Context& context) {
    if (const auto allowed = may(context.actor.roles, "restore lift confirm"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto all = store::restorations(db);
    if (all.empty()) return base::refuse("state_is_not_restored");
    const auto lift = store::lift_of(db, all.back().id);
    if (!lift) return base::refuse("lift_is_not_proposed");
    if (lift->proposed_by == context.actor.id) return base::refuse("confirmer_is_proposer");
    if (lift->confirmed_fact != 0) return report_of(context.town, all.back());
    const auto restored = check_may_lift(context);
    if (!restored) return restored.failure();
    store::in_transaction(db, [&] {
        Act act{context, "restore_lift_confirmed"};
        store::confirm_lift(db, lift->id, context.actor.id, act.number());
        act.record().add("restoration", restored.value().id).add("lift", lift->id);
        act.seal();
    });
    return report_of(context.town, restored.value());
}

}  // namespace ontzorgd::service
