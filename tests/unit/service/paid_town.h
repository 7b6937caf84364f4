// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/exception.h"
#include "support/bank_statement.h"
#include "support/csv_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

/// @file
/// A practice directory of which the bank has the payments of a month, and statements about them.
namespace ontzorgd::test {

/// The kenmerk of the last premium begins like that of the first.
inline const std::vector<TestHousehold> houses{
    {.number = 1}, {.number = 2}, {.number = 3, .polis = "00012"}};
inline const std::string lasten = dutch_iban(1, "OEFN");
inline const std::string landlord = dutch_iban(11, "RABO");
inline const std::string insurer = dutch_iban(12, "INGB");
/// Of the file of 30 November on account lasten.
inline const std::string file_total = "2283.45";

/// Where the premium of the second household stands among the payments, with kenmerk POLIS 0002:
/// the only kenmerk that is no other's, nor how another begins.
inline constexpr std::size_t second_premium = 3;

/// A practice directory whose payments of 30 November went to the bank.
struct PaidTown {
    Practice practice;
    std::vector<Row> paid;  ///< of account lasten: three rents of 612.40, three premiums of 148.75
    std::vector<Row> leefgeld;  ///< of account leefgeld, to the clients

    /// `lost_hand_over`: nobody knows whether the bank has the file of these.
    explicit PaidTown(bool equal_file = false, bool lost_hand_over = false,
                      const std::string& bank_profile = "rehearsal",
                      const std::vector<TestHousehold>& households = houses)
        : practice{Practice::Options{.bank_profile = bank_profile}} {
        practice.dossier(households);
        practice.split(households);
        pay("2026-11-REG", 1);
        practice.on("2026-11-26");
        if (lost_hand_over) lose_hand_over();
        Practice::must(service::release_batch(practice.with("rob"), 1));
        if (equal_file) sign_equal_file();
        practice.on("2026-12-04");
        for (Row& row : attempts()) {
            const std::string& to = row["creditor_iban"];
            (to == landlord || to == insurer ? paid : leefgeld).push_back(row);
        }
    }

    void pay(const std::string& run, std::int64_t batch) {
        Practice::must(service::propose_batch(practice.with("rob"), run));
        Practice::must(service::sign_batch(practice.with("karin"), batch));
        Practice::must(service::sign_batch(practice.with("kim"), batch));
    }
    /// A second file of leefgeld with the total and count of the one of 30 November, to be executed
    /// on 4 December: signed, and not handed over.
    void sign_equal_file() {
        practice.on("2026-12-02");
        std::vector<TestHousehold> again = houses;
        for (TestHousehold& house : again) house.net = "587.34";
        practice.split(again, {.id = "2026-12-VS", .month = "2026-12", .soort = "voorschot"});
        pay("2026-12-VS", 2);
    }

    /// The program stopped while it handed over the first file, which is not in the outbox.
    void lose_hand_over() {
        store::in_transaction(
            practice.db(), [&] { store::change_file_state(practice.db(), 1, "handing_over", 0); });
        service::settle_hand_overs(practice.with("rob"));
    }

    std::vector<Row> attempts() { return exported_attempts(practice); }
    Row attempt(const std::string& id) {
        for (Row& row : attempts()) {
            if (row["end_to_end_id"] == id) return row;
        }
        return {};
    }
    std::vector<Row> entries() {
        std::string text;
        Practice::must(service::export_entries(practice.town(), practice.as("rob").now.today,
                                               [&](std::string_view part) { text += part; }));
        return rows_of_csv(text);
    }
    /// The entry that was placed by this rule; empty when there is none.
    Row entry_with(const std::string& rule) {
        for (Row& row : entries()) {
            if (row["rule"] == rule) return row;
        }
        return {};
    }
    base::Result<service::Report> ingest(const std::string& xml,
                                         const std::string& name = "bank.xml") {
        return service::ingest_bank_file(practice.with("rob"), practice.file(name, xml));
    }
    base::Result<service::Report> ingest(const TestStatement& statement) {
        return ingest(camt053({statement}));
    }
    /// Of the first file of this batch: of account lasten, when it has payments of that.
    std::string msg_id(std::int64_t batch = 1) {
        return store::files_of(practice.db(), batch, 1).front().msg_id;
    }

