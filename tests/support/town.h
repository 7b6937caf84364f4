// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/books.h"
#include "ontzorgd/service/client.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/listed.h"
#include "ontzorgd/store/run.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Town: a practice directory whose run of seven households is imported and split in slices, with
/// what others do in between.
namespace ontzorgd::test {

inline constexpr std::string_view run_id = "2026-11-REG";
inline constexpr std::size_t all_at_once = 100;

/// The power goes out.
struct Crash : std::runtime_error {
    Crash() : std::runtime_error{"crash"} {}
};

/// Seven households; the fourth cannot pay its bills, the sixth is on hold; and a client that
/// nobody knows.
inline std::vector<TestHousehold> seven() {
    std::vector<TestHousehold> houses;
    for (int number = 1; number <= 7; ++number) {
        houses.push_back({.number = number, .net = std::to_string(1200 + number) + ".00"});
    }
    houses[3].net = "500.00";
    return houses;
}

inline TestRun run_of_seven() {
    TestRun run{.id = std::string{run_id}};
    for (const TestHousehold& house : seven()) {
        run.lines.emplace_back("C" + padded(house.number), house.net);
    }
    run.lines.emplace_back("C0099", "300.00");
    return run;
}

/// Every payment of the run in its order, every explanation, and what needs a person.
inline std::string outcome_of(Practice& practice) {
    store::Database& db = practice.db();
    const store::RunId run = store::find_run(db, run_id)->id;
    std::string text;
    store::for_each_instruction(db, run, [&](const store::InstructionRow& row) {
        text += std::to_string(row.id) + ' ' + std::to_string(row.household.number()) + ' ' +
                std::to_string(row.kind) + ' ' + std::to_string(row.contract.number()) + ' ' +
                std::to_string(row.part) + ' ' + row.cents.to_string() + ' ' +
                row.execution_date.to_string() + ' ' + std::to_string(row.account) + ' ' +
                std::to_string(row.iban) + '\n';
    });
    for (std::int64_t household = 1; household <= 7; ++household) {
        text +=
            store::explanation_of(db, run, dossier::HouseholdId{household}).value_or("-") + '\n';
    }
    std::vector<std::string> causes;
    store::for_each_exception(
        db, values::CivilDate{2030, 1, 1},
        [&](const store::ExceptionRow& row) { causes.push_back(row.kind + ' ' + row.cause); });
    std::ranges::sort(causes);
    for (const std::string& cause : causes) text += cause + '\n';
    return text;
}

inline std::string held_in(Practice& practice) {
    std::string text;
    store::for_each_held_record(
        practice.db(), store::every_fact, [&](const store::HeldRecord& row) {
            text += std::string{row.run_id} + ' ' + std::to_string(row.record) + ' ' +
                    std::string{row.finding} + '\n';
        });
    return text;
}

inline std::int64_t facts_in(Practice& practice) {
    return store::chain_head(practice.db()).length;
}

/// Where the run of seven comes in; who is asked for a slice size gets the work in such slices.
class Town {
public:
    Town() : Town(Practice::Options{}) {}
    explicit Town(const Practice::Options& options) : practice{options} {
        practice.dossier(seven());
        Practice::must(service::hold_client(practice.with("mo"), "C0006", "Overleg"));
    }
    base::Result<service::Report> import(
        std::int64_t slice, const std::function<void()>& between = [] {}) {
        service::Context context = practice.as("rob");
        context.between_slices = between;
        return service::import_run(context, practice.file("run.csv", run_csv(run_file)), slice);
    }
    void import_and_accept() {
        Practice::must(import(4000));
        Practice::must(service::accept_held(practice.with("karin"), run_id));
    }
    base::Result<service::Report> split(
        std::size_t slice, const std::function<void()>& between = [] {}) {
        service::Context context = practice.as("rob");
        context.between_slices = between;
        return service::split_run(context, run_id, slice);
    }
    std::string state() {
        return text_in(service::show_run(practice.town(), run_id).value(), "staat");
    }
    void expect_books_and_chain() {
        practice.expect_sound();
        for (const facts::Check& check : service::check_books_now(practice.town())) {
            EXPECT_TRUE(check.holds()) << check.name;
        }
        const auto conservation = service::export_conservation(
            practice.town(), values::CivilDate{2030, 1, 1}, [](std::string_view) {});
        EXPECT_TRUE(conservation);
    }
    /// The programs of their own, which share no code with ours, find nothing either.
    void expect_verified_by_others() {
        const std::string database = (practice.places().state / "ontzorgd.db").string();
        for (const std::string tool : {"audit_verify", "why_check"}) {
            const std::string command =
                ONTZORGD_SOURCE_DIR "/tools/" + tool + " " + database + " > /dev/null";
            // A test may start a program. NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe)
            EXPECT_EQ(std::system(command.c_str()), 0) << tool;
        }
    }

    Practice practice;
    TestRun run_file = run_of_seven();
};

}  // namespace ontzorgd::test
