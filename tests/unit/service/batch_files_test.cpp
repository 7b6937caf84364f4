// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/pain001_check.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/review.h"
#include "ontzorgd/store/batch.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace ontzorgd::test {
namespace {

namespace fs = std::filesystem;

/// Where the official schema would be; it is not part of this repository.
fs::path official_schema() {
    const char* folder = std::getenv("ONTZORGD_ISO20022_XSD_DIR");  // NOLINT(concurrency-mt-unsafe)
    const fs::path root =
        folder != nullptr ? folder : ONTZORGD_SOURCE_DIR "/../shared/iso20022-xsd";
    return root / "pain.001.001.09.xsd";
}

std::size_t count_in(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1))
        ++count;
    return count;
}

class BatchFiles : public ::testing::Test {
protected:
    BatchFiles() {
        const std::vector<TestHousehold> houses{{.number = 1, .naam = "Zoë Åkerlund"},
                                                {.number = 2, .naam = "O'Neill & Zn"}};
        practice.dossier(houses);
        practice.split(houses);
        Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
        for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1)) {
            paths.push_back(practice.town().archived(base::to_hex(file.sha256)));
        }
        lasten = service::read_file(paths.at(0));
        leefgeld = service::read_file(paths.at(1));
    }
    Practice practice;
    std::vector<fs::path> paths;
    std::string lasten;
    std::string leefgeld;
};

TEST_F(BatchFiles, TellsWhichNamesTheBankGetsInOtherLetters) {
    const auto told = [&] {
        std::vector<std::string> lines;
        const auto review =
            service::review_batch(practice.town(), 1, [](std::string_view /*text*/) {});
        Practice::must(review);
        for (const service::Report& row : rows_in(review.value(), "schrijfwijze_aangepast")) {
            lines.push_back(text_in(row, "wie") + " " + text_in(row, "soort") + " " +
                            text_in(row, "reden") + " " +
                            std::to_string(number_in(row, "aantal_betalingen")));
        }
        return lines;
    };
    // Each client has a rent, a premium and leefgeld.
    const std::vector<std::string> expected{"C0001 client Zoë Åkerlund wordt Zoe Akerlund 3",
                                            "C0002 client O'Neill & Zn wordt O'Neill + Zn 3"};
    EXPECT_EQ(told(), expected);
    std::int64_t named = 0;
    for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1)) {
        const std::string xml =
            service::read_file(practice.town().archived(base::to_hex(file.sha256)));
        named += static_cast<std::int64_t>(count_in(xml, "<Nm>Zoe Akerlund</Nm>") +
                                           count_in(xml, "<Nm>O&apos;Neill + Zn</Nm>") +
                                           count_in(xml, "<Nm>O'Neill + Zn</Nm>"));
    }
    EXPECT_EQ(named, 6) << "and these are what stands in the files";
    // The names of today are not what was written then.
    Practice::must(service::import_dossier(
        practice.with("rob"),
        practice.file("anders.jsonl", dossier_of({{.number = 1, .naam = "Zoe Akerlund"},
                                                  {.number = 2, .naam = "Ólafur Ödegård"}}))));
    EXPECT_EQ(told(), expected);
}

TEST_F(BatchFiles, NameTheClientForWhomAVasteLastIsPaidAndNotWhereLeefgeldGoesToHim) {
    EXPECT_EQ(count_in(lasten, "<CdtTrfTxInf>"), 4U);
    EXPECT_EQ(count_in(lasten, "<UltmtDbtr><Nm>Zoe Akerlund</Nm></UltmtDbtr>"), 2U);
    EXPECT_EQ(count_in(leefgeld, "<CdtTrfTxInf>"), 2U);
    EXPECT_EQ(count_in(leefgeld, "<UltmtDbtr>"), 0U);
    EXPECT_EQ(count_in(leefgeld, "<Cdtr><Nm>Zoe Akerlund</Nm></Cdtr>"), 1U);
}

TEST_F(BatchFiles, SayWhatEachPaymentIsForAndGiveAKenmerkAsAReference) {
    EXPECT_EQ(count_in(lasten, "<Purp><Cd>RENT</Cd></Purp>"), 2U);
    EXPECT_EQ(count_in(lasten, "<Purp><Cd>HLTI</Cd></Purp>"), 2U);
    EXPECT_EQ(count_in(leefgeld, "<Purp><Cd>SSBE</Cd></Purp>"), 2U);
    EXPECT_EQ(count_in(lasten, "<Issr>CUR</Issr></Tp><Ref>271234567</Ref>"), 2U);
    EXPECT_EQ(count_in(lasten, "<Ustrd>POLIS 0001</Ustrd>"), 1U);
}

TEST_F(BatchFiles, HoldNoAddressAndCountAndAddUpAtBothLevels) {
    for (const std::string& file : {lasten, leefgeld}) EXPECT_EQ(count_in(file, "PstlAdr"), 0U);
    EXPECT_EQ(count_in(lasten, "<NbOfTxs>4</NbOfTxs>"), 2U);
    EXPECT_EQ(count_in(lasten, "<CtrlSum>1522.30</CtrlSum>"), 2U);
    EXPECT_EQ(count_in(leefgeld, "<NbOfTxs>2</NbOfTxs>"), 2U);
    EXPECT_EQ(count_in(leefgeld, "<CtrlSum>1174.68</CtrlSum>"), 2U);
}

TEST_F(BatchFiles, AreValidUnderTheOfficialSchema) {
    if (!fs::exists(official_schema())) {
        GTEST_SKIP() << "no official schema at " << official_schema()
                     << "; set ONTZORGD_ISO20022_XSD_DIR to the folder that holds it";
    }
    for (const fs::path& path : paths) {
        const auto valid = messages::validate_against(path, official_schema());
        EXPECT_TRUE(valid) << valid.error().detail("message");
    }
}

}  // namespace
}  // namespace ontzorgd::test
