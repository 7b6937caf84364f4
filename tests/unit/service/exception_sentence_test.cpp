// SPDX-License-Identifier: EUPL-1.2
// What people read of a payment that came back, made from what it is and where it stands.
#include "ontzorgd/service/exception.h"
#include "ontzorgd/store/returned.h"
#include "paid_town.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

class ExceptionSentence : public PaidTownTest {
protected:
    /// What the list says of this payment that came back on 2 December.
    service::Report told(std::size_t which, const std::string& reason) {
        const TestStatement first = statement(all_debits());
        Practice::must(town.ingest(first));
        Practice::must(
            town.ingest(next(first, "2026-12-02", {returned(which, "2026-12-02", reason)})));
        return row_of("betaling_teruggekomen");
    }
    service::Report row_of(const std::string& kind) {
        const auto list =
            service::list_exceptions(town.practice.town(), "", town.practice.as("rob").now.today);
        Practice::must(list);
        for (service::Report& row : rows_in(list.value(), "uitzonderingen")) {
            if (text_in(row, "soort") == kind) return row;
        }
        ADD_FAILURE() << kind;
        return {};
    }
};

TEST_F(ExceptionSentence, OfAPaymentThatCameBackSaysWhenFromWhomWhyAndWhatIsOpenNow) {
    const service::Report row = told(0, "AC04");
    EXPECT_EQ(text_in(row, "betaling"), id(0));
    EXPECT_EQ(text_in(row, "wat"),
              "€ 612,40 kwam op 02-12-2026 terug van Woonstichting De Betuwe (AC04, de rekening is "
              "opgeheven); wij hebben niet opnieuw betaald: huur van december 2026 staat open.");
}

TEST_F(ExceptionSentence, OfACreditorWhoDiedStopsNobodysLeefgeld) {
    const service::Report row = told(0, "MD07");
    EXPECT_EQ(text_in(row, "volgende_stap").find("leefgeld"), std::string::npos);
    EXPECT_NE(text_in(row, "volgende_stap").find("crediteur"), std::string::npos);
}

TEST_F(ExceptionSentence, OfLeefgeldNamesTheClientAndTheMonthOfTheRun) {
    const std::string number = town.leefgeld.front().at("instruction_id");
    const auto told = store::told_return(town.practice.db(), {std::stoll(number), 1});
    ASSERT_TRUE(told);
    EXPECT_TRUE(told->payee_is_client);
    EXPECT_EQ(store::kind_text(told->kind), "leefgeld");
    EXPECT_EQ(told->month.to_string(), "2026-11");
    EXPECT_EQ(told->day, std::nullopt);
    EXPECT_EQ(told->payee.find('\n'), std::string::npos);
    EXPECT_NE(told->payee, "");
}

TEST_F(ExceptionSentence, OfAFileThatWasKeptAsideNamesItAndItsStatement) {
    TestStatement wrong = statement(all_debits());
    wrong.closing = "1.00";
    EXPECT_FALSE(town.ingest(camt053({wrong}), "camt|3 dec.xml"));
    EXPECT_EQ(text_in(row_of("bankbestand_klopt_niet"), "wat"),
              "Bankbestand camt/3 dec.xml is bewaard maar niet verwerkt: het eindsaldo is niet het "
              "beginsaldo met de boekingen (afschrift S-1130).");
}

TEST_F(ExceptionSentence, OfAMissingStatementNamesWhatItLiesBetween) {
    TestStatement first = statement(all_debits());
    first.sequence = "12";
    Practice::must(town.ingest(first));
    TestStatement later = next(first, "2026-12-04", {});
    later.sequence = "15";
    later.opening = "1.00";
    later.closing = "1.00";
    Practice::must(town.ingest(later));
    EXPECT_EQ(text_in(row_of("afschrift_ontbreekt"), "wat"),
              "Op rekening lasten ontbreekt een afschrift: na 30-11-2026 was het saldo "
              "€ 97.716,55, en levering 2 begint met € 1,00; nummer 13 tot en met 14 is er niet.");
}

}  // namespace
}  // namespace ontzorgd::test
