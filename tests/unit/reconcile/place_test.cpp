// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/place.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ontzorgd::reconcile {
namespace {

using values::CivilDate;
using values::Euro;
using namespace values::literals;

constexpr Euro rent = Euro::from_cents(61'240);

AttemptFacts handed_over() {
    return {.cents = rent, .same_account = true, .handed_over = true};
}

LineFacts debit_with_reference() {
    LineFacts line;
    line.cents = rent;
    line.reference = Reference::exact;
    line.attempt = handed_over();
    return line;
}

LineFacts batch_debit() {
    LineFacts line;
    line.cents = rent;
    line.is_batch = true;
    line.file = FileFacts{.cents = rent, .count = 3, .same_account = true, .handed_over = true};
    return line;
}

LineFacts debit_without_reference() {
    LineFacts line;
    line.cents = rent;
    return line;
}

/// "attempt", "file", "file_by_total", "refund", or the place of a line that claims nothing; then
/// the rule.
std::string answer(const LineFacts& line) {
    const Look found = look(line);
    const std::string rule{found.rule};
    switch (found.claim) {
        case Look::Claim::attempt: return "attempt " + rule;
        case Look::Claim::file: return "file " + rule;
        case Look::Claim::file_part: return "file_part " + rule;
        case Look::Claim::file_by_total: return "file_by_total " + rule;
        case Look::Claim::refund: return "refund " + rule;
        case Look::Claim::nothing: break;
    }
    return std::string{to_text(found.place)} + ' ' + rule;
}

TEST(LookAtAReference, ClaimsItsPaymentWhenAccountAndAmountAgree) {
    EXPECT_EQ(answer(debit_with_reference()), "attempt reference");

    LineFacts line = debit_with_reference();
    line.credit = true;
    line.bank_calls_it_a_return = true;
    EXPECT_EQ(answer(line), "attempt returned_reference");

    line = debit_with_reference();
    line.reference = Reference::recovered;
    EXPECT_EQ(answer(line), "attempt recovered_reference");
}

TEST(LookAtAReference, IsAReturnOnlyWhenTheBankSaysSoOrItComesFromWhoWasPaid) {
    LineFacts line = debit_with_reference();
    line.credit = true;
    EXPECT_EQ(answer(line), "proposed credit_is_no_return") << "anybody can send our reference";
    line.has_return_reason = true;
    EXPECT_EQ(answer(line), "proposed credit_is_no_return") << "and write a reason beside it";
    line.bank_calls_it_a_return = true;
    EXPECT_EQ(answer(line), "attempt returned_reference");
    line.bank_calls_it_a_return = false;
    line.attempt->payee_agrees = true;
    EXPECT_EQ(answer(line), "attempt returned_reference");
}

LineFacts less_than_was_paid() {
    LineFacts line = debit_with_reference();
    line.credit = true;
    line.bank_calls_it_a_return = true;
    line.cents = rent - 5_euro;
    return line;
}

TEST(LookAtAReference, IsAPartThatCameBackWhenTheBankCallsLessThanWasPaidAReturn) {
    EXPECT_EQ(answer(less_than_was_paid()), "attempt returned_part");
    LineFacts cent = less_than_was_paid();
    cent.cents = 1_cent;
    EXPECT_EQ(answer(cent), "attempt returned_part");
}

TEST(LookAtAReference, IsNoPartThatCameBackWhenOnlyWhoWasPaidSaysSo) {
    LineFacts line = less_than_was_paid();
    line.bank_calls_it_a_return = false;
    line.attempt->payee_agrees = true;
    EXPECT_EQ(answer(line), "proposed amount_differs") << "he pays back what he likes";
}

TEST(LookAtAReference, IsNoPartThatCameBackWithoutAnExactReferenceOrWithMoreThanWasPaid) {
    LineFacts line = less_than_was_paid();
    line.reference = Reference::recovered;
    EXPECT_EQ(answer(line), "proposed amount_differs");

    line = less_than_was_paid();
    line.cents = rent + 1_cent;
    EXPECT_EQ(answer(line), "proposed amount_differs");

    line = less_than_was_paid();
    line.cents = 0_euro;
    EXPECT_EQ(answer(line), "proposed amount_differs");

    line = less_than_was_paid();
    line.credit = false;
    EXPECT_EQ(answer(line), "proposed amount_differs");

    line = less_than_was_paid();
    line.attempt->may_be_part_of_another = true;
    EXPECT_EQ(answer(line), "proposed amount_differs");

    line = less_than_was_paid();
    line.attempt->payee_differs = true;
    EXPECT_EQ(answer(line), "proposed payee_differs");

    line = less_than_was_paid();
    line.attempt->has_kenmerk_of_another = true;
    EXPECT_EQ(answer(line), "proposed kenmerk_is_of_another");
}

TEST(LookAtAReference, NeverDecidesByItself) {
    LineFacts line = debit_with_reference();
    line.cents = Euro::from_cents(61'241);
    EXPECT_EQ(answer(line), "proposed amount_differs");

    line = debit_with_reference();
    line.attempt->same_account = false;
    EXPECT_EQ(answer(line), "suspense reference_is_of_another_account");

    line = debit_with_reference();
    line.attempt->handed_over = false;
    EXPECT_EQ(answer(line), "suspense payment_was_never_handed_over");

    line = debit_with_reference();
    line.attempt->is_dead = true;
    EXPECT_EQ(answer(line), "suspense payment_was_declared_dead");

    line = debit_with_reference();
    line.attempt->payee_differs = true;
    EXPECT_EQ(answer(line), "proposed payee_differs");
}

TEST(LookAtAReference, IsLoudWhenItWasNeverGivenOut) {
    LineFacts line = debit_with_reference();
    line.reference = Reference::foreign;
    line.attempt.reset();
    EXPECT_EQ(answer(line), "suspense reference_was_never_given_out");

    line = debit_with_reference();
    line.attempt.reset();
    EXPECT_EQ(answer(line), "suspense reference_was_never_given_out");
}

TEST(LookAtABatch, ClaimsItsFileWhenAccountTotalAndCountAgree) {
    LineFacts line = batch_debit();
    EXPECT_EQ(answer(line), "file batch_reference");
    line.batch_count = 3;
    EXPECT_EQ(answer(line), "file batch_reference");
}

TEST(LookAtABatch, IsForAPersonWhenAnythingDiffers) {
    LineFacts line = batch_debit();
    line.batch_count = 2;
    EXPECT_EQ(answer(line), "proposed batch_count_differs");

    line = batch_debit();
    line.cents = Euro::from_cents(1);
    EXPECT_EQ(answer(line), "proposed batch_total_differs");

    line = batch_debit();
    line.credit = true;
    EXPECT_EQ(answer(line), "proposed credit_names_a_batch");

    line = batch_debit();
    line.file->same_account = false;
    EXPECT_EQ(answer(line), "suspense batch_is_of_another_account");

    line = batch_debit();
    line.file->handed_over = false;
    EXPECT_EQ(answer(line), "suspense payment_was_never_handed_over");

    line = batch_debit();
    line.file->has_a_dead_payment = true;
    EXPECT_EQ(answer(line), "proposed file_has_a_dead_payment");
}

TEST(LookWithoutReference, LeavesABatchWithATotalAndACountToBeDecidedOverAllOfThem) {
    LineFacts line = debit_without_reference();
    line.is_batch = true;
    line.batch_count = 137;
    EXPECT_EQ(look(line).claim, Look::Claim::file_by_total);
    EXPECT_EQ(look(line).rule, "no_candidate");
    line.dedicated_account = false;
    EXPECT_EQ(look(line).claim, Look::Claim::file_by_total);
    EXPECT_EQ(look(line).place, Place::known_other);
    line.credit = true;
    EXPECT_EQ(look(line).claim, Look::Claim::nothing);
}

CivilDate november(unsigned day) {
    return CivilDate{2026, 11, day};
}

std::vector<std::string> by_total(const std::vector<CivilDate>& lines,
                                  const std::vector<TotalFile>& files) {
    std::vector<std::string> all;
    for (const ByTotal& each : settle_totals(lines, files)) {
        std::string text = std::string{to_text(each.place)} + " " + std::string{each.rule};
        for (const std::size_t file : each.candidates) text += " " + std::to_string(file);
        all.push_back(each.rule.empty() ? "nobody's" : text);
    }
    return all;
}

TEST(SettleTotals, MatchesTheOneFileThatIsLeft) {
    EXPECT_EQ(by_total({november(10)}, {{november(10)}}),
              (std::vector<std::string>{"matched batch_total 0"}));
    EXPECT_EQ(by_total({november(20)}, {{november(10)}}),
              (std::vector<std::string>{"matched batch_total 0"}));
    EXPECT_EQ(by_total({november(10)}, {{november(10), true}, {november(9)}}),
              (std::vector<std::string>{"matched batch_total 1"}));
}

TEST(SettleTotals, KnowsNoFileOutsideTheDaysOnWhichItMayBeBooked) {
    EXPECT_EQ(by_total({november(9), november(21)}, {{november(10)}}),
              (std::vector<std::string>{"nobody's", "nobody's"}));
    EXPECT_EQ(by_total({november(9)}, {}), (std::vector<std::string>{"nobody's"}));
}

TEST(SettleTotals, AbstainsWhenTwoFilesAreLeftForALine) {
    EXPECT_EQ(by_total({november(10)}, {{november(10)}, {november(8)}}),
              (std::vector<std::string>{"proposed batches_of_equal_total 0 1"}));
    EXPECT_EQ(by_total({november(10), november(10)}, {{november(10)}, {november(8)}}),
              (std::vector<std::string>{"proposed batches_of_equal_total 0 1",
                                        "proposed batches_of_equal_total 0 1"}));
}

TEST(SettleTotals, AbstainsWhenTwoLinesWantOneFile) {
    EXPECT_EQ(by_total({november(10), november(11)}, {{november(10)}}),
              (std::vector<std::string>{"proposed lines_of_equal_total 0",
                                        "proposed lines_of_equal_total 0"}));
}

TEST(SettleTotals, TellsWeeklyFilesOfOneTotalApartByTheirDays) {
    EXPECT_EQ(by_total({november(2), november(9), november(16)},
                       {{november(2)}, {november(9)}, {november(16)}}),
              (std::vector<std::string>{"matched batch_total 0", "matched batch_total 1",
                                        "matched batch_total 2"}));
    // Without the line of the first week, the second may be either.
    EXPECT_EQ(by_total({november(9)}, {{november(2)}, {november(9)}}),
              (std::vector<std::string>{"proposed batches_of_equal_total 0 1"}));
}

TEST(SettleTotals, TrustsNoLineBesideOneForWhichNothingIsLeft) {
    EXPECT_EQ(by_total({november(2), november(9), november(10)}, {{november(2)}, {november(9)}}),
              (std::vector<std::string>{"proposed lines_of_equal_total 0",
                                        "proposed lines_of_equal_total 0 1",
                                        "proposed lines_of_equal_total 0 1"}));
}

TEST(SettleTotals, NeverMatchesAFileOfWhichAPaymentWasBookedByItself) {
    const TotalFile booked_in_part{.execution_date = november(10), .is_contradicted = true};
    EXPECT_EQ(by_total({november(10)}, {booked_in_part}),
              (std::vector<std::string>{"proposed total_beside_single_debit 0"}));
    // Nor another file instead, as long as nobody knows which of the two was meant.
    EXPECT_EQ(by_total({november(10)}, {booked_in_part, {november(9)}}),
              (std::vector<std::string>{"proposed batches_of_equal_total 0 1"}));
    EXPECT_EQ(by_total({november(9), november(10)}, {booked_in_part, {november(9)}}),
              (std::vector<std::string>{"proposed lines_of_equal_total 1",
                                        "proposed total_beside_single_debit 0"}));
}

TEST(SettleTotals, IsLoudAboutTheTotalOfAFileThatWasBookedAlready) {
    EXPECT_EQ(by_total({november(10)}, {{november(10), true}}),
              (std::vector<std::string>{"suspense total_of_a_booked_file"}));
}

TEST(LookWithoutReference, OnlyProposesATotalThatMayBeSomebodyElsesBatch) {
    LineFacts line = debit_without_reference();
    line.is_batch = true;
    line.files_with_this_total = 1;
    EXPECT_EQ(answer(line), "proposed total_of_a_file");  // the bank does not count it
    line.batch_count = 137;
    line.names_another_batch = true;
    EXPECT_EQ(answer(line), "proposed total_of_a_file");
}

TEST(LookWithoutReference, ProposesAFileWhenATotalIsNotSaidToBeABatch) {
    LineFacts line = debit_without_reference();
    line.files_with_this_total = 1;
    EXPECT_EQ(answer(line), "proposed total_of_a_file");
}

TEST(LookWithoutReference, NeverMatchesOnAmountAndAccount) {
    for (const std::int64_t possible : {1, 2, 100}) {
        LineFacts line = debit_without_reference();
        line.possible_attempts = possible;
        EXPECT_EQ(answer(line), "proposed amount_and_account_only") << possible;
    }
}

TEST(LookWithoutReference, KeepsWhatItCannotPlaceInSuspense) {
    LineFacts line = debit_without_reference();
    EXPECT_EQ(answer(line), "suspense no_candidate");
    line.credit = true;
    line.has_return_reason = true;
    EXPECT_EQ(answer(line), "suspense return_without_reference");
}

TEST(LookWithoutReference, LeavesOtherMoneyOfASharedAccountAlone) {
    LineFacts line = debit_without_reference();
    line.dedicated_account = false;
    EXPECT_EQ(answer(line), "known_other foreign");
    line.has_trace = true;
    EXPECT_EQ(answer(line), "suspense no_candidate");
}

Claim debit(int day, bool by_file = false, std::int64_t order = 0) {
    return {.credit = false,
            .by_file = by_file,
            .booking_date = CivilDate{2026, 12, static_cast<unsigned>(day)},
            .order = order};
}
constexpr Euro paid = 100_euro;
Claim credit(int day, std::int64_t order = 0, Euro cents = paid) {
    return {.cents = cents,
            .credit = true,
            .by_file = false,
            .booking_date = CivilDate{2026, 12, static_cast<unsigned>(day)},
            .order = order};
}

/// "matched", or the place and the rule, of each claim.
std::vector<std::string> places(const std::vector<Claim>& claims) {
    std::vector<std::string> texts;
    for (const Placed& line : settle(claims, paid).lines) {
        std::string text{to_text(line.place)};
        if (!line.rule.empty()) text += ' ' + std::string{line.rule};
        texts.push_back(text);
    }
    return texts;
}

TEST(Settle, ConfirmsByTheFirstDebitOnTheDayTheBankBookedIt) {
    const Settlement settled = settle(std::vector{debit(1)}, paid);
    EXPECT_TRUE(settled.confirmed);
    EXPECT_TRUE(settled.returned.is_zero());
    EXPECT_EQ(settled.settled_on, (CivilDate{2026, 12, 1}));
}

TEST(Settle, ReturnsByTheFirstCreditAfterADebitAndKeepsTheDayOfSettling) {
    const Settlement settled = settle(std::vector{debit(1, false, 1), credit(3, 2)}, paid);
    EXPECT_TRUE(settled.confirmed);
    EXPECT_EQ(settled.returned, paid);
    EXPECT_EQ(settled.settled_on, (CivilDate{2026, 12, 1}));
}

TEST(Settle, LetsACreditWaitForItsDebit) {
    const std::vector claims{credit(3)};
    EXPECT_EQ(places(claims), (std::vector<std::string>{"proposed return_waits_for_its_debit"}));
    EXPECT_FALSE(settle(claims, paid).confirmed);
    EXPECT_TRUE(settle(claims, paid).returned.is_zero());
}

TEST(Settle, IsLoudAboutEveryFurtherDebitAndCredit) {
    EXPECT_EQ(places({debit(1, false, 1), debit(2, false, 2)}),
              (std::vector<std::string>{"matched", "suspense second_debit_for_one_payment"}));
    EXPECT_EQ(
        places({debit(1, false, 1), credit(2, 2), credit(3, 3)}),
        (std::vector<std::string>{"matched", "matched", "suspense second_return_of_one_payment"}));
}

TEST(CostOfAReturn, IsWhatTheBankNamesOrWhatLacksOfTheOriginalThatWePaid) {
    const auto none = std::nullopt;
    EXPECT_EQ(cost_of_return(100_euro, 95_euro, none, 5_euro), 5_euro);
    EXPECT_EQ(cost_of_return(100_euro, 95_euro, 100_euro, none), 5_euro);
    EXPECT_EQ(cost_of_return(100_euro, 90_euro, 100_euro, 5_euro), 5_euro) << "it names less";
    EXPECT_EQ(cost_of_return(100_euro, 95_euro, none, 7_euro), 5_euro) << "never more than lacks";
    EXPECT_EQ(cost_of_return(100_euro, 95_euro, none, none), 0_euro) << "it says neither";
    EXPECT_EQ(cost_of_return(100_euro, 95_euro, 95_euro, 0_euro), 0_euro);
    EXPECT_EQ(cost_of_return(100_euro, 100_euro, 100_euro, 5_euro), 0_euro) << "nothing lacks";
}

TEST(Settle, AddsUpPartsThatCameBack) {
    const std::vector one{debit(1, false, 1), credit(2, 2, 40_euro)};
    EXPECT_EQ(places(one), (std::vector<std::string>{"matched", "matched"}));
    EXPECT_EQ(settle(one, paid).returned, 40_euro);
    const std::vector all{debit(1, false, 1), credit(2, 2, 40_euro), credit(3, 3, 59_euro),
                          credit(3, 4, 1_euro)};
    EXPECT_EQ(places(all), (std::vector<std::string>(4, "matched")));
    EXPECT_EQ(settle(all, paid).returned, paid);
}

TEST(Settle, IsLoudAboutAPartThatIsMoreThanWasLeft) {
    const std::vector more{debit(1, false, 1), credit(2, 2, 40_euro), credit(3, 3, 61_euro)};
    EXPECT_EQ(places(more),
              (std::vector<std::string>{"matched", "matched", "suspense return_exceeds_payment"}));
    EXPECT_EQ(settle(more, paid).returned, 40_euro);
    const std::vector whole{debit(1, false, 1), credit(2, 2, 40_euro), credit(3, 3)};
    EXPECT_EQ(places(whole).back(), "suspense return_exceeds_payment");
    const std::vector after{debit(1, false, 1), credit(2, 2), credit(3, 3, 1_cent)};
    EXPECT_EQ(places(after).back(), "suspense second_return_of_one_payment");
    EXPECT_EQ(settle(after, paid).returned, paid);
}

TEST(Settle, LetsAPartWaitForItsDebit) {
    const std::vector claims{credit(2, 1, 40_euro), credit(3, 2, 60_euro)};
    EXPECT_EQ(places(claims), (std::vector<std::string>(2, "proposed return_waits_for_its_debit")));
    EXPECT_TRUE(settle(claims, paid).returned.is_zero());
}

TEST(Settle, IsLoudAboutAReturnThatTheBankTakesBack) {
    Claim undone = debit(3, false, 3);
    undone.has_return_reason = true;
    const std::vector claims{debit(1, false, 1), credit(2, 2), undone};
    EXPECT_EQ(places(claims),
              (std::vector<std::string>{"matched", "matched", "suspense return_was_undone"}));
    EXPECT_EQ(settle(claims, paid).returned, paid) << "the bank must say which of the two is right";
}

TEST(Settle, OfPartsDoesNotDependOnTheOrderOfDelivery) {
    std::vector<Claim> claims{debit(1, false, 1), credit(2, 2, 40_euro), credit(3, 3, 70_euro),
                              credit(4, 4, 60_euro), credit(5, 5, 1_cent)};
    const auto by_order = [](const Claim& a, const Claim& b) { return a.order < b.order; };
    const Settlement first = settle(claims, paid);
    EXPECT_EQ(first.returned, paid);
    do {
        const Settlement again = settle(claims, paid);
        EXPECT_EQ(again.returned, first.returned);
        for (std::size_t i = 0; i < claims.size(); ++i) {
            const auto original = static_cast<std::size_t>(claims[i].order - 1);
            EXPECT_EQ(again.lines[i], first.lines[original]) << claims[i].order;
        }
    } while (std::ranges::next_permutation(claims, by_order).found);
}

TEST(Settle, IsLoudAboutAPaymentBookedByItselfBesideItsFile) {
    // The line that booked the whole file stands, whichever of the two the bank booked first.
    for (const int single_day : {1, 3}) {
        const std::vector claims{debit(single_day, false, 1), debit(2, true, 2)};
        EXPECT_EQ(places(claims), (std::vector<std::string>{
                                      "suspense single_debit_beside_batch_debit", "matched"}));
        EXPECT_EQ(settle(claims, paid).settled_on, (CivilDate{2026, 12, 2}));
    }
}

TEST(Settle, DoesNotDependOnTheOrderOfDelivery) {
    std::vector<Claim> claims{debit(1, false, 1), credit(2, 2), debit(3, false, 3), credit(4, 4),
                              debit(5, true, 5)};
    const auto by_order = [](const Claim& a, const Claim& b) { return a.order < b.order; };
    const Settlement first = settle(claims, paid);
    do {
        const Settlement again = settle(claims, paid);
        EXPECT_EQ(again.settled_on, first.settled_on);
        EXPECT_EQ(again.confirmed, first.confirmed);
        EXPECT_EQ(again.returned, first.returned);
        for (std::size_t i = 0; i < claims.size(); ++i) {
            const auto original = static_cast<std::size_t>(claims[i].order - 1);
            EXPECT_EQ(again.lines[i], first.lines[original]) << claims[i].order;
        }
    } while (std::ranges::next_permutation(claims, by_order).found);
}

TEST(Place, HasAnOwnTextForEach) {
    EXPECT_EQ(to_text(Place::matched), "matched");
    EXPECT_EQ(to_text(Place::duplicate_delivery), "duplicate_delivery");
}

}  // namespace
}  // namespace ontzorgd::reconcile
