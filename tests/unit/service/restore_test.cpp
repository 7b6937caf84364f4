// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/restore.h"

#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/backup.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/service/run.h"
#include "paid_town.h"

#include <gtest/gtest.h>

#include <set>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::exported_attempts;
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
    explicit Lost(Stage stage) : stage_{stage} {
        practice.dossier(test::houses);
        if (stage == Stage::imported) {
            import();
        } else {
            practice.split(test::houses);
        }
        const bool is_split_only = stage == Stage::imported || stage == Stage::split;
        if (!is_split_only) propose_and_sign();
        if (stage == Stage::released) release();
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

TEST(Restore, GivesADirectoryThatIsSoundAndHasAnotherGeneration) {
    Lost lost{Stage::released};
    lost.come_back();
    lost.practice.expect_sound();
    EXPECT_NE(lost.practice.town().generation(), lost.generation);
    EXPECT_EQ(lost.practice.town().generations().front().code, lost.generation);
    const auto attempts = exported_attempts(lost.practice);
    ASSERT_EQ(attempts.size(), lost.paid.size());
    for (std::size_t i = 0; i < attempts.size(); ++i) {
        EXPECT_EQ(attempts[i].at("end_to_end_id"), lost.paid[i].at("end_to_end_id"))
            << "what was given out keeps its reference";
    }
}

TEST(Restore, OffersNothingToTheMoverAgain) {
    Lost lost{Stage::released};
    lost.come_back();
    EXPECT_EQ(lost.in_outbox(), 0U);
    EXPECT_FALSE(
        std::filesystem::is_empty(lost.practice.places().state / "outbox-bij-reservekopie"));
}

TEST(Restore, IsForTheBeheerderOfThatGemeenteInAnEmptyPlace) {
    Lost lost{Stage::split};
    EXPECT_EQ(code_of(lost.restore("rob")), "role_may_not_do_this");
    EXPECT_EQ(code_of(lost.restore("beheer", "een-ander-wachtwoord")), "name_or_password_is_wrong");
    EXPECT_FALSE(std::filesystem::exists(lost.practice.places().state)) << "whole or not at all";
    Practice::must(lost.restore());
    EXPECT_EQ(code_of(lost.restore()), "state_directory_exists");
    lost.practice.reopen();
}

TEST(Restore, DrawsAnotherGenerationEveryTime) {
    Lost lost{Stage::split};
    const std::string first = text_in(lost.restore().value(), "generatie");
    std::filesystem::remove_all(lost.practice.places().state);
    const std::string second = text_in(lost.restore().value(), "generatie");
    EXPECT_NE(first, second);
    lost.practice.reopen();
}

TEST(Restore, LeavesADirectoryInWhichNothingGoesToTheBank) {
    Lost lost{Stage::signed_twice};
    lost.come_back();
    EXPECT_EQ(lost.propose(), "state_was_restored");
    EXPECT_EQ(lost.release_again(), "state_was_restored");
    EXPECT_EQ(code_of(sign_batch(lost.practice.with("rita"), 1)), "state_was_restored");
    EXPECT_EQ(code_of(rebuild_batch(lost.practice.with("rob"), 1)), "state_was_restored");
    EXPECT_EQ(code_of(drop_line(lost.practice.with("rob"), 1, 1)), "state_was_restored");
    const std::string id = lost.paid.front().at("end_to_end_id");
    EXPECT_EQ(code_of(reissue_attempt(lost.practice.with("rob"), id, "x")), "state_was_restored");
    EXPECT_EQ(code_of(declare_dead(lost.practice.with("rita"), id, "x")), "state_was_restored");
    EXPECT_EQ(lost.in_outbox(), 0U);
}

TEST(Restore, IsLiftedByTwoPeopleOnceTheStatementsTellAllThatTheLostCopyHandedOver) {
    Lost lost{Stage::released};
    lost.come_back();
    EXPECT_EQ(lost.confirm_lifting(), "lift_is_not_proposed");
    EXPECT_EQ(lost.propose_lifting(), "statements_stop_too_early");
    lost.practice.on("2026-12-01");
    lost.ingest(lost.statement(test::lasten));
    EXPECT_EQ(lost.propose_lifting(), "statements_stop_too_early") << "leefgeld is not there yet";
    lost.ingest(lost.statement(leefgeld));
    EXPECT_EQ(lost.propose_lifting("kim"), "role_may_not_do_this");
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting("rob"), "confirmer_is_proposer");
    EXPECT_EQ(lost.propose(), "state_was_restored");
    EXPECT_EQ(lost.confirm_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "") << "given twice it is one fact";
    lost.expect_nothing_more_is_proposed();
    EXPECT_EQ(lost.propose_lifting(), "state_is_not_restored");
    for (const Row& row : exported_attempts(lost.practice)) {
        EXPECT_EQ(row.at("state"), "confirmed") << "the old references are still known";
    }
    lost.practice.expect_sound();
}

