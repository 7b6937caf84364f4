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

/// "attempt", "file", "file_by_total", or the place of a line that claims nothing; then the rule.
std::string answer(const LineFacts& line) {
    const Look found = look(line);
    const std::string rule{found.rule};
    switch (found.claim) {
        case Look::Claim::attempt: return "attempt " + rule;
        case Look::Claim::file: return "file " + rule;
        case Look::Claim::file_by_total: return "file_by_total " + rule;
        case Look::Claim::nothing: break;
    }
    return std::string{to_text(found.place)} + ' ' + rule;
}

TEST(LookAtAReference, ClaimsItsPaymentWhenAccountAndAmountAgree) {
    EXPECT_EQ(answer(debit_with_reference()), "attempt reference");

    LineFacts line = debit_with_reference();
    line.credit = true;
    EXPECT_EQ(answer(line), "attempt returned_reference");

    line = debit_with_reference();
    line.reference = Reference::recovered;
    EXPECT_EQ(answer(line), "attempt recovered_reference");
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
}

TEST(LookWithoutReference, ClaimsABatchOnlyWhenOneFileHasItsTotal) {
    LineFacts line = debit_without_reference();
    line.is_batch = true;
    line.files_with_this_total = 1;
    EXPECT_EQ(answer(line), "file_by_total batch_total");
    line.files_with_this_total = 2;
    EXPECT_EQ(answer(line), "proposed batches_of_equal_total");
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
Claim credit(int day, std::int64_t order = 0) {
    return {.credit = true,
            .by_file = false,
            .booking_date = CivilDate{2026, 12, static_cast<unsigned>(day)},
            .order = order};
}

/// "matched", or the place and the rule, of each claim.
std::vector<std::string> places(const std::vector<Claim>& claims) {
    std::vector<std::string> texts;
    for (const Placed& line : settle(claims).lines) {
        std::string text{to_text(line.place)};
        if (!line.rule.empty()) text += ' ' + std::string{line.rule};
        texts.push_back(text);
    }
    return texts;
}

TEST(Settle, ConfirmsByTheFirstDebitOnTheDayTheBankBookedIt) {
    const Settlement settled = settle(std::vector{debit(1)});
    EXPECT_TRUE(settled.confirmed);
    EXPECT_FALSE(settled.returned);
    EXPECT_EQ(settled.settled_on, (CivilDate{2026, 12, 1}));
}

TEST(Settle, ReturnsByTheFirstCreditAfterADebitAndKeepsTheDayOfSettling) {
    const Settlement settled = settle(std::vector{debit(1, false, 1), credit(3, 2)});
    EXPECT_TRUE(settled.confirmed);
    EXPECT_TRUE(settled.returned);
    EXPECT_EQ(settled.settled_on, (CivilDate{2026, 12, 1}));
}

TEST(Settle, LetsACreditWaitForItsDebit) {
    const std::vector claims{credit(3)};
    EXPECT_EQ(places(claims), (std::vector<std::string>{"proposed return_waits_for_its_debit"}));
    EXPECT_FALSE(settle(claims).confirmed);
    EXPECT_FALSE(settle(claims).returned);
}

TEST(Settle, IsLoudAboutEveryFurtherDebitAndCredit) {
    EXPECT_EQ(places({debit(1, false, 1), debit(2, false, 2)}),
              (std::vector<std::string>{"matched", "suspense second_debit_for_one_payment"}));
    EXPECT_EQ(
        places({debit(1, false, 1), credit(2, 2), credit(3, 3)}),
        (std::vector<std::string>{"matched", "matched", "suspense second_return_of_one_payment"}));
}

TEST(Settle, IsLoudAboutAPaymentBookedByItselfAndWithinItsFile) {
    const auto found = places({debit(1, false, 1), debit(2, true, 2)});
    EXPECT_EQ(std::ranges::count(found, "matched"), 1);
    EXPECT_EQ(std::ranges::count(found, "suspense batch_debit_beside_single_debit"), 1);
}

TEST(Settle, DoesNotDependOnTheOrderOfDelivery) {
    std::vector<Claim> claims{debit(1, false, 1), credit(2, 2), debit(3, false, 3), credit(4, 4),
                              debit(5, true, 5)};
    const auto by_order = [](const Claim& a, const Claim& b) { return a.order < b.order; };
    const Settlement first = settle(claims);
    do {
        const Settlement again = settle(claims);
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
    EXPECT_EQ(to_text(Place::duplicate_delivery), "duplicate_delivery"); namespace values::literals; named Reference reference Reference::exact 612_euro, .reference reference, .attempt AttemptFacts{.cents 612_euro, true}}; batch count .cents 2000_euro, .file 2000_euro, true}, .is_batch .batch_count count}; with facts, change change facts facts; struct Row char* what; facts; Look::Claim claim; Place place; std::string_view std::vector<Row> rows enum Look::Claim; enum Place; F LineFacts&; {"our reference", named attempt, matched, "reference"}, {"a damaged one reads one way", named Reference::recovered attempt, matched, "recovered_reference"}, {"money back", with named F f f.credit attempt, matched, "returned_reference"}, {"another amount", with named F f f.cents 611_euro; nothing, proposed, "amount_differs"}, {"another payee", with named F f f.attempt->payee_differs nothing, proposed, "payee_differs"}, {"another account ours", with named F f f.attempt->same_account nothing, suspense, "reference_is_of_another_account"}, {"not given to bank", with named F f f.attempt->handed_over nothing, suspense, "payment_was_never_handed_over"}, {"a number never given out", with named Reference::foreign F f f.attempt.reset nothing, suspense, "reference_was_never_given_out"}, {"our batch", batch file, matched, "batch_reference"}, {"our batch, no count", with batch F f f.batch_count.reset file, matched, "batch_reference"}, {"our batch less one", batch nothing, proposed, "batch_count_differs"}, {"our batch less cent", with batch F f f.cents 1999_euro; nothing, proposed, "batch_total_differs"}, {"a batch", with batch F f f.credit nothing, proposed, "credit_names_a_batch"}, {"a batch with total one file", with batch F f f.file.reset f.files_with_this_total file_by_total, matched, "batch_total"}, {"equal totals abstain", with batch F f f.file.reset f.files_with_this_total nothing, proposed, "batches_of_equal_total"}, {"no batch, but total", LineFacts{.cents 2000_euro, .files_with_this_total 1}, nothing, proposed, "total_of_a_file"}, {"amount account", LineFacts{.cents 612_euro, .possible_attempts 1}, nothing, proposed, "amount_and_account_only"}, {"a names nothing", LineFacts{.credit .cents 612_euro, .has_return_reason true}, nothing, suspense, "return_without_reference"}, {"nothing known", LineFacts{.cents 612_euro}, nothing, suspense, "no_candidate"}, {"nothing known, shared account", LineFacts{.cents 612_euro, .dedicated_account false}, nothing, known_other, "foreign"}, {"a trace ours, shared account", LineFacts{.cents 612_euro, .has_trace .dedicated_account false}, nothing, suspense, "no_candidate"}, Look, DecidesByWhatALineNames Row& row rows look_at row.facts look_at.claim, row.claim row.what; look_at.place, row.place row.what; look_at.rule, row.rule row.what; Look, NeverMatchesByAmountAndAccountAlone {false, true} 40} made credit, .cents 612_euro, .possible_attempts possible} made.claim, Look::Claim::nothing made.place, Place::proposed CivilDate day1{2026, 11, 30}; CivilDate day2{2026, 2}; CivilDate day3{2026, 4}; CivilDate CivilDate CivilDate 0}; ConfirmsByTheFirstDebitAndKeepsFurtherOnesApart day2 day1 made made.confirmed made.settled_on, day1 made.lines[1].place, made.lines[0].rule, "second_debit_for_one_payment" ReturnsByTheFirstCreditAndKeepsFurtherOnesApart day1 day3 day2 made made.returned made.lines[2].place, made.lines[1].rule, "second_return_of_one_payment" day2 made made.confirmed made.returned made.lines[0].place, Place::proposed TrustsTheSingleDebitAboveTheBatch claims{by_file day1 day2 made made.settled_on, day2 made.lines[0].rule, "batch_debit_beside_single_debit" DoesNotDependOnTheOrderInWhichClaimsAreGiven day1, day1, day2, day3, [&] made std::vector<std::pair<std::int64_t, Place>> places; places.emplace_back claims[i].order, made.lines[i].place std::ranges::sort places; expected earlier std::next_permutation claims.begin claims.end earlier expected
}

}  // namespace
}  // namespace ontzorgd::reconcile
