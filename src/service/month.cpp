// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/month.h"

#include "account_chain.h"
#include "line_report.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/month.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace ontzorgd::service {

namespace {

using store::MonthAct;
using store::MonthWord;
using values::Month;

/// The months of the books and what people did with them.
class Months {
public:
    explicit Months(store::Database& db) : acts_{store::month_acts(db)} {
        for (store::OwnAccount& account : store::own_accounts(db)) {
            if (!account.confirmed) continue;
            const Month begins = Month::of(account.opening_date.plus_days(1));
            first_ = std::min(first_.value_or(begins), begins);
            accounts_.push_back(std::move(account));
        }
        // Where closing began, the books begin, also when an older account is opened later.
        for (const MonthAct& act : acts_) first_ = act.id == 1 ? act.month : first_;
    }

    /// Those that two people opened.
    [[nodiscard]] const std::vector<store::OwnAccount>& accounts() const { return accounts_; }
    [[nodiscard]] std::optional<Month> first() const { return first_; }
    /// The act that closed the month, when it is closed.
    [[nodiscard]] const MonthAct* closing_of(Month month) const {
        const MonthAct* found = nullptr;
        for (const MonthAct& act : acts_) {
            if (act.month != month) continue;
            if (act.word == MonthWord::closed) found = &act;
            if (act.word == MonthWord::reopened) found = nullptr;
        }
        return found;
    }
    [[nodiscard]] std::optional<Month> newest_closed() const {
        std::optional<Month> newest;
        for (const MonthAct& act : acts_) {
            if (closing_of(act.month) != nullptr)
                newest = std::max(newest.value_or(act.month), act.month);
        }
        return newest;
    }
    /// The one that is to be closed first; none without an account.
    [[nodiscard]] std::optional<Month> next() const {
        const auto closed = newest_closed();
        return closed ? closed->plus(1) : first_;
    }
    /// Who asked to reopen the month and was not answered: nothing was done with any month since.
    [[nodiscard]] const MonthAct* asked_to_reopen(Month month) const {
        const bool asked = !acts_.empty() && acts_.back().month == month &&
                           acts_.back().word == MonthWord::reopening;
        return asked ? &acts_.back() : nullptr;
    }
    /// The act that reopened the month, when it was not closed since.
    [[nodiscard]] const MonthAct* reopening_of(Month month) const {
        const MonthAct* found = nullptr;
        for (const MonthAct& act : acts_) {
            if (act.month == month && act.word != MonthWord::reopening) found = &act;
        }
        return found != nullptr && found->word == MonthWord::reopened ? found : nullptr;
    }

private:
    std::vector<MonthAct> acts_;
    std::vector<store::OwnAccount> accounts_;
    std::optional<Month> first_;
};

/// How far the statements of an account reach, and what it stood at on the last day of a month.
struct AccountEnd {
    const store::OwnAccount* account = nullptr;
    values::CivilDate reaches{};
    std::optional<values::Euro> balance{};  ///< none when they do not reach that day
    std::optional<reconcile::SkippedNumbers> left_out{};
    std::vector<std::int64_t> waiting{};  ///< deliveries of the month with a gap before them
};

/// The balance with which the last statement up to the day ends.
values::Euro balance_by(const AccountChain& chained, const store::OwnAccount& account,
                        values::CivilDate day) {
    std::vector<reconcile::ChainLink> links;
    for (const store::BankStatementRow& each : chained.statements) {
        if (each.closing_date <= day) links.push_back(link_of(each));
    }
    return reconcile::chain(account.opening_date, account.opening, links).balance;
}

/// The last day the account was open, unless its bank booked something after that, or may have.
std::optional<values::CivilDate> last_day_of(const store::OwnAccount& account,
                                             const AccountChain& chained) {
    if (!account.ended_on) return std::nullopt;
    const bool was_used = std::ranges::any_of(chained.statements, [&](const auto& each) {
        return each.last_booking && *account.ended_on < *each.last_booking;
    });
    return was_used || chained.misses_statement() ? std::nullopt : account.ended_on;
}

AccountEnd end_of(store::Database& db, const store::OwnAccount& account,
                  const AccountChain& chained, values::CivilDate day) {
    AccountEnd end{.account = &account, .reaches = chained.chain.reaches};
    const bool was_left_out = !chained.skipped.empty() && chained.skipped.front().after <= day;
    if (was_left_out) end.left_out = chained.skipped.front();
    if (end.reaches < std::min(day, last_day_of(account, chained).value_or(day))) return end;
    end.balance = balance_by(chained, account, day) + store::booked_until(db, account.id, day);
    for (const store::BankStatementRow& each : chained.statements) {
        const bool is_of_it =
            each.closing_date <= day || (each.first_booking && *each.first_booking <= day);
        const bool waits = each.state == "gap" && is_of_it;
        if (waits) end.waiting.push_back(each.id);
    }
    return end;
}

/// The accounts that were open in the month.
std::vector<AccountEnd> ends_of(store::Database& db, const Months& months, Month month) {
    std::vector<AccountEnd> all;
    for (const store::OwnAccount& account : months.accounts()) {
        if (month.last() < account.opening_date) continue;
        const AccountChain chained = chain_of(db, account, store::every_fact);
        const auto last_day = last_day_of(account, chained);
        if (last_day && *last_day < month.first()) continue;
        all.push_back(end_of(db, account, chained, month.last()));
    }
    return all;
}

base::Error error_of(std::string code, std::vector<base::Detail> details) {
    return base::refuse(std::move(code), std::move(details)).error;
}

void add_obstacles_of(const AccountEnd& end, values::CivilDate day,
                      std::vector<base::Error>& obstacles) {
    const std::string& name = end.account->name;
    if (!end.balance) {
        obstacles.push_back(
            error_of("statements_stop_too_early", {{"account", name},
                                                   {"reaches", wording::day(end.reaches)},
                                                   {"day", wording::day(day)}}));
    }
    if (end.left_out) {
        obstacles.push_back(error_of("statement_number_is_left_out",
                                     {{"account", name},
                                      {"first", std::to_string(end.left_out->first)},
                                      {"last", std::to_string(end.left_out->last)}}));
    }
    for (const std::int64_t delivery : end.waiting) {
        obstacles.push_back(error_of("statement_of_the_month_waits",
                                     {{"account", name}, {"delivery", std::to_string(delivery)}}));
    }
}

/// What the bank and the people still have to do before the month can be closed.
std::vector<base::Error> obstacles_to(store::Database& db, Month month,
                                      const std::vector<AccountEnd>& ends) {
    std::vector<base::Error> obstacles;
    for (const AccountEnd& end : ends) add_obstacles_of(end, month.last(), obstacles);
    for (const store::StoredRun& run : store::all_runs(db)) {
        if (run.state != "splitting") continue;
        obstacles.push_back(error_of("run_is_being_split", {{"run", run.head.run_id}}));
    }
    for (const store::ProposedLines& lines : store::proposed_lines_until(db, month.last())) {
        obstacles.push_back(
            error_of("lines_wait_for_a_person",
                     {{"account", store::own_account_by_id(db, lines.account)->name},
                      {"count", std::to_string(lines.count)},
                      {"line", text_of(lines.first)}}));
    }
    return obstacles;
}

/// Why a month can not even be looked at for closing today.
std::optional<base::Error> too_early(const Months& months, Month month, values::CivilDate today) {
    if (today <= month.last()) {
        return error_of("month_is_not_over",
                        {{"month", month.to_string()}, {"day", wording::day(month.last())}});
    }
    if (month > months.next()) {
        return error_of("earlier_month_is_open",
                        {{"month", month.to_string()}, {"earlier", months.next()->to_string()}});
    }
    return std::nullopt;
}

base::Result<Month> month_named(const Months& months, std::string_view text,
                                values::CivilDate today) {
    const auto month = Month::parse(text);
    if (!month) return month.failure();
    if (!months.first()) return base::refuse("no_account_is_opened");
    const Month last = Month::of(today);
    // A month before the first account that is known today may have been closed.
    const bool is_kept = months.closing_of(month.value()) != nullptr ||
                         (*months.first() <= month.value() && month.value() <= last);
    if (!is_kept) {
        return base::refuse("month_is_not_in_the_books", {{"month", month.value().to_string()},
                                                          {"first", months.first()->to_string()},
                                                          {"last", last.to_string()}});
    }
    return month.value();
}

void add_act(Report& report, store::Database& db, const MonthAct* act, std::string_view day,
             std::string_view user) {
    report
        .add(day, act != nullptr ? Value{store::day_of_fact(db, act->fact)} : Value{std::string{}})
        .add(user, act != nullptr ? store::user_name(db, act->user) : std::string{});
}

Report row_of(store::Database& db, const Months& months, Month month) {
    const MonthAct* const closing = months.closing_of(month);
    Report row;
    row.add("maand", month.to_string()).add("staat", closing != nullptr ? "closed" : "open");
    add_act(row, db, closing, "afgesloten_op", "afgesloten_door");
    add_act(row, db, months.asked_to_reopen(month), "heropening_gevraagd_op",
            "heropening_gevraagd_door");
    add_act(row, db, months.reopening_of(month), "heropend_op", "heropend_door");
    return row;
}

std::vector<Report> rows_of(const std::vector<base::Error>& obstacles) {
    std::vector<Report> rows;
    for (const base::Error& obstacle : obstacles) {
        Report row;
        row.add("wat", wording::sentence(obstacle));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<base::Error> all_in_the_way(store::Database& db, const Months& months, Month month,
                                        const std::vector<AccountEnd>& ends,
                                        values::CivilDate today) {
    std::vector<base::Error> obstacles = obstacles_to(db, month, ends);
    if (const auto early = too_early(months, month, today))
        obstacles.insert(obstacles.begin(), *early);
    return obstacles;
}

std::optional<values::Euro> kept_balance(const std::vector<store::MonthBalance>& kept,
                                         std::int64_t account) {
    const auto found = std::ranges::find(kept, account, &store::MonthBalance::account);
    return found == kept.end() ? std::nullopt : std::optional{found->cents};
}

Value value_of(const std::optional<values::Euro>& amount) {
    return amount ? Value{*amount} : Value{std::string{}};
}

std::vector<Report> balance_rows(store::Database& db, const std::vector<AccountEnd>& ends,
                                 const MonthAct* closing) {
    std::vector<store::MonthBalance> kept;
    if (closing != nullptr) kept = store::month_balances(db, closing->id);
    std::vector<Report> rows;
    for (const AccountEnd& end : ends) {
        Report row;
        row.add("rekening", end.account->name)
            .add("sluit_aan_tot_en_met", Value{end.reaches})
            .add("saldo_bij_afsluiten", value_of(kept_balance(kept, end.account->id)))
            .add("saldo_laatste_dag", value_of(end.balance));
        rows.push_back(std::move(row));
    }
    return rows;
}

Report report_of(Municipality& town, Month month, values::CivilDate today) {
    store::Database& db = town.db();
    const Months months{db};
    const MonthAct* const closing = months.closing_of(month);
    const auto ends = ends_of(db, months, month);
    Report report = row_of(db, months, month);
    if (closing != nullptr) {
        const store::LaterFacts later = store::later_facts(db, month, closing->fact);
        report.add("nagekomen_regels", Value{later.lines})
            .add("later_besloten", Value{later.decisions});
    }
    report.add_rows("saldi", balance_rows(db, ends, closing));
    if (closing == nullptr) {
        report.add_rows("belemmeringen", rows_of(all_in_the_way(db, months, month, ends, today)));
    }
    return report;
}

std::vector<base::Error> unsound_books(Municipality& town) {
    std::vector<base::Error> errors;
    const auto checks = check_books_now(town);
    const auto broken =
        std::ranges::count_if(checks, [](const facts::Check& check) { return !check.holds(); });
    if (broken > 0)
        errors.push_back(error_of("books_do_not_agree", {{"count", std::to_string(broken)}}));
    return errors;
}

void close(Context& context, Month month, const std::vector<AccountEnd>& ends) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "month_closed"};
        const std::int64_t id = store::add_month_act(db,
                                                     {.month = month,
                                                      .word = MonthWord::closed,
                                                      .user = context.actor.id,
                                                      .fact = act.number()},
                                                     std::nullopt);
        for (const AccountEnd& end : ends) {
            store::add_month_balance(db, id, {.account = end.account->id, .cents = *end.balance},
                                     act.number());
        }
        act.record().add("month", month.to_number());
        act.seal();
    });
}