std::set<std::string> states_of(Lost& lost) {
    std::set<std::string> states;
    for (const Row& row : exported_attempts(lost.practice)) states.insert(row.at("state"));
    return states;
}

TEST(Restore, NeverPaysAgainWhatWasSignedAtTheBackupAndReleasedAfterIt) {
    Lost lost{Stage::signed_twice};
    lost.come_back();
    EXPECT_EQ(states_of(lost), std::set<std::string>{"handover_unknown"});
    lost.ingest_all();
    EXPECT_EQ(states_of(lost), std::set<std::string>{"confirmed"}) << "the statements tell";
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    EXPECT_EQ(code_of(withdraw_batch(lost.practice.with("rob"), 1)), "batch_is_released_already");
    lost.expect_nothing_more_is_proposed();
    EXPECT_EQ(lost.in_outbox(), 0U);
    lost.practice.expect_sound();
}

TEST(Restore, IsNotLiftedWhileNobodySaysWhatADebitWithoutAnyNameWas) {
    // A bank that books a file as one total names none of its payments.
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    TestStatement total{.id = "S-" + std::string{test::lasten}, .account = test::lasten};
    total.entries.push_back({.amount = "500.00"});
    total.entries.push_back({.amount = test::file_total});
    lost.ingest(total);
    lost.ingest({.id = "S-" + std::string{leefgeld}, .account = leefgeld});
    const auto refused = propose_lift(lost.practice.with("rob"));
    ASSERT_EQ(code_of(refused), "debits_are_not_explained");
    std::vector<std::string> causes;
    for (const base::Error& cause : refused.error().causes)
        causes.push_back(cause.code + ' ' + std::string{cause.detail("line")});
    EXPECT_EQ(causes,
              (std::vector<std::string>{"debit_is_not_explained 1:1", "debit_is_not_explained 1:2",
                                        "debit_is_the_sum_of_payments 1:2"}));
    const base::Error& sum = refused.error().causes.back();
    EXPECT_EQ(sum.detail("payments"), "6");
    EXPECT_EQ(sum.detail("run"), "2026-11-REG");
    for (const std::string who : {"rob", "karin"}) {
        Practice::must(
            assign_line(lost.practice.with(who), "1:2", "overig", "", "de bank zegt wat het was"));
    }
    for (const std::string who : {"rob", "karin"}) {
        Practice::must(
            assign_line(lost.practice.with(who), "1:1", "overig", "", "de bank zegt wat het was"));
    }
    EXPECT_EQ(lost.propose_lifting(), "");
}

TEST(Restore, KeepsWhatMayHaveGoneUntilTwoPeopleSayThatItIsDead) {
    Lost lost{Stage::signed_twice};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    lost.expect_nothing_more_is_proposed();
    EXPECT_EQ(lost.release_again(), "") << "there is nothing to hand over";
    EXPECT_EQ(lost.in_outbox(), 0U);
    const std::string id = lost.paid.front().at("end_to_end_id");
    EXPECT_NE(code_of(declare_dead(lost.practice.with("rita"), id, "niet geboekt")), "")
        << "the statements do not reach far enough for that";
    EXPECT_EQ(states_of(lost), std::set<std::string>{"handover_unknown"});
    lost.practice.expect_sound();
}

