// SPDX-License-Identifier: EUPL-1.2
#include "lost_town.h"

namespace ontzorgd::service {
namespace {

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

std::string missing_in_log(Practice& practice, values::CivilDate from, values::CivilDate to) {
    const auto told = export_access(practice.town(), from, to, [](std::string_view) {});
    for (const Field& field : told.value().fields()) {
        if (field.name == "ontbreekt") return text_in(told.value(), "ontbreekt");
    }
    return {};
}

TEST(Restore, SaysOfWhichDaysTheLogsDidNotComeBack) {
    Lost without{Stage::split};  // as a backup of before the logs went along
    EXPECT_NE(text_in(without.restore().value(), "logboek"), "");
    without.practice.on("2026-11-26");
    without.practice.reopen();
    const auto missing = [&](values::CivilDate from, values::CivilDate to) {
        return missing_in_log(without.practice, from, to);
    };
    EXPECT_NE(missing({2026, 11, 1}, {2026, 11, 2}).find("zonder logboek"), std::string::npos);
    EXPECT_EQ(missing({2026, 11, 27}, {2026, 11, 28}), "");

    Lost with{Stage::split, "toegang-2026-11-23.jsonl"};
    EXPECT_EQ(number_in(with.restore().value(), "logboekbestanden"), 1);
    with.practice.on("2026-11-26");
    with.practice.reopen();
    EXPECT_EQ(missing_in_log(with.practice, {2026, 11, 1}, {2026, 11, 23}), "");
    EXPECT_NE(missing_in_log(with.practice, {2026, 11, 1}, {2026, 11, 24}).find("2026-11-24"),
              std::string::npos);
    EXPECT_EQ(missing_in_log(with.practice, {2026, 11, 27}, {2026, 11, 28}), "");
    const auto logs = with.practice.places().state / "logboek";
    EXPECT_EQ(read_file(logs / "toegang-2026-11-23.jsonl"), "{}\n");
    EXPECT_NE(read_file(logs / "toegang-2026-11-26.jsonl").find(R"("opdracht":"restore")"),
              std::string::npos);
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
    lost.lift_after_empty_statements();
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
