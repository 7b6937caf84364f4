// SPDX-License-Identifier: EUPL-1.2
#include "statement_pages.h"

#include "ontzorgd/store/chain.h"
#include "placing.h"
#include "statement_row.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ontzorgd::service {

namespace {

using store::BankStatementRow;
using store::StatementPage;

/// What the bank calls the statement that a page is of.
using Name = std::pair<std::string, std::string>;

Name name_of(const BankStatementRow& statement) {
    return {statement.statement_id, statement.sequence};
}

bool is_same_page(const StatementPage& one, const StatementPage& other) {
    return one.page.number == other.page.number;
}

bool is_copy(const StatementPage& one, const StatementPage& other) {
    return is_same_page(one, other) &&
           one.statement.content_sha256 == other.statement.content_sha256;
}

std::vector<std::int64_t> contradicting(const std::vector<StatementPage>& pages) {
    std::vector<std::int64_t> deliveries;
    for (const StatementPage& page : pages) {
        const bool is_contradicted = std::ranges::any_of(pages, [&](const StatementPage& other) {
            return is_same_page(page, other) && !is_copy(page, other);
        });
        if (is_contradicted) deliveries.push_back(page.statement.id);
    }
    return deliveries;
}

/// A statement that came in another form too has its lines already.
bool is_here_as_mt940(store::Database& db, const BankStatementRow& last,
                      const std::vector<reconcile::PageBalances>& balances) {
    return std::ranges::any_of(store::statements_closing_on(db, last.account, last.closing_date),
                               [&](const BankStatementRow& other) {
                                   return other.is_live() && is_of_mt940(other) &&
                                          other.opening == balances.front().opening &&
                                          other.closing == balances.back().closing;
                               });
}

WaitingPages wait(store::Database& db, std::vector<StatementPage> pages) {
    WaitingPages made{.pages = std::move(pages)};
    std::vector<reconcile::Page> places;
    places.reserve(made.pages.size());
    for (const StatementPage& page : made.pages) places.push_back(page.page);
    made.here = reconcile::gather(places);
    made.contradicting = contradicting(made.pages);
    if (!made.here.is_whole() || !made.contradicting.empty()) return made;
    std::vector<reconcile::PageSums> sums;
    sums.reserve(made.here.order.size());
    for (const std::size_t i : made.here.order) {
        const StatementPage& page = made.pages[i];
        sums.push_back({.opening = page.opening,
                        .closing = page.closing,
                        .entries = store::sum_of_lines(db, page.statement.id)});
    }
    auto proved = reconcile::prove(sums);
    if (!proved) {
        made.finding = proved.error();
    } else if (is_here_as_mt940(db, made.pages[made.here.order.back()].statement, proved.value())) {
        made.finding = base::refuse("statement_is_here_in_another_form").error;
    } else {
        made.balances = std::move(proved).value();
    }
    return made;
}

/// A page as it stands in the whole statement.
struct PageInPlace {
    BankStatementRow statement;
    bool is_copy = false;
};

/// All of them have their place before the first one counts: what one repeats is told by the whole.
void count(Placing& placing, store::Database& db, const std::vector<PageInPlace>& pages) {
    for (const bool copies : {false, true}) {
        for (const PageInPlace& page : pages) {
            if (page.is_copy == copies) store::complete_page(db, page.statement);
        }
        for (const PageInPlace& page : pages) {
            if (page.is_copy == copies) placing.activate(page.statement);
        }
    }
}

PageInPlace put(BankStatementRow statement, const BankStatementRow& in_place, bool is_copy) {
    statement.opening = in_place.opening;
    statement.closing = in_place.closing;
    statement.opening_date = in_place.opening_date;
    statement.closing_date = in_place.closing_date;
    statement.state = "chained";
    return {.statement = std::move(statement), .is_copy = is_copy};
}

std::vector<PageInPlace> pages_of_whole(const WaitingPages& whole) {
    BankStatementRow in_place = whole.pages[whole.here.order.back()].statement;
    in_place.opening_date = std::min(whole.first_day(), in_place.closing_date);
    std::vector<PageInPlace> pages;
    for (std::size_t i = 0; i < whole.here.order.size(); ++i) {
        const StatementPage& page = whole.pages[whole.here.order[i]];
        in_place.opening = whole.balances[i].opening;
        in_place.closing = whole.balances[i].closing;
        for (const StatementPage& each : whole.pages) {
            if (!is_copy(each, page)) continue;
            pages.push_back(put(each.statement, in_place, each.statement.id != page.statement.id));
        }
    }
    return pages;
}

/// Copies of pages that count already.
std::vector<PageInPlace> copies_in(store::Database& db, const WaitingPages& waiting) {
    std::vector<PageInPlace> pages;
    for (const StatementPage& page : waiting.pages) {
        const auto first = store::copy_that_counts(db, page);
        if (first) pages.push_back(put(page.statement, *first, true));
    }
    return pages;
}

/// A page that adds up to nothing leaves no gap in the balances: where the bank counts pages (28C
/// 5/1), only the next one follows.
bool may_be_next_page(store::Database& db, const StatementPage& page,
                      const BankStatementRow& next) {
    if (page.statement.sequence.find('/') == std::string::npos) return true;
    const auto follower = store::page_of(db, next.id);
    return follower && follower->page.number == page.page.number + 1;
}

}  // namespace

