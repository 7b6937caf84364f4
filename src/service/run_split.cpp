// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/facts/book.h"
#include "ontzorgd/messages/regelset_file.h"
#include "ontzorgd/service/run.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/uitkering/split.h"
#include "ontzorgd/values/target_calendar.h"
#include "ontzorgd/wording/sentence.h"
#include "run_rules.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace ontzorgd::service {

namespace {

/// This many days before a ground ends it is an exception for the klantmanager, at the latest.
constexpr std::int32_t warn_before_end_days = 60;

/// What a split of this run is made under.
struct Setting {
    store::StoredRun run;
    uitkering::Regelset regelset;
    std::int64_t regelset_id = 0;
    uitkering::PayWindow window;  ///< which bills are taken up
    values::CivilDate execution;  ///< P, or later when P has passed
    std::array<std::int64_t, facts::payment_kind_count> account_of_kind{};
    std::unordered_map<std::int64_t, store::CreditorIban> creditor_ibans;
    bool takes_window = false;      ///< regulier
    bool takes_open_bills = false;  ///< pays open bills of its own benefit month first
};

bool takes_open_bills(uitkering::SoortRun soort, const uitkering::Regelset& regelset) {
    using enum uitkering::SoortRun;
    switch (soort) {
        case correctie:
        case nabetaling: return regelset.openstaand_eerst;
        case voorschot: return regelset.voorschot == uitkering::Bestemming::vaste_lasten_eerst;
        case vakantietoeslag:
            return regelset.vakantietoeslag == uitkering::Bestemming::vaste_lasten_eerst;
        case regulier: return false;
    }
    return false;
}

/// The window of the run: stored by its first split, else from the calendar. A run of another kind
/// than regulier is paid at the first date that the lead time allows.
base::Result<uitkering::PayWindow> window_of(Context& context, const store::StoredRun& run,
                                             unsigned lead_days) {
    if (run.pay_date) {
        return uitkering::PayWindow{.pay_date = *run.pay_date, .next_pay_date = *run.next_pay_date};
    }
    if (run.head.soort != uitkering::SoortRun::regulier) {
        const values::CivilDate first = values::plus_target_days(
            values::target_day_on_or_after(context.now.today), static_cast<int>(lead_days));
        return uitkering::PayWindow{.pay_date = first,
                                    .next_pay_date = values::plus_target_days(first, 1)};
    }
    store::Database& db = context.town.db();
    const auto date = store::pay_date_of(db, run.head.periode);
    if (!date)
        return base::refuse("pay_date_is_missing", {{"month", run.head.periode.to_string()}});
    const auto next = store::pay_date_of(db, run.head.periode.plus(1));
    if (!next) {
        return base::refuse("next_pay_date_is_missing",
                            {{"month", run.head.periode.plus(1).to_string()}});
    }
    return uitkering::pay_window(*date, *next);
}

base::Result<store::StoredRegelset> regelset_for(store::Database& db, const store::StoredRun& run,
                                                 values::CivilDate day) {
    const auto stored =
        run.regelset != 0 ? store::regelset_by_id(db, run.regelset) : store::regelset_on(db, day);
    if (!stored) return base::refuse("regelset_is_missing", {{"day", day.to_string()}});
    return *stored;
}

base::Result<std::int64_t> usable_account(store::Database& db, const std::string& name) {
    const auto account = store::own_account_named(db, name);
    if (!account || !account->confirmed)
        return base::refuse("account_is_not_usable", {{"account", name}});
    if (account->ended_on) {
        return base::refuse("account_has_ended",
                            {{"account", name}, {"day", wording::day(*account->ended_on)}});
    }
    return account->id;
}

base::Result<Setting> setting_for(Context& context, const store::StoredRun& run) {
    store::Database& db = context.town.db();
    // The regelset in force on the pay date; the pay date of other kinds depends on its lead time,
    // so that is taken from the one in force today.
    const bool regulier = run.head.soort == uitkering::SoortRun::regulier;
    auto on_day = context.now.today;
    if (regulier && !run.pay_date) {
        on_day = values::target_day_on_or_before(
            store::pay_date_of(db, run.head.periode).value_or(on_day));
    }
    const auto stored = regelset_for(db, run, on_day);
    if (!stored) return stored.failure();
    auto regelset = messages::read_regelset(stored.value().toml);
    if (!regelset) return regelset.failure();
    const auto window = window_of(context, run, regelset.value().voorloop_dagen);
    if (!window) return window.failure();

    Setting setting{.run = run,
                    .regelset = std::move(regelset).value(),
                    .regelset_id = stored.value().id,
                    .window = window.value(),
                    .execution = window.value().pay_date,
                    .creditor_ibans = {},
                    .takes_window = regulier,
                    .takes_open_bills = false};
    setting.takes_open_bills = takes_open_bills(run.head.soort, setting.regelset);
    if (setting.execution < context.now.today) {
        setting.execution =
            values::plus_target_days(values::target_day_on_or_after(context.now.today),
                                     static_cast<int>(setting.regelset.voorloop_dagen));
    }
    for (std::size_t kind = 0; kind < facts::payment_kind_count; ++kind) {
        const std::string& name = kind < dossier::kind_count
                                      ? setting.regelset.rekening_per_kind.at(kind)
                                      : setting.regelset.rekening_leefgeld;
        const auto account = usable_account(db, name);
        if (!account) return account.failure();
        setting.account_of_kind.at(kind) = account.value();
    }
    for (const auto& [creditor, iban] : store::creditor_ibans(db)) {
        setting.creditor_ibans.emplace(creditor.number(), iban);
    }
    return setting;
}

/// What one slice did.
struct Outcome {
    std::int64_t households = 0;
    facts::KindTotals per_kind{};
    values::Euro from_held;
    values::Euro newly_held;
    std::int64_t newly_held_count = 0;
    std::int64_t unpaid_bills = 0;
    std::int64_t changed_records = 0;  ///< held for another reason, or of a client known by now
    audit::MerkleRoot explanations{crypto::sha256};
    audit::MerkleRoot instructions{crypto::sha256};
};

/// Splits households one by one and writes what comes of it.
class Splitter {
public:
    Splitter(Context& context, const Setting& setting, std::int64_t fact)
        : context_{context},
          setting_{setting},
          writer_{context.town.db(), setting.run.id, fact, setting.run.head.periode},
          exceptions_{context.town.db(), fact, context.now.today},
          bills_{context.town.db()} {}

