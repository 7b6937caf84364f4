// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"

#include "ontzorgd/store/pages.h"
#include "ontzorgd/values/target_calendar.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace ontzorgd::service {

reconcile::ChainLink link_of(const store::BankStatementRow& statement) {
    return {.closing_date = statement.closing_date,
            .opening = statement.opening + statement.lead,
            .closing = statement.closing - statement.trail,
            .only_repeats = statement.lines > 0 && statement.repeated == statement.lines,
            .number = reconcile::statement_number(statement.sequence)};
}

namespace {

/// Whether live statements cover every banking day of this one: whatever the bank booked on those
/// days is on them.
bool is_replaced(const store::BankStatementRow& gone,
                 const std::vector<store::BankStatementRow>& live) {
    const auto is_covered = [&](values::CivilDate day) {
        return std::ranges::any_of(live, [&](const store::BankStatementRow& each) {
            return each.opening_date <= day && day <= each.closing_date;
        });
    };
    for (values::CivilDate day = gone.opening_date; day <= gone.closing_date;
         day = day.plus_days(1)) {
        if (values::is_target_day(day) && !is_covered(day)) return false;
    }
    return true;
}

/// A page of a statement of which the page of that number counts that was right.
bool has_right_page(store::Database& db, const store::BankStatementRow& gone) {
    const auto page = store::page_of(db, gone.id);
    return page && !page->counts_itself && store::has_page_that_counts(db, *page);
}

/// Whether each of these numbers is on a statement of those days that is here, in whatever state.
bool are_here(const reconcile::SkippedNumbers& numbers,
              const std::vector<store::BankStatementRow>& all) {
    std::set<std::int64_t> here;
    for (const store::BankStatementRow& each : all) {
        const auto number = reconcile::statement_number(each.sequence);
        const bool is_between =
            numbers.after <= each.closing_date && each.closing_date <= numbers.before;
        if (number && is_between && numbers.first <= *number && *number <= numbers.last)
            here.insert(*number);
    }
    return static_cast<std::int64_t>(here.size()) == numbers.last - numbers.first + 1;
}

/// "5" of "5/2": what the bank numbers the statement that a page is of.
std::string_view without_page(std::string_view sequence) {
    return sequence.substr(0, sequence.find('/'));
}

/// Numbers begin again every year.
bool are_near(const store::BankStatementRow& one, const store::BankStatementRow& other) {
    constexpr std::int32_t days = 31;
    return one.closing_date.plus_days(-days) <= other.closing_date &&
           other.closing_date <= one.closing_date.plus_days(days);
}

bool are_of_one(const store::BankStatementRow& page, const store::BankStatementRow& other) {
    return without_page(page.sequence) == without_page(other.sequence) && are_near(page, other);
}

/// Of the gap before page `number`, which is no first one: the pages between it and the last one
/// before it that is here.
std::optional<PageGap> gap_before_page(store::Database& db, const AccountChain& made,
                                       const store::BankStatementRow& next, std::int64_t number) {
    PageGap gap{.delivery = next.id, .after = 0, .missing = {.first = 1, .last = number - 1}};
    for (const store::BankStatementRow& each : made.statements) {
        if (each.id == next.id || !are_of_one(each, next)) continue;
        const auto page = store::page_of(db, each.id);
        const std::int64_t earlier = page ? page->page.number : 1;
        if (earlier >= number || earlier < gap.missing.first) continue;
        gap.missing.first = earlier + 1;
        gap.after = each.id;
    }
    const bool is_open =
        gap.after == 0 || std::ranges::any_of(made.without_next, [&](const auto& page) {
            return page.statement.id == gap.after;
        });
    if (!is_open || gap.missing.first > gap.missing.last) return std::nullopt;
    return gap;
}

/// Of the gap before the statement at `at`, when pages explain it: its own, or the last ones of the
/// statement before it, between which the bank left out no number.
std::optional<PageGap> page_gap(store::Database& db, const AccountChain& made, std::size_t at) {
    const store::BankStatementRow& next = made.statements[at];
    const auto page = store::page_of(db, next.id);
    if (page && page->counts_itself && page->page.number > 1) {
        return gap_before_page(db, made, next, page->page.number);
    }
    const auto number = reconcile::statement_number(next.sequence);
    for (const store::StatementPage& open : made.without_next) {
        const auto before = reconcile::statement_number(open.statement.sequence);
        const bool is_counted = number && before;
        const bool stands_before = at > 0 && made.statements[at - 1].id == open.statement.id;
        const bool follows = is_counted ? *number == *before + 1 : stands_before;
        if (follows && are_near(open.statement, next)) {
            return PageGap{.delivery = next.id, .after = open.statement.id, .missing = {}};
        }
    }
    return std::nullopt;
}

void dispute(std::optional<values::CivilDate>& from, values::CivilDate day) {
    from = std::min(from.value_or(day), day);
}

}  // namespace

AccountChain chain_of(store::Database& db, const store::OwnAccount& account,
                      std::int64_t up_to_fact) {
    std::vector<store::BankStatementRow> all = store::statements_of(db, account.id);
    std::erase_if(all, [&](const auto& each) { return each.fact > up_to_fact; });
    AccountChain made;
    std::vector<reconcile::ChainLink> links;
    std::optional<values::CivilDate> disputed_from;
    for (const store::BankStatementRow& each : all) {
        if (each.state == "conflict") dispute(disputed_from, each.opening_date);
        if (!each.is_live()) continue;
        links.push_back(link_of(each));
        made.statements.push_back(each);
    }
    for (const store::BankStatementRow& each : all) {
        const bool counted = each.state == "set_aside" && !store::was_notice(db, each.id);
        if (!counted || is_replaced(each, made.statements) || has_right_page(db, each)) continue;
        made.not_replaced.push_back(each.id);
        dispute(disputed_from, each.opening_date);
    }
    made.waiting = waiting_pages(db, account.id, up_to_fact);
    for (const WaitingPages& each : made.waiting) dispute(disputed_from, each.first_day());
    made.without_next = pages_without_next(db, made.statements, account.id);
    for (const auto& each : made.without_next) dispute(disputed_from, each.statement.closing_date);
    made.skipped = reconcile::chain(account.opening_date, account.opening, links).skipped;
    std::erase_if(made.skipped, [&](const reconcile::SkippedNumbers& numbers) {
        return are_here(numbers, all) ||
               store::is_closed_by_person(db, skipped_number, cause_of(account, numbers));
    });
    for (const auto& numbers : made.skipped) dispute(disputed_from, numbers.after.plus_days(1));
    made.chain = reconcile::chain(account.opening_date, account.opening, links, disputed_from);
    for (std::size_t at = 0; at < made.statements.size(); ++at) {
        if (made.chain.continues[at]) continue;
        if (const auto gap = page_gap(db, made, at)) made.page_gaps.push_back(*gap);
    }
    return made;
}

std::string cause_of(const store::OwnAccount& account, const reconcile::SkippedNumbers& numbers) {
    return std::to_string(account.id) + '|' + std::to_string(numbers.first) + '|' +
           std::to_string(numbers.last) + '|' + numbers.before.to_string();
}

}  // namespace ontzorgd::service
