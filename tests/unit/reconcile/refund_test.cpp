// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/refund.h"

#include "ontzorgd/reconcile/place.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ontzorgd::reconcile {
namespace {

/// Whether the kenmerk stands in the text, as a bank may give it.
bool stands_in(const std::string& text, std::string_view kenmerk) {
    const auto passages = passages_of(std::vector{text});
    return std::ranges::any_of(
        passages, [&](const Passage& passage) { return is_kenmerk(passage, kenmerk); });
}

TEST(RefundText, HasAKenmerkThatStandsInItAsAWholeWord) {
    EXPECT_TRUE(stands_in("Eindafrekening klantnr: 7654321, bedankt", "7654321"));
    EXPECT_TRUE(stands_in("KLANT7654321", "7654321"));
    EXPECT_TRUE(stands_in("polis 0001", "POLIS 0001"));
    EXPECT_TRUE(stands_in("ref POLIS0001", "POLIS 0001"));
    EXPECT_TRUE(stands_in("NL-2024-000123", "NL 2024/000123"));
}

TEST(RefundText, DoesNotHaveAKenmerkThatIsOnlyPartOfALongerNumber) {
    EXPECT_FALSE(stands_in("factuur 97654321", "7654321"));
    EXPECT_FALSE(stands_in("factuur 76543219", "7654321"));
    EXPECT_FALSE(stands_in("klantnr 765432", "7654321")) << "cut off";
    EXPECT_FALSE(stands_in("XAB7654321", "AB7654321"));
}

TEST(RefundText, HasALongKenmerkHoweverItIsDividedAndAShortOneOnlyAsItWasWritten) {
    EXPECT_TRUE(stands_in("1234 5678 9012 3456", "1234567890123456"));
    EXPECT_FALSE(stands_in("betreft 76 54321", "7654321"));
    EXPECT_FALSE(stands_in("over 2024 01", "202401"));
}

TEST(RefundText, HasNoKenmerkOfFewerThanSixLettersAndDigitsOrWithoutADigit) {
    EXPECT_FALSE(stands_in("klant 12345", "12345"));
    EXPECT_FALSE(stands_in("huur woning", "WONING"));
}

TEST(RefundText, OfTwoFieldsIsNeverReadAsOne) {
    const auto passages = passages_of(std::vector<std::string>{"klant 12345", "67890 bedankt"});
    EXPECT_TRUE(std::ranges::none_of(
        passages, [](const Passage& passage) { return is_kenmerk(passage, "1234567890"); }));
}

TEST(RefundText, KnowsMonthsAndDaysThatAKenmerkMayLookLike) {
    for (const char* day : {"202412", "122024", "311224", "241231", "20241231", "31122024"}) {
        EXPECT_TRUE(reads_as_a_day(day)) << day;
    }
    for (const char* other : {"765432", "999999", "20241301", "1234567", "POLIS1"}) {
        EXPECT_FALSE(reads_as_a_day(other)) << other;
    }
}

TEST(RefundText, SpeaksOfAReturnByTheWordsThatBanksHaveForIt) {
    for (const char* text : {"RETOUR BOEKING", "/RTRN/MS03", "Storno incasso", "terug-boeking",
                             "teruggeboekt", "Payment rejected"}) {
        EXPECT_TRUE(speaks_of_a_return(text)) << text;
    }
    for (const char* text : {"Restitutie premie", "Terugbetaling eindafrekening", ""}) {
        EXPECT_FALSE(speaks_of_a_return(text)) << text;
    }
}

Named named(std::int64_t contract, std::int64_t household, std::size_t begin, std::size_t end) {
    return {.contract = contract,
            .household = household,
            .of_payer = true,
            .decides = true,
            .begin = begin,
            .end = end};
}

TEST(Recognise, TakesTheOnlyHouseholdThatIsNamedWithEveryContractThatWas) {
    const Recognised found =
        recognise(std::vector{named(9, 3, 0, 2), named(7, 3, 4, 6), named(9, 3, 8, 10)});
    EXPECT_EQ(found, (Recognised{.household = 3, .contracts = {7, 9}}));
    EXPECT_EQ(recognise({}), Recognised{});
}

TEST(Recognise, TakesNobodyWhenTwoHouseholdsAreNamed) {
    const Recognised found = recognise(std::vector{named(7, 3, 0, 2), named(8, 4, 4, 6)});
    EXPECT_EQ(found.household, 0);
    EXPECT_EQ(found.contracts, (std::vector<std::int64_t>{7, 8})) << "both are shown";
}

TEST(Recognise, TakesNobodyWhenSomebodyElseIsNamedWithAnotherCreditor) {
    Named other = named(8, 4, 4, 6);
    other.of_payer = false;
    const Recognised found = recognise(std::vector{named(7, 3, 0, 2), other});
    EXPECT_EQ(found, (Recognised{.household = 0, .contracts = {7}}));
}

TEST(Recognise, TakesNobodyByAContractOfAnotherCreditorOrByWhatMayStandThereByChance) {
    Named of_another = named(7, 3, 0, 2);
    of_another.of_payer = false;
    EXPECT_EQ(recognise(std::vector{of_another}).household, 0);
    Named a_day = named(7, 3, 0, 2);
    a_day.decides = false;
    EXPECT_EQ(recognise(std::vector{a_day}), (Recognised{.household = 0, .contracts = {7}}));
}

TEST(Recognise, MeansTheLongestWhereOneLiesInsideAnother) {
    const Recognised found = recognise(std::vector{named(7, 3, 1, 2), named(8, 4, 0, 2)});
    EXPECT_EQ(found, (Recognised{.household = 4, .contracts = {8}}));
    EXPECT_EQ(recognise(std::vector{named(7, 3, 0, 2), named(8, 4, 0, 2)}).household, 0)
        << "two households with one kenmerk";
}

const values::CivilDate today{2026, 12, 8};

Refund refund(std::int64_t cents, std::vector<std::int64_t> contracts = {1},
              values::CivilDate day = today) {
    return {.day = day,
            .cents = values::Euro::from_cents(cents),
            .contracts = std::move(contracts),
            .is_decided = false};
}
PaidOn paid(std::int64_t cents, values::CivilDate day = {2026, 11, 30}, std::int64_t contract = 1) {
    return {.contract = contract, .day = day, .cents = values::Euro::from_cents(cents)};
}

TEST(WithinWhatWasPaid, IsUpToThePaymentsOnTheContractAndNoCentMore) {
    const std::vector all{paid(10'000, {2026, 10, 30}), paid(11'240)};
    EXPECT_EQ(within_what_was_paid(std::vector{refund(21'240)}, all), std::vector{true});
    EXPECT_EQ(within_what_was_paid(std::vector{refund(21'241)}, all), std::vector{false});
    EXPECT_EQ(within_what_was_paid(std::vector{refund(1)}, {}), std::vector{false});
}

TEST(WithinWhatWasPaid, LooksAtTheThirteenMonthsBeforeAndAtNoOtherContract) {
    EXPECT_EQ(within_what_was_paid(std::vector{refund(100)}, std::vector{paid(100, {2025, 11, 8})}),
              std::vector{true});
    EXPECT_EQ(within_what_was_paid(std::vector{refund(100)}, std::vector{paid(100, {2025, 11, 7})}),
              std::vector{false});
    EXPECT_EQ(within_what_was_paid(std::vector{refund(100)}, std::vector{paid(100, {2026, 12, 9})}),
              std::vector{false})
        << "paid after it was paid back";
    EXPECT_EQ(within_what_was_paid(std::vector{refund(100)}, std::vector{paid(100, today, 2)}),
              std::vector{false});
    EXPECT_EQ(within_what_was_paid(std::vector{refund(200, {1, 2})},
                                   std::vector{paid(100), paid(100, today, 2)}),
              std::vector{true})
        << "a kenmerk for gas and stroom";
}

TEST(WithinWhatWasPaid, CountsWhatWasPaidBackBefore) {
    const std::vector all{paid(10'000)};
    EXPECT_EQ(within_what_was_paid(std::vector{refund(6'000), refund(5'000), refund(4'000)}, all),
              (std::vector{true, false, true}));
    Refund by_hand = refund(9'000, {});
    by_hand.is_decided = true;
    EXPECT_EQ(within_what_was_paid(std::vector{refund(2'000), by_hand}, all),
              (std::vector{false, true}))
        << "what a person decided stands and counts";
}

std::string answer(const LineFacts& line) {
    const Look found = look(line);
    const std::string_view where =
        found.claim == Look::Claim::refund ? std::string_view{"refund"} : to_text(found.place);
    return std::string{where} + ' ' + std::string{found.rule};
}

TEST(Look, ClaimsARefundOfWhomACreditorNamesUnlessItMayBeAReturn) {
    LineFacts line;
    line.cents = values::Euro::from_cents(10'000);
    line.credit = true;
    line.names_a_household = true;
    line.has_trace = true;
    EXPECT_EQ(answer(line), "refund refund_kenmerk");

    line.possible_attempts = 1;
    EXPECT_EQ(answer(line), "proposed amount_and_account_only") << "the payment itself came back?";
    line.possible_attempts = 0;
    line.has_return_reason = true;
    EXPECT_EQ(answer(line), "suspense return_without_reference");
    line.has_return_reason = false;
    line.bank_calls_it_a_return = true;
    EXPECT_EQ(answer(line), "suspense no_candidate");
    line.bank_calls_it_a_return = false;
    line.credit = false;
    EXPECT_EQ(answer(line), "suspense no_candidate");
    line.credit = true;
    line.has_return_reason = false;
    line.reference = Reference::exact;
    line.attempt = {.cents = line.cents, .same_account = true, .handed_over = true};
    EXPECT_EQ(answer(line), "proposed credit_is_no_return") << "our own reference comes first";
}

TEST(PlainText, IsLettersAndDigitsInCapitals) {
    EXPECT_EQ(plain_text(" Polis-nr. 12/ab\xc3\xa9 "), "POLISNR12AB");
}

}  // namespace
}  // namespace ontzorgd::reconcile