    void split(const store::RunRecordRow& record, const store::SplitHousehold& household) {
        const uitkering::Situation situation = situation_of(record, household);
        const auto decided = uitkering::split(situation);
        const std::string explanation = uitkering::encode_explanation(situation, decided);
        writer_.add_explanation(household.household.id, explanation);
        outcome_.explanations.add(explanation);
        line_ = 0;
        for (const uitkering::BillOutcome& bill : decided.value.bills) write_bill(household, bill);
        for (const uitkering::Tranche& tranche : decided.value.tranches) {
            write_leefgeld(household, tranche);
        }
        writer_.mark_record(record.number);
        if (!record.finding.empty()) outcome_.from_held += record.net;
        ++outcome_.households;
        warn_about_grounds(household);
        ask_about_machtigingen(household);
    }

    /// Something came between import and split that holds this record.
    void hold(const store::RunRecordRow& record, std::string_view finding) {
        if (record.finding == finding) return;
        store::change_finding(context_.town.db(), setting_.run.id, record.number, finding);
        ++outcome_.changed_records;
        exceptions_.open(
            "uitkering_" + std::string{finding},
            std::to_string(setting_.run.id.number()) + '|' + std::to_string(record.number),
            record.household, "klantmanager", record.net,
            "run=" + setting_.run.head.run_id + "|record=" + std::to_string(record.number));
        if (record.finding.empty()) {
            outcome_.newly_held += record.net;
            ++outcome_.newly_held_count;
        }
    }

    /// An unknown client may have become known since the run came in. That is settled before
    /// anything is split, so that households are split, and their explanations counted, in the
    /// order of their numbers.
    void find_unknown_clients() {
        store::Database& db = context_.town.db();
        for (store::RunRecordRow& record : store::records_of_unknown_clients(db, setting_.run.id)) {
            record.household = store::household_of_client(db, client_of_leaf(record.leaf));
            if (record.household.is_none()) continue;
            store::change_household(db, record);
            ++outcome_.changed_records;
        }
    }

