// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/pages.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace ontzorgd::reconcile {

base::Result<std::optional<Page>> page_of(const StatementHead& head) {
    const bool has_opening = head.opening() != nullptr;
    const bool has_closing = head.closing() != nullptr;
    if (head.pages_are_of_message) {
        if (!head.page || (has_opening && has_closing)) return std::optional<Page>{};
        const bool is_alone = *head.page == 1 && head.is_last_page.value_or(true);
        if (is_alone) return std::optional<Page>{};
        return std::optional{Page{
            .number = *head.page, .begins = has_opening, .ends = has_closing, .of_message = true}};
    }
    const bool ends = head.is_last_page.value_or(true);
    if (!head.page) {
        if (!ends) return base::malformed("page_has_no_number");
        return std::optional<Page>{};
    }
    if (*head.page == 1 && ends) return std::optional<Page>{};
    return std::optional{Page{.number = *head.page, .begins = *head.page == 1, .ends = ends}};
}

bool waits_for_other_pages(const StatementHead& head) {
    if (head.message == "MT940") return false;
    const auto page = page_of(head);
    return page && page.value().has_value();
}

PagesHere gather(std::span<const Page> pages) {
    base::expects(!pages.empty(), "a statement of which nothing is here is not gathered");
    std::vector<std::size_t> order(pages.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return pages[i].number; });
    PagesHere here;
    const Page& first = pages[order.front()];
    if (!first.begins) {
        here.missing.push_back(
            {.first = first.of_message ? first.number - 1 : 1, .last = first.number - 1});
    }
    std::int64_t next = first.number;
    for (const std::size_t i : order) {
        if (pages[i].number < next) continue;
        if (pages[i].number > next)
            here.missing.push_back({.first = next, .last = pages[i].number - 1});
        here.order.push_back(i);
        next = pages[i].number + 1;
    }
    here.lacks_end = !pages[here.order.back()].ends;
    return here;
}

base::Result<std::vector<PageBalances>> prove(std::span<const PageSums> pages) {
    const auto first =
        std::ranges::find_if(pages, [](const PageSums& page) { return page.opening.has_value(); });
    if (first == pages.end()) return base::malformed("statement_has_no_opening_balance");
    std::optional<values::Euro> closing;
    for (const PageSums& page : pages) {
        if (page.closing) closing = page.closing;
    }
    if (!closing) return base::malformed("statement_has_no_closing_balance");
    std::vector<PageBalances> balances;
    values::Euro balance = *first->opening;
    for (const PageSums& page : pages) {
        const std::int64_t next = balance.cents() + page.entries.cents();
        if (std::abs(next) > values::Euro::max().cents())
            return base::malformed("sum_is_too_large");
        balances.push_back({.opening = balance, .closing = balance + page.entries});
        balance = balances.back().closing;
    }
    if (balance != *closing) {
        return base::malformed("pages_do_not_add_up", {{"expected", balance.to_string()},
                                                       {"value", closing->to_string()}});
    }
    return balances;
}

}  // namespace ontzorgd::reconcile
