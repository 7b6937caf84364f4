// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/line_rule.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::reconcile {
namespace {

using values::CivilDate;

values::Euro euros(std::int64_t number) {
    return values::Euro::from_cents(100 * number);
}

constexpr std::int64_t own_key = 1;
constexpr std::int64_t bank_key = 77;
constexpr std::int64_t savings_key = 78;

/// The monthly fee of the bank.
LineRule fee_rule() {
    return {.number = 4,
            .account = 2,
            .word = RuleWord::kosten,
            .up_to = euros(50),
            .text = "KOSTENBETALINGSVERKEER",
            .first_day = CivilDate{2026, 12, 5}};
}
LineRule transfer_rule() {
    return {.number = 5,
            .word = RuleWord::eigen_overboeking,
            .other_side = AskedAccount::exact,
            .other_account = savings_key,
            .first_day = CivilDate{2026, 12, 5}};
}
RuleLine fee_line() {
    return {.account = 2,
            .own_key = own_key,
            .cents = euros(12),
            .booking_date = CivilDate{2026, 12, 31},
            .texts = {"DECEMBER", "KOSTENBETALINGSVERKEERDECEMBER2026"},
            .code = "PMNT-MDOP-CHRG",
            .own_code = "N541"};
}
std::string code_of(const base::Result<base::Done>& result) {
    return result ? std::string{} : result.error().code;
}

TEST(CheckWidth, RefusesARuleThatAsksTooLittle) {
    EXPECT_EQ(code_of(check_width(fee_rule())), "");
    EXPECT_EQ(code_of(check_width(transfer_rule())), "");
    LineRule rule = fee_rule();
    rule.up_to.reset();
    EXPECT_EQ(code_of(check_width(rule)), "rule_is_too_wide");
    rule.code = "N541";
    EXPECT_EQ(code_of(check_width(rule)), "rule_is_too_wide");
    rule.up_to = euros(50);
    rule.text.clear();
    // A code alone is that of every payment to a stranger.
    EXPECT_EQ(code_of(check_width(rule)), "rule_is_too_wide");
    rule.other_side = AskedAccount::none;
    EXPECT_EQ(code_of(check_width(rule)), "");
    // That there is no account at the other side says too little by itself.
    rule.code.clear();
    EXPECT_EQ(code_of(check_width(rule)), "rule_is_too_wide");
    rule.other_side = AskedAccount::exact;
    EXPECT_EQ(code_of(check_width(rule)), "");
}

TEST(CheckWidth, RefusesAShortTextCrossedAmountsAndATransferToNobody) {
    LineRule rule = fee_rule();
    rule.text = "BTW";
    EXPECT_EQ(code_of(check_width(rule)), "rule_text_is_too_short");
    rule = fee_rule();
    rule.from = euros(51);
    EXPECT_EQ(code_of(check_width(rule)), "rule_amounts_are_crossed");
    rule.from = euros(50);
    EXPECT_EQ(code_of(check_width(rule)), "");
    rule.word = RuleWord::eigen_overboeking;
    EXPECT_EQ(code_of(check_width(rule)), "transfer_needs_an_own_account");
}

TEST(Fits, NeedsAllThatARuleAsks) {
    LineRule rule = fee_rule();
    rule.from = euros(10);
    rule.code = "N541";
    rule.other_side = AskedAccount::none;
    rule.last_day = CivilDate{2027, 6, 30};
    EXPECT_TRUE(fits(rule, fee_line()));
    const auto fits_not = [&](auto change) {
        RuleLine line = fee_line();
        change(line);
        return !fits(rule, line);
    };
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.account = 3; }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.credit = true; }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.cents = values::Euro::from_cents(999); }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.cents = values::Euro::from_cents(5001); }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.texts.pop_back(); }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.own_code = "N542"; }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.names_other_side = true; }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.booking_date = CivilDate{2026, 12, 4}; }));
    EXPECT_TRUE(fits_not([](RuleLine& line) { line.booking_date = CivilDate{2027, 7, 1}; }));
    RuleLine edge = fee_line();
    edge.cents = euros(50);
    edge.booking_date = CivilDate{2026, 12, 5};
    EXPECT_TRUE(fits(rule, edge));
    edge.cents = euros(10);
    edge.booking_date = CivilDate{2027, 6, 30};
    EXPECT_TRUE(fits(rule, edge));
}

