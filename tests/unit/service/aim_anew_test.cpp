// SPDX-License-Identifier: EUPL-1.2
#include "missed_batch.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/service/client.h"
#include "support/bank_statement.h"

#include <algorithm>

namespace ontzorgd::test {
namespace {

using AimAnew = MissedBatch;

/// A statement of 24 November, with one debit of a rent to this account.
std::string rent_by_hand(const std::string& iban, const std::string& id = "S-1124",
                         const std::string& more = {}) {
    TestStatement statement{
        .id = id,
        .account = dutch_iban(1, "OEFN"),
        .opening_date = "2026-11-24",
        .closing_date = "2026-11-24",
        .entries = {{.amount = "612.40",
                     .date = "2026-11-24",
                     .details = {{.amount = "612.40", .iban = iban, .text = "huur"}}}}};
    if (!more.empty()) statement.entries.push_back({.amount = more, .date = "2026-11-24"});
    return camt053({statement});
}

TEST_F(AimAnew, APaymentToAnAccountThatChangedAfterTheSplitGoesToTheConfirmedOne) {
    begin();
    const std::string split = instructions();
    move_landlord();
    const auto proposed = propose();
    ASSERT_TRUE(proposed);
    EXPECT_EQ(number_in(proposed.value(), "niet_opgenomen"), 2);  // both rents
    const auto renewed = renew();
    ASSERT_TRUE(renewed) << Practice::details(renewed.error());
    const auto rows = rows_in(renewed.value(), "opnieuw_gericht");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(number_in(rows[0], "instructie"), rent);
    EXPECT_EQ(text_in(rows[0], "aan"), "K001");
    EXPECT_EQ(cents_in(rows[0], "bedrag"), 61240);
    EXPECT_EQ(text_in(rows[0], "was_iban"), dutch_iban(11, "RABO"));
    EXPECT_EQ(text_in(rows[0], "iban"), new_iban);
    const auto batch = propose();
    ASSERT_TRUE(batch);
    EXPECT_EQ(number_in(batch.value(), "batch"), 2);
    EXPECT_EQ(number_in(batch.value(), "betalingen"), 2);
    const std::string bytes = bytes_of(2);
    EXPECT_NE(bytes.find(new_iban), std::string::npos);
    EXPECT_EQ(bytes.find(dutch_iban(11, "RABO")), std::string::npos);
    EXPECT_EQ(instructions(), split) << "what the split wrote was changed";
    practice.expect_sound();
}

TEST_F(AimAnew, WaitsForTheSecondPersonWhoConfirmsTheAccount) {
    begin();
    move_landlord(false);
    const auto refused = renew();
    ASSERT_EQ(code_of(refused), "no_payment_can_be_aimed_anew");
    ASSERT_EQ(refused.error().causes.size(), 2U);
    EXPECT_EQ(refused.error().causes[0].code, "iban_is_not_usable");
}

TEST_F(AimAnew, AMissedCutOffBecomesTheFirstDayThatLeavesTheLeadTime) {
    begin();
    Practice::must(propose());
    Practice::must(service::sign_batch(practice.with("karin"), 1));
    practice.on("2026-12-01");  // a Tuesday: too late for 30 November
    EXPECT_EQ(code_of(service::sign_batch(practice.with("kim"), 1)), "batch_is_stale");
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    EXPECT_EQ(exceptions().size(), 6U);
    EXPECT_EQ(code_of(propose()), "cut_off_has_passed");
    const auto renewed = renew();
    ASSERT_TRUE(renewed);
    EXPECT_EQ(number_in(renewed.value(), "opnieuw_gericht_aantal"), 6);
    for (const service::Report& row : rows_in(renewed.value(), "opnieuw_gericht")) {
        EXPECT_EQ(day_in(row, "uitvoerdatum"), "2026-12-03");
        EXPECT_EQ(day_in(row, "was_uitvoerdatum"), "2026-11-30");
        EXPECT_EQ(text_in(row, "iban"), text_in(row, "was_iban"));
    }
    Practice::must(propose());
    EXPECT_TRUE(exceptions().empty());
    for (const store::StoredFile& file : store::files_of(practice.db(), 2, 1))
        EXPECT_EQ(file.execution_date, values::CivilDate(2026, 12, 3));
    sign(2);
    Practice::must(service::release_batch(practice.with("rob"), 2));
    for (const store::StoredFile& file : store::files_of(practice.db(), 2, 1))
        EXPECT_EQ(file.state, "handed_over");
    practice.expect_sound();
}

TEST_F(AimAnew, ADayThatCanStillBeMetIsKept) {
    begin();
    move_landlord();
    Practice::must(renew());
    const auto rows = rows_in(renew().value(), "opnieuw_gericht");
    for (const service::Report& row : rows) EXPECT_EQ(day_in(row, "uitvoerdatum"), "2026-11-30");
}

TEST_F(AimAnew, AnEarlierAttemptKeepsWhereItWent) {
    begin();
    Practice::must(propose());
    sign(1);
    stop_first_file(1);
    move_landlord();
    Practice::must(renew());
    Practice::must(propose());
    std::map<std::string, std::string> ibans;
    for (Row& row : exported_attempts(practice)) {
        if (row["instruction_id"] == "1") ibans[row["attempt_no"]] = row["creditor_iban"];
    }
    EXPECT_EQ(ibans,
              (std::map<std::string, std::string>{{"1", dutch_iban(11, "RABO")}, {"2", new_iban}}));
}

TEST_F(AimAnew, GivenTwiceIsOneFactWithTheSameAnswer) {
    begin();
    move_landlord();
    const auto first = renew();
    const std::int64_t length = chain_length();
    const auto second = renew();
    ASSERT_TRUE(second);
    EXPECT_EQ(second.value().to_json(), first.value().to_json());
    EXPECT_EQ(chain_length(), length);
    const auto chosen = renew({rent});
    const auto again = renew({rent});
    EXPECT_EQ(chosen.value().to_json(), again.value().to_json());
    EXPECT_EQ(chain_length(), length);
}

TEST_F(AimAnew, NeverTouchesWhatIsUnderWayPaidOrCameBack) {
    begin();
    Practice::must(propose());
    sign(1);
    practice.on("2026-11-26");
    Practice::must(service::release_batch(practice.with("rob"), 1));
    practice.db().execute("UPDATE attempt SET state = 1 WHERE instruction = 2");
    practice.db().execute(
        "UPDATE attempt SET state = 2, returned_cents = 73609 WHERE instruction = 3");
    practice.db().execute(
        "UPDATE file SET state = 'handover_unknown' WHERE id = (SELECT file FROM attempt WHERE "
        "instruction = 6)");
    move_landlord();
    move_client("C0001");
    practice.on("2026-12-10");
    const std::int64_t length = chain_length();
    EXPECT_EQ(code_of(renew()), "nothing_needs_a_new_aim");
    const auto refused = renew({1, 2, 3, 6});
    ASSERT_EQ(code_of(refused), "no_payment_can_be_aimed_anew");
    std::vector<std::string> codes;
    for (const base::Error& cause : refused.error().causes) codes.push_back(cause.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"payment_is_in_batch", "payment_is_paid",
                                               "payment_came_back", "payment_is_in_batch"}));
    EXPECT_EQ(chain_length(), length);
    EXPECT_EQ(code_of(renew({99})), "instruction_is_not_of_run");
}