void reopen(Context& context, Month month, bool is_second, std::string_view reason) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, is_second ? "month_reopened" : "month_reopening_asked"};
        const Commitment why = commit_to(context.town, reason);
        store::add_month_act(db,
                             {.month = month,
                              .word = is_second ? MonthWord::reopened : MonthWord::reopening,
                              .user = context.actor.id,
                              .fact = act.number()},
                             why.personal);
        act.record()
            .add("month", month.to_number())
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
}

}  // namespace

base::Result<Report> show_months(Municipality& town, values::CivilDate today) {
    store::Database& db = town.db();
    const Months months{db};
    std::vector<Report> rows;
    std::vector<Report> obstacles;
    Report report;
    if (const auto next = months.next()) {
        for (Month month = *months.first(); month <= Month::of(today); month = month.plus(1)) {
            rows.push_back(row_of(db, months, month));
        }
        obstacles = rows_of(all_in_the_way(db, months, *next, ends_of(db, months, *next), today));
        report.add("volgende_maand", next->to_string());
    }
    report.add_rows("maanden", std::move(rows));
    report.add_rows("belemmeringen", std::move(obstacles));
    return report;
}

base::Result<Report> show_month(Municipality& town, values::CivilDate today,
                                std::string_view month) {
    const auto named = month_named(Months{town.db()}, month, today);
    if (!named) return named.failure();
    return report_of(town, named.value(), today);
}

