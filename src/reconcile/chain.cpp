// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/chain.h"

#include <algorithm>

namespace ontzorgd::reconcile {

namespace {

/// Walks from the anchor, and remembers how far it came without a gap.
class Walk {
public:
    Walk(values::CivilDate anchor_date, values::Euro anchor, std::size_t count,
         std::optional<values::CivilDate> disputed_from)
        : balance_{anchor}, disputed_from_{disputed_from} {
        chain_.continues.assign(count, true);
        chain_.reaches = anchor_date;
        chain_.balance = anchor;
    }

    [[nodiscard]] values::Euro balance() const { return balance_; }

    void step(std::size_t index, const ChainLink& link) {
        if (link.opening != balance_) {
            chain_.continues[index] = false;
            ++chain_.gaps;
        }
        balance_ = link.closing;
        if (chain_.gaps > 0 || (disputed_from_ && link.closing_date >= *disputed_from_)) return;
        chain_.reaches = std::max(chain_.reaches, link.closing_date);
        chain_.balance = balance_;
    }

    [[nodiscard]] Chain finish() {
        if (disputed_from_) {
            chain_.reaches = std::min(chain_.reaches, disputed_from_->plus_days(-1));
        }
        return std::move(chain_);
    }

private:
    Chain chain_;
    values::Euro balance_;
    std::optional<values::CivilDate> disputed_from_;
};

}  // namespace

Chain chain(values::CivilDate anchor_date, values::Euro anchor, std::span<const ChainLink> links,
            std::optional<values::CivilDate> disputed_from) {
    Walk walk{anchor_date, anchor, links.size(), disputed_from};
    std::vector<std::size_t> day;  // the links of one day that were not taken yet
    for (std::size_t begin = 0; begin < links.size();) {
        std::size_t end = begin;
        for (; end < links.size() && links[end].closing_date == links[begin].closing_date; ++end) {
            if (!links[end].only_repeats) day.push_back(end);
        }
        while (!day.empty()) {
            auto next = std::ranges::find_if(
                day, [&](std::size_t i) { return links[i].opening == walk.balance(); });
            if (next == day.end()) next = day.begin();
            walk.step(*next, links[*next]);
            day.erase(next);
        }
        begin = end;
    }
    return walk.finish();
}

}  // namespace ontzorgd::reconcile
