// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/wording/sentence.h"
#include "split_teller.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

std::optional<store::StoredRun> newest_run_with(store::Database& db,
                                                dossier::HouseholdId household) {
    std::optional<store::StoredRun> newest;
    for (store::StoredRun& run : store::all_runs(db)) {
        if (store::explanation_of(db, run.id, household)) newest = std::move(run);
    }
    return newest;
}

/// What came after the split: where and when the payment goes since it was aimed anew.
void tell_aims(store::Database& db, const store::SplitLineRow& line,
               std::vector<std::string>& sentences) {
    for (std::int64_t number = 1;; ++number) {
        const auto change = store::aim_change(db, line.instruction, number);
        if (!change) return;
        std::string text = "Betaling " + std::to_string(line.instruction) + " (" +
                           std::string{store::kind_text(line.kind)} + ", " +
                           wording::money(line.to_pay) + ") is opnieuw gericht: uitvoerdatum " +
                           wording::day(change->instruction.execution_date) + " in plaats van " +
                           wording::day(change->was_execution_date);
        if (change->other_iban) text += ", op het nu bevestigde rekeningnummer " + change->iban;
        sentences.push_back(text + ".");
    }
}

std::vector<Report> payments_of(store::Database& db, store::RunId run,
                                dossier::HouseholdId household) {
    store::LineNumberLookup numbers{db};
    std::vector<Report> rows;
    for (const store::SplitLineRow& line : store::split_lines_of(db, run, household)) {
        const store::LineNumbers& known = numbers.of(line);
        Report row;
        row.add("soort", store::kind_text(line.kind))
            .add("contract", known.contract)
            .add("aan", known.payee)
            .add("gevraagd", Value{line.wanted})
            .add("betaald", Value{line.to_pay})
            .add("partner_1", Value{line.draagdeel_eerste})
            .add("partner_2", Value{line.to_pay - line.draagdeel_eerste})
            .add("uitkomst", uitkering::to_text(line.outcome))
            .add("instructie", Value{line.instruction});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

base::Result<Report> why_client(Municipality& town, std::string_view client,
                                std::string_view run_id) {
    store::Database& db = town.db();
    const dossier::HouseholdId household = store::household_of_client(db, client);
    if (household.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{client}}});
    const auto run = run_id.empty() ? newest_run_with(db, household) : store::find_run(db, run_id);
    if (!run && !run_id.empty())
        return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    const auto explanation = run ? store::explanation_of(db, run->id, household) : std::nullopt;
    if (!explanation && run && run->state == "splitting")
        return base::refuse("run_is_being_split", {{"run", run->head.run_id}});
    if (!explanation)
        return base::refuse("client_was_not_in_run", {{"client", std::string{client}}});
    std::vector<std::string> sentences = told_explanation(db, *explanation, {});
    for (const store::SplitLineRow& line : store::split_lines_of(db, run->id, household)) {
        if (line.instruction != 0) tell_aims(db, line, sentences);
    }
    std::vector<Report> reasons;
    for (const std::string& each : sentences) reasons.emplace_back().add("zin", each);
    Report report;
    report.add("client", client)
        .add("run", run->head.run_id)
        .add_rows("waarom", std::move(reasons))
        .add_rows("regels", payments_of(db, run->id, household));
    return report;
}

}  // namespace ontzorgd::service
