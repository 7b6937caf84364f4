// SPDX-License-Identifier: EUPL-1.2
#include "line_candidates.h"
#include "line_report.h"
#include "lost_copy.h"
#include "ontzorgd/service/restore.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/unknown_debits.h"
#include "ontzorgd/wording/sentence.h"
#include "payment_reference.h"
#include "unknown_debits.h"

namespace ontzorgd::service {

namespace {

base::Result<base::Done> check_statements_reach(store::Database& db, values::CivilDate day) {
    const auto stops = account_that_stops_before(db, day);
    if (!stops) return base::Done{};
    return base::refuse("statements_stop_too_early", {{"account", stops->account.name},
                                                      {"reaches", stops->reaches.to_string()},
                                                      {"day", day.to_string()}});
}

/// What the bank says of a debit, and which payments of here are its sum: a lost copy may have made
/// them, though it named none.
base::Failure unexplained(Municipality& town, const store::UnexplainedDebits& open,
                          values::CivilDate since) {
    constexpr std::int64_t most = 20;
    base::Failure failure = base::refuse(
        "debits_are_not_explained",
        {{"count", std::to_string(open.count)}, {"delivery", std::to_string(open.statement)}});
    const auto totals = store::unpaid_totals(town.db());
    for (const auto& debit : store::unexplained_debits(town.db(), since, most)) {
        const store::LineKey key{
            .statement = debit.statement, .entry = debit.entry, .detail = debit.detail};
        const OtherSide said = other_side_of(town, key);
        std::vector<base::Detail> details{{"line", text_of(key)},
                                          {"amount", wording::money(debit.cents)},
                                          {"day", debit.day.to_string()}};
        if (said.payments) details.push_back({"payments", std::to_string(*said.payments)});
        if (!said.msg_id.empty()) details.push_back({"MsgId", said.msg_id});
        if (!said.payment_block.empty()) details.push_back({"PmtInfId", said.payment_block});
        failure.error.causes.push_back(
            base::refuse("debit_is_not_explained", std::move(details)).error);
        for (const store::UnpaidTotal& total : totals) {
            if (total.account != debit.account || total.cents != debit.cents) continue;
            failure.error.causes.push_back(
                base::refuse("debit_is_the_sum_of_payments",
                             {{"line", text_of(key)},
                              {"payments", std::to_string(total.payments)},
                              {"run", total.run},
                              {"execution_date", total.execution_date.to_string()}})
                    .error);
        }
    }
    return failure;
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
    const values::CivilDate since = first_unknown_day(store::restorations(db));
    const auto open = store::unexplained_debits_between(db, since, context.now.today);
    if (open.count > 0) return unexplained(context.town, open, since);
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
        .add("wat_zij_betaald_kan_hebben_wacht_tot_en_met",
             Value{last_booking_of_lost_copy(db, restored)})
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
