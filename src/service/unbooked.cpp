// SPDX-License-Identifier: EUPL-1.2
#include "unbooked.h"

#include "account_chain.h"
#include "ontzorgd/payment/pay_again.h"
#include "ontzorgd/reconcile/amsterdam_date.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/last_status.h"
#include "ontzorgd/store/unbooked.h"
#include "ontzorgd/values/target_calendar.h"
#include "ontzorgd/wording/bank_reason_words.h"
#include "told_anew.h"

#include <algorithm>
#include <array>
#include <string>

namespace ontzorgd::service {

namespace {

using values::CivilDate;

constexpr std::string_view never_booked = "betalingen_niet_geboekt";

/// A status and the exception that tells of it.
struct Kind {
    std::string_view status;
    std::string_view kind;
};
constexpr std::array status_kinds{
    Kind{"ACFC", "bank_nam_nog_niet_aan"}, Kind{"ACWC", "bank_wijzigde_betalingen"},
    Kind{"BLCK", "bank_blokkeert_betalingen"}, Kind{"PATC", "bank_wacht_op_handtekening"},
    Kind{"PDNG", "bank_besliste_nog_niet"}};

std::string details_of(const std::string& file, std::int64_t payments, values::Euro cents,
                       CivilDate execution_date) {
    return "file=" + file + "|payments=" + std::to_string(payments) +
           "|cents=" + std::to_string(cents.cents()) +
           "|uitvoerdatum=" + execution_date.to_string();
}

constexpr std::array kinds = [] {
    std::array<std::string_view, status_kinds.size() + 1> all{never_booked};
    std::ranges::transform(status_kinds, all.begin() + 1, &Kind::kind);
    return all;
}();

void tell_never_booked(ToldAnew& told, const store::UnbookedFile& file, CivilDate reaches) {
    const CivilDate day =
        values::plus_target_days(file.execution_date, payment::declare_dead_target_days);
    if (reaches < day) return;
    std::string details = details_of(file.name, file.payments, file.cents, file.execution_date) +
                          "|reikt=" + reaches.to_string();
    if (file.payments == 1) {
        details += "|instruction=" + std::to_string(file.instruction) +
                   "|attempt=" + std::to_string(file.attempt);
    }
    told.tell(never_booked, std::to_string(file.id), file.cents, details);
}

/// Some statuses are no more than a step on the way until the statement of the day of execution is
/// here, or the bank says so after that day.
bool is_to_be_told(const store::ToldStatus& status, CivilDate execution_date, CivilDate reaches) {
    if (!reconcile::is_told_after_execution(status.code) || execution_date <= reaches) return true;
    return status.created && execution_date < reconcile::amsterdam_day(*status.created);
}

void tell_statuses(ToldAnew& told, store::Database& db, std::int64_t id, CivilDate reaches) {
    const auto statuses = store::told_statuses(db, id);
    if (statuses.empty()) return;
    const auto file = store::file_by_id(db, id);
    for (const store::ToldStatus& status : statuses) {
        if (!is_to_be_told(status, file->execution_date, reaches)) continue;
        const auto* const kind = std::ranges::find(status_kinds, status.code, &Kind::status);
        if (kind == status_kinds.end()) continue;
        std::string details =
            details_of(file->name, status.payments, status.cents, file->execution_date);
        std::string reasons;
        for (const std::string& each : status.reasons) {
            if (!reasons.empty()) reasons += ',';
            reasons += each;
        }
        if (!reasons.empty()) details += "|redenen=" + reasons;
        told.tell(kind->kind, std::to_string(id), status.cents, details);
    }
}

}  // namespace

void tell_unbooked(store::Database& db, store::ExceptionWriter& exceptions) {
    ToldAnew told{db, exceptions, kinds};
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        const CivilDate reaches = chain_of(db, account, store::every_fact).chain.reaches;
        for (const std::int64_t file : store::open_files(db, account.id))
            tell_statuses(told, db, file, reaches);
        // Files of the last days have many payments that nothing is to be told of yet.
        const CivilDate executed = reaches.plus_days(-payment::declare_dead_target_days);
        for (const store::UnbookedFile& file : store::unbooked_files(db, account.id, executed))
            tell_never_booked(told, file, reaches);
    }
    told.close_others();
}

void add_last_status(Report& report, store::Database& db, std::int64_t instruction,
                     std::int64_t attempt) {
    const auto last = store::last_status_of(db, instruction, attempt);
    if (!last) return;
    report.add("bankstatus", last->code)
        .add("bankstatus_betekent", wording::bank_status_words(last->code))
        .add("bankstatus_reden",
             last->reason.empty() ? std::string{} : wording::bank_reason_words(last->reason))
        .add("bankstatus_van",
             last->created ? Value{reconcile::amsterdam_day(*last->created)} : Value{std::string{}})
        .add("statusbericht", last->report);
}

}  // namespace ontzorgd::service