values::CivilDate WaitingPages::first_day() const {
    values::CivilDate day = pages.front().statement.opening_date;
    for (const StatementPage& page : pages) day = std::min(day, page.statement.opening_date);
    return day;
}

std::vector<WaitingPages> waiting_pages(store::Database& db, std::int64_t account,
                                        std::int64_t up_to_fact) {
    std::map<Name, std::vector<StatementPage>> statements;
    for (StatementPage& page : store::incomplete_pages(db, account)) {
        if (page.statement.fact > up_to_fact) continue;
        statements[name_of(page.statement)].push_back(std::move(page));
    }
    std::vector<WaitingPages> all;
    all.reserve(statements.size());
    for (auto& [name, pages] : statements) all.push_back(wait(db, std::move(pages)));
    return all;
}

std::vector<StatementPage> pages_without_next(store::Database& db,
                                              const std::vector<BankStatementRow>& live,
                                              std::int64_t account) {
    auto pages = store::pages_before_others(db, account);
    std::erase_if(pages, [&](const StatementPage& page) {
        return std::ranges::any_of(live, [&](const BankStatementRow& next) {
            return next.id != page.statement.id && next.opening == page.statement.closing &&
                   next.closing_date >= page.statement.closing_date &&
                   may_be_next_page(db, page, next);
        });
    });
    return pages;
}

std::string missing_text(const WaitingPages& waiting) {
    const reconcile::PagesHere& here = waiting.here;
    std::string text;
    const auto add = [&](const std::string& numbers) {
        text += (text.empty() ? "" : ", ") + numbers;
    };
    for (const reconcile::PageNumbers& each : here.missing) {
        add(std::to_string(each.first) +
            (each.last == each.first ? "" : "-" + std::to_string(each.last)));
    }
    if (here.lacks_end) add(std::to_string(waiting.pages[here.order.back()].page.number + 1) + "+");
    return text;
}

void gather_pages(Placing& placing, store::Database& db, std::int64_t account) {
    for (const WaitingPages& waiting : waiting_pages(db, account, store::every_fact)) {
        count(placing, db, waiting.is_whole() ? pages_of_whole(waiting) : copies_in(db, waiting));
    }
}

void break_up_pages(Placing& placing, store::Database& db, const BankStatementRow& gone) {
    const auto page = store::page_of(db, gone.id);
    if (!page || page->counts_itself) return;
    const auto others = store::pages_counting_with(db, gone);
    const bool has_copy = std::ranges::any_of(
        others, [&](const StatementPage& other) { return is_same_page(other, *page); });
    if (has_copy) return;
    for (const StatementPage& other : others) placing.deactivate(other.statement, "incomplete");
    gather_pages(placing, db, gone.account);
}

bool is_missed_page(store::Database& db, const BankStatementRow& statement) {
    const auto page = store::page_of(db, statement.id);
    if (!page || page->counts_itself || statement.state != "set_aside") return false;
    if (store::has_page_that_counts(db, *page)) return false;
    return std::ranges::none_of(
        store::incomplete_pages(db, statement.account), [&](const StatementPage& other) {
            return is_same_page(other, *page) && name_of(other.statement) == name_of(statement);
        });
}

}  // namespace ontzorgd::service
