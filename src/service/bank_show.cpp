// SPDX-License-Identifier: EUPL-1.2
#include "account_chain.h"
#include "bank_report.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/policy_rows.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

/// Open lines that are shown of one statement.
constexpr std::size_t most_open_lines = 500;

Report row_of(const store::BankStatementRow& statement, const std::string& account) {
    Report row;
    row.add("levering", Value{statement.id})
        .add("rekening", account)
        .add("afschrift", statement.statement_id)
        .add("volgnummer", statement.sequence)
        .add("van", Value{statement.opening_date})
        .add("datum", Value{statement.closing_date})
        .add("beginsaldo", Value{statement.opening})
        .add("eindsaldo", Value{statement.closing})
        .add("regels", Value{statement.lines})
        .add("staat", statement.state);
    return row;
}

Report row_of(std::string_view account, std::string_view place,
              const store::PlaceFigures& figures) {
    Report row;
    row.add("rekening", account)
        .add("plaats", place)
        .add("regels", Value{figures.lines})
        .add("bij", Value{figures.credit})
        .add("af", Value{figures.debit});
    return row;
}

std::string text_of(const std::optional<reconcile::DecimalAmount>& amount) {
    return amount ? amount->to_string() : std::string{};
}

std::string_view text_of(reconcile::Proof proof) {
    switch (proof) {
        case reconcile::Proof::holds: return "yes";
        case reconcile::Proof::fails: return "NO";
        case reconcile::Proof::unknown: break;
    }
    return "";
}

/// "2, er volgen meer" or "3, het laatste"; nothing for a statement that is whole.
std::string page_text(const reconcile::StatementHead& head) {
    const bool is_last = head.is_last_page.value_or(true);
    if (is_last && head.page.value_or(1) == 1) return {};
    return (head.page ? std::to_string(*head.page) : std::string{"?"}) +
           (is_last ? ", het laatste" : ", er volgen meer");
}

std::string text_of(const std::vector<std::string_view>& findings) {
    std::string text;
    for (const std::string_view finding : findings) {
        text += (text.empty() ? "" : " ") + std::string{finding};
    }
    return text;
}

/// The columns by which a reading of a bank file is compared with any other.
Report row_of(const messages::StatementReport& statement, std::size_t of) {
    const reconcile::StatementHead& head = statement.head;
    const reconcile::StatementTotals& totals = statement.totals;
    Report row;
    row.add("message", head.message)
        .add("statement", std::to_string(head.ordinal) + '/' + std::to_string(of))
        .add("statement_id", head.statement_id)
        .add("account", head.account)
        .add("ElctrncSeqNb", head.electronic_sequence)
        .add("page", page_text(head))
        .add("currency", head.currency)
        .add("entries", Value{totals.entries})
        .add("TxDtls", Value{totals.tx_details})
        .add("batch_entries", Value{totals.batch_entries})
        .add("reversals", Value{totals.reversals})
        .add("not_BOOK", Value{totals.not_book})
        .add("sum_credit", totals.sum_credit.to_string())
        .add("sum_debit", totals.sum_debit.to_string())
        .add("opening", text_of(totals.opening))
        .add("closing", text_of(totals.closing))
        .add("opening+C-D=closing", text_of(totals.proof))
        .add("batches_whose_details_do_not_sum", Value{totals.batches_whose_details_do_not_sum})
        .add("findings", text_of(totals.findings));
    return row;
}

/// The same of a status report.
Report row_of(const messages::StatusCounts& status, const std::string& message) {
    Report row;
    row.add("message", message)
        .add("MsgId", status.message_id)
        .add("OrgnlMsgId", status.original_message_id)
        .add("GrpSts", status.group_status)
        .add("PmtInfSts", status.payment_statuses)
        .add("TxInfAndSts", Value{status.transactions})
        .add("TxSts", status.transaction_statuses)
        .add("Rsn", status.reasons);
    return row;
}

/// The same of a payment order, and in words that it is none of the bank's.
Report row_of(const messages::OrderCounts& order, const std::string& message) {
    Report row;
    row.add("message", message)
        .add("soort", "betaalopdracht aan de bank, geen afschrift")
        .add("MsgId", order.message_id)
        .add("PmtInf", Value{order.payments})
        .add("NbOfTxs", order.declared_transactions ? std::to_string(*order.declared_transactions)
                                                    : std::string{})
        .add("CdtTrfTxInf", Value{order.transactions})
        .add("CtrlSum", text_of(order.declared_sum))
        .add("sum", order.sum.to_string())
        .add("currency", order.sum.currency())
        .add("findings", text_of(order.findings));
    return row;
}

