// SPDX-License-Identifier: EUPL-1.2
//
// Whatever lines name one payment, and in whatever order they are told: never more comes back than
// was paid, every cent of a return that is matched counts once, and the same lines end alike.
#include "ontzorgd/reconcile/place.h"
#include "random_month.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <rapidcheck/gtest.h>
#include <vector>

namespace ontzorgd::property {
namespace {

using reconcile::Claim;
using reconcile::Place;

/// Debits and credits of some days; `order` tells them apart.
std::vector<Claim> claims_on(Euro paid) {
    std::vector<Claim> claims;
    const std::int64_t debits = pick(0, 2);
    const std::int64_t credits = pick(0, 5);
    for (std::int64_t i = 0; i < debits + credits; ++i) {
        const bool credit = i >= debits;
        const bool whole = credit && one_in(4);
        claims.push_back({.cents = !credit || whole ? paid : cents(1, paid.cents() + 2),
                          .credit = credit,
                          .by_file = !credit && i == 0 && one_in(3),
                          .has_return_reason = credit || one_in(3),
                          .booking_date = CivilDate{2026, 12, 1}.plus_days(
                              static_cast<std::int32_t>(pick(0, 3))),
                          .order = i});
    }
    return claims;
}

RC_GTEST_PROP(Settle, NeverBringsBackMoreThanWasPaidNorWithoutADebit, ()) {
    const Euro paid = cents(1, 1'000'00);
    const auto claims = claims_on(paid);
    const auto settled = reconcile::settle(claims, paid);
    Euro matched;
    std::size_t debits = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const bool is_matched = settled.lines[i].place == Place::matched;
        RC_ASSERT(is_matched == settled.lines[i].rule.empty());
        if (is_matched && claims[i].credit) matched += claims[i].cents;
        if (is_matched && !claims[i].credit) ++debits;
    }
    RC_ASSERT(settled.returned == matched);
    RC_ASSERT(settled.returned <= paid);
    RC_ASSERT(settled.confirmed == (debits == 1));
    RC_ASSERT(debits <= 1);
    RC_ASSERT(settled.confirmed || settled.returned.is_zero());
}

RC_GTEST_PROP(Settle, LeavesNoCreditAsideThatWouldStillFit, ()) {
    const Euro paid = cents(1, 1'000'00);
    const auto claims = claims_on(paid);
    const auto settled = reconcile::settle(claims, paid);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (settled.lines[i].place != Place::suspense || !claims[i].credit) continue;
        RC_ASSERT(settled.returned + claims[i].cents > paid);
    }
}

RC_GTEST_PROP(Settle, EndsAlikeInWhateverOrderTheLinesAreTold, ()) {
    const Euro paid = cents(1, 1'000'00);
    const auto claims = claims_on(paid);
    const auto settled = reconcile::settle(claims, paid);
    auto told = claims;
    for (std::size_t i = told.size(); i > 1; --i) {
        std::swap(told[i - 1],
                  told[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(i) - 1))]);
    }
    const auto again = reconcile::settle(told, paid);
    RC_ASSERT(again.returned == settled.returned);
    RC_ASSERT(again.settled_on == settled.settled_on);
    for (std::size_t i = 0; i < told.size(); ++i) {
        RC_ASSERT(again.lines[i] == settled.lines[static_cast<std::size_t>(told[i].order)]);
    }
}

}  // namespace
}  // namespace ontzorgd::property
