// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/look_back.h"

#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/sweep.h"

#include <algorithm>

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

Past::Past(Municipality& town, values::CivilDate day, const Now& present) : now_{present} {
    moment_.emplace(town.db());
    const std::int64_t head = store::chain_head(town.db()).length;
    const std::int64_t last = store::last_fact_on(town.db(), day);
    if (store::has_unfinished_work(town.db()) || last < head) {
        moment_.reset();
        town.rewind_to(std::min(last, head));
    }
    if (day >= present.today) return;
    is_earlier_ = true;
    now_ = look_back(town, day);
}

}  // namespace ontzorgd::service