    [[nodiscard]] const Outcome& outcome() const { return outcome_; }

private:
    uitkering::Situation situation_of(const store::RunRecordRow& record,
                                      const store::SplitHousehold& household) {
        uitkering::Situation situation{.household = &household.household,
                                       .regelset = &setting_.regelset,
                                       .soort = setting_.run.head.soort,
                                       .benefit_month = setting_.run.head.periode,
                                       .window = setting_.window,
                                       .not_before = setting_.execution,
                                       .net = record.net,
                                       .bijzondere_bijstand = record.bijzondere_bijstand,
                                       .leefgeld_already = {},
                                       .bills = {}};
        if (!setting_.takes_window) {
            situation.leefgeld_already =
                bills_.leefgeld_of(household.household.id, setting_.run.head.periode);
        }
        for (const dossier::VasteLast& contract : household.household.contracten) {
            if (setting_.takes_window) {
                add_window_bills(situation, contract);
            } else if (setting_.takes_open_bills) {
                add_open_bills(situation, contract);
            }
        }
        number_where_it_matters(situation);
        return situation;
    }

    /// What earlier runs did with this bill, or null when none took it up.
    static const store::BillState* find_state(const std::vector<store::BillState>& states,
                                              values::CivilDate period_from) {
        const auto found = std::find_if(
            states.begin(), states.end(),
            [&](const store::BillState& state) { return state.period_from == period_from; });
        return found == states.end() ? nullptr : &*found;
    }

    void add_bill(uitkering::Situation& situation, const dossier::VasteLast& contract,
                  const dossier::BillPeriod& period, const store::BillState* state) {
        const values::Euro instructed = state == nullptr ? values::Euro{} : state->instructed;
        if (instructed >= period.bedrag) return;  // paid once in full, by whichever run
        const auto iban = setting_.creditor_ibans.find(contract.crediteur.number());
        situation.bills.push_back(
            {.contract = &contract,
             .period = period,
             .already_paid = instructed,
             .next_part = state == nullptr ? 1 : bills_.last_part_of(contract.id, period.from) + 1,
             .creditor_iban_confirmed =
                 iban != setting_.creditor_ibans.end() && iban->second.confirmed});
    }

    void add_window_bills(uitkering::Situation& situation, const dossier::VasteLast& contract) {
        const std::vector<store::BillState>& states = bills_.of(contract.id);
        for (const dossier::BillPeriod& period :
             uitkering::bills_in_window(contract, setting_.window)) {
            add_bill(situation, contract, period, find_state(states, period.from));
        }
        for (const dossier::BillPeriod& period :
             uitkering::bills_overdue(contract, setting_.window)) {
            const store::BillState* state = find_state(states, period.from);
            if (!fell_due_inside_a_ground(situation, contract, period)) continue;
            if (state != nullptr && was_shown_as_too_old(period)) continue;
            add_bill(situation, contract, period, state);
        }
    }

    static bool fell_due_inside_a_ground(const uitkering::Situation& situation,
                                         const dossier::VasteLast& contract,
                                         const dossier::BillPeriod& period) {
        return std::ranges::any_of(
            situation.household->clienten, [&](const dossier::Client& client) {
                const bool bears = contract.drager.is_none() || contract.drager == client.id;
                const dossier::Grondslag* ground = client.grondslag_on(period.due);
                return bears && ground != nullptr && dossier::allows(ground->soort, contract.kind);
            });
    }

    /// True for a bill that an earlier run must have listed as too old already: it is an exception,
    /// and is not listed again every month.
    [[nodiscard]] bool was_shown_as_too_old(const dossier::BillPeriod& period) const {
        constexpr std::int32_t longest_window = 40;  // days between two pay dates
        const std::int32_t age = setting_.window.pay_date - period.due;
        return age >
               static_cast<std::int32_t>(setting_.regelset.achterstand_dagen) + longest_window;
    }

    void add_open_bills(uitkering::Situation& situation, const dossier::VasteLast& contract) {
        for (const values::CivilDate from :
             bills_.taken_up_in(contract.id, setting_.run.head.periode)) {
            const std::vector<store::BillState>& states = bills_.of(contract.id);
            for (const dossier::BillPeriod& period :
                 dossier::bills_due(contract, contract.vanaf.plus_days(-1), from.plus_days(400))) {
                if (period.from != from) continue;
                add_bill(situation, contract, period, find_state(states, period.from));
            }
        }
    }