base::Result<Report> close_month(Context& context, std::string_view month) {
    if (const auto allowed = may(context.actor.roles, "month close"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const values::CivilDate today = context.now.today;
    const Months months{db};
    const auto named = month_named(months, month, today);
    if (!named) return named.failure();
    const Month wanted = named.value();
    if (months.closing_of(wanted) != nullptr) return report_of(context.town, wanted, today);
    if (auto early = too_early(months, wanted, today)) return base::Failure{std::move(*early)};
    const auto ends = ends_of(db, months, wanted);
    auto obstacles = obstacles_to(db, wanted, ends);
    if (obstacles.empty()) obstacles = unsound_books(context.town);
    if (!obstacles.empty()) {
        auto failure = base::refuse("month_cannot_be_closed", {{"month", wanted.to_string()}});
        failure.error.causes = std::move(obstacles);
        return failure;
    }
    close(context, wanted, ends);
    return report_of(context.town, wanted, today);
}

base::Result<Report> reopen_month(Context& context, std::string_view month,
                                  std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "month reopen"); !allowed)
        return allowed.failure();
    const values::CivilDate today = context.now.today;
    const Months months{context.town.db()};
    const auto named = month_named(months, month, today);
    if (!named) return named.failure();
    const Month wanted = named.value();
    const std::vector<base::Detail> about{{"month", wanted.to_string()}};
    const MonthAct* const closing = months.closing_of(wanted);
    if (closing == nullptr) {
        if (months.reopening_of(wanted) != nullptr) return report_of(context.town, wanted, today);
        return base::refuse("month_is_not_closed", about);
    }
    if (const auto newest = months.newest_closed(); wanted < newest) {
        return base::refuse("later_month_is_closed",
                            {{"month", wanted.to_string()}, {"later", newest->to_string()}});
    }
    const MonthAct* const asked = months.asked_to_reopen(wanted);
    if (asked != nullptr && asked->user == context.actor.id) {
        return report_of(context.town, wanted, today);
    }
    if (closing->user == context.actor.id) return base::refuse("reopener_closed_it", about);
    if (const auto why = check_reason(reason); !why) return why.failure();
    reopen(context, wanted, asked != nullptr, reason);
    return report_of(context.town, wanted, today);
}

}  // namespace ontzorgd::service
