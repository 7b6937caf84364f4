// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/last_status.h"

#include "ontzorgd/payment/bank_word.h"
#include "statement.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ontzorgd::store {

namespace {

using payment::BankWord;
using reconcile::LastStatus;
using reconcile::SaidStatus;

struct OfReport {
    std::int64_t report = 0;
    SaidStatus said;
};

/// From these columns on: when its report was made, code, reason, and the report's name.
SaidStatus said_from(const Statement& row, int first) {
    return {.created = row.optional_integer(first),
            .code = std::string{row.text(first + 1)},
            .reason = std::string{row.text(first + 2)},
            .report = std::string{row.text(first + 3)}};
}

std::vector<OfReport> said_of_file(Database& db, std::int64_t file) {
    Statement rows{db, R"sql(
        SELECT s.report, r.created, s.code, s.reason, r.msg_id
          FROM file_status s JOIN status_report r ON r.id = s.report WHERE s.file = ?1 ORDER BY s.id
    )sql"};
    rows.bind(file);
    std::vector<OfReport> all;
    while (rows.next()) all.push_back({.report = rows.integer(0), .said = said_from(rows, 1)});
    return all;
}

/// Collects what is said of one payment.
class OfPayment {
public:
    /// Named without a word of its execution it still is not one of the others.
    void add(std::int64_t report, bool tells, const SaidStatus& said) {
        named_in_.push_back(report);
        if (tells) status_.add(said);
    }
    LastStatus with(const std::vector<OfReport>& of_file) {
        for (const OfReport& each : of_file) {
            if (std::ranges::find(named_in_, each.report) == named_in_.end()) {
                status_.add(each.said);
            }
        }
        return std::move(status_);
    }

private:
    LastStatus status_;
    std::vector<std::int64_t> named_in_;
};

/// Whether it may be worth looking at each payment of the file: nearly never.
bool may_be_told(Database& db, std::int64_t file, const std::vector<OfReport>& of_file) {
    const bool of_all = std::ranges::any_of(
        of_file, [](const OfReport& each) { return reconcile::is_told_of(each.said.code); });
    if (of_all) return true;
    Statement named{db, R"sql(
        SELECT 1 FROM attempt_status INDEXED BY attempt_status_told
         WHERE file = ?1 AND code IN ('ACFC', 'ACWC', 'BLCK', 'PATC', 'PDNG') LIMIT 1
    )sql"};
    named.bind(file);
    return named.next();
}

}  // namespace

std::optional<SaidStatus> last_status_of(Database& db, std::int64_t instruction,
                                         std::int64_t attempt) {
    Statement rows{db, R"sql(
        SELECT s.report, s.word, r.created, s.code, s.reason, r.msg_id
          FROM attempt_status s JOIN status_report r ON r.id = s.report
         WHERE s.instruction = ?1 AND s.attempt = ?2 ORDER BY s.id
    )sql"};
    rows.bind(instruction, attempt);
    OfPayment payment;
    while (rows.next()) payment.add(rows.integer(0), rows.integer(1) != 0, said_from(rows, 2));
    Statement file{db, "SELECT file FROM attempt WHERE instruction = ?1 AND number = ?2"};
    file.bind(instruction, attempt);
    if (!file.next()) return std::nullopt;
    return payment.with(said_of_file(db, file.integer(0))).last();
}

std::vector<std::int64_t> open_files(Database& db, std::int64_t account) {
    Statement rows{db, R"sql(
        SELECT f.id FROM file f INDEXED BY file_of_account
         WHERE f.account = ?1 AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
           AND EXISTS (SELECT 1 FROM attempt a INDEXED BY attempt_unbooked
                        WHERE a.file = f.id AND a.state = 0)
         ORDER BY f.id
    )sql"};
    rows.bind(account);
    std::vector<std::int64_t> files;
    while (rows.next()) files.push_back(rows.integer(0));
    return files;
}

std::vector<ToldStatus> told_statuses(Database& db, std::int64_t file) {
    const std::vector<OfReport> of_file = said_of_file(db, file);
    if (!may_be_told(db, file, of_file)) return {};
    std::map<std::string, ToldStatus> by_code;
    const auto count = [&](OfPayment payment, values::Euro cents) {
        const auto told = payment.with(of_file).told();
        if (!told) return;
        ToldStatus& all = by_code[told->code];
        all.code = told->code;
        ++all.payments;
        all.cents += cents;
        if (!told->reason.empty()) all.reasons.insert(told->reason);
        all.created = std::max(all.created, told->created);
    };
    Statement rows{db, R"sql(
        SELECT a.instruction, i.cents, coalesce(s.report, 0), coalesce(s.word, 0), r.created,
               coalesce(s.code, ''), coalesce(s.reason, ''), coalesce(r.msg_id, '')
          FROM attempt a INDEXED BY attempt_unbooked
          JOIN file f ON f.id = a.file
          JOIN instruction i ON i.id = a.instruction
          LEFT JOIN attempt_status s ON s.instruction = a.instruction AND s.attempt = a.number
          LEFT JOIN status_report r ON r.id = s.report
         WHERE a.file = ?1 AND a.state = 0
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
           AND coalesce(a.bank_word, f.bank_word) NOT IN (?2, ?3, ?4)
           AND NOT EXISTS (SELECT 1 FROM line_decision d INDEXED BY line_decision_by_hand
                            WHERE d.instruction = a.instruction AND d.label = 'handmatige_betaling'
                              AND d.revoked_fact IS NULL AND d.claim_before IS NOT NULL)
         ORDER BY a.instruction, s.id
    )sql"};
    rows.bind(file, static_cast<int>(BankWord::settled), static_cast<int>(BankWord::rejected),
              static_cast<int>(BankWord::contradicts));
    std::int64_t instruction = 0;
    values::Euro cents;
    OfPayment payment;
    while (rows.next()) {
        if (rows.integer(0) != instruction) {
            if (instruction != 0) count(std::exchange(payment, {}), cents);
            instruction = rows.integer(0);
            cents = rows.euro(1);
        }
        if (const std::int64_t report = rows.integer(2); report != 0)
            payment.add(report, rows.integer(3) != 0, said_from(rows, 4));
    }
    if (instruction != 0) count(std::move(payment), cents);
    std::vector<ToldStatus> all;
    all.reserve(by_code.size());
    for (auto& [code, told] : by_code) all.push_back(std::move(told));
    return all;
}

}  // namespace ontzorgd::store