    /// What stands on the ledger accounts, by name.
    std::map<std::string, std::int64_t> ledger() {
        std::map<std::string, std::int64_t> sums;
        store::for_each_posting(practice.db(), 99991231, [&](const store::StoredPosting& posting) {
            sums[std::string{posting.account}] += posting.cents;
        });
        std::erase_if(sums, [](const auto& each) { return each.second == 0; });
        return sums;
    }
    std::int64_t chain_length() { return store::chain_head(practice.db()).length; }
    std::vector<std::string> exceptions() {
        std::vector<std::string> kinds;
        store::for_each_exception(
            practice.db(), practice.as("rob").now.today,
            [&](const store::ExceptionRow& row) { kinds.push_back(row.kind); });
        return kinds;
    }
    bool has_exception(const std::string& kind) {
        return std::ranges::count(exceptions(), kind) > 0;
    }

    /// All that must not depend on the order of deliveries.
    std::vector<std::string> picture() {
        std::vector<std::string> all;
        for (Row& row : entries()) {
            if (row["place"] == "duplicate_delivery") continue;
            all.push_back(row["account"] + " " + row["booking_date"] + " " + row["amount_cents"] +
                          " " + row["direction"] + " " + row["place"] + " " + row["rule"] + " " +
                          row["end_to_end_ids"] + " " + row["proposed_end_to_end_ids"]);
        }
        for (Row& row : attempts()) {
            all.push_back(row["end_to_end_id"] + " " + row["state"] + " " + row["settled_on"] +
                          " " + row["return_reason"] + " " + row["may_pay_again"]);
        }
        for (const auto& [account, cents] : ledger())
            all.push_back(account + " " + std::to_string(cents));
        // Numbers of deliveries are of their order.
        store::for_each_exception(
            practice.db(), practice.as("rob").now.today, [&](const store::ExceptionRow& row) {
                // What was set aside is told beside it, whatever else is here.
                if (row.kind == "afschrift_opzij_gezet") return;
                const std::size_t told = std::min(row.details.find("|rule="), row.details.size());
                all.push_back(row.kind + " " + row.details.substr(told));
            });
        std::ranges::sort(all);
        return all;
    }
};

class PaidTownTest : public ::testing::Test {
protected:
    explicit PaidTownTest(bool lost_hand_over = false,
                          const std::vector<TestHousehold>& households = houses)
        : town{false, lost_hand_over, "rehearsal", households} {}

    PaidTown town;

    TestEntry debit(std::size_t which, const std::string& date = "2026-11-30") {
        const Row& row = town.paid.at(which);
        const std::string amount = amount_of(std::stoll(row.at("amount_cents")));
        return {.amount = amount,
                .date = date,
                .details = {{.amount = amount,
                             .end_to_end_id = row.at("end_to_end_id"),
                             .iban = row.at("creditor_iban")}}};
    }
    TestEntry returned(std::size_t which, const std::string& date,
                       const std::string& reason = "AC04") {
        TestEntry entry = debit(which, date);
        entry.credit = true;
        entry.details.front().reason = reason;
        return entry;
    }
    TestStatement statement(std::vector<TestEntry> entries) {
        return {.account = lasten, .entries = std::move(entries)};
    }
    static TestStatement next(const TestStatement& before, const std::string& date,
                              std::vector<TestEntry> entries) {
        return {.id = "S-" + date,
                .account = before.account,
                .opening = closing_of(before),
                .opening_date = date,
                .closing_date = date,
                .entries = std::move(entries)};
    }
    std::string id(std::size_t which) { return town.paid.at(which).at("end_to_end_id"); }
    std::vector<TestEntry> all_debits() {
        std::vector<TestEntry> all;
        for (std::size_t i = 0; i < town.paid.size(); ++i) all.push_back(debit(i));
        return all;
    }
    void expect_untouched() {
        EXPECT_TRUE(town.entries().empty());
        for (Row& row : town.attempts()) EXPECT_EQ(row["state"], "handed_over");
    }
};

}  // namespace ontzorgd::test