TEST_F(AimAnew, AnswersWhatABatchHoldsWithItsReason) {
    begin();
    Practice::must(propose());
    const auto refused = renew({rent});
    ASSERT_EQ(code_of(refused), "no_payment_can_be_aimed_anew");
    EXPECT_EQ(refused.error().causes.front().code, "payment_is_in_batch");
}

TEST_F(AimAnew, LeavesAloneWhatGoesWellAsItIs) {
    begin();
    EXPECT_EQ(code_of(renew()), "nothing_needs_a_new_aim");
    EXPECT_EQ(code_of(service::renew_payments(practice.with("kim"), run, {})),
              "role_may_not_do_this");
    EXPECT_EQ(code_of(service::renew_payments(practice.with("rob"), "X", {})), "run_is_unknown");
}

TEST_F(AimAnew, NeverGoesToAnotherCreditor) {
    begin();
    const std::int64_t length = chain_length();
    Practice::must(service::change_contract(
        practice.with("mo"), {.nummer = "O0001-H", .crediteur = "K101", .kenmerk = "HUUR 1"}));
    practice.on("2026-12-01");
    const auto renewed = renew();
    ASSERT_TRUE(renewed);
    const auto refused = rows_in(renewed.value(), "niet_gericht");
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(number_in(refused[0], "instructie"), rent);
    EXPECT_NE(text_in(refused[0], "reden").find("andere crediteur"), std::string::npos);
    EXPECT_EQ(number_in(renewed.value(), "opnieuw_gericht_aantal"), 5);
    EXPECT_EQ(chain_length(), length + 2);
}