    /// Where two bills of one kind fall due on one day, the numbers of their contracts decide.
    void number_where_it_matters(uitkering::Situation& situation) {
        std::vector<uitkering::Bill>& bills = situation.bills;
        const auto in_one_place = [](const uitkering::Bill& a, const uitkering::Bill& b) {
            return a.contract->kind == b.contract->kind && a.period.due == b.period.due;
        };
        bool matters = false;
        for (std::size_t i = 1; i < bills.size() && !matters; ++i) {
            matters = std::any_of(bills.begin(), bills.begin() + static_cast<std::ptrdiff_t>(i),
                                  [&](const auto& bill) { return in_one_place(bill, bills[i]); });
        }
        if (!matters) return;
        std::map<std::string, std::vector<uitkering::Bill*>> by_nummer;
        for (uitkering::Bill& bill : bills) {
            by_nummer[store::contract_nummer(context_.town.db(), bill.contract->id)].push_back(
                &bill);
        }
        unsigned place = 0;
        for (const auto& [nummer, of_contract] : by_nummer) {
            ++place;
            for (uitkering::Bill* bill : of_contract) bill->volgnummer = place;
        }
    }

    static const dossier::VasteLast& contract_of(const store::SplitHousehold& household,
                                                 dossier::ContractId id, std::size_t& index) {
        const auto& contracts = household.household.contracten;
        for (index = 0; index < contracts.size(); ++index) {
            if (contracts[index].id == id) return contracts[index];
        }
        base::expects(false, "a split decides about contracts of its own household");
        return contracts.front();
    }

    std::int64_t add_instruction(const store::InstructionRow& row) {
        const std::int64_t id = writer_.add_instruction(row);
        outcome_.instructions.add(writer_.last_leaf());
        return id;
    }

    void write_bill(const store::SplitHousehold& household, const uitkering::BillOutcome& bill) {
        std::size_t index = 0;
        const dossier::VasteLast& contract = contract_of(household, bill.contract, index);
        const auto kind = static_cast<std::int64_t>(bill.kind);
        store::SplitLineRow line{.household = household.household.id,
                                 .number = ++line_,
                                 .contract = bill.contract,
                                 .payee = {},
                                 .kind = kind,
                                 .period_from = bill.period.from,
                                 .period_until = bill.period.until,
                                 .due = bill.period.due,
                                 .wanted = bill.wanted,
                                 .to_pay = bill.to_pay,
                                 .draagdeel_eerste = bill.draagdeel[0],
                                 .outcome = bill.outcome,
                                 .reason = bill.reason,
                                 .grondslag_eindigt = bill.grondslag_eindigt,
                                 .instruction = 0};
        if (!bill.to_pay.is_zero()) {
            line.instruction = add_instruction(
                {.id = 0,
                 .run = setting_.run.id,
                 .household = household.household.id,
                 .kind = kind,
                 .contract = bill.contract,
                 .period_from = bill.period.from,
                 .part = bill.part,
                 .client = contract.op_naam_van,
                 .creditor = contract.crediteur,
                 .cents = bill.to_pay,
                 .draagdeel_eerste = bill.draagdeel[0],
                 .execution_date = bill.execution_date,
                 .account = setting_.account_of_kind.at(static_cast<std::size_t>(kind)),
                 .iban = setting_.creditor_ibans.at(contract.crediteur.number()).iban,
                 .contract_version = household.contract_versions.at(index)});
            outcome_.per_kind.at(static_cast<std::size_t>(kind)) += bill.to_pay;
        }
        writer_.add_line(line);
        writer_.add_bill(bill.contract, bill.period.from, bill.period.bedrag, bill.to_pay);
        if (bill.to_pay < bill.wanted) {
            ++outcome_.unpaid_bills;
            exceptions_.open(
                "last_" + std::string{uitkering::to_text(bill.outcome)},
                std::to_string(bill.contract.number()) + '|' + bill.period.from.to_string(),
                household.household.id, "klantmanager", bill.wanted - bill.to_pay,
                "reden=" + std::string{uitkering::to_text(bill.reason)} +
                    "|soort=" + std::string{dossier::to_text(bill.kind)} +
                    "|vervalt=" + bill.period.due.to_string());
        }
    }

