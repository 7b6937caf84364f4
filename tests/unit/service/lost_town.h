// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/backup.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/restore.h"
#include "ontzorgd/service/run.h"
#include "paid_town.h"

#include <gtest/gtest.h>

#include <set>

/// @file
/// A town whose directory is lost after its payments went, and that is put back from a backup.
namespace ontzorgd::service {

using test::code_of;
using test::exported_attempts;
using test::number_in;
using test::Practice;
using test::Row;
using test::rows_in;
using test::TestEntry;
using test::TestStatement;
using test::text_in;

const std::string password = "wachtwoord-voor-de-proef";
const std::string leefgeld = test::dutch_iban(2, "OEFN");

/// A month of three households. `Stage` is how far it was at the backup of 24 November; after it
/// the batch went to the bank, and then the disk was lost.
enum class Stage : std::uint8_t { imported, split, signed_twice, released };

class Lost {
public:
    explicit Lost(Stage stage, const std::string& log = "") : stage_{stage} {
        practice.dossier(test::houses);
        if (stage == Stage::imported) {
            import();
        } else {
            practice.split(test::houses);
        }
        const bool is_split_only = stage == Stage::imported || stage == Stage::split;
        if (!is_split_only) propose_and_sign();
        if (stage == Stage::released) release();
        if (!log.empty()) {
            std::filesystem::create_directory(practice.places().state / "logboek");
            write_file(practice.places().state / "logboek" / log, "{}\n");
        }
        Practice::must(create_backup(practice.town(), practice.as("rob").now, backup()));
        generation = practice.town().generation();
        if (stage == Stage::imported)
            Practice::must(split_run(practice.with("rob"), "2026-11-REG"));
        if (is_split_only) propose_and_sign();
        if (stage != Stage::released) release();
        paid = exported_attempts(practice);
        practice.close();
        std::filesystem::remove_all(practice.places().state);
    }

    [[nodiscard]] std::filesystem::path backup() const { return practice.folder() / "kopie.tar"; }

    base::Result<Report> restore(const std::string& user = "beheer",
                                 const std::string& with = password) {
        return restore_backup({.from = backup(),
                               .places = practice.places(),
                               .user = user,
                               .password = with,
                               .practice_day = values::CivilDate{2026, 11, 26}});
    }
    /// Put back on 26 November, and open.
    void come_back() {
        Practice::must(restore());
        practice.on("2026-11-26");
        practice.reopen();
    }

    /// What left an account by the payments of the lost copy, until and including 30 November.
    TestStatement statement(const std::string& account) {
        TestStatement made{.id = "S-" + account, .account = account};
        for (const Row& row : paid) {
            const bool is_of_lasten = row.at("creditor_iban") == test::landlord ||
                                      row.at("creditor_iban") == test::insurer;
            if (is_of_lasten != (account == test::lasten)) continue;
            const std::string amount = test::amount_of(std::stoll(row.at("amount_cents")));
            made.entries.push_back({.amount = amount,
                                    .details = {{.amount = amount,
                                                 .end_to_end_id = row.at("end_to_end_id"),
                                                 .iban = row.at("creditor_iban")}}});
        }
        return made;
    }
    void ingest(const TestStatement& made) {
        Practice::must(ingest_bank_file(practice.with("rob"),
                                        practice.file("bank.xml", test::camt053({made}))));
    }
    void ingest_all() {
        practice.on("2026-12-01");
        ingest(statement(test::lasten));
        ingest(statement(leefgeld));
    }
    /// Two people say the same of every line of both statements.
    void say_of_every_line(const std::string& label) {
        for (const std::int64_t delivery : {1, 2}) {
            const std::string account = delivery == 1 ? test::lasten : leefgeld;
            const std::size_t lines = statement(account).entries.size();
            for (std::size_t entry = 1; entry <= lines; ++entry) {
                const std::string line = std::to_string(delivery) + ':' + std::to_string(entry);
                const std::string& target =
                    statement(account).entries.at(entry - 1).details.front().end_to_end_id;
                for (const std::string who : {"rob", "karin"}) {
                    Practice::must(assign_line(practice.with(who), line, label,
                                               label == "handmatige_betaling" ? target : "",
                                               "ging na de reservekopie"));
                }
            }
        }
    }
    std::string propose() { return code_of(propose_batch(practice.with("rob"), "2026-11-REG")); }
    /// Given again it answers with the batch that is there.
    void expect_nothing_more_is_proposed() {
        EXPECT_EQ(propose(), "");
        EXPECT_EQ(exported_attempts(practice).size(), paid.size());
    }
    /// Both accounts have a statement without a line, and two people lift the restoration.
    void lift_after_empty_statements() {
        practice.on("2026-12-01");
        for (const std::string& account : {test::lasten, leefgeld}) {
            ingest({.id = "S-" + account, .account = account});
        }
        EXPECT_EQ(propose_lifting(), "");
        EXPECT_EQ(confirm_lifting(), "");
    }
    /// The statements of both accounts go on without a line.
    void nothing_more_is_booked(const std::string& from, const std::string& until) {
        practice.on(values::CivilDate::parse(until).value().plus_days(1).to_string());
        for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
            TestStatement made{.id = "S-" + until + account, .account = account};
            made.opening_date = from;
            made.closing_date = until;
            ingest(made);
        }
    }
    /// What the lost copy can have paid goes nowhere, and each payment says why.
    void expect_all_wait() {
        const auto again = renew_payments(practice.with("rob"), "2026-11-REG", {});
        ASSERT_FALSE(again);
        ASSERT_EQ(again.error().causes.size(), paid.size());
        for (const base::Error& cause : again.error().causes)
            EXPECT_EQ(cause.code, "lost_copy_may_have_paid");
        EXPECT_NE(propose(), "");
        EXPECT_TRUE(exported_attempts(practice).empty());
    }
    /// The benefits of the next month, to be paid on 31 December.
    void split_december() {
        practice.split(test::houses, {.id = "2026-12-REG", .month = "2026-12"});
    }
    std::string release_again() { return code_of(release_batch(practice.with("rob"), 1)); }
    std::string propose_lifting(const std::string& who = "rob") {
        return code_of(propose_lift(practice.with(who)));
    }
    std::string confirm_lifting(const std::string& who = "kim") {
        return code_of(confirm_lift(practice.with(who)));
    }
    std::size_t in_outbox() {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& each :
             std::filesystem::directory_iterator{practice.places().state / "outbox"})
            ++count;
        return count;
    }

    Practice practice;
    std::string generation;
    std::vector<Row> paid;  ///< by the copy that is lost

private:
    void import() {
        test::TestRun run;
        for (const test::TestHousehold& house : test::houses)
            run.lines.emplace_back("C" + test::padded(house.number), house.net);
        Practice::must(practice.import(run));
        Practice::must(accept_held(practice.with("karin"), run.id));
    }
    void propose_and_sign() {
        Practice::must(propose_batch(practice.with("rob"), "2026-11-REG"));
        Practice::must(sign_batch(practice.with("karin"), 1));
        Practice::must(sign_batch(practice.with("kim"), 1));
    }
    void release() {
        practice.on("2026-11-26");
        Practice::must(release_batch(practice.with("rob"), 1));
    }
    Stage stage_;
};

}  // namespace ontzorgd::service