TEST(Fits, NeverBeforeARuleIsConfirmed) {
    LineRule rule = fee_rule();
    rule.first_day.reset();
    EXPECT_FALSE(fits(rule, fee_line()));
}

TEST(Fits, TakesACodeOrTheFamilyItIsOf) {
    LineRule rule = fee_rule();
    for (const std::string code : {"PMNT-MDOP-CHRG", "PMNT-MDOP", "N541"}) {
        rule.code = code;
        EXPECT_TRUE(fits(rule, fee_line())) << code;
    }
    for (const std::string code :
         {"PMNT-MDOP-CHR", "PMNT", "PMN", "PMNT-MDOP-CHRG-X", "MDOP", "N54"}) {
        rule.code = code;
        EXPECT_FALSE(fits(rule, fee_line())) << code;
    }
}

TEST(Fits, TakesOneAccountAtTheOtherSideAndNeverTheAccountItself) {
    LineRule rule = transfer_rule();
    RuleLine line = fee_line();
    EXPECT_FALSE(fits(rule, line));
    line.names_other_side = true;
    line.other_account = bank_key;
    EXPECT_FALSE(fits(rule, line));
    line.other_account = savings_key;
    EXPECT_TRUE(fits(rule, line));
    // Banks name the account itself as the other side of their fee.
    rule.other_account = own_key;
    line.other_account = own_key;
    EXPECT_FALSE(fits(rule, line));
}

TEST(LeftToRules, IsOnlyWhatNothingOfOursExplains) {
    const auto is_left = [](const LineFacts& line) { return is_left_to_rules(line, look(line)); };
    EXPECT_TRUE(is_left({.cents = euros(12)}));
    EXPECT_TRUE(is_left({.cents = euros(12), .dedicated_account = false}));
    EXPECT_TRUE(is_left({.cents = euros(12), .credit = true, .has_trace = true}));
    EXPECT_FALSE(is_left({.cents = euros(12), .possible_attempts = 1}));
    EXPECT_FALSE(is_left({.cents = euros(12), .files_with_this_total = 1}));
    EXPECT_FALSE(is_left({.cents = euros(12), .is_batch = true}));
    EXPECT_FALSE(is_left({.cents = euros(12), .batch_count = 3, .is_batch = true}));
    EXPECT_FALSE(is_left({.cents = euros(12), .credit = true, .has_return_reason = true}));
    EXPECT_FALSE(is_left({.cents = euros(12), .has_return_reason = true}));
    EXPECT_FALSE(is_left({.cents = euros(12), .credit = true, .bank_calls_it_a_return = true}));
    EXPECT_FALSE(is_left({.cents = euros(12), .reference = Reference::foreign}));
    EXPECT_FALSE(is_left({.cents = euros(12),
                          .attempt = AttemptFacts{.cents = euros(12), .is_dead = true},
                          .reference = Reference::exact}));
    EXPECT_FALSE(is_left({.cents = euros(12), .file = FileFacts{.cents = euros(13)}}));
}

TEST(ByRule, DecidesWhenOneRuleIsLeft) {
    const LineRule fee = fee_rule();
    const std::vector<const LineRule*> one{&fee};
    EXPECT_EQ(by_rule(one, {}), (ByRule{.rule = &fee}));
    EXPECT_EQ(by_rule({}, {}), ByRule{});
    EXPECT_EQ(by_rule(one, {.has_trace = true}), ByRule{});
    EXPECT_EQ(by_rule(one, {.has_amount_of_a_payment = true}), ByRule{});
}

TEST(ByRule, AbstainsWhenRulesUseDifferentWords) {
    const LineRule fee = fee_rule();
    LineRule interest = fee_rule();
    interest.number = 9;
    interest.word = RuleWord::rente;
    const std::vector<const LineRule*> both{&fee, &interest};
    EXPECT_EQ(by_rule(both, {}), (ByRule{.contradicts = true}));
    EXPECT_EQ(by_rule(both, {.has_trace = true}), ByRule{});
    interest.word = RuleWord::kosten;
    EXPECT_EQ(by_rule(both, {}), (ByRule{.rule = &fee}));
}

