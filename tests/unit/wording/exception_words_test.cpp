// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/exception_words.h"

#include <gtest/gtest.h>

namespace ontzorgd::wording {
namespace {

using values::Euro;

TEST(ExceptionWords, FillTheAmountAndTheDetailsIntoOneSentence) {
    const std::string details =
        "instruction=7|attempt=1|code=AC04|soort=huur|maand=2026-12|"
        "dag=2026-12-03|wie=crediteur|naam=Woonstichting De_Betuwe";
    EXPECT_EQ(exception_sentence("betaling_teruggekomen", details, Euro::from_cents(57791)),
              "€ 577,91 kwam op 03-12-2026 terug van Woonstichting De_Betuwe (AC04, de rekening is "
              "opgeheven); wij hebben niet opnieuw betaald: huur van december 2026 staat open.");
    // What is closed may have been paid again since.
    EXPECT_TRUE(exception_sentence("betaling_teruggekomen", "gesloten=ja|" + details,
                                   Euro::from_cents(57791))
                    .ends_with("opgeheven), huur van december 2026."));
}

TEST(ExceptionWords, NameTheFileThatWasKeptAsideTheStatementAndWhatIsWrong) {
    EXPECT_EQ(exception_sentence("bankbestand_klopt_niet",
                                 "sha256=00ff|finding=closing_balance_is_wrong|"
                                 "file=camt_van_3_dec.xml|statement=S-1",
                                 std::nullopt),
              "Bankbestand camt_van_3_dec.xml is bewaard maar niet verwerkt: het eindsaldo is niet "
              "het beginsaldo met de boekingen (afschrift S-1).");
}

TEST(ExceptionWords, SayBetweenWhichBalancesAndNumbersAStatementIsMissing) {
    const std::string gap =
        "account=1|delivery=7|rekening=lasten|dag=2026-12-12|"
        "eindsaldo=10000|beginsaldo=-2550";
    EXPECT_EQ(
        exception_sentence("afschrift_ontbreekt", gap, std::nullopt),
        "Op rekening lasten ontbreekt een afschrift: na 12-12-2026 was het saldo € 100,00, en "
        "levering 7 begint met -€ 25,50.");
    EXPECT_TRUE(
        exception_sentence("afschrift_ontbreekt", gap + "|nummers=13 tot en met 14", std::nullopt)
            .ends_with("; nummer 13 tot en met 14 is er niet."));
}

TEST(ExceptionWords, ShowDatesAndCodesAsPeopleReadThem) {
    EXPECT_EQ(exception_sentence("grondslag_eindigt", "tot_en_met=2027-01-14", std::nullopt),
              "De grondslag eindigt op 14-01-2027.");
    EXPECT_EQ(exception_sentence("last_niet_betaald",
                                 "reden=minimum_leefgeld|soort=huur|vervalt=2026-12-01",
                                 Euro::from_cents(61240)),
              "Een rekening voor huur van € 612,40 die vervalt op 01-12-2026 wordt niet betaald "
              "(minimum leefgeld).");
}

TEST(ExceptionWords, MarkADetailThatIsMissingInsteadOfLeavingItOut) {
    EXPECT_EQ(exception_sentence("grondslag_eindigt", "", std::nullopt),
              "De grondslag eindigt op ?.");
}

TEST(ExceptionWords, SayWhyTheBankRefusesAndWhatThatAsksFor) {
    EXPECT_EQ(
        exception_sentence("betaling_geweigerd", "file=3|payments=2|cents=122480|code=AC04",
                           std::nullopt),
        "De bank weigert 2 betaling(en) van bestand 3, samen € 1.224,80: AC04, de rekening is "
        "opgeheven.");
    EXPECT_NE(exception_next_step("betaling_geweigerd", "file=3|payments=2|code=AC04")
                  .find("nieuw rekeningnummer"),
              std::string::npos);
    EXPECT_NE(exception_next_step("betaling_geweigerd", "payments=2|code=AM04").find("saldo"),
              std::string::npos);
    EXPECT_EQ(exception_sentence("naam_controle", "instruction=7|attempt=1|result=close_match",
                                 Euro::from_cents(61240)),
              "Bij betaling 7 van € 612,40 is de naam niet die van de rekening (lijkt erop).");
}

TEST(ExceptionWords, NameAKindWithoutWordsByItsCode) {
    EXPECT_EQ(exception_sentence("iets_nieuws", "a=1", std::nullopt), "iets nieuws");
}

TEST(ExceptionWords, AlwaysGiveANextStep) {
    for (const char* kind : {"afschrift_ontbreekt", "bankregel_onverklaard", "last_deels",
                             "uitkering_negatief", "iets_nieuws"}) {
        EXPECT_TRUE(exception_next_step(kind, "").ends_with('.')) << kind;
    }
}

TEST(ExceptionWords, NameTheLineInTheNextStep) {
    EXPECT_NE(exception_next_step("bankregel_onverklaard", "delivery=3|entry=2|detail=1|rule=x")
                  .find("line candidates 3:2:1"),
              std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::wording
