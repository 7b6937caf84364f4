// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/look_back.h"

#include "ontzorgd/store/chain.h"

namespace ontzorgd::service {

Now look_back(Municipality& town, values::CivilDate day) {
    store::Database& db = town.db();
    const std::int64_t last = store::last_fact_on(db, day);
    // In practice an instant belongs to the number of the fact of its day; elsewhere the day ends
    // at midnight.
    constexpr std::int64_t from_nine_to_midnight = std::int64_t{15} * 3600 - 1;
    const std::int64_t seconds = town.is_practice()
                                     ? last - store::last_fact_on(db, day.plus_days(-1))
                                     : from_nine_to_midnight;
    if (last < store::chain_head(db).length) town.rewind_to(last);
    return now_in_practice(day, seconds);
}

}  // namespace ontzorgd::service
