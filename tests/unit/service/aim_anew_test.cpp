// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/client.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "support/bank_statement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

namespace ontzorgd::test {
namespace {

const std::string run = "2026-11-REG";
const std::string new_iban = dutch_iban(4711);
/// The instructions of the first household: rent, insurance, leefgeld.
constexpr std::int64_t rent = 1;
constexpr std::int64_t leefgeld = 3;

using Row = std::map<std::string, std::string>;

std::string day_in(const service::Report& row, std::string_view name) {
    return std::get<values::CivilDate>(row.find(name)->value).to_string();
}

class AimAnew : public ::testing::Test {
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
    std::vector<Row> attempts() {
        std::string text;
        Practice::must(service::export_attempts(practice.town(), practice.as("rob").now.today,
                                                [&](std::string_view part) { text += part; }));
        std::vector<Row> rows;
        std::vector<std::string> names;
        for (const std::string_view line : base::split_text(text, '\n')) {
            if (line.empty()) continue;
            const auto parts = base::split_text(line, ',');
            if (names.empty()) {
                names.assign(parts.begin(), parts.end());
                continue;
            }
            Row row;
            for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = parts.at(i);
            rows.push_back(std::move(row));
        }
        return rows;
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
    void expect_all_is_proved() {
        const auto verified = service::verify_audit(practice.town(), {});
        EXPECT_TRUE(verified) << Practice::details(verified.error());
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
    expect_all_is_proved();
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
    expect_all_is_proved();
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
    for (Row& row : attempts()) {
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
        practice.with("rob"),
        practice.file("bank.xml",
                      camt053({{.account = dutch_iban(1, "OEFN"),
                                .opening_date = "2026-11-24",
                                .closing_date = "2026-11-24",
                                .entries = {{.amount = "612.40",
                                             .date = "2026-11-24",
                                             .details = {{.amount = "612.40",
                                                          .iban = dutch_iban(11, "RABO"),
                                                          .text = "huur"}}}}}}))));
    const auto batch = propose();
    ASSERT_TRUE(batch);
    EXPECT_EQ(number_in(batch.value(), "niet_opgenomen"), 2);
    EXPECT_EQ(number_in(batch.value(), "betalingen"), 2);
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

TEST_F(AimAnew, TheRunTellsWhatIsLeftOutWhyAndWhatToDo) {
    begin();
    EXPECT_TRUE(left_out().empty());
    Practice::must(propose());
    EXPECT_TRUE(left_out().empty());
    Practice::must(service::drop_line(practice.with("rob"), 1, rent));
    auto rows = left_out();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(number_in(rows[0], "instructie"), rent);
    EXPECT_NE(text_in(rows[0], "volgende_stap").find("batch propose"), std::string::npos);
    move_landlord();
    rows = left_out();
    EXPECT_NE(text_in(rows[0], "reden").find("rekeningnummer is gewijzigd"), std::string::npos);
    EXPECT_NE(text_in(rows[0], "volgende_stap").find("run renew"), std::string::npos);
    const auto open = exceptions();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(text_in(open[0], "wat"),
              "Betaling 1 van € 612,40 uit run 2026-11-REG staat open en zit in geen batch: "
              "iemand haalde haar uit de batch.");
    EXPECT_NE(text_in(open[0], "volgende_stap").find("run renew"), std::string::npos);
    Practice::must(renew());
    Practice::must(propose());
    EXPECT_TRUE(left_out().empty());
    EXPECT_TRUE(exceptions().empty());
}

TEST_F(AimAnew, EveryWayOutOfABatchOpensOneExceptionPerPayment) {
    begin();
    Practice::must(propose());
    Practice::must(service::drop_line(practice.with("rob"), 1, rent));
    Practice::must(service::drop_line(practice.with("rob"), 1, rent));
    EXPECT_EQ(exceptions().size(), 1U);
    Practice::must(service::hold_client(practice.with("mo"), "C0002", "onderzoek"));
    Practice::must(service::rebuild_batch(practice.with("rob"), 1));
    EXPECT_EQ(exceptions().size(), 4U);
    Practice::must(service::withdraw_batch(practice.with("rob"), 1));
    EXPECT_EQ(exceptions().size(), 6U);
    Practice::must(propose());  // the payments of C0002 stay out
    EXPECT_EQ(exceptions().size(), 3U);
    stop_first_file(2);
    EXPECT_EQ(exceptions().size(), 5U);
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
    expect_all_is_proved();
    practice.db().execute("DROP TRIGGER instruction_aim_is_never_updated");
    practice.db().execute("UPDATE instruction_aim SET execution_date = 20261214 WHERE id = 1");
    EXPECT_EQ(code_of(service::verify_audit(practice.town(), {})), "audit_found_faults");
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
    expect_all_is_proved();
}

/// Whoever clicks everything he may, in any order, pays nothing twice and loses nothing.
TEST_F(AimAnew, NobodyPaysTwiceWhateverIsClicked) {
    std::size_t reached_the_bank = 0;
    std::int64_t aims = 0;
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        Practice town;
        const std::vector<TestHousehold> two{{.number = 1}, {.number = 2}};
        town.dossier(two);
        town.split(two);
        std::mt19937 random{seed};
        values::CivilDate day{2026, 11, 26};
        town.on(day.to_string());
        int accounts = 6000;
        const auto ignore = [](const base::Result<service::Report>& /*what came of it*/) {};
        for (int step = 0; step < 60; ++step) {
            const auto batches = store::all_batches(town.db());
            // Mostly the newest; sometimes one from before.
            const std::size_t back = random() % 4 == 0 ? random() % (batches.size() + 1) : 0;
            const std::int64_t batch = std::max(
                std::int64_t{1},
                static_cast<std::int64_t>(batches.size() - std::min(back, batches.size())));
            const auto line = static_cast<std::int64_t>(1 + random() % 6);
            switch (random() % 18) {
                case 0:
                case 1:
                case 2: ignore(service::propose_batch(town.with("rob"), run)); break;
                case 3:
                case 4:
                case 5: ignore(service::sign_batch(town.with("karin"), batch)); [[fallthrough]];
                case 6: ignore(service::sign_batch(town.with("kim"), batch)); break;
                case 7:
                case 8:
                case 9: ignore(service::release_batch(town.with("rob"), batch)); break;
                case 10: ignore(service::renew_payments(town.with("rob"), run, {})); break;
                case 11: ignore(service::renew_payments(town.with("rob"), run, {line})); break;
                case 12: ignore(service::drop_line(town.with("rob"), batch, line)); break;
                case 13: ignore(service::rebuild_batch(town.with("rob"), batch)); break;
                case 14: ignore(service::withdraw_batch(town.with("rob"), batch)); break;
                case 15:
                    if (!batches.empty()) {
                        const auto& it = batches[static_cast<std::size_t>(batch - 1)];
                        for (const auto& file : store::files_of(town.db(), it.id, it.version)) {
                            ignore(service::stop_file(town.with("kim"), file.name, "toeval"));
                            break;
                        }
                    }
                    break;
                case 16:
                    ignore(service::record_iban(town.with("mo"),
                                                random() % 2 == 0 ? "K001" : "C0001",
                                                dutch_iban(++accounts)));
                    town.confirm_ibans("karin");
                    break;
                default: day = day.plus_days(1); town.on(day.to_string());
            }
        }
        std::map<std::string, std::string> amounts;  // of what reached the bank, by instruction
        std::string text;
        Practice::must(service::export_attempts(town.town(), town.as("rob").now.today,
                                                [&](std::string_view part) { text += part; }));
        for (const std::string_view line : base::split_text(text, '\n')) {
            const auto parts = base::split_text(line, ',');
            if (parts.size() < 5 || parts[3] != "handed_over") continue;
            EXPECT_TRUE(amounts.emplace(parts[1], parts[4]).second)
                << "seed " << seed << ": instruction " << parts[1] << " went to the bank twice";
        }
        reached_the_bank += amounts.size();
        for (std::int64_t line = 1; line <= 6; ++line)
            aims += store::aim_change(town.db(), line, 1) ? 1 : 0;
        const auto verified = service::verify_audit(town.town(), {});
        EXPECT_TRUE(verified) << "seed " << seed << Practice::details(verified.error());
        Practice::must(service::export_conservation(town.town(), town.as("rob").now.today,
                                                    [](std::string_view) {}));
    }
    EXPECT_GT(reached_the_bank, 4U);
    EXPECT_GT(aims, 4);
}

}  // namespace
}  // namespace ontzorgd::test