TEST_F(AimAnew, PaysNothingThatTheCreditorCollectsOrThatEndedBeforeItsPeriod) {
    begin();
    Practice::must(service::change_contract(practice.with("mo"),
                                            {.nummer = "O0001-H", .betaalwijze = "incasso"}));
    Practice::must(service::end_contract(practice.with("mo"), "O0001-Z", "2026-11-30"));
    practice.on("2026-12-01");
    const auto refused = renew({1, 2});
    ASSERT_EQ(code_of(refused), "no_payment_can_be_aimed_anew");
    EXPECT_EQ(refused.error().causes.at(0).code, "contract_is_direct_debit_now");
    EXPECT_EQ(refused.error().causes.at(1).code, "contract_has_ended");
}

TEST_F(AimAnew, LeavesAClientOnHoldOutWithItsReason) {
    begin();
    Practice::must(service::hold_client(practice.with("mo"), "C0001", "onderzoek"));
    practice.on("2026-12-01");
    const auto renewed = renew();
    ASSERT_TRUE(renewed);
    EXPECT_EQ(number_in(renewed.value(), "opnieuw_gericht_aantal"), 3);
    EXPECT_EQ(number_in(renewed.value(), "niet_gericht_aantal"), 3);
    Practice::must(service::unhold_client(practice.with("mo"), "C0001", "klaar"));
    EXPECT_EQ(number_in(renew().value(), "opnieuw_gericht_aantal"), 6);
}

TEST_F(AimAnew, NeverPaysAVasteLastOnADayItsGroundDoesNotCover) {
    // Nothing in the dossier changes: the ground simply ends before the new day.
    begin({{.number = 1, .ground_until = "2026-12-02"}, {.number = 2}});
    practice.on("2026-12-01");
    const auto renewed = renew();
    ASSERT_TRUE(renewed);
    const auto refused = rows_in(renewed.value(), "niet_gericht");
    ASSERT_EQ(refused.size(), 2U);  // rent and insurance; leefgeld needs no ground
    EXPECT_NE(text_in(refused[0], "reden").find("geen grondslag"), std::string::npos);
    EXPECT_EQ(number_in(renewed.value(), "opnieuw_gericht_aantal"), 4);
}

TEST_F(AimAnew, APaymentThatMayHaveBeenMadeByHandIsNeitherAimedNorProposed) {
    begin();
    Practice::must(propose());
    sign(1);
    stop_first_file(1);
    practice.on("2026-12-01");
    // Somebody paid one of the two rents at the bank's own screen.
    Practice::must(service::ingest_bank_file(
        practice.with("rob"),
        practice.file("bank.xml",
                      camt053({{.account = dutch_iban(1, "OEFN"),
                                .entries = {{.amount = "612.40",
                                             .details = {{.amount = "612.40",
                                                          .iban = dutch_iban(11, "RABO"),
                                                          .text = "huur"}}}}}}))));
    const auto refused = renew({rent});
    ASSERT_EQ(code_of(refused), "no_payment_can_be_aimed_anew");
    EXPECT_EQ(refused.error().causes.front().code, "hand_made_payment_is_open");
    practice.on("2026-12-01");
}

