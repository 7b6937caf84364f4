// SPDX-License-Identifier: EUPL-1.2
#include "status_exceptions.h"

#include "name_check.h"
#include "ontzorgd/store/bank_status.h"
#include "ontzorgd/store/batch.h"

#include <algorithm>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::string_view owner = "rechtmatigheid";

/// One exception for all payments of a file with a word: opened, told anew, or closed.
void sync_count(store::ExceptionWriter& exceptions, std::string_view kind,
                const store::StoredFile& file, const store::WordCount& count) {
    const std::string cause = std::to_string(file.id);
    if (count.payments == 0) {
        exceptions.close(kind, cause);
        return;
    }
    const std::string details = "file=" + file.name +
                                "|payments=" + std::to_string(count.payments) +
                                "|cents=" + std::to_string(count.cents.cents());
    exceptions.open(kind, cause, {}, owner, count.cents, details);
    exceptions.tell(kind, cause, count.cents, details);
}

store::WordCount sum_of(const store::WordCount& a, const store::WordCount& b) {
    return {.payments = a.payments + b.payments, .cents = a.cents + b.cents};
}

}  // namespace

void sync_status_exceptions(store::Database& db, store::ExceptionWriter& exceptions,
                            std::int64_t file) {
    constexpr std::string_view refused = "betaling_geweigerd";
    const auto stored = store::file_by_id(db, file);
    if (!stored) return;
    const std::string begin = std::to_string(file) + '|';
    std::vector<std::string> open = store::open_causes(db, refused, begin);
    for (const store::Rejection& each : store::rejections_of(db, file)) {
        const std::string cause = begin + std::to_string(each.iban) + '|' + each.reason;
        const std::string details =
            "file=" + stored->name + "|payments=" + std::to_string(each.payments) +
            "|cents=" + std::to_string(each.cents.cents()) + "|code=" + each.reason +
            "|instruction=" + std::to_string(each.instruction);
        exceptions.open(refused, cause, each.household, owner, each.cents, details);
        exceptions.tell(refused, cause, each.cents, details);
        std::erase(open, cause);
    }
    for (const std::string& cause : open) exceptions.close(refused, cause);
    sync_count(exceptions, "afwijzing_en_afschrijving", *stored,
               store::count_with_word(db, file, payment::BankWord::rejected,
                                      store::AttemptRowState::confirmed));
    sync_count(exceptions, "bankstatus_tegenstrijdig", *stored,
               store::count_with_word(db, file, payment::BankWord::contradicts,
                                      store::AttemptRowState::as_file));
    // Dead for people, made for the bank.
    const store::WordCount alive = sum_of(
        store::count_with_word(db, file, payment::BankWord::settled, store::AttemptRowState::dead),
        store::count_with_word(db, file, payment::BankWord::contradicts,
                               store::AttemptRowState::dead));
    sync_count(exceptions, "bank_voerde_dode_betaling_uit", *stored, alive);
}

void sync_name_check(store::Database& db, store::ExceptionWriter& exceptions,
                     std::int64_t instruction, std::int64_t attempt) {
    const std::string cause = std::to_string(instruction) + '|' + std::to_string(attempt);
    const auto checks = store::name_checks_of(db, instruction, attempt);
    const auto waiting = std::ranges::find_if(checks, waits_for_a_decision);
    if (waiting == checks.end()) {
        exceptions.close("naam_controle", cause);
        return;
    }
    // The worst of what waits is told.
    std::string_view result = "close_match";
    for (const store::ShownNameCheck& each : checks) {
        if (waits_for_a_decision(each) && blocks(each)) result = "no_match";
    }
    const std::string details = "instruction=" + std::to_string(instruction) +
                                "|attempt=" + std::to_string(attempt) +
                                "|result=" + std::string{result};
    exceptions.open("naam_controle", cause, waiting->household, owner, waiting->cents, details);
    exceptions.tell("naam_controle", cause, details);
}

}  // namespace ontzorgd::service