    void write_leefgeld(const store::SplitHousehold& household, const uitkering::Tranche& tranche) {
        const store::SplitClient& client = household.clienten.at(tranche.partner);
        const std::int64_t instruction = add_instruction(
            {.id = 0,
             .run = setting_.run.id,
             .household = household.household.id,
             .kind = store::leefgeld_kind,
             .contract = {},
             .period_from = std::nullopt,
             .part = tranche.number,
             .client = client.id,
             .creditor = {},
             .cents = tranche.bedrag,
             .draagdeel_eerste = tranche.partner == 0 ? tranche.bedrag : values::Euro{},
             .execution_date = tranche.execution_date,
             .account = setting_.account_of_kind.back(),
             .iban = client.iban,
             .contract_version = 0});
        writer_.add_line(
            {.household = household.household.id,
             .number = ++line_,
             .contract = {},
             .payee = client.id,
             .kind = store::leefgeld_kind,
             .period_from = std::nullopt,
             .period_until = std::nullopt,
             .due = tranche.execution_date,
             .wanted = tranche.bedrag,
             .to_pay = tranche.bedrag,
             .draagdeel_eerste = tranche.partner == 0 ? tranche.bedrag : values::Euro{},
             .outcome = uitkering::Outcome::te_betalen,
             .reason = uitkering::Reason::none,
             .grondslag_eindigt = false,
             .instruction = instruction});
        outcome_.per_kind.back() += tranche.bedrag;
    }

    void warn_about_grounds(const store::SplitHousehold& household) {
        if (!setting_.takes_window) return;
        for (const dossier::Client& client : household.household.clienten) {
            const dossier::Grondslag* ground = client.grondslag_on(setting_.window.pay_date);
            if (ground == nullptr || !ground->tot_en_met) continue;
            // The next run comes too late to warn when the day to warn falls before it.
            const values::CivilDate warn_on = ground->tot_en_met->plus_days(-warn_before_end_days);
            if (warn_on >= setting_.window.next_pay_date) continue;
            exceptions_.open(
                "grondslag_eindigt",
                std::to_string(client.id.number()) + '|' + ground->tot_en_met->to_string(),
                household.household.id, "klantmanager", std::nullopt,
                "tot_en_met=" + ground->tot_en_met->to_string());
        }
    }

    /// A withdrawn or refused machtiging does not end a ground by beschikking; the klantmanager
    /// decides what does (R1.06).
    void ask_about_machtigingen(const store::SplitHousehold& household) {
        for (const dossier::Client& client : household.household.clienten) {
            const auto toestand = dossier::machtiging_on(client.machtigingen, setting_.execution);
            if (toestand != dossier::MachtigingToestand::ingetrokken &&
                toestand != dossier::MachtigingToestand::geweigerd)
                continue;
            const dossier::Grondslag* ground = client.grondslag_on(setting_.execution);
            if (ground == nullptr || ground->soort == dossier::GrondslagSoort::geen) continue;
            values::CivilDate day;  // the last one on or before that day; they ascend
            for (const dossier::Machtiging& each : client.machtigingen) {
                if (each.datum <= setting_.execution) day = each.datum;
            }
            const std::string since = day.to_string();
            exceptions_.open(
                "machtiging_" + std::string{dossier::to_text(toestand)},
                std::to_string(client.id.number()) + '|' + since, household.household.id,
                "klantmanager", std::nullopt,
                "datum=" + since + "|grondslag=" + std::string{dossier::to_text(ground->soort)});
        }
    }