TEST(ByRule, WithTheAmountOfAPaymentOnlyKnowsAnAccountThatNoReturnComesFrom) {
    LineRule rule = fee_rule();
    rule.other_side = AskedAccount::exact;
    rule.other_account = bank_key;
    const std::vector<const LineRule*> one{&rule};
    const RuleDoubt amount{.has_amount_of_a_payment = true};
    EXPECT_EQ(by_rule(one, amount), (ByRule{.rule = &rule}));
    rule.credit = true;
    EXPECT_EQ(by_rule(one, amount), ByRule{});
    rule.word = RuleWord::eigen_overboeking;
    EXPECT_EQ(by_rule(one, amount), (ByRule{.rule = &rule}));
    rule.other_side = AskedAccount::any;
    EXPECT_EQ(by_rule(one, amount), ByRule{});
    // A second rule of the word that is sure decides.
    LineRule sure = transfer_rule();
    sure.number = 8;
    const std::vector<const LineRule*> both{&rule, &sure};
    EXPECT_EQ(by_rule(both, amount), (ByRule{.rule = &sure}));
}

TEST(ByRule, OfACreditOfSomebodyOnlyKnowsTheAccountAtTheOtherSide) {
    LineRule rule = fee_rule();
    rule.credit = true;
    const std::vector<const LineRule*> one{&rule};
    const RuleDoubt money_back{.may_be_money_back = true};
    // It may be a part of any payment, without an account and with one.
    for (const AskedAccount asked : {AskedAccount::any, AskedAccount::none}) {
        rule.other_side = asked;
        EXPECT_EQ(by_rule(one, money_back), ByRule{});
        EXPECT_EQ(by_rule(one, {}), (ByRule{.rule = &rule}));
    }
    rule.other_side = AskedAccount::exact;
    EXPECT_EQ(by_rule(one, money_back), (ByRule{.rule = &rule}));
}

TEST(OfTheBankItself, IsWhatItsCodeSaysIsNoPayment) {
    const auto is_it = [](std::string code, std::string own) {
        return is_of_the_bank_itself({.code = std::move(code), .own_code = std::move(own)});
    };
    EXPECT_TRUE(is_it("ACMT-MCOP-INTR", ""));
    EXPECT_TRUE(is_it("", "NINT"));
    for (const std::string own : {"", "N541", "NRTI", "INTR"}) {
        EXPECT_FALSE(is_it("", own)) << own;
        EXPECT_FALSE(is_it("PMNT-RCDT-ESCT", own)) << own;
        EXPECT_FALSE(is_it("-RCDT", own)) << own;
    }
}

TEST(RulesThatFit, DoNotDependOnTheOrderInWhichTheyAreKept) {
    std::vector<LineRule> rules{fee_rule(), transfer_rule()};
    for (const std::int64_t number : {9, 3, 7}) {
        rules.push_back(fee_rule());
        rules.back().number = number;
    }
    std::ranges::sort(rules, {}, &LineRule::number);
    do {
        const auto fitting = rules_that_fit(rules, fee_line());
        ASSERT_EQ(fitting.size(), 4U);
        EXPECT_TRUE(std::ranges::is_sorted(fitting, {}, &LineRule::number));
        EXPECT_EQ(by_rule(fitting, {}).rule->number, 3);
    } while (std::ranges::next_permutation(rules, {}, &LineRule::number).found);
}

TEST(RuleWords, AreThoseOfPeopleWithoutAPaymentMadeByHand) {
    for (const RuleWord word :
         {RuleWord::eigen_overboeking, RuleWord::kosten, RuleWord::overig, RuleWord::rente}) {
        EXPECT_EQ(rule_word_from(to_text(word)), word);
    }
    EXPECT_EQ(rule_word_from("handmatige_betaling"), std::nullopt);
}

}  // namespace
}  // namespace ontzorgd::reconcile
