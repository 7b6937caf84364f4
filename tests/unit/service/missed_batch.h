// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "support/csv_rows.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

/// @file
/// A split run whose payments miss their batch, and what people do about it.
namespace ontzorgd::test {

inline const std::string run = "2026-11-REG";
inline const std::string new_iban = dutch_iban(4711);
/// The first instruction: the rent of the first household.
inline constexpr std::int64_t rent = 1;

inline std::string day_in(const service::Report& row, std::string_view name) {
    return std::get<values::CivilDate>(row.find(name)->value).to_string();
}

class MissedBatch : public ::testing::Test {
protected:
    void begin(const std::vector<TestHousehold>& with) {
        houses = with;
        practice.dossier(houses);
        practice.split(houses);
    }
    void begin() { begin({{.number = 1}, {.number = 2}}); }
    base::Result<service::Report> propose() {
        return service::propose_batch(practice.with("rob"), run);
    }
    base::Result<service::Report> renew(const std::vector<std::int64_t>& chosen = {}) {
        return service::renew_payments(practice.with("rob"), run, chosen);
    }
    void sign(std::int64_t batch) {
        Practice::must(service::sign_batch(practice.with("karin"), batch));
        Practice::must(service::sign_batch(practice.with("kim"), batch));
    }
    /// The landlord's account becomes another one.
    void move_landlord(bool confirm = true) {
        Practice::must(service::record_iban(practice.with("mo"), "K001", new_iban));
        if (confirm) practice.confirm_ibans("karin");
    }
    void move_client(const std::string& client) {
        Practice::must(service::record_iban(practice.with("mo"), client, new_iban));
        practice.confirm_ibans("karin");
    }
    std::int64_t chain_length() { return store::chain_head(practice.db()).length; }
    std::vector<service::Report> left_out() {
        const auto shown = service::show_run(practice.town(), practice.as("rob").now, run);
        Practice::must(shown);
        return rows_in(shown.value(), "buiten_batch");
    }
    std::vector<service::Report> exceptions() {
        const auto all = service::list_exceptions(practice.town(), "rechtmatigheid",
                                                  practice.as("rob").now.today);
        Practice::must(all);
        std::vector<service::Report> open;
        for (const service::Report& row : rows_in(all.value(), "uitzonderingen")) {
            if (text_in(row, "soort") == "betaling_buiten_batch") open.push_back(row);
        }
        return open;
    }
    /// The bytes of every file of the current version of a batch.
    std::string bytes_of(std::int64_t batch) {
        std::string bytes;
        const auto stored = store::batch_by_id(practice.db(), batch);
        for (const store::StoredFile& file :
             store::files_of(practice.db(), batch, stored->version)) {
            bytes += service::read_file(practice.town().archived(base::to_hex(file.sha256)));
        }
        return bytes;
    }
    /// "LIST WHO" of every line of the review.
    std::multiset<std::string> review(std::int64_t batch) {
        std::string csv;
        Practice::must(service::review_batch(practice.town(), batch,
                                             [&](std::string_view part) { csv += part; }));
        std::multiset<std::string> lines;
        for (const std::string_view line : base::split_text(csv, '\n')) {
            const auto parts = base::split_text(line, ';');
            if (parts.size() > 1 && parts[0] != "list")
                lines.insert(std::string{parts[0]} + ' ' + std::string{parts[1]});
        }
        return lines;
    }
    /// Every instruction as the split wrote it.
    std::string instructions() {
        std::string text;
        store::for_each_instruction(
            practice.db(), store::RunId{1}, [&](const store::InstructionRow& row) {
                text += std::to_string(row.id) + '|' + row.execution_date.to_string() + '|' +
                        std::to_string(row.iban) + '|' + std::to_string(row.cents.cents()) + '\n';
            });
        return text;
    }
    void stop_first_file(std::int64_t batch) {
        const auto stored = store::batch_by_id(practice.db(), batch);
        const auto files = store::files_of(practice.db(), batch, stored->version);
        Practice::must(
            service::stop_file(practice.with("kim"), files.front().name, "de bank vroeg erom"));
    }

    Practice practice;
    std::vector<TestHousehold> houses;
};

}  // namespace ontzorgd::test