/// Whether balances and entries do not agree; those of a page may with the other pages.
bool is_wrong(const messages::StatementReport& statement) {
    return statement.totals.proof == reconcile::Proof::fails &&
           std::ranges::find(statement.totals.findings, "page_does_not_add_up_alone") ==
               statement.totals.findings.end();
}

/// What 'bank ingest' would not take, of as many statements as a person looks at.
std::optional<base::Error> finding_in(const std::vector<messages::StatementReport>& statements) {
    constexpr std::size_t most_told = 100;
    std::vector<base::Error> causes;
    std::int64_t wrong = 0;
    for (const messages::StatementReport& each : statements) {
        if (!is_wrong(each)) continue;
        ++wrong;
        if (causes.size() == most_told) continue;
        causes.push_back(base::malformed("statement_does_not_add_up",
                                         {{"statement", std::to_string(each.head.ordinal)},
                                          {"name", each.head.statement_id},
                                          {"account", each.head.account}})
                             .error);
    }
    if (wrong == 0) return std::nullopt;
    base::Error error =
        base::malformed("statements_do_not_add_up", {{"count", std::to_string(wrong)}}).error;
    error.causes = std::move(causes);
    return error;
}

/// The answer about all accounts, table by table.
struct Reconciliation {
    std::vector<Report> places;
    std::vector<Report> balances;
    std::vector<Report> chains;
    std::vector<Report> gaps;
    std::vector<Report> conflicts;
    std::vector<Report> incomplete;
};

/// Whether the sums of what counts lead from the anchor to the last closing balance.
Report balance_of(const store::OwnAccount& account, const AccountChain& made,
                  const store::AccountFigures& figures) {
    values::Euro credit;
    values::Euro debit;
    for (const auto place : {reconcile::Place::matched, reconcile::Place::proposed,
                             reconcile::Place::suspense, reconcile::Place::known_other}) {
        credit += figures.places.at(static_cast<std::size_t>(place)).credit;
        debit += figures.places.at(static_cast<std::size_t>(place)).debit;
    }
    // Behind a gap the last of the statements is the nearest to where the account stands.
    values::Euro closing = made.chain.balance;
    if (made.chain.gaps > 0) {
        for (const store::BankStatementRow& each : made.statements) {
            const bool only_repeats = each.lines > 0 && each.repeated == each.lines;
            if (!only_repeats) closing = each.closing - each.trail;
        }
    }
    const values::Euro expected = account.opening + credit - debit;
    Report row;
    row.add("rekening", account.name)
        .add("beginsaldo", Value{account.opening})
        .add("bij", Value{credit})
        .add("af", Value{debit})
        .add("eindsaldo", Value{closing})
        .add("ontbreekt", Value{closing - expected})
        .add("sluit", Value{closing == expected && made.chain.gaps == 0});
    return row;
}

std::int64_t numbers_in(const std::vector<reconcile::SkippedNumbers>& skipped) {
    std::int64_t numbers = 0;
    for (const auto& each : skipped) numbers += each.last - each.first + 1;
    return numbers;
}

Report chain_row(const store::OwnAccount& account, const AccountChain& made,
                 const store::AccountFigures& figures, values::CivilDate as_of) {
    Report row;
    row.add("rekening", account.name)
        .add("afschriften", Value{static_cast<std::int64_t>(made.statements.size())})
        .add("gaten", Value{static_cast<std::int64_t>(made.chain.gaps)})
        .add("nummers_overgeslagen", Value{numbers_in(made.skipped)})
        .add("sluit_aan_tot", Value{made.chain.reaches})
        .add("saldo", Value{made.chain.balance})
        .add("oudste_open_regel",
             figures.oldest_open ? figures.oldest_open->to_string() : std::string{})
        .add("dagen_open",
             Value{std::int64_t{figures.oldest_open ? as_of - *figures.oldest_open : 0}});
    return row;
}

void add_account(Reconciliation& all, store::Database& db, const store::OwnAccount& account,
                 std::int64_t fact, values::CivilDate as_of) {
    const AccountChain made = chain_of(db, account, fact);
    const store::AccountFigures figures = store::figures_of_account(db, account.id, fact);
    for (std::size_t i = 0; i < place_labels.size(); ++i) {
        all.places.push_back(row_of(account.name, place_labels.at(i), figures.places.at(i)));
    }
    all.balances.push_back(balance_of(account, made, figures));
    all.chains.push_back(chain_row(account, made, figures, as_of));
    for (std::size_t i = 0; i < made.statements.size(); ++i) {
        if (!made.chain.continues[i]) all.gaps.push_back(row_of(made.statements[i], account.name));
    }
    if (figures.in_conflict.lines > 0) {
        all.conflicts.push_back(row_of(account.name, "tegenstrijdig", figures.in_conflict));
    }
    if (figures.incomplete.lines > 0) {
        all.incomplete.push_back(row_of(account.name, "onvolledig", figures.incomplete));
    }
}

}  // namespace

