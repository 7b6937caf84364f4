// SPDX-License-Identifier: EUPL-1.2
#include "statement_row.h"

#include "ontzorgd/messages/mt940.h"
#include "ontzorgd/reconcile/amsterdam_date.h"
#include "ontzorgd/store/pages.h"
#include "ontzorgd/values/iban.h"

#include <algorithm>
#include <string_view>

namespace ontzorgd::service {

namespace {

constexpr std::size_t most_statement_id = 200;
/// Stands before what an MT940 calls a statement: camt calls the same one otherwise.
constexpr std::string_view mt940_mark = "MT940 ";

bool is_mt940(const reconcile::StatementHead& head) {
    return head.message == "MT940";
}

std::string name_of(const reconcile::StatementHead& head) {
    const std::string name =
        is_mt940(head) ? std::string{mt940_mark} + head.statement_id : head.statement_id;
    return name.substr(0, most_statement_id);
}

base::Result<base::Done> fill_opening(store::BankStatementRow& row,
                                      const reconcile::StatementHead& head) {
    const reconcile::Balance* opening = head.opening();
    if (opening == nullptr) {
        return base::malformed("statement_has_no_opening_balance",
                               {{"statement", head.statement_id}});
    }
    const auto cents = opening->amount.to_euro();
    if (!cents) return cents.failure();
    row.opening = cents.value();
    row.opening_date = opening->date;
    row.closing_date = opening->date;  // until it is known
    row.state = "chained";
    return base::Done{};
}

/// Nothing where two have these digits: the number does not tell which is meant.
std::optional<store::OwnAccount> only_account_of(store::Database& db,
                                                 const messages::DutchAccountNumber& number) {
    std::optional<store::OwnAccount> found;
    for (store::OwnAccount& account : store::own_accounts(db)) {
        const auto iban = values::Iban::parse(account.iban);
        if (!iban || !number.is_of(iban.value())) continue;
        if (found) return std::nullopt;
        found = std::move(account);
    }
    return found;
}

}  // namespace

bool is_notice(const reconcile::StatementHead& head) {
    return head.message.starts_with("camt.052") || head.message.starts_with("camt.054");
}

bool is_of_mt940(const store::BankStatementRow& statement) {
    return statement.statement_id.starts_with(mt940_mark);
}

base::Result<std::optional<reconcile::Page>> page_on(const reconcile::StatementHead& head) {
    if (is_notice(head) || is_mt940(head)) return std::optional<reconcile::Page>{};
    return reconcile::page_of(head);
}

bool closes_late(const reconcile::StatementHead& head) {
    return is_mt940(head);
}

base::Result<store::OwnAccount> StatementRows::account_of(
    const reconcile::StatementHead& head) const {
    if (head.account.empty()) return base::malformed("statement_has_no_account");
    const auto named = is_mt940(head) ? messages::account_in_mt940(head.account)
                                      : messages::Mt940Account{head.account, {}};
    const auto number = is_mt940(head) ? messages::dutch_number_in_mt940(head.account)
                                       : std::optional<messages::DutchAccountNumber>{};
    const auto iban = values::Iban::parse(named.account);
    auto account = iban     ? store::own_account_with_iban(db_, iban.value().compact())
                   : number ? only_account_of(db_, *number)
                            : std::nullopt;
    if (!account) return base::refuse("account_is_unknown", {{"account", head.account}});
    if (!account->confirmed)
        return base::refuse("account_is_not_confirmed", {{"account", account->name}});
    const std::string_view beside = number ? number->currency : named.currency;
    for (const std::string_view currency : {std::string_view{head.currency}, beside}) {
        if (!currency.empty() && currency != "EUR") {
            return base::refuse("currency_is_not_eur", {{"value", std::string{currency}}});
        }
    }
    return std::move(*account);
}

base::Result<store::BankStatementRow> StatementRows::begin(
    const reconcile::StatementHead& head) const {
    const auto account = account_of(head);
    if (!account) return account.failure();
    store::BankStatementRow row{.account = account.value().id,
                                .statement_id = name_of(head),
                                .sequence = head.electronic_sequence.empty()
                                                ? head.legal_sequence
                                                : head.electronic_sequence};
    if (is_notice(head)) {
        fill_notice(row, head);
        if (const auto ours = check_days(row); !ours) return ours.failure();
        return row;
    }
    const auto page = page_on(head);
    if (!page) return page.failure();
    if (page.value()) {
        if (const auto filled = fill_page(row, head); !filled) return filled.failure();
        return row;
    }
    if (const auto filled = fill_opening(row, head); !filled) return filled.failure();
    if (closes_late(head)) return row;
    if (const auto closed = close(row, head); !closed) return closed.failure();
    return row;
}

base::Result<base::Done> StatementRows::close(store::BankStatementRow& row,
                                              const reconcile::StatementHead& head) const {
    const reconcile::Balance* closing = head.closing();
    if (closing == nullptr) {
        return base::malformed("statement_has_no_closing_balance",
                               {{"statement", head.statement_id}});
    }
    const auto cents = closing->amount.to_euro();
    if (!cents) return cents.failure();
    row.statement_id = name_of(head);
    row.closing = cents.value();
    row.closing_date = closing->date;
    row.opening_date = std::min(row.opening_date, closing->date);
    if (const auto ours = check_days(row); !ours) return ours.failure();
    const bool is_part = head.is_last_page == false || head.page.value_or(1) > 1;
    return check_form(row, is_part);
}

/// Its balances may stand on other pages, and so may the days of the statement.
base::Result<base::Done> StatementRows::fill_page(store::BankStatementRow& row,
                                                  const reconcile::StatementHead& head) const {
    const reconcile::Balance* opening = head.opening();
    const reconcile::Balance* closing = head.closing();
    for (const reconcile::Balance* balance : {opening, closing}) {
        if (balance == nullptr) continue;
        const auto cents = balance->amount.to_euro();
        if (!cents) return cents.failure();
        (balance == opening ? row.opening : row.closing) = cents.value();
    }
    const auto made = reconcile::amsterdam_date(head.created);
    const values::CivilDate written = made ? made.value() : today_;
    const values::CivilDate last = closing != nullptr ? closing->date : head.to.value_or(written);
    row.opening_date =
        std::min(opening != nullptr ? opening->date : head.from.value_or(last), last);
    row.closing_date = last;
    row.state = "incomplete";
    return check_days(row);
}

/// What it has of balances is of a moment of the day: the statement has those that count.
void StatementRows::fill_notice(store::BankStatementRow& row,
                                const reconcile::StatementHead& head) const {
    const auto made = reconcile::amsterdam_date(head.created);
    row.closing_date = head.to ? *head.to : made ? made.value() : today_;
    row.opening_date = std::min(head.from.value_or(row.closing_date), row.closing_date);
    row.state = "notice";
}

base::Result<base::Done> StatementRows::check_days(const store::BankStatementRow& row) const {
    const values::CivilDate opened = store::own_account_by_id(db_, row.account)->opening_date;
    if (row.closing_date < opened) {
        return base::refuse("statement_is_before_the_account",
                            {{"statement", row.statement_id},
                             {"date", row.closing_date.to_string()},
                             {"opening_date", opened.to_string()}});
    }
    if (row.closing_date > today_) {
        return base::refuse(
            "statement_is_of_a_future_day",
            {{"statement", row.statement_id}, {"date", row.closing_date.to_string()}});
    }
    return base::Done{};
}

/// The two forms tell one booking in other words, so that the entries of a day that was delivered
/// in both cannot be known for repeats. The balances know it.
base::Result<base::Done> StatementRows::check_form(const store::BankStatementRow& row,
                                                   bool is_part) const {
    const bool as_mt940 = row.statement_id.starts_with(mt940_mark);
    for (const store::BankStatementRow& other :
         store::statements_closing_on(db_, row.account, row.closing_date)) {
        if (!other.is_live() || other.is_notice()) continue;
        const bool begins = other.opening == row.opening;
        const bool ends = other.closing == row.closing;
        const bool has_parts = is_part || store::page_of(db_, other.id).has_value();
        const bool is_same_day = has_parts ? begins || ends : begins && ends;
        if (is_same_day && other.statement_id.starts_with(mt940_mark) != as_mt940) {
            return base::refuse("statement_is_here_in_another_form",
                                {{"statement", row.statement_id},
                                 {"date", row.closing_date.to_string()},
                                 {"delivery", std::to_string(other.id)}});
        }
    }
    return base::Done{};
}

}  // namespace ontzorgd::service
