// SPDX-License-Identifier: EUPL-1.2
// Files that nobody on this project wrote, against what an independent reading counts in them.
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/bank_read.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace ontzorgd::messages {
namespace {

namespace fs = std::filesystem;

fs::path samples() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): tests read the environment in one thread
    if (const char* given = std::getenv("ONTZORGD_BANK_SAMPLES_DIR")) return given;
    return fs::path{ONTZORGD_SOURCE_DIR} / ".." / "shared" / "bank-samples";
}

using Columns = std::vector<std::string>;

/// The rows of EXPECTED.tsv by file, without kind and file.
std::map<std::string, std::vector<Columns>> expected_rows(const std::string& kind) {
    std::map<std::string, std::vector<Columns>> rows;
    std::ifstream file{samples() / "EXPECTED.tsv"};
    for (std::string line; std::getline(file, line);) {
        const auto parts = base::split_text(line, '\t');
        if (parts.front() != kind) continue;
        rows[std::string{parts.at(1)}].emplace_back(parts.begin() + 2, parts.end());
    }
    return rows;
}

std::string word_of(reconcile::Proof proof) {
    if (proof == reconcile::Proof::holds) return "yes";
    return proof == reconcile::Proof::fails ? "NO" : "";
}

std::string text_of(const std::optional<reconcile::DecimalAmount>& amount) {
    return amount ? amount->to_string() : "";
}

Columns columns_of(const BankFileReport& file, const StatementReport& one) {
    const auto& t = one.totals;
    return {file.envelope.empty() ? one.head.message : file.envelope,
            std::to_string(one.head.ordinal) + "/" + std::to_string(file.statements.size()),
            one.head.account,
            one.head.electronic_sequence,
            std::to_string(t.entries),
            std::to_string(t.tx_details),
            std::to_string(t.batch_entries),
            std::to_string(t.reversals),
            std::to_string(t.not_book),
            t.sum_credit.to_string(),
            t.sum_debit.to_string(),
            text_of(t.opening),
            text_of(t.closing),
            word_of(t.proof),
            std::to_string(t.batches_whose_details_do_not_sum)};
}

class BankSamples : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(samples() / "EXPECTED.tsv")) {
            GTEST_SKIP() << "no bank samples in " << samples()
                         << "; set ONTZORGD_BANK_SAMPLES_DIR to run this";
        }
    }
};

TEST_F(BankSamples, GiveTheCountsSumsAndProofOfAnIndependentReading) {
    int files = 0;
    for (const std::string kind : {"camt053", "camt054"}) {
        for (const auto& [file, rows] : expected_rows(kind)) {
            SCOPED_TRACE(file);
            const auto report = read_any_bank_file((samples() / kind / file).string());
            if (rows.front().front() == "no statement found") {
                ASSERT_FALSE(report);
                EXPECT_EQ(report.error().code, "no_statement_found");
                continue;
            }
            ++files;
            ASSERT_TRUE(report) << report.error().code << " line " << report.error().detail("line");
            const auto& statements = report.value().statements;
            ASSERT_EQ(statements.size(), rows.size());
            for (std::size_t at = 0; at < rows.size(); ++at) {
                EXPECT_EQ(columns_of(report.value(), statements[at]), rows[at]);
            }
        }
    }
    EXPECT_GT(files, 0);
}

TEST_F(BankSamples, OfStatusReportsGiveTheCodesOfAnIndependentReading) {
    int files = 0;
    for (const auto& [file, rows] : expected_rows("pain002")) {
        SCOPED_TRACE(file);
        const auto report = read_any_bank_file((samples() / "pain002" / file).string());
        ASSERT_TRUE(report) << report.error().code << " line " << report.error().detail("line");
        ASSERT_TRUE(report.value().status);
        const StatusCounts& counts = *report.value().status;
        Columns columns = rows.front();
        columns.resize(7);  // an editor may have cut empty columns off the end of the line
        EXPECT_EQ((Columns{report.value().message, counts.original_message_id, counts.group_status,
                           counts.payment_statuses, std::to_string(counts.transactions),
                           counts.transaction_statuses, counts.reasons}),
                  columns);
        ++files;
    }
    EXPECT_GT(files, 0);
}

/// The columns of an MT940: its number, entries, details (there are none), :86:, reversals, sums,
/// balances and proof.
Columns mt940_columns_of(const StatementReport& one, std::size_t of) {
    const auto& t = one.totals;
    return {std::to_string(one.head.ordinal) + "/" + std::to_string(of),
            one.head.account,
            one.head.electronic_sequence,
            std::to_string(t.entries),
            std::to_string(t.tx_details),
            std::to_string(t.information_fields),
            std::to_string(t.reversals),
            t.sum_credit.to_string(),
            t.sum_debit.to_string(),
            text_of(t.opening),
            text_of(t.closing),
            word_of(t.proof)};
}

TEST_F(BankSamples, OfMt940GiveTheCountsSumsAndProofOfAnIndependentReading) {
    int files = 0;
    for (const auto& [file, rows] : expected_rows("mt940")) {
        SCOPED_TRACE(file);
        ++files;
        const auto report = read_any_bank_file((samples() / "mt940" / file).string());
        ASSERT_TRUE(report) << report.error().code << " line " << report.error().detail("line");
        const auto& statements = report.value().statements;
        ASSERT_EQ(statements.size(), rows.size());
        for (std::size_t at = 0; at < rows.size(); ++at) {
            EXPECT_EQ(mt940_columns_of(statements[at], rows.size()), rows[at]);
        }
    }
    EXPECT_GT(files, 0);
}

TEST_F(BankSamples, OfPaymentOrdersGiveTheCountsAndSumsOfAnIndependentReading) {
    int files = 0;
    for (const auto& [file, rows] : expected_rows("pain001")) {
        SCOPED_TRACE(file);
        ++files;
        const auto report = read_any_bank_file((samples() / "pain001" / file).string());
        ASSERT_TRUE(report) << report.error().code << " line " << report.error().detail("line");
        ASSERT_TRUE(report.value().order);
        const OrderCounts& counts = *report.value().order;
        const auto& declared = counts.declared_transactions;
        EXPECT_EQ(
            (Columns{report.value().message, std::to_string(counts.payments),
                     declared ? std::to_string(*declared) : "", std::to_string(counts.transactions),
                     text_of(counts.declared_sum), counts.sum.to_string()}),
            rows.front());
    }
    EXPECT_GT(files, 0);
}

TEST_F(BankSamples, ThatDoNotBalanceHaveAFinding) {
    int wrong = 0;
    for (const std::string kind : {"camt053", "camt054", "mt940"}) {
        for (const auto& [file, rows] : expected_rows(kind)) {
            SCOPED_TRACE(file);
            const auto report = read_any_bank_file((samples() / kind / file).string());
            if (!report) continue;
            for (const StatementReport& one : report.value().statements) {
                const bool fails = one.totals.proof == reconcile::Proof::fails;
                wrong += fails ? 1 : 0;
                if (fails) {
                    EXPECT_FALSE(one.totals.findings.empty());
                }
            }
        }
    }
    EXPECT_GT(wrong, 0);
}

}  // namespace
}  // namespace ontzorgd::messages
