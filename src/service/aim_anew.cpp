// SPDX-License-Identifier: EUPL-1.2
#include "aim_anew.h"

#include "ontzorgd/service/run.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/store/sweep.h"
#include "ontzorgd/wording/sentence.h"
#include "run_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::size_t instructions_per_slice = 5000;
/// Payments of one list that a report holds.
constexpr std::int64_t most_rows = 1000;

}  // namespace

AimPlanner::AimPlanner(Context& context, store::RunId run, const uitkering::Regelset& regelset)
    : staleness_{context, run, regelset}, targets_{context.town.db()} {}

/// What no other account or day helps against.
std::string_view AimPlanner::lasting_obstacle(const store::OpenInstruction& open,
                                              const store::AimTarget& target) {
    const store::InstructionRow& instruction = open.instruction;
    if (target.payee_is_destroyed) return "payee_was_destroyed";
    const std::string_view paid =
        staleness_.may_be_paid_already(instruction, open.last_attempt, open.payee.iban_index);
    if (!paid.empty()) return paid;
    return staleness_.may_be_paid_already(instruction, open.last_attempt, target.payee.iban_index);
}

AimPlan AimPlanner::plan(const store::OpenInstruction& open) {
    const store::InstructionRow& now = open.instruction;
    const store::AimTarget target = targets_.of(now);
    AimPlan plan{.obstacle = lasting_obstacle(open, target)};
    if (!plan.obstacle.empty()) return plan;
    store::InstructionRow aimed = now;
    aimed.iban = target.iban;
    const auto before = day_before(now);
    if (staleness_.is_past_cut_off(now) || (before && now.execution_date < *before)) {
        aimed.execution_date = staleness_.first_possible_day(
            now.account, std::max(now.execution_date, before.value_or(now.execution_date)));
    }
    const bool differs = aimed.iban != now.iban || aimed.execution_date != now.execution_date ||
                         target.kenmerk_differs;
    if (differs) {
        aimed.contract_version = target.contract_version;
        ++aimed.aim;
    }
    plan.obstacle = staleness_.obstacle_to(aimed, target.payee);
    if (plan.obstacle.empty() && differs) plan.aimed = aimed;
    return plan;
}

void AimPlanner::note(const store::InstructionRow& instruction, values::CivilDate day) {
    if (instruction.kind != store::leefgeld_kind) return;
    if (household_ != instruction.household) days_.clear();
    household_ = instruction.household;
    days_[instruction.client.number()] = day;
}

std::optional<values::CivilDate> AimPlanner::day_before(
    const store::InstructionRow& instruction) const {
    if (instruction.kind != store::leefgeld_kind || household_ != instruction.household)
        return std::nullopt;
    const auto found = days_.find(instruction.client.number());
    return found == days_.end() ? std::nullopt : std::optional{found->second};
}

std::string_view AimPlanner::obstacle_now(const store::OpenInstruction& open) {
    const std::string_view obstacle = staleness_.obstacle_to(open.instruction, open.payee);
    if (!obstacle.empty()) return obstacle;
    return staleness_.may_be_paid_already(open.instruction, open.last_attempt,
                                          open.payee.iban_index);
}

std::string who_is_paid(store::Database& db, const store::InstructionRow& instruction) {
    if (instruction.creditor.is_none()) return store::client_nummer(db, instruction.client);
    const auto creditor = store::creditor_by_id(db, instruction.creditor);
    return creditor ? creditor->nummer : "";
}

namespace {

Report payment_row(store::Database& db, const store::InstructionRow& instruction) {
    Report row;
    row.add("instructie", Value{instruction.id})
        .add("client", store::client_nummer(db, instruction.client))
        .add("soort", store::kind_text(instruction.kind))
        .add("aan", who_is_paid(db, instruction))
        .add("bedrag", Value{instruction.cents});
    return row;
}

base::Error why_not(const store::InstructionRow& instruction, std::string_view code) {
    return base::refuse(std::string{code}, {{"instruction", std::to_string(instruction.id)},
                                            {"bedrag", wording::money(instruction.cents)}})
        .error;
}

/// Aims the open payments of a run, all of them or the chosen ones, and tells what came of each.
class Renewal {
public:
    Renewal(Context& context, const store::StoredRun& run, const uitkering::Regelset& regelset,
            std::int64_t fact, const std::vector<std::int64_t>& chosen)
        : db_{context.town.db()},
          run_{run.id},
          planner_{context, run.id, regelset},
          aims_{db_, fact},
          chosen_{chosen.begin(), chosen.end()} {}

