// SPDX-License-Identifier: EUPL-1.2
#include "lost_copy.h"

#include "account_chain.h"
#include "ontzorgd/messages/regelset_file.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/unknown_debits.h"
#include "ontzorgd/values/target_calendar.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

/// The longest lead time of a regelset that is known here.
int lead_days(store::Database& db) {
    unsigned days = uitkering::Regelset{}.voorloop_dagen;
    for (const store::StoredRegelset& stored : store::regelsets(db)) {
        const auto regelset = messages::read_regelset(stored.toml);
        if (regelset) days = std::max(days, regelset.value().voorloop_dagen);
    }
    return static_cast<int>(days);
}

}  // namespace

values::CivilDate last_day_of_lost_copy(store::Database& db, const store::Restoration& restored) {
    return values::plus_target_days(values::target_day_on_or_after(restored.day), lead_days(db));
}

values::CivilDate last_booking_of_lost_copy(store::Database& db,
                                            const store::Restoration& restored) {
    return last_day_of_lost_copy(db, restored).plus_days(reconcile::days_booked_late);
}

std::optional<StopsEarly> account_that_stops_before(store::Database& db, values::CivilDate day) {
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        if (!account.confirmed) continue;
        const AccountChain chained = chain_of(db, account, store::every_fact);
        const bool ended = account.ended_on && *account.ended_on <= chained.chain.reaches;
        // What is missing or disputed after that day tells nothing of those until then.
        if (ended || day <= chained.chain.reaches) continue;
        return StopsEarly{.account = account, .reaches = chained.chain.reaches};
    }
    return std::nullopt;
}

values::CivilDate first_unknown_day(const std::vector<store::Restoration>& all) {
    return std::ranges::min(all, {}, &store::Restoration::backup_day).backup_day;
}

MaybeOfLostCopy::MaybeOfLostCopy(store::Database& db, const store::StoredRun& run) : db_{&db} {
    const auto all = store::restorations(db);
    if (all.empty()) return;
    const store::Restoration& restored = all.back();
    const values::CivilDate last_booking = last_booking_of_lost_copy(db, restored);
    // A file that was booked as one total, or in parts, names none of its payments.
    const auto unnamed =
        store::unexplained_debits_between(db, first_unknown_day(all), last_booking);
    is_open_ = unnamed.count > 0 || account_that_stops_before(db, last_booking).has_value();
    if (!is_open_) return;
    last_day_ = last_day_of_lost_copy(db, restored);
    restored_ = all.front().fact;
    // The day of a regulier run is that of the calendar, whoever split it and when; any other run
    // is paid as soon as it is split.
    is_run_of_before_ = run.head.soort != uitkering::SoortRun::regulier || !run.pay_date ||
                        *run.pay_date <= last_day_;
}

bool MaybeOfLostCopy::may_be(const store::InstructionRow& instruction,
                             std::int64_t last_attempt) const {
    if (!is_open_) return false;
    // For what day it made a payment anew, or gave it another aim, is not known here.
    if (last_attempt > 0 || instruction.aim != 0) return true;
    // The day of one that was split since says nothing of that of the lost copy; a part of a run
    // may be split later than the rest.
    const auto split = store::fact_of_instruction(*db_, instruction.id);
    const bool is_split_since = !split || *split > restored_;
    return is_split_since ? is_run_of_before_ : instruction.execution_date <= last_day_;
}

}  // namespace ontzorgd::service
