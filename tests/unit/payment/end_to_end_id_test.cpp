// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/end_to_end_id.h"

#include <gtest/gtest.h>

#include <set>

namespace ontzorgd::payment {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::int64_t last_instruction = 36LL * 36 * 36 * 36 * 36 * 36 * 36 * 36 - 1;
constexpr std::int64_t last_attempt = 36 * 36 - 1;

Generation generation() {
    return Generation::of("4K7Q");
}

std::string error_of(const base::Result<EndToEndId>& id) {
    return id ? "" : id.error().code;
}

TEST(EndToEndId, IsSixteenCharactersThatEveryBankFormatCarries) {
    const EndToEndId id = EndToEndId::make(generation(), 1, 1);
    EXPECT_EQ(id.view().size(), 16U);
    EXPECT_EQ(id.view().find_first_not_of(alphabet), std::string_view::npos);
    EXPECT_EQ(id.view().substr(0, 14), "4K7Q0000000101");
}

TEST(EndToEndId, TellsWhatItWasMadeOf) {
    for (const std::int64_t instruction : {std::int64_t{1}, std::int64_t{35}, std::int64_t{36},
                                           std::int64_t{2'000'000}, last_instruction}) {
        for (const std::int64_t attempt : {std::int64_t{1}, std::int64_t{36}, last_attempt}) {
            const EndToEndId id = EndToEndId::make(generation(), instruction, attempt);
            EXPECT_EQ(id.generation(), generation());
            EXPECT_EQ(id.instruction(), instruction);
            EXPECT_EQ(id.attempt(), attempt);
            const auto read = EndToEndId::parse(id.view());
            ASSERT_TRUE(read);
            EXPECT_EQ(read.value(), id);
        }
    }
}

// ISO 7064 MOD 1271-36: the whole, check characters included, is 1 modulo 1271. Computed here from
// the definition, not by the recursion of the code.
TEST(EndToEndId, HasCheckCharactersThatMakeItOneModulo1271) {
    for (std::int64_t instruction = 1; instruction < 5000; instruction += 7) {
        const EndToEndId id = EndToEndId::make(generation(), instruction, instruction % 1295 + 1);
        std::int64_t weight = 1;
        std::int64_t sum = 0;
        for (std::size_t place = id.view().size(); place-- > 0;) {
            sum += static_cast<std::int64_t>(alphabet.find(id.view()[place])) * weight;
            weight = weight * 36 % 1271;
        }
        EXPECT_EQ(sum % 1271, 1) << id.view();
    }
}

TEST(EndToEndId, FindsEverySingleWrongCharacter) {
    const EndToEndId id = EndToEndId::make(generation(), 1'234'567, 2);
    for (std::size_t place = 0; place < id.view().size(); ++place) {
        for (const char other : alphabet) {
            if (other == id.view()[place]) continue;
            std::string wrong{id.view()};
            wrong[place] = other;
            EXPECT_EQ(error_of(EndToEndId::parse(wrong)), "end_to_end_id_check_fails") << wrong;
        }
    }
}

TEST(EndToEndId, FindsEverySwapOfNeighbours) {
    for (std::int64_t instruction = 1; instruction < 100'000; instruction += 331) {
        const EndToEndId id = EndToEndId::make(generation(), instruction, 1);
        for (std::size_t place = 0; place + 1 < id.view().size(); ++place) {
            if (id.view()[place] == id.view()[place + 1]) continue;
            std::string wrong{id.view()};
            std::swap(wrong[place], wrong[place + 1]);
            EXPECT_EQ(error_of(EndToEndId::parse(wrong)), "end_to_end_id_check_fails") << wrong;
        }
    }
}

TEST(EndToEndId, IsNeverTheSameForTwoAttempts) {
    std::set<std::string, std::less<>> seen;
    for (std::int64_t instruction = 1; instruction <= 300; ++instruction) {
        for (std::int64_t attempt = 1; attempt <= 40; ++attempt) {
            EXPECT_TRUE(
                seen.emplace(EndToEndId::make(generation(), instruction, attempt).view()).second);
        }
    }
    EXPECT_TRUE(seen.emplace(EndToEndId::make(Generation::of("4K7R"), 1, 1).view()).second);
}

TEST(EndToEndId, IsReadOnlyInItsExactForm) {
    const std::string good{EndToEndId::make(generation(), 77, 1).view()};
    for (const std::string& text :
         {std::string{}, good.substr(1), good + "0", " " + good.substr(1),
          std::string{"NOTPROVIDED"}, good.substr(0, 15) + "e", good.substr(0, 15) + "\xC3"}) {
        EXPECT_EQ(error_of(EndToEndId::parse(text)), "end_to_end_id_is_malformed") << text;
    }
}

TEST(EndToEndId, IsRecoveredFromLowerCaseBlanksAndTextAround) {
    const EndToEndId id = EndToEndId::make(generation(), 40'404, 3);
    const std::string good{id.view()};
    std::string lower = good;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    std::string apart;
    for (const char c : good) (apart += c) += ' ';
    for (const std::string& text :
         {good, lower, apart, "/EREF/" + good + "/REMI/", "kenmerk: " + lower + "."}) {
        const auto found = EndToEndId::recover(text);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found.value(), id) << text;
    }
}

TEST(EndToEndId, OfWhichTwoCanBeReadIsNotRecovered) {
    const std::string first{EndToEndId::make(generation(), 1, 1).view()};
    const std::string second{EndToEndId::make(generation(), 2, 1).view()};
    EXPECT_EQ(error_of(EndToEndId::recover(first + " " + second)),
              "end_to_end_id_is_not_recoverable");
    EXPECT_TRUE(EndToEndId::recover(first + " " + first));
    EXPECT_EQ(error_of(EndToEndId::recover("huur november")), "end_to_end_id_is_not_recoverable");
    EXPECT_EQ(error_of(EndToEndId::recover("")), "end_to_end_id_is_not_recoverable");
}

TEST(EndToEndId, WithADamagedCharacterIsNotRecovered) {
    std::string damaged{EndToEndId::make(generation(), 40'404, 3).view()};
    damaged[7] = damaged[7] == '0' ? '1' : '0';
    EXPECT_EQ(error_of(EndToEndId::recover(damaged)), "end_to_end_id_is_not_recoverable");
}

TEST(MessageId, NamesItsGenerationAndFile) {
    const std::string id = message_id(generation(), 1, false);
    EXPECT_EQ(id.substr(0, 11), "4K7QF000001");
    EXPECT_EQ(id.size(), 13U);
    EXPECT_EQ(message_id(generation(), 1, true), "OEFEN-" + id);
    EXPECT_EQ(generation_of_message(id), generation());
    EXPECT_EQ(generation_of_message("OEFEN-" + id), generation());
    std::string wrong = id;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    for (const std::string& other : {wrong, id + "0", id.substr(1), std::string{"NOTPROVIDED"},
                                     std::string{}, "oefen-" + id}) {
        EXPECT_FALSE(generation_of_message(other)) << other;
    }
    EXPECT_NE(message_id(generation(), 2, false), id);
    EXPECT_NE(message_id(Generation::of("4K7R"), 1, false), id);
}

TEST(MessageId, FitsThe35CharactersOfItsField) {
    EXPECT_LE(message_id(generation(), 36LL * 36 * 36 * 36 * 36 * 36 - 1, true).size(), 35U);
}

TEST(EndToEndIdDeathTest, WithANumberThatDoesNotFitIsABug) {
    EXPECT_DEATH((void)EndToEndId::make(generation(), 0, 1), "numbered from 1");
    EXPECT_DEATH((void)EndToEndId::make(generation(), 1, 0), "numbered from 1");
    EXPECT_DEATH((void)EndToEndId::make(generation(), last_instruction + 1, 1), "fits its place");
    EXPECT_DEATH((void)EndToEndId::make(generation(), 1, last_attempt + 1), "fits its place");
    EXPECT_DEATH((void)Generation::of("4k7q"), "four characters");
    EXPECT_DEATH((void)Generation::of("4K7"), "four characters");
}

}  // namespace
}  // namespace ontzorgd::payment
