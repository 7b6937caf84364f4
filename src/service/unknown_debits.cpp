// SPDX-License-Identifier: EUPL-1.2
#include "unknown_debits.h"

#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/unknown_debits.h"
#include "told_anew.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace ontzorgd::service {

namespace {

constexpr std::string_view older = "staat_ouder_dan_bank";
constexpr std::string_view another_copy = "betalingen_van_andere_kopie";
constexpr std::array kinds{older, another_copy};
/// There is one state, and it is older or not.
constexpr std::string_view the_state = "staat";

std::string details_of(const store::UnknownDebits& debits) {
    return "delivery=" + std::to_string(debits.statement) +
           "|payments=" + std::to_string(debits.lines) +
           "|cents=" + std::to_string(debits.cents.cents()) + "|dag=" + debits.last_day.to_string();
}

}  // namespace

void sync_unknown_debits(store::Database& db, store::ExceptionWriter& exceptions) {
    ToldAnew told{db, exceptions, kinds};
    store::UnknownDebits newer;  // all together; of the last statement
    for (const store::UnknownDebits& each : store::unknown_debits(db)) {
        if (each.is_of_another_copy) {
            told.tell(another_copy, std::to_string(each.statement), each.cents, details_of(each));
            continue;
        }
        newer.statement = each.statement;
        newer.lines += each.lines;
        newer.cents += each.cents;
        newer.last_day = std::max(newer.last_day, each.last_day);
    }
    if (newer.lines > 0) told.tell(older, the_state, newer.cents, details_of(newer));
    told.close_others();
}

base::Result<base::Done> may_move_money(const Context& context, std::string_view command) {
    if (const auto allowed = may(context.actor.roles, command); !allowed) return allowed.failure();
    const auto restored = store::restoration_not_lifted(context.town.db());
    if (!restored) return base::Done{};
    return base::refuse("state_was_restored", {{"day", restored->day.to_string()},
                                               {"until", restored->backup_day.to_string()}});
}

base::Result<base::Done> check_not_older_than_the_bank(store::Database& db) {
    const bool was_restored = !store::restorations(db).empty();
    for (const store::UnknownDebits& each : store::unknown_debits(db)) {
        if (each.is_of_another_copy && !was_restored) continue;
        return base::refuse("state_is_older_than_the_bank",
                            {{"delivery", std::to_string(each.statement)}});
    }
    return base::Done{};
}

}  // namespace ontzorgd::service
