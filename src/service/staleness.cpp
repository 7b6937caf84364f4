// SPDX-License-Identifier: EUPL-1.2
#include "staleness.h"

#include "account_chain.h"
#include "account_profile.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/messages/regelset_file.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/uitkering/split.h"
#include "ontzorgd/values/target_calendar.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

namespace {

/// Households in memory at once; more than that is read again.
constexpr std::size_t most_households = 10'000;
constexpr std::int64_t seconds_of_day = 86'400;
constexpr std::int64_t seconds_of_minute = 60;

int minute_of_day(const Now& now) {
    const std::int64_t local = now.unix_seconds + amsterdam_offset(now.today);
    return static_cast<int>(local % seconds_of_day / seconds_of_minute);
}

std::string_view code_of(uitkering::Reason reason) {
    if (reason == uitkering::Reason::none) return {};
    return reason == uitkering::Reason::machtiging ? "machtiging_is_withdrawn" : "ground_has_ended";
}

/// Why the contract of a vaste last no longer asks for this payment to this creditor.
std::string_view contract_obstacle(const store::InstructionRow& instruction,
                                   const store::AimTarget& target) {
    if (instruction.kind == store::leefgeld_kind) return {};
    if (target.contract_version == 0 || target.creditor != instruction.creditor)
        return "creditor_was_changed";
    if (target.is_direct_debit) return "contract_is_direct_debit_now";
    const bool has_ended = target.contract_until && instruction.period_from &&
                           *target.contract_until < *instruction.period_from;
    return has_ended ? "contract_has_ended" : "";
}

/// The first fact that split the run, as the chain has it; 0 when there is none.
std::int64_t first_split_fact(store::Database& db, store::RunId run) {
    const auto stored = store::run_by_id(db, run);
    if (!stored) return 0;
    for (std::int64_t fact = stored->fact + 1;; ++fact) {
        const auto bytes = store::record_of(db, fact);
        if (!bytes) return 0;
        const auto record = audit::decode(*bytes);
        if (record && record.value().kind() == "run_split" &&
            record.value().integer("run") == run.number()) {
            return fact;
        }
    }
}

}  // namespace

Staleness::Staleness(Context& context, store::RunId run, const uitkering::Regelset& regelset,
                     std::int64_t batch, payment::Speed speed)
    : context_{context},
      regelset_{regelset},
      speed_{speed},
      minute_of_day_{minute_of_day(context.now)},
      split_fact_{first_split_fact(context.town.db(), run)},
      returned_{store::returned_ibans(context.town.db())},
      changed_{store::households_with_changed_cover(context.town.db(), split_fact_)},
      other_contract_{store::households_with_changed_contract(context.town.db(), split_fact_)},
      split_on_{store::day_of_fact(context.town.db(), split_fact_)},
      had_batch_{store::has_batch(context.town.db(), run, batch)},
      debits_{context.town.db()},
      once_more_{context.town.db(), debits_},
      parts_{store::all_parts(context.town.db())},
      lost_{store::instructions_of_lost_attempts(context.town.db())},
      targets_{context.town.db()} {
    for (const store::OwnAccount& account : store::own_accounts(context.town.db())) {
        const AccountChain made = chain_of(context.town.db(), account, store::every_fact);
        if (made.misses_statement()) with_gap_.insert(account.id);
    }
    const auto restored = store::restorations(context.town.db());
    if (restored.empty()) return;
    knows_until_ = first_unknown_day(restored);
    if (const auto stored = store::run_by_id(context.town.db(), run))
        lost_copy_.emplace(context.town.db(), *stored);
}

std::string_view Staleness::obstacle_to(const store::InstructionRow& instruction,
                                        const store::PayeeState& payee) {
    if (!payee.iban_usable) return "iban_is_not_usable";
    if (payee.client_on_hold) return "client_is_on_hold";
    const auto returned = returned_.find(payee.iban_index);
    if (returned != returned_.end() && payee.iban_fact <= returned->second)
        return "iban_was_returned";
    if (speed_ == payment::Speed::instant && !profile_of(instruction.account).instant_until_minute)
        return "bank_takes_no_instant";
    if (is_past_cut_off(instruction)) return "cut_off_has_passed";
    if (other_contract_.contains(instruction.household.number())) {
        const std::string_view obstacle = contract_obstacle(instruction, targets_.of(instruction));
        if (!obstacle.empty()) return obstacle;
    }
    // What did not change since the split was looked at by the split, for the day it was split
    // with.
    if (instruction.aim == 0 && !changed_.contains(instruction.household.number())) return {};
    return lost_cover(instruction);
}