TEST_F(AimAnew, AStoppedPaymentIsNotProposedAgainWhileAHandMadeOneIsOpen) {
    begin();
    Practice::must(propose());
    sign(1);
    stop_first_file(1);
    practice.on("2026-11-25");
    Practice::must(service::ingest_bank_file(
        practice.with("rob"), practice.file("bank.xml", rent_by_hand(dutch_iban(11, "RABO")))));
    const auto batch = propose();
    ASSERT_TRUE(batch);
    EXPECT_EQ(number_in(batch.value(), "niet_opgenomen"), 2);
    EXPECT_EQ(number_in(batch.value(), "betalingen"), 2);
}

TEST_F(AimAnew, APaymentThatMissedItsBatchIsNotProposedWhileAHandMadeOneIsOpen) {
    begin();
    move_landlord();
    Practice::must(propose());  // leaves both rents out
    Practice::must(renew());
    practice.on("2026-11-25");
    Practice::must(service::ingest_bank_file(practice.with("rob"),
                                             practice.file("bank.xml", rent_by_hand(new_iban))));
    const auto as_before = propose();
    ASSERT_TRUE(as_before);
    EXPECT_EQ(number_in(as_before.value(), "batch"), 1);
    const auto open = left_out();
    ASSERT_EQ(open.size(), 2U);
    EXPECT_NE(text_in(open.front(), "reden").find("met de hand"), std::string::npos);
}

TEST_F(AimAnew, AHandMadePaymentStopsASecondAttemptThatIsSignedAlready) {
    begin();
    Practice::must(propose());
    sign(1);
    stop_first_file(1);
    Practice::must(propose());
    Practice::must(service::sign_batch(practice.with("karin"), 2));
    practice.on("2026-11-25");
    Practice::must(service::ingest_bank_file(
        practice.with("rob"), practice.file("bank.xml", rent_by_hand(dutch_iban(11, "RABO")))));
    const auto signing = service::sign_batch(practice.with("kim"), 2);
    ASSERT_EQ(code_of(signing), "batch_is_stale");
    EXPECT_EQ(signing.error().causes.front().code, "hand_made_payment_is_open");
}

TEST_F(AimAnew, AHandMadePaymentOnStatementsThatContradictEachOtherCountsToo) {
    begin();
    Practice::must(propose());
    sign(1);
    stop_first_file(1);
    practice.on("2026-11-25");
    const std::string iban = dutch_iban(11, "RABO");
    Practice::must(service::ingest_bank_file(practice.with("rob"),
                                             practice.file("een.xml", rent_by_hand(iban))));
    Practice::must(service::ingest_bank_file(
        practice.with("rob"), practice.file("twee.xml", rent_by_hand(iban, "S-1124", "1.00"))));
    const auto batch = propose();
    ASSERT_TRUE(batch);
    EXPECT_EQ(number_in(batch.value(), "niet_opgenomen"), 2);
}

TEST_F(AimAnew, AFileThatTheBankBookedThoughItWasStoppedIsNotPaidAgain) {
    begin();
    Practice::must(propose());
    sign(1);
    const store::StoredFile file = store::files_of(practice.db(), 1, 1).front();
    stop_first_file(1);
    practice.on("2026-11-25");
    std::string amount = std::to_string(file.cents.cents());
    amount.insert(amount.size() - 2, ".");
    Practice::must(service::ingest_bank_file(
        practice.with("rob"),
        practice.file("bank.xml", camt053({{.account = dutch_iban(1, "OEFN"),
                                            .opening_date = "2026-11-24",
                                            .closing_date = "2026-11-24",
                                            .entries = {{.amount = amount,
                                                         .date = "2026-11-24",
                                                         .batch = file.msg_id,
                                                         .batch_count = file.count}}}}))));
    for (Row& row : exported_attempts(practice)) {
        EXPECT_FALSE(row["state"] == "dead" && row["may_pay_again"] == "yes")
            << row["instruction_id"];
    }
    const auto refused = propose();
    EXPECT_EQ(code_of(refused), "file_was_booked_already");
}