TEST(Restore, LeavesASignedBatchAsItIsWhoseDayHadNotCome) {
    Lost lost{Stage::signed_twice};
    Practice::must(restore_backup({.from = lost.backup(),
                                   .places = lost.practice.places(),
                                   .user = "beheer",
                                   .password = password,
                                   .practice_day = values::CivilDate{2026, 11, 25}}));
    lost.practice.on("2026-11-25");
    lost.practice.reopen();
    EXPECT_EQ(states_of(lost), std::set<std::string>{"in_file"});
    EXPECT_EQ(lost.release_again(), "state_was_restored");
    lost.practice.expect_sound();
}

TEST(Restore, NeverPaysAgainWhatALaterCopyProposedAndReleased) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.ingest_all();
    EXPECT_EQ(lost.propose_lifting(), "state_is_older_than_the_bank");
    // Even when two people say that it is something else.
    lost.say_of_every_line("overig");
    const auto proposed = propose_lift(lost.practice.with("rob"));
    ASSERT_TRUE(proposed);
    EXPECT_EQ(rows_in(proposed.value(), "betaald_na_de_reservekopie").size(), lost.paid.size());
    EXPECT_EQ(lost.confirm_lifting(), "");
    // They missed their day; another one is not given to what was paid.
    const auto again = renew_payments(lost.practice.with("rob"), "2026-11-REG", {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "no_payment_can_be_aimed_anew");
    ASSERT_EQ(again.error().causes.size(), lost.paid.size()) << "each of them is told";
    for (const base::Error& cause : again.error().causes) {
        EXPECT_EQ(cause.code, "paid_by_a_lost_copy");
    }
    EXPECT_NE(lost.propose(), "");
    EXPECT_TRUE(exported_attempts(lost.practice).empty());
    EXPECT_EQ(lost.in_outbox(), 0U);
    lost.practice.expect_sound();
}

TEST(Restore, KeepsWhatTheLostCopyCanHavePaidUntilTheBankCannotBookItAnyMore) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    const auto proposed = propose_lift(lost.practice.with("rob"));
    Practice::must(proposed);
    const Report& told = proposed.value();
    EXPECT_EQ(std::get<values::CivilDate>(told.find("afschriften_tot_en_met")->value),
              (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(std::get<values::CivilDate>(
                  told.find("wat_zij_betaald_kan_hebben_wacht_tot_en_met")->value),
              (values::CivilDate{2026, 12, 10}));
    EXPECT_EQ(lost.confirm_lifting(), "");
    lost.expect_all_wait();
    lost.nothing_more_is_booked("2026-12-01", "2026-12-09");
    lost.expect_all_wait();
    // The bank books what the lost copy handed over on the last day that it may.
    lost.practice.on("2026-12-11");
    for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
        TestStatement late = lost.statement(account);
        late.id = "S-LATE-" + account;
        late.opening_date = late.closing_date = "2026-12-10";
        for (TestEntry& entry : late.entries) entry.date = "2026-12-10";
        lost.ingest(late);
    }
    const auto again = renew_payments(lost.practice.with("rob"), "2026-11-REG", {});
    ASSERT_FALSE(again);
    ASSERT_EQ(again.error().causes.size(), lost.paid.size());
    for (const base::Error& cause : again.error().causes)
        EXPECT_EQ(cause.code, "paid_by_a_lost_copy") << "each of them would have gone twice";
    EXPECT_EQ(lost.in_outbox(), 0U);
    lost.practice.expect_sound();
}

TEST(Restore, KeepsItUntilADebitOfThoseDaysThatNamesNoneOfThemIsExplained) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    // Days later the bank books a file of the lost copy as one total, without a reference.
    lost.practice.on("2026-12-11");
    for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
        TestStatement late{.id = "S-LATE-" + account, .account = account};
        late.opening_date = "2026-12-01";
        late.closing_date = "2026-12-10";
        if (account == test::lasten) late.entries = {{.amount = "931.25", .date = "2026-12-05"}};
        lost.ingest(late);
    }
    lost.expect_all_wait();
    for (const std::string who : {"rob", "karin"}) {
        Practice::must(
            assign_line(lost.practice.with(who), "3:1", "overig", "", "huur van de balie"));
    }
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
    // What comes in later, or is missing later, is of other days.
    EXPECT_EQ(lost.in_outbox(), 0U);
    lost.practice.expect_sound();
}