bool Staleness::was_paid_by_hand(const store::InstructionRow& instruction,
                                 std::int64_t last_attempt, std::int64_t iban_index) const {
    const auto debit = debits_.newest(iban_index, instruction.cents);
    if (debit && (last_attempt > 0 || (had_batch_ && *debit >= split_on_))) return true;
    if (debit && knows_until_ && *debit >= *knows_until_) return true;
    return last_attempt > 0 &&
           store::has_open_claim(context_.town.db(), instruction.id, last_attempt);
}

std::string_view Staleness::may_be_paid_already(const store::InstructionRow& instruction,
                                                std::int64_t last_attempt, std::int64_t iban_index,
                                                std::int64_t file) {
    if (lost_.contains(instruction.id)) return "paid_by_a_lost_copy";
    // What waits in a file was asked this before, or was in it at the backup.
    if (file == 0 && lost_copy_ && lost_copy_->may_be(instruction, last_attempt))
        return "lost_copy_may_have_paid";
    if (debits_.is_paid_by_hand(instruction.id)) return "paid_by_hand";
    if (was_paid_by_hand(instruction, last_attempt, iban_index)) return "hand_made_payment_is_open";
    // A statement that told of a return may have been set aside since.
    if (last_attempt > 0 &&
        store::has_unfinished_attempt(context_.town.db(), instruction.id, last_attempt)) {
        return "earlier_attempt_is_booked";
    }
    const std::string_view of_part = obstacle_to_part(instruction.id, iban_index);
    if (!of_part.empty()) return of_part;
    // Nor is it known what a statement tells that is missing now, set aside since or not.
    const auto account = store::account_that_paid(context_.town.db(), instruction.id, last_attempt);
    if (account && with_gap_.contains(*account)) return "a_statement_is_missing";
    bool is_booked = last_attempt > 0 && (debits_.could_be_file_of(instruction.id) ||
                                          may_be_booked_once_more(instruction.id));
    if (file != 0) {
        const auto [place, is_new] = booked_.try_emplace(file, false);
        if (is_new) {
            const auto stored = store::file_by_id(context_.town.db(), file);
            place->second = stored && debits_.could_be_file(stored->account, stored->cents);
        }
        is_booked = is_booked || place->second;
    }
    return is_booked ? "file_was_booked_already" : "";
}

/// What pays a part again is asked what the payment is asked that it is a part of.
std::string_view Staleness::obstacle_to_part(std::int64_t instruction,
                                             std::int64_t iban_index) const {
    for (auto part = parts_.find(instruction); part != parts_.end();
         part = parts_.find(part->second.instruction)) {
        const std::string_view obstacle = obstacle_to_part_of(part->second, iban_index);
        if (!obstacle.empty()) return obstacle;
    }
    return {};
}

std::string_view Staleness::obstacle_to_part_of(const store::AttemptName& paid,
                                                std::int64_t iban_index) const {
    store::Database& db = context_.town.db();
    const auto [of, attempt] = paid;
    if (store::is_overpaid(db, paid) || store::has_unfinished_attempt(db, of, attempt - 1))
        return "earlier_attempt_is_booked";
    if (lost_.contains(of)) return "paid_by_a_lost_copy";
    if (debits_.is_paid_by_hand(of)) return "paid_by_hand";
    const auto whole = store::instruction_by_id(db, of);
    if (whole && debits_.newest(iban_index, whole->cents)) return "hand_made_payment_is_open";
    const auto account = store::account_that_paid(db, of, attempt);
    if (account && with_gap_.contains(*account)) return "a_statement_is_missing";
    const bool is_booked = debits_.could_be_file_of(of) || store::has_open_claim(db, of, attempt) ||
                           may_be_booked_once_more(of);
    return is_booked ? "file_was_booked_already" : "";
}

/// A second upload of the file of a payment that came back pays it as well.
bool Staleness::may_be_booked_once_more(std::int64_t instruction) const {
    const auto paid = store::instruction_by_id(context_.town.db(), instruction);
    return paid && once_more_.may_be(instruction, paid->cents);
}