TEST_F(AimAnew, AFileThatTheBankBookedBeforeItWasHandedOverIsNotHandedOver) {
    begin();
    Practice::must(propose());
    sign(1);
    const store::StoredFile file = store::files_of(practice.db(), 1, 1).front();
    std::string amount = std::to_string(file.cents.cents());
    amount.insert(amount.size() - 2, ".");
    practice.on("2026-11-25");
    Practice::must(service::ingest_bank_file(
        practice.with("rob"),
        practice.file("bank.xml", camt053({{.account = dutch_iban(1, "OEFN"),
                                            .opening_date = "2026-11-24",
                                            .closing_date = "2026-11-24",
                                            .entries = {{.amount = amount,
                                                         .date = "2026-11-24",
                                                         .batch = file.msg_id,
                                                         .batch_count = file.count}}}}))));
    practice.on("2026-11-26");
    const auto refused = service::release_batch(practice.with("rob"), 1);
    ASSERT_EQ(code_of(refused), "state_is_older_than_the_bank")
        << "and neither is any other: a newer copy may have released them all";
}

TEST_F(AimAnew, WhatTheCreditorCollectsItselfIsNeitherProposedNorReleased) {
    begin();
    Practice::must(propose());
    sign(1);
    Practice::must(service::change_contract(practice.with("mo"),
                                            {.nummer = "O0001-H", .betaalwijze = "incasso"}));
    practice.on("2026-11-26");
    const auto refused = service::release_batch(practice.with("rob"), 1);
    ASSERT_EQ(code_of(refused), "batch_is_stale");
    EXPECT_EQ(refused.error().causes.front().code, "contract_is_direct_debit_now");
    Practice::must(service::rebuild_batch(practice.with("rob"), 1));
    ASSERT_EQ(left_out().size(), 1U);
    EXPECT_EQ(number_in(left_out().front(), "instructie"), rent);
}

TEST_F(AimAnew, WeeklyTranchesKeepTheirOrder) {
    begin();
    // Four tranches of one client, as a weekly regelset makes them.
    practice.db().execute(
        "INSERT INTO instruction SELECT 100 + n, run, fact, household, kind, contract, "
        "period_from, "
        "1 + n, client, creditor, 100, 0, d, account, iban, contract_version FROM instruction, "
        "(SELECT 1 AS n, 20261202 AS d UNION ALL SELECT 2, 20261209 UNION ALL SELECT 3, 20261216) "
        "WHERE id = 3");
    practice.on("2026-12-08");
    Practice::must(renew());
    std::vector<std::string> days;
    for (const service::Report& row : rows_in(renew().value(), "opnieuw_gericht")) {
        if (text_in(row, "client") != "C0001" || text_in(row, "soort") != "leefgeld") continue;
        days.push_back(day_in(row, "uitvoerdatum"));
    }
    // 30 November and 2 December are missed; the tranche of the 9th would come before them.
    EXPECT_EQ(days, (std::vector<std::string>{"2026-12-10", "2026-12-10", "2026-12-10"}));
}

