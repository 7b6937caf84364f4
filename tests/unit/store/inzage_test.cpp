// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/inzage.h"

#include "statement.h"
#include "temporary_database.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace ontzorgd::store {
namespace {

class Inzage : public MigratedDatabase {};

TEST_F(Inzage, IsReadFromEveryTableThatHoldsSomethingOfOneClient) {
    std::set<std::string, std::less<>> told;
    for (const std::string_view table : tables_told_in_an_inzage()) told.emplace(table);
    std::set<std::string, std::less<>> known = told;
    for (const std::string_view table : tables_not_told_in_an_inzage()) {
        EXPECT_TRUE(known.emplace(table).second) << table << " is told, and said not to be";
    }
    std::set<std::string, std::less<>> stored;
    Statement tables{
        db(), "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"};
    while (tables.next()) stored.emplace(tables.text(0));
    EXPECT_EQ(known, stored) << "a new table is told in an inzage, or holds nothing of one client";
}

TEST_F(Inzage, TellsEveryTableThatNamesAClientOrAHousehold) {
    std::set<std::string, std::less<>> told;
    for (const std::string_view table : tables_told_in_an_inzage()) told.emplace(table);
    // Earlier states of what is told, what gives clients their numbers, and colleagues who keep
    // away.
    const std::set<std::string, std::less<>> others{"client", "run_record_before",
                                                    "statement_line_before", "user_relation"};
    Statement tables{db(), R"sql(
        SELECT DISTINCT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
         WHERE s.type = 'table' AND c.name IN ('client', 'household')
    )sql"};
    int count = 0;
    while (tables.next()) {
        const std::string name{tables.text(0)};
        ++count;
        EXPECT_TRUE(told.contains(name) || others.contains(name)) << name;
    }
    EXPECT_GT(count, 15);
}

/// Household 1 of clients 1 and 2: contract 11 is of 1, 12 of 2 and 13 of both.
class InzageOfACouple : public MigratedDatabase {
protected:
    InzageOfACouple() {
        run("INSERT INTO household VALUES(1, 'H1', 1)");
        run("INSERT INTO client VALUES(1, 'C1', 1, 0, 1), (2, 'C2', 1, 1, 1)");
        run("INSERT INTO contract VALUES(11, 'O11', 1, 1), (12, 'O12', 1, 1), (13, 'O13', 1, 1)");
        run(R"sql(
            INSERT INTO contract_version
            SELECT column1, column1, 1, 0, column2, column3, 1, 1, '', NULL, 0, 1, 20260101, NULL,
                   20260101, 0, 1, NULL
              FROM (VALUES(11, 1, 1), (12, 2, 2), (13, NULL, 2))
        )sql");
    }
    void run(const std::string& sql) {
        Statement statement{db(), sql};
        statement.next();
    }
    /// A credit of so many cents to the household, which names these contracts.
    void refund(int cents, const std::vector<int>& contracts) {
        run("INSERT INTO statement_line VALUES(1, " + std::to_string(cents) + ", 0, 20261202, " +
            std::to_string(cents) +
            ", 1, 6, 0, 'refund_kenmerk', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 1)");
        for (const int contract : contracts) {
            run("INSERT INTO refund_contract VALUES(1, " + std::to_string(cents) + ", 0, " +
                std::to_string(contract) + ")");
        }
        run("INSERT INTO exception VALUES(" + std::to_string(cents) +
            ", 'terugbetaling_ontvangen', '1:" + std::to_string(cents) +
            ":0|1', 1, 'klantmanager', " + std::to_string(cents) + ", '', 20261202, 1, NULL)");
    }
    /// Two people said that a credit is money back; with a contract when they named one.
    void decide(int cents, const std::string& contract) {
        run("INSERT INTO line_decision(id, statement, entry, detail, kind, label, household, "
            "contract, "
            "reason, decided_by, fact, claim_before) VALUES(" +
            std::to_string(cents) + ", 1, " + std::to_string(cents) +
            ", 0, 'other', 'terugbetaling', 1, " + contract + ", 1, 1, 1, 0)");
    }
    /// The first field of a section that is told as an amount, or a number.
    std::set<std::int64_t> numbers(int client, std::string_view section, std::string_view field) {
        std::set<std::int64_t> all;
        const KnownOf who{.client = dossier::ClientId{client},
                          .household = dossier::HouseholdId{1},
                          .position = client - 1};
        for_each_known(db(), who, [&](std::string_view name, const KnownRow& row) {
            if (name != section) return;
            for (const KnownField& each : row) {
                const auto* number = std::get_if<std::int64_t>(&each.value);
                if (each.name == field && number != nullptr) all.insert(*number);
            }
        });
        return all;
    }
    std::size_t decisions(int client) {
        std::size_t count = 0;
        const KnownOf who{.client = dossier::ClientId{client},
                          .household = dossier::HouseholdId{1},
                          .position = client - 1};
        for_each_known(db(), who, [&](std::string_view name, const KnownRow& row) {
            if (name == "besluiten_over_betalingen" && !row.empty()) ++count;
        });
        return count;
    }
};

/// An account may be the partner's: then the name that the bank has is his.
TEST_F(InzageOfACouple, TellsTheNameThatTheBankHasAsATextThatMayNameAnother) {
    run("INSERT INTO user VALUES(1, 'rob', x'', x'', 1)");
    run("INSERT INTO run(id, run_id, soort, periode, datum_run, aantal, totaal, sha256, held, "
        "held_cents, "
        "imported_by, fact, state) VALUES(1, 'R', 0, 202611, 20261120, 1, 5000, x'', 0, 0, 1, 1, "
        "'split')");
    run("INSERT INTO instruction VALUES(1, 1, 1, 1, 7, NULL, NULL, 1, 1, NULL, 5000, 5000, "
        "20261130, 1, 1, NULL)");
    run("INSERT INTO personal VALUES(1, x'', CAST('Winta Kidane' AS BLOB))");
    run("INSERT INTO bank_file VALUES(1, x'', 1, 0, NULL, '')");
    run("INSERT INTO status_report VALUES(1, 1, 'M', zeroblob(32), NULL, NULL, 1)");
    run("INSERT INTO name_check VALUES(1, 1, 1, 1, 4, 1, 1, 1, 1)");
    int told = 0;
    const KnownOf who{.client = dossier::ClientId{1}, .household = dossier::HouseholdId{1}};
    for_each_known(db(), who, [&](std::string_view, const KnownRow& row) {
        for (const KnownField& each : row) {
            if (each.name != "naam_volgens_de_bank") continue;
            ++told;
            EXPECT_EQ(std::get<std::string>(each.value), "Winta Kidane");
            EXPECT_EQ(each.as, Known::free_text);
        }
    });
    EXPECT_EQ(told, 1);
}

TEST_F(InzageOfACouple, TellsMoneyThatCameBackToWhomItIsOf) {
    run("INSERT INTO user VALUES(1, 'rob', x'', x'', 1)");
    refund(101, {11});
    refund(102, {12});
    refund(103, {13});
    refund(104, {11, 12});
    refund(105, {});
    refund(106, {});
    decide(106, "12");
    refund(107, {11});
    decide(107, "12");
    refund(108, {});
    decide(108, "NULL");
    using Cents = std::set<std::int64_t>;
    const Cents first{101, 103, 104, 105, 108};
    const Cents second{102, 103, 104, 105, 106, 107, 108};
    for (const char* section : {"regels_op_het_bankafschrift", "uitzonderingen"}) {
        EXPECT_EQ(numbers(1, section, "bedrag"), first) << section;
        EXPECT_EQ(numbers(2, section, "bedrag"), second) << section;
    }
    EXPECT_EQ(decisions(1), 1U);
    EXPECT_EQ(decisions(2), 3U);
}

}  // namespace
}  // namespace ontzorgd::store