    void go() {
        for (store::InstructionRange rest = store::instructions_of(db_, run_);;) {
            const auto open = store::open_instructions_in(db_, run_, rest, instructions_per_slice);
            if (open.empty()) break;
            store::in_transaction(db_, [&] {
                for (const store::OpenInstruction& each : open) take(each);
            });
            rest.first = open.back().instruction.id + 1;
        }
        refuse_what_is_not_open();
    }

    [[nodiscard]] std::int64_t made() const { return made_; }
    [[nodiscard]] values::Euro made_cents() const { return made_cents_; }
    [[nodiscard]] std::int64_t standing() const { return standing_; }
    [[nodiscard]] std::int64_t refused() const { return refused_; }
    [[nodiscard]] std::vector<base::Error>& causes() { return causes_; }

    void put(Report& report) {
        report.add("opnieuw_gericht_aantal", Value{standing_})
            .add("opnieuw_gericht_bedrag", Value{standing_cents_})
            .add("niet_gericht_aantal", Value{refused_})
            .add_rows("opnieuw_gericht", std::move(rows_))
            .add_rows("niet_gericht", std::move(refused_rows_));
    }

private:
    [[nodiscard]] bool is_chosen(const store::InstructionRow& instruction) const {
        if (chosen_.empty() || chosen_.contains(instruction.id)) return true;
        // The later tranches of a chosen one move along, so that they keep their order.
        const auto before = planner_.day_before(instruction);
        return before && (instruction.aim > 0 || instruction.execution_date < *before);
    }

    void take(const store::OpenInstruction& open) {
        const store::InstructionRow& instruction = open.instruction;
        seen_.insert(chosen_.contains(instruction.id) ? instruction.id : 0);
        if (!is_chosen(instruction)) return;
        const AimPlan plan = planner_.plan(open);
        if (!plan.obstacle.empty()) {
            refuse(instruction, plan.obstacle);
            return;
        }
        const store::InstructionRow& goes = plan.aimed ? *plan.aimed : instruction;
        planner_.note(goes, goes.execution_date);
        if (plan.aimed) {
            aims_.add(*plan.aimed);
            ++made_;
            made_cents_ += instruction.cents;
        }
        if (goes.aim > 0) tell(goes);
    }

    void tell(const store::InstructionRow& aimed) {
        ++standing_;
        standing_cents_ += aimed.cents;
        if (standing_ > most_rows) return;
        const auto change = store::aim_change(db_, aimed.id, aimed.aim);
        base::expects(change.has_value(), "an aim that was written can be read");
        Report row = payment_row(db_, aimed);
        row.add("was_uitvoerdatum", Value{change->was_execution_date})
            .add("uitvoerdatum", Value{aimed.execution_date})
            .add("was_iban", change->was_iban)
            .add("iban", change->iban);
        rows_.push_back(std::move(row));
    }

    void refuse(const store::InstructionRow& instruction, std::string_view code) {
        constexpr std::size_t most_causes = 20;
        ++refused_;
        base::Error why = why_not(instruction, code);
        if (refused_ <= most_rows) {
            Report row = payment_row(db_, instruction);
            row.add("reden", wording::sentence(why));
            refused_rows_.push_back(std::move(row));
        }
        if (causes_.size() < most_causes) causes_.push_back(std::move(why));
    }

    /// What somebody chose and is on its way, paid or came back is never aimed anew.
    void refuse_what_is_not_open() {
        for (const std::int64_t id : chosen_) {
            if (seen_.contains(id)) continue;
            const std::string_view state = store::state_of_instruction(db_, run_, id);
            const std::string_view code = state == "paid"       ? "payment_is_paid"
                                          : state == "returned" ? "payment_came_back"
                                                                : "payment_is_in_batch";
            refuse(*store::instruction_by_id(db_, id), code);
        }
    }

