// SPDX-License-Identifier: EUPL-1.2
#include "unbooked.h"

#include "account_chain.h"
#include "ontzorgd/payment/pay_again.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/unbooked.h"
#include "ontzorgd/values/target_calendar.h"

#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::string_view kind = "betalingen_niet_geboekt";

void tell(store::ExceptionWriter& exceptions, const store::UnbookedFile& file,
          values::CivilDate reaches) {
    const std::string cause = std::to_string(file.id);
    std::string details = "file=" + file.name + "|payments=" + std::to_string(file.payments) +
                          "|cents=" + std::to_string(file.cents.cents()) +
                          "|uitvoerdatum=" + file.execution_date.to_string() +
                          "|reikt=" + reaches.to_string();
    if (file.payments == 1) {
        details += "|instruction=" + std::to_string(file.instruction) +
                   "|attempt=" + std::to_string(file.attempt);
    }
    exceptions.open(kind, cause, {}, "rechtmatigheid", file.cents, details);
    exceptions.tell(kind, cause, file.cents, details);
}

}  // namespace

void tell_unbooked(store::Database& db, store::ExceptionWriter& exceptions) {
    std::vector<std::string> gone = store::open_causes(db, kind, "");
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        const values::CivilDate reaches = chain_of(db, account, store::every_fact).chain.reaches;
        for (const store::UnbookedFile& file : store::unbooked_files(db, account.id, reaches)) {
            const values::CivilDate day =
                values::plus_target_days(file.execution_date, payment::declare_dead_target_days);
            if (reaches < day) continue;
            tell(exceptions, file, reaches);
            std::erase(gone, std::to_string(file.id));
        }
    }
    for (const std::string& cause : gone) exceptions.close(kind, cause);
}

}  // namespace ontzorgd::service
