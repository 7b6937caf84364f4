// SPDX-License-Identifier: EUPL-1.2
#include "recall_exceptions.h"

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/recall.h"
#include "ontzorgd/store/run.h"
#include "placing_words.h"

#include <string>

namespace ontzorgd::service {

namespace {

constexpr std::string_view waits = "terugroep_loopt";
constexpr std::string_view nobody_asked = "terugroep_niet_vastgelegd";
/// "Following cancellation request": a return that a recall asked for.
constexpr std::string_view after_a_recall = "FOCR";

}  // namespace

void sync_recall_exceptions(store::Database& db, store::ExceptionWriter& exceptions,
                            const store::AttemptName& of) {
    const auto attempt = store::attempt_of(db, of.instruction, of.attempt);
    if (!attempt) return;
    const std::string cause = cause_of(of);
    const auto recalls = store::recalls_of(db, of);
    const auto open = store::open_recall(recalls, attempt->returned);
    const auto household =
        store::household_of_instruction(db, of.instruction).value_or(dossier::HouseholdId{});
    const values::Euro paid = store::instruction_by_id(db, of.instruction)->cents;
    const std::string details =
        "instruction=" + std::to_string(of.instruction) + "|attempt=" + std::to_string(of.attempt);
    if (open) {
        const std::string told =
            details + "|code=" + open->code + "|tot_en_met=" + open->until.to_string();
        exceptions.open(waits, cause, household, "rechtmatigheid", paid, told);
        exceptions.tell(waits, cause, told);
    } else {
        exceptions.close(waits, cause);
    }
    if (recalls.empty() && attempt->return_reason == after_a_recall) {
        exceptions.open(nobody_asked, cause, household, "rechtmatigheid", paid, details);
    } else {
        exceptions.close(nobody_asked, cause);
    }
}

}  // namespace ontzorgd::service
