// SPDX-License-Identifier: EUPL-1.2
#include "run_rules.h"

#include "ontzorgd/store/payees.h"

namespace ontzorgd::service {

std::string_view client_of_leaf(std::string_view leaf) {
    leaf.remove_prefix(std::min(leaf.find('|') + 1, leaf.size()));
    return leaf.substr(0, leaf.find('|'));
}

std::string_view finding_on(store::Database& db, dossier::HouseholdId household) {
    const store::PayeeFigures payees = store::payees_of(db, household);
    if (payees.clients == 0) return household_without_clients;
    if (payees.on_hold > 0) return client_on_hold;
    if (payees.with_usable_iban < payees.clients) return no_usable_account;
    return {};
}

std::string_view state_of(store::Database& db, const store::StoredRun& run,
                          const store::RunFigures& figures) {
    const bool is_done = run.state == "split" && figures.waiting == 0 && figures.held == 0 &&
                         store::is_all_paid(db, run.id);
    return is_done ? std::string_view{"closed"} : std::string_view{run.state};
}

base::Result<base::Done> is_wholly_split(const store::StoredRun& run) {
    if (run.state == "split") return base::Done{};
    const bool has_begun = run.state == "splitting";
    return base::refuse(has_begun ? "run_is_being_split" : "run_is_not_split",
                        {{"run", run.head.run_id}});
}

Report run_report(Municipality& town, const store::StoredRun& run) {
    const store::RunFigures figures = store::figures_of(town.db(), run.id);
    Report report;
    report.add("run", run.head.run_id)
        .add("periode", run.head.periode.to_string())
        .add("soort", uitkering::to_text(run.head.soort))
        .add("staat", state_of(town.db(), run, figures))
        .add("aantal", Value{run.head.aantal})
        .add("totaal", Value{run.head.totaal})
        .add("gesplitst", Value{figures.split})
        .add("gesplitst_bedrag", Value{figures.split_cents})
        .add("te_verdelen", Value{figures.waiting})
        .add("te_verdelen_bedrag", Value{figures.waiting_cents})
        .add("aangehouden", Value{figures.held})
        .add("aangehouden_bedrag", Value{figures.held_cents})
        .add("onder_nul", Value{figures.below_zero})
        .add("onder_nul_bedrag", Value{figures.below_zero_cents})
        .add("sha256", base::to_hex(run.sha256))
        .add_if("betaaldatum", run.pay_date)
        .add_if("volgende_betaaldatum", run.next_pay_date);
    return report;
}

}  // namespace ontzorgd::service
