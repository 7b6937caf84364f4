// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/sentence.h"

#include "tables.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace ontzorgd::wording {
namespace {

base::Error refused(std::string code, std::vector<base::Detail> details = {}) {
    return base::refuse(std::move(code), std::move(details)).error;
}

TEST(Sentence, FillsItsGapsWithTheDetails) {
    EXPECT_EQ(sentence(refused("batch_is_unknown", {{"batch", "12"}})),
              "Batch 12 bestaat niet. Bekijk de batches met 'batch show'.");
}

TEST(Sentence, ShowsADetailItHasNoGapForInBrackets) {
    EXPECT_EQ(
        sentence(refused("euro_is_malformed", {{"value", "1,5"}, {"line", "812"}})),
        "Het bedrag is niet goed geschreven. Schrijf het als 1234.56. (regel: 812, waarde: 1,5)");
}

TEST(Sentence, ShowsThatADetailIsMissingInsteadOfHidingIt) {
    EXPECT_EQ(sentence(refused("batch_is_unknown")),
              "Batch ? bestaat niet. Bekijk de batches met 'batch show'.");
}

TEST(Sentence, LeavesOutADetailOfWhichNothingIsKnown) {
    EXPECT_EQ(sentence(refused("request_takes_no_body", {{"field", ""}})),
              "Deze aanvraag heeft geen inhoud nodig. Laat de inhoud weg.");
}

TEST(Sentence, ShowsBracesThatAreNoGap) {
    EXPECT_EQ(sentence(refused("json_is_no_object")),
              "De inhoud is geen JSON-object. Stuur de velden als {\"naam\": waarde}.");
}

/// Whatever stands between braces is a gap of letters, or comes out as it was written.
TEST(Sentence, LosesNothingOfWhatWasWritten) {
    const std::regex gap{"\\{[a-z0-9_]+\\}"};
    for (const auto& table : sentence_tables()) {
        for (const Entry& entry : table) {
            const std::string dutch{entry.dutch};
            EXPECT_EQ(sentence(refused(std::string{entry.code})),
                      std::regex_replace(dutch, gap, "?"))
                << entry.code;
        }
    }
}

TEST(Sentence, NamesTheKindOfValueThatWasExpectedInDutch) {
    const std::string said =
        sentence(refused("key_has_wrong_type", {{"expected", "whole number"}}));
    EXPECT_NE(said.find("geheel getal"), std::string::npos) << said;
    EXPECT_EQ(said.find("whole"), std::string::npos) << said;
}

TEST(Sentence, NamesACodeItHasNoWordsFor) {
    EXPECT_FALSE(has_sentence("moon_is_full"));
    EXPECT_EQ(sentence(refused("moon_is_full", {{"value", "3"}})), "moon is full (waarde: 3)");
}

TEST(Sentence, IsFoundInWhicheverTableItStands) {
    for (const auto& table : sentence_tables()) {
        for (const Entry& entry : table) EXPECT_TRUE(has_sentence(entry.code)) << entry.code;
    }
}

TEST(Sentence, BelongsToOneCodeOnly) {
    std::set<std::string_view> seen;
    for (const auto& table : sentence_tables()) {
        for (const Entry& entry : table) {
            EXPECT_TRUE(seen.insert(entry.code).second) << entry.code << " stands twice";
        }
    }
    EXPECT_GT(seen.size(), 200U);
}

TEST(Sentence, SaysWhatIsWrongAndThenWhatToDo) {
    for (const auto& table : sentence_tables()) {
        for (const Entry& entry : table) {
            const std::size_t first_end = entry.dutch.find(". ");
            EXPECT_NE(first_end, std::string_view::npos) << entry.code << " says one thing only";
            EXPECT_TRUE(entry.dutch.ends_with('.')) << entry.code;
        }
    }
}

TEST(Phrase, FillsItsGaps) {
    EXPECT_EQ(phrase("list_no_contract", {{"soort", "water"}}), "geen contract voor water");
}

TEST(Label, IsDutchOrTheNameItself) {
    EXPECT_EQ(label("blad_sha256"), "SHA-256 van het blad");
    EXPECT_EQ(label("betaaldatum"), "betaaldatum");
    EXPECT_EQ(label("a_new_field"), "a new field");
}

TEST(Label, StandsOnceForEachName) {
    std::set<std::string_view> seen;
    for (const Entry& entry : labels()) EXPECT_TRUE(seen.insert(entry.code).second) << entry.code;
}

TEST(Money, IsWrittenTheDutchWay) {
    EXPECT_EQ(money(values::Euro::from_cents(123'456)), "€ 1.234,56");
    EXPECT_EQ(money(values::Euro::from_cents(-310)), "-€ 3,10");
    EXPECT_EQ(money(values::Euro::from_cents(0)), "€ 0,00");
    EXPECT_EQ(money(values::Euro::from_cents(7)), "€ 0,07");
    EXPECT_EQ(money(values::Euro::from_cents(123'456'789'00)), "€ 123.456.789,00");
    EXPECT_EQ(money(values::Euro::from_cents(999'99)), "€ 999,99");
}

TEST(Day, IsWrittenTheDutchWay) {
    EXPECT_EQ(day(values::CivilDate::parse("2026-11-30").value()), "30-11-2026");
}

}  // namespace
}  // namespace ontzorgd::wording
