// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/split_words.h"

#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/uitkering/split.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::wording {
namespace {

TEST(SplitWords, SayEveryReasonInWordsOfTheirOwn) {
    using enum uitkering::Reason;
    for (const uitkering::Reason reason :
         {minimum_leefgeld, eigen_helft, netto_nul, geen_grondslag, kind_niet_toegestaan,
          machtiging, periode_voorbij_grondslag, incasso, iban_niet_bevestigd, te_oud,
          deel_niet_toegestaan}) {
        const auto code = uitkering::to_text(reason);
        EXPECT_NE(reason_words(code), code);
    }
}

TEST(SplitWords, SayEveryGroundThatCarriesPayments) {
    using enum dossier::GrondslagSoort;
    for (const dossier::GrondslagSoort soort :
         {verplicht_56a, maatwerk_afwijking, vrijwillig, art57})
        EXPECT_FALSE(ground_words(dossier::to_text(soort)).empty());
    EXPECT_EQ(ground_words("verplicht_56a"), "verplicht ontzorgen (art. 56a)");
}

TEST(SplitWords, ShowACodeTheyDoNotKnow) {
    EXPECT_EQ(reason_words("moon_is_full"), "moon_is_full");
    EXPECT_EQ(bearing_words("moon_is_full"), "moon_is_full");
}

}  // namespace
}  // namespace ontzorgd::wording
