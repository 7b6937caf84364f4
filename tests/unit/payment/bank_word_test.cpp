// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_word.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace ontzorgd::payment {
namespace {

using Saying = std::pair<SaidOf, Said>;

BankWord word_of(const std::vector<Saying>& sayings) {
    Heard heard;
    for (const auto& [level, said] : sayings) heard.add(level, said);
    return heard.word();
}

constexpr Saying all(Said said) {
    return {SaidOf::all, said};
}
constexpr Saying itself(Said said) {
    return {SaidOf::itself, said};
}

TEST(BankWord, GoesForwardFromReceivedToAcceptedToSettledOnly) {
    using enum Said;
    EXPECT_EQ(word_of({}), BankWord::nothing);
    EXPECT_EQ(word_of({all(received)}), BankWord::received);
    EXPECT_EQ(word_of({all(received), all(accepted)}), BankWord::accepted);
    EXPECT_EQ(word_of({all(accepted), all(received)}), BankWord::accepted) << "out of order";
    EXPECT_EQ(word_of({itself(settled), all(accepted)}), BankWord::settled);
    EXPECT_EQ(word_of({itself(received), all(accepted)}), BankWord::accepted)
        << "a message later than the one about the payment";
}

TEST(BankWord, IsRejectedAlsoAfterAnAcceptance) {
    using enum Said;
    EXPECT_EQ(word_of({all(accepted), itself(rejected)}), BankWord::rejected);
    EXPECT_EQ(word_of({itself(accepted), itself(rejected)}), BankWord::rejected);
    EXPECT_EQ(word_of({itself(accepted), all(rejected)}), BankWord::rejected);
    EXPECT_EQ(word_of({itself(rejected), all(accepted)}), BankWord::rejected);
}

TEST(BankWord, OfThePaymentItselfGoesBeforeThatOfAll) {
    using enum Said;
    EXPECT_EQ(word_of({all(settled), itself(rejected)}), BankWord::rejected);
}

TEST(BankWord, ContradictsItselfWhenItIsRejectedAndSettled) {
    using enum Said;
    EXPECT_EQ(word_of({all(rejected), all(settled)}), BankWord::contradicts);
    EXPECT_EQ(word_of({itself(rejected), itself(settled)}), BankWord::contradicts);
    EXPECT_EQ(word_of({all(rejected), itself(settled)}), BankWord::contradicts);
}

TEST(BankWord, IsTheSameInEveryOrderAndHoweverOftenItIsSaid) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random{seed};
        std::vector<Saying> sayings(random() % 6);
        for (Saying& each : sayings) {
            each = {static_cast<SaidOf>(random() % 2), static_cast<Said>(random() % 4)};
        }
        const BankWord expected = word_of(sayings);
        for (int again = 0; again < 8; ++again) {
            if (!sayings.empty()) sayings.push_back(sayings[random() % sayings.size()]);
            std::ranges::shuffle(sayings, random);
            EXPECT_EQ(word_of(sayings), expected);
        }
    }
}

TEST(BankWord, NeverGoesBackToABetterAnswerForPayingAgain) {
    // Whatever comes after a settlement, the payment is never merely rejected by what is said of
    // all: that alone would let it be paid again.
    for (unsigned mask = 0; mask < 256; ++mask) {
        std::vector<Saying> sayings;
        for (unsigned at = 0; at < 8; ++at) {
            if ((mask >> at & 1U) == 0) continue;
            sayings.emplace_back(static_cast<SaidOf>(at / 4), static_cast<Said>(at % 4));
        }
        const auto says = [&](const Saying& one) { return std::ranges::count(sayings, one) > 0; };
        const BankWord word = word_of(sayings);
        if (says(itself(Said::settled))) {
            EXPECT_NE(word, BankWord::rejected) << mask;
        }
        if (says(all(Said::settled)) && !says(itself(Said::rejected))) {
            EXPECT_NE(word, BankWord::rejected) << mask;
        }
        if (!says(itself(Said::rejected)) && !says(all(Said::rejected))) {
            EXPECT_NE(word, BankWord::rejected) << mask;
        }
    }
}

TEST(WithBankWord, MovesOnlyWhatTheBankHasAndDidNotBook) {
    using enum AttemptState;
    for (const AttemptState state :
         {prepared, in_file, confirmed, returned, returned_part, dead, accepted, rejected}) {
        for (const BankWord word : all_bank_words) {
            EXPECT_EQ(with_bank_word(state, word), state) << to_text(state) << to_text(word);
        }
    }
    for (const AttemptState state : {handed_over, handover_unknown}) {
        EXPECT_EQ(with_bank_word(state, BankWord::nothing), state);
        EXPECT_EQ(with_bank_word(state, BankWord::received), handed_over);
        EXPECT_EQ(with_bank_word(state, BankWord::accepted), accepted);
        EXPECT_EQ(with_bank_word(state, BankWord::settled), accepted) << "never proof of payment";
        EXPECT_EQ(with_bank_word(state, BankWord::rejected), rejected);
        EXPECT_EQ(with_bank_word(state, BankWord::contradicts), accepted)
            << "the money may have gone";
    }
}

TEST(WithBankWord, TakesOnlyStepsThatAnAttemptMayTake) {
    for (const AttemptState state : all_attempt_states) {
        for (const BankWord word : all_bank_words) {
            const AttemptState next = with_bank_word(state, word);
            EXPECT_TRUE(next == state || may_follow(state, next))
                << to_text(state) << to_text(word);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::payment