std::unordered_set<std::int64_t> Staleness::touched_households() const {
    auto touched = store::households_held_since(context_.town.db(), split_fact_);
    touched.insert(changed_.begin(), changed_.end());
    touched.insert(other_contract_.begin(), other_contract_.end());
    return touched;
}

std::unordered_set<std::int64_t> Staleness::touched_ibans() const {
    store::Database& db = context_.town.db();
    auto touched = store::ibans_replaced_since(db, split_fact_);
    std::set<std::int64_t> numbers = debits_.counters();
    for (const auto& [number, fact] : returned_) numbers.insert(number);
    for (const std::int64_t number : numbers) {
        for (const std::int64_t iban : store::ibans_with_index(db, number)) touched.insert(iban);
    }
    return touched;
}

bool Staleness::is_doubtful(const store::StoredFile& file) {
    store::InstructionRow any;
    any.account = file.account;
    any.execution_date = file.execution_date;
    return is_past_cut_off(any) || debits_.could_be_file(file.account, file.cents);
}

void Staleness::for_each_doubtful_line(const store::StoredBatch& batch,
                                       const std::function<void(const store::BatchLine&)>& visit) {
    store::Database& db = context_.town.db();
    const auto households = touched_households();
    const auto ibans = touched_ibans();
    std::unordered_set<std::int64_t> files;
    for (const store::StoredFile& file : store::files_of(db, batch.id, batch.version)) {
        if (is_doubtful(file)) files.insert(file.id);
    }
    const bool all_is_first = !had_batch_ && !store::has_aim_since(db, split_fact_) &&
                              !debits_.knows_payments_by_hand() && parts_.empty() && lost_.empty();
    if (all_is_first && households.empty() && ibans.empty() && files.empty()) return;
    store::for_each_waiting_line(db, batch.id, [&](const store::WaitingLine& line) {
        const bool doubtful = line.attempt > 1 || line.aim > 0 ||
                              parts_.contains(line.instruction) || files.contains(line.file) ||
                              households.contains(line.household) || ibans.contains(line.iban) ||
                              debits_.is_paid_by_hand(line.instruction) ||
                              lost_.contains(line.instruction);
        if (doubtful) visit(store::batch_line(db, line));
    });
}

values::CivilDate Staleness::first_possible_day(std::int64_t account,
                                                values::CivilDate not_before) {
    const values::CivilDate today = values::target_day_on_or_after(context_.now.today);
    store::InstructionRow tried;
    tried.account = account;
    tried.execution_date =
        std::max(values::target_day_on_or_after(not_before),
                 values::plus_target_days(today, static_cast<int>(regelset_.voorloop_dagen)));
    while (is_past_cut_off(tried)) {
        tried.execution_date = values::plus_target_days(tried.execution_date, 1);
    }
    return tried.execution_date;
}

bool Staleness::is_past_cut_off(const store::InstructionRow& instruction) {
    const auto [place, is_new] =
        cut_off_.try_emplace({instruction.account, instruction.execution_date.to_number()}, false);
    if (is_new) {
        place->second = payment::cut_off_has_passed(profile_of(instruction.account), speed_,
                                                    instruction.execution_date, context_.now.today,
                                                    minute_of_day_);
    }
    return place->second;
}

const payment::BankProfile& Staleness::profile_of(std::int64_t account) {
    const auto known = profiles_.find(account);
    if (known != profiles_.end()) return known->second;
    return profiles_.emplace(account, service::profile_of(context_.town.db(), account).profile)
        .first->second;
}

std::string_view Staleness::lost_cover(const store::InstructionRow& instruction) {
    if (instruction.kind == store::leefgeld_kind) return {};  // his own money needs no ground
    return code_of(uitkering::cover_lost(
        household(instruction.household), regelset_, static_cast<dossier::Kind>(instruction.kind),
        instruction.execution_date,
        {instruction.draagdeel_eerste, instruction.cents - instruction.draagdeel_eerste}));
}

const dossier::Household& Staleness::household(dossier::HouseholdId id) {
    const auto known = households_.find(id.number());
    if (known != households_.end()) return known->second;
    if (households_.size() >= most_households) households_.clear();
    store::HouseholdStream stream{context_.town.db(), id};
    return households_.emplace(id.number(), stream.get(id).household).first->second;
}

