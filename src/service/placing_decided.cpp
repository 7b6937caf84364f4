// SPDX-License-Identifier: EUPL-1.2
#include "placing.h"

namespace ontzorgd::service {

using reconcile::Place;

namespace {

/// The line as it would stand, as placing looks at it; `stand` outlives it.
store::LineRow row_of(const store::FoundLine& line, const store::LineStand& stand) {
    return {.key = line.key,
            .booking_date = line.booking_date,
            .cents = line.cents,
            .credit = line.credit,
            .claim = stand.claim,
            .place = stand.place,
            .rule = stand.rule,
            .instruction = stand.instruction,
            .attempt = stand.attempt,
            .file = stand.file,
            .household = stand.household};
}

}  // namespace

void Placing::decide(const store::FoundLine& line, const store::LineStand& stand) {
    const store::LineRow was = row_of(line, line.stand);
    const store::LineRow becomes = row_of(line, stand);
    if (!line.counts()) {
        settling_.stand(line.key, stand);
        return;
    }
    count(line.account, was, -1);
    remove_claim(was);
    settling_.stand(line.key, stand);
    count(line.account, becomes, 1);
    add_claim(becomes, false);
    if (stand.place == Place::matched || stand.place == Place::known_other) {
        exceptions_.close("bankregel_onverklaard", cause_of(line.key));
    } else {
        raise(becomes);
    }
}

}  // namespace ontzorgd::service
