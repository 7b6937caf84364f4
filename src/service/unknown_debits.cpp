// SPDX-License-Identifier: EUPL-1.2
#include "unknown_debits.h"

#include "ontzorgd/store/unknown_debits.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::string_view older = "staat_ouder_dan_bank";
constexpr std::string_view another_copy = "betalingen_van_andere_kopie";
/// There is one state, and it is older or not.
constexpr std::string_view the_state = "staat";

std::string details_of(const store::UnknownDebits& debits) {
    return "delivery=" + std::to_string(debits.statement) + "|statement=" + debits.statement_id +
           "|payments=" + std::to_string(debits.lines) +
           "|cents=" + std::to_string(debits.cents.cents()) + "|dag=" + debits.last_day.to_string();
}

void open(store::ExceptionWriter& exceptions, std::string_view kind, std::string_view cause,
          const store::UnknownDebits& debits) {
    const std::string details = details_of(debits);
    exceptions.open(kind, cause, {}, "rechtmatigheid", debits.cents, details);
    exceptions.tell(kind, cause, debits.cents, details);
}

}  // namespace

void sync_unknown_debits(store::Database& db, store::ExceptionWriter& exceptions) {
    store::UnknownDebits newer;
    std::vector<std::string> gone = store::open_causes(db, another_copy, "");
    for (const store::UnknownDebits& each : store::unknown_debits(db)) {
        if (each.is_of_another_copy) {
            const std::string cause = std::to_string(each.statement);
            open(exceptions, another_copy, cause, each);
            std::erase(gone, cause);
            continue;
        }
        const std::int64_t lines = newer.lines + each.lines;
        const values::Euro cents = newer.cents + each.cents;
        newer = each;
        newer.lines = lines;
        newer.cents = cents;
    }
    for (const std::string& cause : gone) exceptions.close(another_copy, cause);
    if (newer.lines > 0) {
        open(exceptions, older, the_state, newer);
    } else {
        exceptions.close(older, the_state);
    }
}

base::Result<base::Done> check_not_older_than_the_bank(store::Database& db) {
    for (const store::UnknownDebits& each : store::unknown_debits(db)) {
        if (each.is_of_another_copy) continue;
        return base::refuse("state_is_older_than_the_bank",
                            {{"delivery", std::to_string(each.statement)}});
    }
    return base::Done{};
}

}  // namespace ontzorgd::service
