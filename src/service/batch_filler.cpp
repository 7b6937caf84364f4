// SPDX-License-Identifier: EUPL-1.2
#include "batch_filler.h"

#include "account_profile.h"
#include "batch_files.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/wording/sentence.h"

namespace ontzorgd::service {

namespace {

constexpr std::size_t instructions_per_slice = 5000;

}  // namespace

Filler::Filler(Context& context, std::int64_t batch, std::int64_t fact, store::RunId run,
               const uitkering::Regelset& regelset, payment::Speed speed)
    : context_{context},
      batch_{batch},
      fact_{fact},
      staleness_{context, run, regelset, batch, speed},
      generation_{payment::Generation::of(context.town.generation())},
      next_file_{store::next_file_id(context.town.db())} {}

void Filler::fill(store::RunId run) {
    store::Database& db = context_.town.db();
    for (const store::PayGroup& group : store::pay_groups_of(db, run)) {
        take_all([&](std::int64_t after) {
            return store::open_instructions_after(db, run, group, after, instructions_per_slice);
        });
    }
    take_all([&](std::int64_t after) {
        return store::open_aimed_instructions_after(db, run, after, instructions_per_slice);
    });
}

std::string Filler::change() const {
    if (left_out_ == 0) return {};
    return "left_out " + std::to_string(left_out_) + ' ' + std::to_string(left_out_cents_.cents());
}

base::Failure Filler::refusal(std::string_view run_id) {
    base::Failure refusal =
        base::refuse(std::string{first_obstacle_}, {{"run", std::string{run_id}}});
    refusal.error.causes = std::move(causes_);
    return refusal;
}

template <class OpenAfter>
void Filler::take_all(OpenAfter open_after) {
    std::int64_t last = 0;
    for (auto open = open_after(last); !open.empty(); open = open_after(last)) {
        take_slice(open);
        last = open.back().instruction.id;
    }
}

void Filler::take_slice(const std::vector<store::OpenInstruction>& open) {
    store::in_transaction(context_.town.db(), [&] {
        store::AttemptWriter attempts{context_.town.db()};
        for (const store::OpenInstruction& each : open) take(attempts, each);
    });
}

std::string_view Filler::obstacle_to(const store::OpenInstruction& open) {
    const std::string_view obstacle = staleness_.obstacle_to(open.instruction, open.payee);
    if (!obstacle.empty()) return obstacle;
    return staleness_.may_be_paid_already(open.instruction, open.last_attempt,
                                          open.payee.iban_index);
}

void Filler::leave_out(const store::OpenInstruction& open, std::string_view obstacle) {
    constexpr std::size_t most_causes = 20;
    ++left_out_;
    left_out_cents_ += open.instruction.cents;
    if (first_obstacle_.empty()) first_obstacle_ = obstacle;
    if (causes_.size() < most_causes) {
        causes_.push_back(base::refuse(std::string{obstacle},
                                       {{"instruction", std::to_string(open.instruction.id)},
                                        {"bedrag", wording::money(open.instruction.cents)}})
                              .error);
    }
    store::open_left_out(
        context_.town.db(), open.instruction.id, open.last_attempt,
        {.fact = fact_, .today = context_.now.today, .reason = left_out_word(obstacle)});
}

void Filler::take(store::AttemptWriter& attempts, const store::OpenInstruction& open) {
    const std::string_view obstacle = obstacle_to(open);
    if (!obstacle.empty()) {
        leave_out(open, obstacle);
        return;
    }
    store::StoredFile& file = file_for(open.instruction);
    attempts.add({.instruction = open.instruction.id,
                  .number = open.last_attempt + 1,
                  .batch = batch_,
                  .file = file.id,
                  .settled_on = std::nullopt,
                  .returned = {},
                  .return_reason = {},
                  .aim = open.instruction.aim});
    ++file.count;
    file.cents += open.instruction.cents;
}

/// The file of this day and account that has room.
store::StoredFile& Filler::file_for(const store::InstructionRow& instruction) {
    const auto [place, is_new] =
        last_file_.try_emplace({instruction.execution_date.to_number(), instruction.account}, 0);
    if (!is_new && files_.at(place->second).count < most_in_file(instruction.account)) {
        return files_.at(place->second);
    }
    store::StoredFile file{.id = next_file_++,
                           .batch = batch_,
                           .version = 1,
                           .account = instruction.account,
                           .execution_date = instruction.execution_date,
                           .name = {},
                           .msg_id = {},
                           .sha256 = {},
                           .count = 0,
                           .cents = {},
                           .state = "built"};
    file.msg_id = payment::message_id(generation_, file.id, context_.town.is_practice());
    file.name =
        file_name(context_.town, file, *store::own_account_by_id(context_.town.db(), file.account));
    place->second = files_.size();
    files_.push_back(std::move(file));
    return files_.back();
}

std::int64_t Filler::most_in_file(std::int64_t account) {
    const auto [place, is_new] = most_in_file_.try_emplace(account, 0);
    if (is_new) {
        place->second = profile_of(context_.town.db(), account).profile.transfers_per_file;
    }
    return place->second;
}

}  // namespace ontzorgd::service