TEST_F(AimAnew, StandsUnderItsOwnHeadingInTheReviewAndAnOtherAccountUnderThatOneToo) {
    begin();
    move_landlord();
    practice.on("2026-12-01");
    Practice::must(renew());
    Practice::must(propose());
    const auto lines = review(1);
    EXPECT_EQ(lines.count("opnieuw_gericht O0001-H"), 1U);
    EXPECT_EQ(lines.count("opnieuw_gericht C0001"), 1U);
    EXPECT_EQ(lines.count("rekeningnummer K001"), 1U);
    EXPECT_EQ(lines.count("rekeningnummer K101"), 0U);
    EXPECT_EQ(lines.size(), 7U);
}

TEST_F(AimAnew, WhyTellsWhereAPaymentGoesNow) {
    begin();
    move_landlord();
    practice.on("2026-12-01");
    Practice::must(renew());
    const auto why = service::why_client(practice.town(), "C0001", run);
    Practice::must(why);
    const std::string sentence =
        "Betaling 1 (huur, € 612,40) is opnieuw gericht: uitvoerdatum 03-12-2026 in plaats van "
        "30-11-2026, op het nu bevestigde rekeningnummer " +
        new_iban + ".";
    const auto rows = rows_in(why.value(), "waarom");
    EXPECT_TRUE(std::ranges::any_of(
        rows, [&](const service::Report& row) { return text_in(row, "zin") == sentence; }));
}

TEST_F(AimAnew, TheBankLinesOfTheNewAccountAreFoundByIt) {
    begin();
    move_client("C0001");
    Practice::must(propose());
    Practice::must(renew());
    Practice::must(propose());
    for (const std::int64_t batch : {1, 2}) {
        practice.on("2026-11-24");
        sign(batch);
    }
    practice.on("2026-11-26");
    for (const std::int64_t batch : {1, 2})
        Practice::must(service::release_batch(practice.with("rob"), batch));
    practice.on("2026-12-01");
    // A debit to the new account without our reference can only be this payment: proposed.
    Practice::must(service::ingest_bank_file(
        practice.with("rob"),
        practice.file(
            "bank.xml",
            camt053({{.account = dutch_iban(2, "OEFN"),
                      .entries = {{.amount = "587.34",
                                   .details = {{.amount = "587.34", .iban = new_iban}}}}}}))));
    std::string csv;
    Practice::must(service::export_entries(practice.town(), practice.as("rob").now.today,
                                           [&](std::string_view part) { csv += part; }));
    EXPECT_NE(csv.find(",proposed,"), std::string::npos) << csv;
}

TEST_F(AimAnew, AnAimThatIsChangedBehindTheProgramIsFound) {
    begin();
    move_landlord();
    Practice::must(renew());
    practice.expect_sound();
    practice.db().execute("DROP TRIGGER instruction_aim_is_never_updated");
    practice.db().execute("UPDATE instruction_aim SET execution_date = 20261214 WHERE id = 1");
    EXPECT_EQ(code_of(service::verify_audit(practice.town(), {})), "audit_found_faults");
}

TEST_F(AimAnew, AnAttemptThatIsMadeToNameAnotherAimIsFound) {
    begin();
    move_landlord();
    Practice::must(renew());
    Practice::must(propose());
    practice.expect_sound();
    practice.db().execute("UPDATE attempt SET aim = 0 WHERE instruction = 1");
    const auto verified = service::verify_audit(practice.town(), {});
    ASSERT_EQ(code_of(verified), "audit_found_faults");
    EXPECT_EQ(verified.error().causes.front().code, "attempt_differs_from_aim");
}

TEST_F(AimAnew, WorkThatWasCutShortLeavesNothing) {
    begin();
    move_landlord();
    store::in_transaction(practice.db(), [&] {
        practice.db().execute("INSERT INTO meta VALUES('bulk_work', 'ja')");
        practice.db().execute(
            "INSERT INTO instruction_aim VALUES(1, 1, 1, 1, 1, 20261214, 1, 99999)");
    });
    practice.reopen();
    const auto renewed = renew();
    ASSERT_TRUE(renewed);
    EXPECT_EQ(number_in(renewed.value(), "opnieuw_gericht_aantal"), 2);
    practice.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::test