    store::Database& db_;
    store::RunId run_;
    AimPlanner planner_;
    store::AimWriter aims_;
    std::set<std::int64_t> chosen_;
    std::set<std::int64_t> seen_;
    std::int64_t made_ = 0;
    values::Euro made_cents_;
    std::int64_t standing_ = 0;
    values::Euro standing_cents_;
    std::int64_t refused_ = 0;
    std::vector<Report> rows_;
    std::vector<Report> refused_rows_;
    std::vector<base::Error> causes_;
};

base::Result<base::Done> check_chosen(store::Database& db, store::RunId run,
                                      const std::vector<std::int64_t>& chosen) {
    for (const std::int64_t id : chosen) {
        if (store::state_of_instruction(db, run, id).empty())
            return base::refuse("instruction_is_not_of_run", {{"instruction", std::to_string(id)}});
    }
    return base::Done{};
}

/// The next step for an open payment that a batch left out.
std::string_view next_step(const AimPlan& plan) {
    if (!plan.obstacle.empty()) return "next_take_obstacle_away";
    return plan.aimed ? "next_renew" : "next_propose";
}

}  // namespace

base::Result<Report> renew_payments(Context& context, std::string_view run_id,
                                    const std::vector<std::int64_t>& chosen) {
    if (const auto allowed = may(context.actor.roles, "run renew"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto run = store::find_run(db, run_id);
    if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    if (const auto whole = is_wholly_split(*run); !whole) return whole.failure();
    if (const auto known = check_chosen(db, run->id, chosen); !known) return known.failure();
    const auto regelset = regelset_of(db, run->id);
    if (!regelset) return regelset.failure();
    store::in_transaction(db, [&] { store::begin_bulk_work(db); });
    Act act{context, "payments_aimed_anew"};
    Renewal renewal{context, *run, regelset.value(), act.number(), chosen};
    renewal.go();
    if (renewal.made() == 0) {
        store::sweep_unfinished_work(db);
        if (renewal.standing() == 0) {
            base::Failure refusal = base::refuse(
                renewal.refused() == 0 ? "nothing_needs_a_new_aim" : "no_payment_can_be_aimed_anew",
                {{"run", std::string{run_id}}});
            refusal.error.causes = std::move(renewal.causes());
            return refusal;
        }
    } else {
        store::in_transaction(db, [&] {
            act.record()
                .add("run", run->id.number())
                .add("payments", renewal.made())
                .add("cents", renewal.made_cents().cents());
            store::end_bulk_work(db);
            act.seal();
        });
    }
    Report report;
    report.add("run", run->head.run_id);
    renewal.put(report);
    return report;
}

void add_left_out(Context& context, const store::StoredRun& run, Report& report) {
    store::Database& db = context.town.db();
    const auto regelset = regelset_of(db, run.id);
    if (!regelset || !store::has_batch(db, run.id)) return;
    AimPlanner planner{context, run.id, regelset.value()};
    std::int64_t count = 0;
    values::Euro cents;
    std::vector<Report> rows;
    for (store::InstructionRange rest = store::instructions_of(db, run.id);;) {
        const auto open = store::open_instructions_in(db, run.id, rest, instructions_per_slice);
        if (open.empty()) break;
        for (const store::OpenInstruction& each : open) {
            ++count;
            cents += each.instruction.cents;
            if (count > most_rows) continue;
            const AimPlan plan = planner.plan(each);
            const store::InstructionRow& goes = plan.aimed ? *plan.aimed : each.instruction;
            planner.note(goes, goes.execution_date);
            const std::string_view code =
                plan.obstacle.empty() ? planner.obstacle_now(each) : plan.obstacle;
            Report row = payment_row(db, each.instruction);
            row.add("uitvoerdatum", Value{each.instruction.execution_date})
                .add("reden", code.empty() ? wording::phrase("left_out_nothing_stands_in_its_way")
                                           : wording::sentence(why_not(each.instruction, code)))
                .add("volgende_stap", wording::phrase(next_step(plan), {{"run", run.head.run_id}}));
            rows.push_back(std::move(row));
        }
        rest.first = open.back().instruction.id + 1;
    }
    report.add("buiten_batch_aantal", Value{count}).add("buiten_batch_bedrag", Value{cents});
    report.add_rows("buiten_batch", std::move(rows));
}

}  // namespace ontzorgd::service