base::Result<Report> list_statements(Municipality& town, values::CivilDate as_of) {
    store::Database& db = town.db();
    const std::int64_t fact = store::last_fact_on(db, as_of);
    std::vector<Report> statements;
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        for (const store::BankStatementRow& each : store::statements_of(db, account.id)) {
            if (each.fact <= fact) statements.push_back(row_of(each, account.name));
        }
    }
    std::vector<Report> kept_aside;
    const auto files = store::bank_files(db);
    for (const store::BankFileRow& file : files) {
        if (file.finding.empty() || file.fact > fact) continue;
        const bool is_read_since = std::ranges::any_of(files, [&](const store::BankFileRow& each) {
            return each.finding.empty() && each.sha256 == file.sha256 && each.fact <= fact;
        });
        if (is_read_since) continue;
        Report row;
        row.add("sha256", base::to_hex(file.sha256)).add("bevinding", file.finding);
        kept_aside.push_back(std::move(row));
    }
    Report report;
    report.add_rows("afschriften", std::move(statements))
        .add_rows("bestanden_die_niet_kloppen", std::move(kept_aside));
    return report;
}

base::Result<Report> show_statement(Municipality& town, std::int64_t delivery) {
    store::Database& db = town.db();
    const auto statement = store::statement_by_id(db, delivery);
    if (!statement)
        return base::refuse("statement_is_unknown", {{"delivery", std::to_string(delivery)}});
    const auto account = store::own_account_by_id(db, statement->account);
    Report report = row_of(*statement, account ? account->name : "");
    std::vector<Report> places;
    const auto figures = store::figures_of_statement(db, delivery);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        places.push_back(row_of(account ? account->name : "", place_labels.at(i), figures.at(i)));
    }
    report.add_rows("plaatsen", std::move(places));
    std::vector<Report> open;
    store::for_each_shown_line(db, store::every_fact, delivery, [&](const store::ShownLine& shown) {
        const store::LineRow& line = shown.line;
        const bool is_open =
            line.repeats_statement == 0 && !statement->is_notice() &&
            (line.place == reconcile::Place::proposed || line.place == reconcile::Place::suspense);
        if (!is_open || open.size() >= most_open_lines) return;
        Report row;
        row.add("regel", Value{line.key.entry})
            .add("detail", Value{line.key.detail})
            .add("datum", Value{line.booking_date})
            .add("bij", Value{line.credit ? line.cents : values::Euro{}})
            .add("af", Value{line.credit ? values::Euro{} : line.cents})
            .add("plaats", place_labels.at(static_cast<std::size_t>(line.place)))
            .add("regel_waarom", line.rule);
        open.push_back(std::move(row));
    });
    report.add_rows("open_regels", std::move(open));
    return report;
}

base::Result<Report> show_reconciliation(Municipality& town, values::CivilDate as_of) {
    store::Database& db = town.db();
    const std::int64_t fact = store::last_fact_on(db, as_of);
    Reconciliation all;
    for (const store::OwnAccount& account : store::own_accounts(db)) {
        if (account.confirmed) add_account(all, db, account, fact, as_of);
    }
    Report report;
    report.add("stand", Value{as_of})
        .add_rows("plaatsen", std::move(all.places))
        .add_rows("saldi", std::move(all.balances))
        .add_rows("keten", std::move(all.chains))
        .add_rows("gat_voor", std::move(all.gaps));
    if (!all.conflicts.empty()) report.add_rows("tegenstrijdig", std::move(all.conflicts));
    if (!all.incomplete.empty()) report.add_rows("onvolledig", std::move(all.incomplete));
    return report;
}

base::Result<Report> read_bank_file(const std::filesystem::path& file) {
    const auto read = messages::read_any_bank_file(file.string());
    if (!read) return read.failure();
    std::vector<Report> rows;
    for (const messages::StatementReport& each : read.value().statements) {
        Report row = row_of(each, read.value().statements.size());
        if (each.head.message == "MT940") {
            row.add("information_fields", Value{each.totals.information_fields})
                .add("encoding", read.value().encoding);
        }
        rows.push_back(std::move(row));
    }
    Report report;
    if (read.value().order) {
        return report.add_rows("payment_orders",
                               {row_of(*read.value().order, read.value().message)});
    }
    if (read.value().status) {
        return report.add_rows("status_reports",
                               {row_of(*read.value().status, read.value().message)});
    }
    report.add_rows("statements", std::move(rows));
    if (auto finding = finding_in(read.value().statements)) {
        report.set_finding(finding->with("file", file.string()));
    }
    return report;
}

}  // namespace ontzorgd::service
