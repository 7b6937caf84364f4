// SPDX-License-Identifier: EUPL-1.2
#include "missing_statement.h"

#include "told_anew.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

constexpr std::string_view missing_page = "afschrift_blad_ontbreekt";
constexpr std::string_view contradicting_page = "afschrift_blad_tegenstrijdig";
constexpr std::string_view unproved_pages = "afschrift_bladen_sluiten_niet";
constexpr std::array page_kinds{missing_page, contradicting_page, unproved_pages};

std::string joined(const std::vector<std::int64_t>& deliveries) {
    std::string text;
    for (const std::int64_t each : deliveries) {
        if (!text.empty()) text += ", ";
        text += std::to_string(each);
    }
    return text;
}

std::string text_of(const reconcile::PageNumbers& pages) {
    const std::string first = std::to_string(pages.first);
    return pages.first == pages.last ? first : first + '-' + std::to_string(pages.last);
}

const PageGap* first_pages_missing(const AccountChain& made, std::int64_t delivery) {
    for (const PageGap& gap : made.page_gaps) {
        if (gap.delivery == delivery && gap.after == 0) return &gap;
    }
    return nullptr;
}

/// What keeps one statement waiting: one exception, whatever it is.
class PagesTold {
public:
    PagesTold(store::Database& db, store::ExceptionWriter& exceptions, const store::OwnAccount& own)
        : account_{own.id},
          begin_{std::to_string(own.id) + '|'},
          told_{db, exceptions, page_kinds, begin_} {}

    void tell(const WaitingPages& waiting) {
        std::vector<std::int64_t> deliveries;
        for (const auto& page : waiting.pages) deliveries.push_back(page.statement.id);
        const std::int64_t first = waiting.first_delivery();
        if (!waiting.contradicting.empty()) {
            open(contradicting_page, first, "deliveries=" + joined(waiting.contradicting));
        } else if (waiting.finding) {
            open(unproved_pages, first,
                 "deliveries=" + joined(deliveries) + "|rule=" + waiting.finding->code);
        } else {
            open(missing_page, first,
                 "deliveries=" + joined(deliveries) + "|pages=" + missing_text(waiting));
        }
    }

    /// Pages that count by themselves and miss those before or behind them.
    void tell_of_mt940(const AccountChain& made) {
        for (const store::StatementPage& page : made.without_next) {
            const std::int64_t delivery = page.statement.id;
            const PageGap* before = first_pages_missing(made, delivery);
            const auto gap = std::ranges::find(made.page_gaps, delivery, &PageGap::after);
            const bool is_known = gap != made.page_gaps.end() && gap->missing.first > 0;
            open(missing_page, delivery,
                 "deliveries=" + std::to_string(delivery) +
                     (is_known ? ", " + std::to_string(gap->delivery) : std::string{}) +
                     "|pages=" + (before != nullptr ? text_of(before->missing) + ", " : "") +
                     (is_known ? text_of(gap->missing)
                               : std::to_string(page.page.number + 1) + '+'));
        }
        for (const PageGap& gap : made.page_gaps) {
            const bool is_told =
                std::ranges::any_of(made.without_next, [&](const store::StatementPage& page) {
                    return page.statement.id == gap.delivery;
                });
            if (gap.after != 0 || is_told) continue;
            open(missing_page, gap.delivery,
                 "deliveries=" + std::to_string(gap.delivery) + "|pages=" + text_of(gap.missing));
        }
    }

    void close_others() { told_.close_others(); }

private:
    void open(std::string_view kind, std::int64_t delivery, const std::string& what) {
        told_.tell(kind, begin_ + std::to_string(delivery), std::nullopt,
                   "account=" + std::to_string(account_) + '|' + what);
    }

    std::int64_t account_;
    std::string begin_;
    ToldAnew told_;
};

/// A page that was set aside is missed by the others of its statement, which say so.
bool is_told_by_its_pages(store::Database& db, const AccountChain& made, std::int64_t delivery) {
    const auto page = store::statement_by_id(db, delivery);
    return std::ranges::any_of(made.waiting, [&](const WaitingPages& each) {
        return each.pages.front().statement.statement_id == page->statement_id;
    });
}

}  // namespace

void tell_missing(store::Database& db, store::ExceptionWriter& exceptions,
                  const store::OwnAccount& own, const AccountChain& made) {
    const std::string account = "account=" + std::to_string(own.id);
    std::vector<std::string> gone =
        store::open_causes(db, skipped_number, std::to_string(own.id) + '|');
    for (const reconcile::SkippedNumbers& numbers : made.skipped) {
        const std::string cause = cause_of(own, numbers);
        std::erase(gone, cause);
        std::string details = account;
        details.append("|numbers=").append(std::to_string(numbers.first));
        if (numbers.last != numbers.first) details.append("-").append(std::to_string(numbers.last));
        exceptions.open(skipped_number, cause, {}, "rechtmatigheid", std::nullopt, details);
    }
    for (const std::string& cause : gone) exceptions.close(skipped_number, cause);
    PagesTold pages{db, exceptions, own};
    for (const WaitingPages& each : made.waiting) pages.tell(each);
    pages.tell_of_mt940(made);
    pages.close_others();
    for (const std::int64_t delivery : made.not_replaced) {
        if (is_told_by_its_pages(db, made, delivery)) continue;
        const std::string cause = std::to_string(delivery);
        std::string details = account;
        details.append("|delivery=").append(cause);
        exceptions.open("afschrift_opzij_gezet", cause, {}, "rechtmatigheid", std::nullopt,
                        details);
    }
    for (const store::BankStatementRow& each : store::statements_of(db, own.id)) {
        const bool is_told =
            std::ranges::find(made.not_replaced, each.id) != made.not_replaced.end() &&
            !is_told_by_its_pages(db, made, each.id);
        if (!is_told) exceptions.close("afschrift_opzij_gezet", std::to_string(each.id));
    }
}

}  // namespace ontzorgd::service