    Context& context_;
    const Setting& setting_;
    store::SplitWriter writer_;
    store::ExceptionWriter exceptions_;
    store::BillLookup bills_;
    Outcome outcome_;
    std::int64_t line_ = 0;
};

/// What holds the record now: an account may have become usable, a client may be on hold.
std::string_view finding_now(store::Database& db, const store::StoredRun& run,
                             const store::RunRecordRow& record) {
    if (record.net.is_negative()) return below_zero;
    if (store::records_of_household(db, record.run, record.household) > 1) return client_twice;
    if (run.head.soort == uitkering::SoortRun::regulier &&
        store::is_in_another_regulier_run(db, run.fact, run.head.periode, record.household)) {
        return month_in_another_run;
    }
    return finding_on(db, record.household);
}

void record_split(Context& context, Act& act, const Setting& setting, const Outcome& outcome,
                  std::string_view state) {
    store::mark_split(context.town.db(), setting.run.id, state, setting.window.pay_date,
                      setting.window.next_pay_date, setting.regelset_id);
    audit::Record& record = act.record();
    record.add("run", setting.run.id.number())
        .add("regelset", setting.regelset_id)
        .add("split_version", std::int64_t{uitkering::split_version})
        .add("pay_date", setting.window.pay_date)
        .add("next_pay_date", setting.window.next_pay_date);
    for (std::size_t kind = 0; kind < outcome.per_kind.size(); ++kind) {
        if (outcome.per_kind.at(kind).is_zero()) continue;
        record.add("cents_" + std::string{store::kind_text(static_cast<std::int64_t>(kind))},
                   outcome.per_kind.at(kind).cents());
    }
    record.add("unpaid_bills", outcome.unpaid_bills)
        .add("newly_held", outcome.newly_held_count)
        .add("children", outcome.explanations.count())
        .add("merkle_root", outcome.explanations.root());
    if (outcome.instructions.count() > 0) {
        record.add("rows_instruction", outcome.instructions.count())
            .add("root_instruction", outcome.instructions.root());
    }
    facts::book_run_split(act.journal(), outcome.per_kind, outcome.from_held, outcome.newly_held);
}

/// How far a split got.
struct Reached {
    dossier::HouseholdId after{};  ///< all that come before were looked at, and this one
    std::int64_t records = 0;
    bool has_more = false;
};

/// One slice: a fact that is whole, or nothing when nothing was left to do in it.
Reached split_slice(Context& context, const Setting& setting, dossier::HouseholdId after,
                    std::size_t most) {
    store::Database& db = context.town.db();
    const store::StoredRun& run = setting.run;
    Act act{context, "run_split"};
    Splitter splitter{context, setting, act.number()};
    if (after.is_none()) splitter.find_unknown_clients();
    const auto records = store::unsplit_after(db, run.id, after, most);
    Reached reached{.after = after, .records = std::ssize(records)};
    if (!records.empty()) {
        store::HouseholdStream households{db, records.front().household};
        for (const store::RunRecordRow& record : records) {
            const std::string_view finding = finding_now(db, run, record);
            if (finding.empty()) {
                splitter.split(record, households.get(record.household));
            } else {
                splitter.hold(record, finding);
            }
        }
        reached.after = records.back().household;
        reached.has_more = store::has_unsplit_after(db, run.id, reached.after);
    }
    // A later split, of what was held, takes nothing away from a run that was wholly looked at.
    const bool is_whole = run.state == "split" || !reached.has_more;
    const std::string_view state = is_whole ? "split" : "splitting";
    const Outcome& outcome = splitter.outcome();
    if (outcome.households > 0 || outcome.changed_records > 0 || state != run.state) {
        record_split(context, act, setting, outcome, state);
        act.seal();
    }
    return reached;
}

base::Result<store::StoredRun> splittable(store::Database& db, std::string_view run_id) {
    const auto run = store::find_run(db, run_id);
    if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    if (run->state == "rejected")
        return base::refuse("run_is_rejected", {{"run", std::string{run_id}}});
    if (run->held > 0 && run->held_accepted_by.is_none()) {
        return base::refuse("held_is_not_accepted",
                            {{"run", std::string{run_id}}, {"held", std::to_string(run->held)}});
    }
    return *run;
}

base::Result<Setting> setting_for(Context& context, std::string_view run_id) {
    const auto run = splittable(context.town.db(), run_id);
    if (!run) return run.failure();
    return setting_for(context, run.value());
}

}  // namespace

base::Result<Report> split_run(Context& context, std::string_view run_id) {
    return split_run(context, run_id, households_per_slice);
}

base::Result<Report> split_run(Context& context, std::string_view run_id, std::size_t slice) {
    if (const auto allowed = may(context.actor.roles, "run split"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    auto setting = setting_for(context, run_id);
    if (!setting) return setting.failure();
    std::int64_t done = 0;
    for (Reached reached{.has_more = true}; reached.has_more;) {
        reached = store::in_transaction(
            db, [&] { return split_slice(context, setting.value(), reached.after, slice); });
        done += reached.records;
        context.progress("huishoudens gesplitst", done);
        setting.value().run = *store::run_by_id(db, setting.value().run.id);
        if (!reached.has_more) break;
        const auto others = let_others_act(context);
        if (!others) return others.failure();
        if (!others.value()) continue;
        setting = setting_for(context, run_id);
        if (!setting) return setting.failure();
    }
    return run_report(context.town, setting.value().run);
}

}  // namespace ontzorgd::service
