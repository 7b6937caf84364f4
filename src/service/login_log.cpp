// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/login_log.h"

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/store/people.h"

namespace ontzorgd::service {

void log_login(Municipality& town, const LoginTry& login) {
    const bool is_known = store::find_user(town.db(), login.user).has_value();
    const auto now = begin_now(town, std::nullopt);
    const std::int64_t at = clock_ms();
    log_handling(town, {.trace = login.trace,
                        .user = is_known ? login.user : std::string{},
                        .via = login.via,
                        .command = "login",
                        .began_ms = at,
                        .ended_ms = at,
                        .ended = login.ended,
                        .facts_before = login.facts_before,
                        .day = now ? now.value().today : now_from_clock().today});
}

}  // namespace ontzorgd::service