TEST(Restore, OfACopyThatWasItselfPutBackRemembersFromWhichDayNothingIsKnown) {
    Lost lost{Stage::split};
    lost.come_back();
    // The copy that was put back is lost as well, before anybody lifted anything.
    std::filesystem::remove(lost.backup());
    Practice::must(create_backup(lost.practice.town(), lost.practice.as("rob").now, lost.backup()));
    lost.practice.close();
    std::filesystem::remove_all(lost.practice.places().state);
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {std::string{test::lasten}, leefgeld}) {
        TestStatement made{.id = "S-" + account, .account = account};
        made.opening_date = "2026-11-25";
        // Before the day of the first restore, and after that of the first backup.
        if (account == test::lasten) made.entries = {{.amount = "931.25", .date = "2026-11-25"}};
        lost.ingest(made);
    }
    EXPECT_EQ(lost.propose_lifting(), "debits_are_not_explained");
}

TEST(Restore, KeepsNothingForWhatIsMissingOrUnexplainedOfLaterDays) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    lost.nothing_more_is_booked("2026-12-01", "2026-12-10");
    lost.practice.on("2026-12-20");
    // That of 14 December never came, and a debit of the 18th says nothing.
    TestStatement later{.id = "S-LATER", .account = leefgeld, .opening = "5.00"};
    later.opening_date = "2026-12-15";
    later.closing_date = "2026-12-18";
    later.entries = {{.amount = "1.25", .date = "2026-12-18"}};
    lost.ingest(later);
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
}

TEST(Restore, DoesNotKeepARunThatTheLostCopyCannotHavePaid) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    lost.expect_all_wait();
    lost.split_december();
    EXPECT_EQ(code_of(propose_batch(lost.practice.with("rob"), "2026-12-REG")), "");
    EXPECT_FALSE(exported_attempts(lost.practice).empty());
    lost.practice.expect_sound();
}

TEST(Restore, KeepsARunOfBeforeThatIsSplitAgainAfterIt) {
    Lost lost{Stage::imported};
    lost.come_back();
    lost.practice.on("2026-12-01");
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    Practice::must(split_run(lost.practice.with("rob"), "2026-11-REG"));
    EXPECT_EQ(lost.propose(), "lost_copy_may_have_paid");
    EXPECT_TRUE(exported_attempts(lost.practice).empty());
    lost.nothing_more_is_booked("2026-12-01", "2026-12-10");
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
    lost.practice.expect_sound();
}

TEST(Restore, PaysWhatTheLostCopyDidNotPayUnderAReferenceOfItsOwn) {
    Lost lost{Stage::split};
    lost.come_back();
    lost.practice.on("2026-12-01");
    // Nothing of the lost copy ever came to the bank.
    for (const std::string& account : {test::lasten, leefgeld}) {
        lost.ingest({.id = "S-" + account, .account = account});
    }
    EXPECT_EQ(lost.propose_lifting(), "");
    EXPECT_EQ(lost.confirm_lifting(), "");
    // Too late for the day that the payments were split for.
    EXPECT_EQ(lost.propose(), "cut_off_has_passed");
    lost.nothing_more_is_booked("2026-12-01", "2026-12-10");
    Practice::must(renew_payments(lost.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_EQ(lost.propose(), "");
    for (const Row& row : exported_attempts(lost.practice)) {
        const std::string& id = row.at("end_to_end_id");
        EXPECT_TRUE(id.starts_with(lost.practice.town().generation())) << id;
        for (const Row& before : lost.paid) EXPECT_NE(before.at("end_to_end_id"), id);
    }
    // What the lost copy did comes late all the same: it is no payment of here, and stops releases.
    TestStatement late = lost.statement(test::lasten);
    late.id = "S-LATE";
    late.opening_date = late.closing_date = "2026-12-11";
    for (TestEntry& entry : late.entries) entry.date = "2026-12-11";
    lost.practice.on("2026-12-12");
    lost.ingest(late);
    EXPECT_EQ(code_of(sign_batch(lost.practice.with("karin"), 1)), "batch_is_stale");
    lost.practice.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::service
