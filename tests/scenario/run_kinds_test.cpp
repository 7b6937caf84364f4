// SPDX-License-Identifier: EUPL-1.2
//
// fixtures/scenarios/run-kinds: five kinds of run over one benefit month, against what was worked
// out by hand.
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/run.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <sstream>

namespace ontzorgd::test {
namespace {

const std::filesystem::path folder =
    std::filesystem::path{ONTZORGD_SOURCE_DIR} / "fixtures/scenarios/run-kinds";

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const std::string& name) {
    std::ifstream file{folder / name};
    std::vector<Row> rows;
    std::string line;
    std::getline(file, line);  // the names of the columns
    while (std::getline(file, line)) {
        std::istringstream fields{line + ","};
        std::string field;
        Row row;
        while (std::getline(fields, field, ',')) row.push_back(field);
        rows.push_back(row);
    }
    return rows;
}

class RunKinds : public ::testing::Test {
protected:
    RunKinds() {
        Practice::must(service::propose_regelset(practice.with("rob"), folder / "regelset.toml"));
        Practice::must(service::confirm_regelset(practice.with("kim"), ""));
        Practice::must(service::import_dossier(practice.with("rob"), folder / "dossier.jsonl"));
        practice.confirm_ibans("karin");
    }

    void live(const Row& step) {
        practice.on(step.at(0));
        Practice::must(service::import_run(practice.with("rob"), folder / step.at(1)));
        Practice::must(service::split_run(practice.with("rob"), step.at(2)));
    }

    /// The lines of the run as rows of expected.csv.
    std::vector<Row> split_of(const std::string& run_id) {
        const store::RunId run = store::find_run(practice.db(), run_id)->id;
        std::vector<Row> rows;
        store::for_each_split_line(practice.db(), run, [&](const store::SplitLineRow& line) {
            rows.push_back(row_of(run_id, line));
        });
        return rows;
    }

    Practice practice;

private:
    Row row_of(const std::string& run_id, const store::SplitLineRow& line) {
        std::string client;
        std::string payee;
        std::string contract;
        if (line.kind == store::leefgeld_kind) {
            client = payee = store::client_nummer(practice.db(), line.payee);
        } else {
            const auto household = store::household_by_id(practice.db(), line.household);
            for (const store::ContractRow& row : household->contracten) {
                if (row.last.id != line.contract) continue;
                contract = row.nummer;
                client = store::client_nummer(practice.db(), row.last.op_naam_van);
                payee = store::creditor_by_id(practice.db(), row.last.crediteur)->nummer;
            }
        }
        const auto day = [](const auto& date) { return date ? date->to_string() : std::string{}; };
        const bool whole = line.reason == uitkering::Reason::none;
        return {run_id,
                client,
                payee,
                std::string{store::kind_text(line.kind)},
                contract,
                day(line.period_from),
                day(line.period_until),
                day(line.due),
                std::to_string(line.wanted.cents()),
                std::to_string(line.to_pay.cents()),
                std::string{uitkering::to_text(line.outcome)},
                whole ? "" : std::string{uitkering::to_text(line.reason)},
                line.instruction == 0 ? "" : std::to_string(line.instruction)};
    }
};

TEST_F(RunKinds, AreSplitAsWorkedOutByHand) {
    std::vector<Row> all;
    for (const Row& step : rows_of("steps.csv")) {
        live(step);
        for (Row& row : split_of(step.at(2))) all.push_back(std::move(row));
    }
    const std::vector<Row> expected = rows_of("expected.csv");
    ASSERT_EQ(all.size(), expected.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i], expected[i]);
}

// One instruction for a household bill, in the name of the tenant; who bears it stands beside it.
TEST_F(RunKinds, InstructHouseholdBillsOnceInTheNameOfTheTenant) {
    const std::vector<Row> steps = rows_of("steps.csv");
    live(steps.at(0));
    live(steps.at(1));
    std::vector<std::string> told;
    store::for_each_instruction(
        practice.db(), store::find_run(practice.db(), steps.at(1).at(2))->id,
        [&](const store::InstructionRow& row) {
            if (row.household.number() != 2) return;
            told.push_back(std::string{store::kind_text(row.kind)} + " " +
                           store::client_nummer(practice.db(), row.client) + " " +
                           row.cents.to_string() + " of which " + row.draagdeel_eerste.to_string() +
                           " part " + std::to_string(row.part) + " on " +
                           row.execution_date.to_string());
        });
    EXPECT_EQ(told, (std::vector<std::string>{
                        "huur C0002 701.15 of which 701.15 part 1 on 2026-11-30",
                        "energie C0002 142.00 of which 142.00 part 1 on 2026-11-30",
                        "energie C0002 120.05 of which 120.05 part 1 on 2026-11-30",
                        "leefgeld C0003 963.20 of which 0.00 part 1 on 2026-11-30"}));
}

// The expectation in itself: what came in equals what was decided, kind by kind, after every run.
TEST(RunKindsByHand, ConserveEveryCent) {
    const auto number = [](const std::string& text) { return std::stoll(text); };
    std::map<std::string, std::map<std::string, std::int64_t>> decided;  // household, kind
    const std::vector<Row> lines = rows_of("expected.csv");
    std::string at;
    for (const Row& after : rows_of("conservation.csv")) {
        if (after.at(0) != at) {
            at = after.at(0);
            for (const Row& line : lines) {
                if (line.at(0) != at) continue;
                const std::string household = line.at(1) == "C0001" ? "H0001" : "H0002";
                decided[household][line.at(3)] += number(line.at(9));
            }
        }
        auto& kinds = decided[after.at(1)];
        EXPECT_EQ(number(after.at(5)), kinds["huur"]) << at << after.at(1);
        EXPECT_EQ(number(after.at(6)), kinds["energie"]) << at << after.at(1);
        EXPECT_EQ(number(after.at(7)), kinds["zorgverzekering"]) << at << after.at(1);
        EXPECT_EQ(number(after.at(8)), kinds["leefgeld"]) << at << after.at(1);
        EXPECT_EQ(number(after.at(3)) + number(after.at(4)),
                  number(after.at(5)) + number(after.at(6)) + number(after.at(7)) +
                      number(after.at(8)) + number(after.at(9)) + number(after.at(10)))
            << at << after.at(1);
    }
}

}  // namespace
}  // namespace ontzorgd::test