std::string_view left_out_word(std::string_view code) {
    struct Word {
        std::string_view code;
        std::string_view word;
    };
    constexpr std::array words{
        Word{"a_statement_is_missing", "er_ontbreekt_een_afschrift"},
        Word{"bank_takes_no_instant", "de_bank_neemt_geen_instant_betalingen_aan"},
        Word{"batch_withdrawn", "de_batch_is_ingetrokken"},
        Word{"client_is_on_hold", "de_client_is_aangehouden"},
        Word{"contract_has_ended", "het_contract_is_geeindigd"},
        Word{"contract_is_direct_debit_now", "de_crediteur_incasseert_nu_zelf"},
        Word{"creditor_was_changed", "het_contract_heeft_een_andere_crediteur"},
        Word{"cut_off_has_passed", "de_bank_neemt_voor_die_dag_niets_meer_aan"},
        Word{"declared_dead", "twee_mensen_verklaarden_haar_dood"},
        Word{"earlier_attempt_is_booked", "een_eerdere_poging_is_misschien_geboekt"},
        Word{"file_was_booked_already", "de_bank_boekte_haar_bestand_misschien_al"},
        Word{"file_stopped", "het_bestand_is_tegengehouden"},
        Word{"ground_has_ended", "er_is_geen_grondslag_meer"},
        Word{"hand_made_payment_is_open", "zij_is_misschien_met_de_hand_betaald"},
        Word{"iban_is_not_usable", "het_rekeningnummer_is_gewijzigd_of_niet_bevestigd"},
        Word{"iban_was_returned", "van_dit_rekeningnummer_kwam_geld_terug"},
        Word{"line_dropped", "iemand_haalde_haar_uit_de_batch"},
        Word{"lost_copy_may_have_paid", "zij_is_misschien_betaald_na_de_reservekopie"},
        Word{"machtiging_is_withdrawn", "de_machtiging_is_ingetrokken"},
        Word{"paid_by_a_lost_copy", "zij_is_betaald_na_de_reservekopie"},
        Word{"paid_by_hand", "zij_is_met_de_hand_betaald"},
        Word{"profile_was_changed", "het_bankprofiel_is_veranderd"},
        Word{"rejected_by_bank", "de_bank_wees_haar_af"}};
    const auto* const found = std::ranges::find(words, code, &Word::code);
    base::expects(found != words.end(), "every way out of a batch has its word");
    return found->word;
}

std::vector<StaleLine> stale_lines(Context& context, const store::StoredBatch& batch,
                                   const uitkering::Regelset& regelset) {
    std::vector<StaleLine> stale;
    Staleness staleness{context, batch.run, regelset, batch.id, batch.speed};
    staleness.for_each_doubtful_line(batch, [&](const store::BatchLine& line) {
        std::string_view reason = staleness.obstacle_to(line.instruction, line.payee);
        if (reason.empty()) {
            reason = staleness.may_be_paid_already(line.instruction, line.attempt - 1,
                                                   line.payee.iban_index, line.file);
        }
        if (reason.empty()) return;
        stale.push_back({.instruction = line.instruction.id,
                         .attempt = line.attempt,
                         .file = line.file,
                         .cents = line.instruction.cents,
                         .reason = reason});
    });
    return stale;
}

base::Failure stale_refusal(const store::StoredBatch& batch, const std::vector<StaleLine>& stale) {
    constexpr std::size_t most_shown = 20;
    base::Failure refusal = base::refuse(
        "batch_is_stale", {{"batch", std::to_string(batch.id)},
                           {"count", std::to_string(stale.size())},
                           {"reason", std::string{stale.front().reason}},
                           {"instruction", std::to_string(stale.front().instruction)}});
    for (std::size_t i = 0; i < std::min(stale.size(), most_shown); ++i) {
        refusal.error.causes.push_back(
            base::refuse(std::string{stale[i].reason},
                         {{"instruction", std::to_string(stale[i].instruction)},
                          {"bedrag", wording::money(stale[i].cents)}})
                .error);
    }
    return refusal;
}

base::Result<uitkering::Regelset> regelset_of(store::Database& db, store::RunId run) {
    const auto stored_run = store::run_by_id(db, run);
    const auto stored = store::regelset_by_id(db, stored_run ? stored_run->regelset : 0);
    if (!stored) return base::refuse("regelset_is_missing");
    return messages::read_regelset(stored->toml);
}

}  // namespace ontzorgd::service
