// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/profile_words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::wording {
namespace {

payment::BankProfile profile() {
    payment::BankProfile made;
    made.name = "voorbeeldbank";
    made.title = "Voorbeeldbank";
    made.transfers_per_file = 25'000;
    made.last_day_before = 0;
    made.until_minute = 14 * 60 + 30;
    return made;
}

bool says(const payment::BankProfile& profile, const std::string& sentence) {
    const auto sentences = profile_sentences(profile);
    return std::ranges::find(sentences, sentence) != sentences.end();
}

TEST(ProfileWords, SayWhatAFileHolds) {
    payment::BankProfile made = profile();
    EXPECT_TRUE(says(
        made, "Een betaalbestand is een pain.001.001.09 en heeft hoogstens 25.000 overboekingen."));
    EXPECT_TRUE(says(made, "Het vraagt de bank om één afschrijving voor het hele bestand."));
    EXPECT_TRUE(says(made, "De bank van de ontvanger staat er niet in."));
    EXPECT_EQ(profile_sentences(made).size(), 7U);

    made.message = payment::PaymentMessage::pain_001_001_03;
    EXPECT_TRUE(says(
        made, "Een betaalbestand is een pain.001.001.03 en heeft hoogstens 25.000 overboekingen."));

    made.asks_batch_booking = false;
    made.says_creditor_agent_is_not_given = true;
    made.category_purpose = "SSBE";
    EXPECT_TRUE(says(made, "Het vraagt de bank om een afschrijving voor elke overboeking."));
    EXPECT_TRUE(says(made,
                     "Elke overboeking zegt dat de bank van de ontvanger niet is opgegeven "
                     "(NOTPROVIDED)."));
    EXPECT_TRUE(says(made, "Het hele bestand heeft category purpose SSBE."));
}

TEST(ProfileWords, SayUntilWhenAFileMayCome) {
    payment::BankProfile made = profile();
    EXPECT_TRUE(says(made, "Het moet er zijn op de dag van uitvoering zelf, voor 14:30 uur."));
    made.last_day_before = 1;
    made.until_minute = 24 * 60;
    EXPECT_TRUE(
        says(made, "Het moet er zijn op de bankdag voor de uitvoering, tot het eind van die dag."));
    made.last_day_before = 3;
    made.until_minute = 9 * 60 + 5;
    EXPECT_TRUE(says(made, "Het moet er zijn 3 bankdagen voor de uitvoering, voor 09:05 uur."));
}

TEST(ProfileWords, SayWhetherAndUntilWhenInstantPaymentIsPossible) {
    payment::BankProfile made = profile();
    EXPECT_TRUE(says(made, "Instant betalen kan bij deze bank niet."));
    made.instant_until_minute = 24 * 60;
    EXPECT_TRUE(
        says(made, "Instant betalen kan op de dag van uitvoering zelf, tot het eind van die dag."));
    made.instant_until_minute = 17 * 60;
    EXPECT_TRUE(says(made, "Instant betalen kan op de dag van uitvoering zelf, voor 17:00 uur."));
}

TEST(ProfileWords, SayWhatAStatementShows) {
    payment::BankProfile made = profile();
    EXPECT_TRUE(says(made, "Hoe de bank een bestand boekt is niet bekend."));
    EXPECT_TRUE(says(made, "Hoe een afschrift een bestand noemt is niet bekend."));
    made.books = payment::Booking::per_file;
    made.names_batch = payment::BatchName::its_own;
    EXPECT_TRUE(says(made, "De bank boekt een bestand als één afschrijving."));
    EXPECT_TRUE(says(made, "Een afschrift noemt een bestand met een kenmerk van de bank."));
    made.books = payment::Booking::per_transfer;
    made.names_batch = payment::BatchName::our_payment_id;
    EXPECT_TRUE(says(made, "De bank boekt elke overboeking apart."));
    EXPECT_TRUE(says(made, "Een afschrift noemt een bestand met ons PmtInfId."));
}

TEST(ProfileWords, WriteATimeAsTheFileHasIt) {
    EXPECT_EQ(time_of_day(1), "00:01");
    EXPECT_EQ(time_of_day(14 * 60 + 30), "14:30");
    EXPECT_EQ(time_of_day(24 * 60), "24:00");
}

}  // namespace
}  // namespace ontzorgd::wording
