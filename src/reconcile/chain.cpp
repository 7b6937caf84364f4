// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/chain.h"

#include "ontzorgd/values/target_calendar.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace ontzorgd::reconcile {

namespace {

/// Steps over more than one day that must have gone up by one before a number means anything.
constexpr std::size_t enough_steps = 3;
/// One step in so many that is as long as its banking days: the account does not count statements.
constexpr std::size_t one_step_in = 3;

/// TARGET days after `from` up to and with `until`; at most `most`.
std::int64_t banking_days(values::CivilDate from, values::CivilDate until, std::int64_t most) {
    std::int64_t days = 0;
    for (values::CivilDate day = from.plus_days(1); day <= until && days < most;
         day = day.plus_days(1)) {
        if (values::is_target_day(day)) ++days;
    }
    return days;
}

/// What the numbers of the statements tell.
class Numbers {
public:
    void step(const ChainLink& link, bool continues) {
        if (last_ && last_->number && link.number && *link.number > *last_->number) {
            up(*last_, link, continues);
        }
        last_ = link;
    }
    [[nodiscard]] std::vector<SkippedNumbers> skipped() && {
        const bool counts = by_one_ >= enough_steps && of_banking_days_ * one_step_in < steps_;
        return counts ? std::move(skipped_) : std::vector<SkippedNumbers>{};
    }

private:
    void up(const ChainLink& from, const ChainLink& to, bool continues) {
        const std::int64_t numbers = *to.number - *from.number;
        const std::int64_t days = to.closing_date - from.closing_date;
        ++steps_;
        if (numbers == 1 && days > 1) ++by_one_;
        if (numbers == 1 || numbers > days) return;
        if (numbers == banking_days(from.closing_date, to.closing_date, numbers + 1))
            ++of_banking_days_;
        if (!continues) return;
        skipped_.push_back({.first = *from.number + 1,
                            .last = *to.number - 1,
                            .after = from.closing_date,
                            .before = to.closing_date});
    }

    std::optional<ChainLink> last_;
    std::size_t steps_ = 0;
    std::size_t by_one_ = 0;
    std::size_t of_banking_days_ = 0;
    std::vector<SkippedNumbers> skipped_;
};

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
        numbers_.step(link, link.opening == balance_);
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
        chain_.skipped = std::move(numbers_).skipped();
        return std::move(chain_);
    }

private:
    Chain chain_;
    Numbers numbers_;
    values::Euro balance_;
    std::optional<values::CivilDate> disputed_from_;
};

}  // namespace

std::optional<std::int64_t> statement_number(std::string_view text) {
    constexpr std::size_t most_digits = 18;
    const std::size_t digits = std::min(text.find('/'), text.size());
    if (digits == 0 || digits > most_digits) return std::nullopt;
    std::int64_t number = 0;
    const char* const end = text.data() + digits;
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end || number < 0) return std::nullopt;
    return number;
}

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
            // One that changes nothing goes first: behind the others it would fit no more.
            auto next = std::ranges::find_if(day, [&](std::size_t i) {
                return links[i].opening == walk.balance() && links[i].closing == links[i].opening;
            });
            if (next == day.end()) {
                next = std::ranges::find_if(
                    day, [&](std::size_t i) { return links[i].opening == walk.balance(); });
            }
            if (next == day.end()) next = day.begin();
            walk.step(*next, links[*next]);
            day.erase(next);
        }
        begin = end;
    }
    return walk.finish();
}

}  // namespace ontzorgd::reconcile
