// SPDX-License-Identifier: EUPL-1.2
#include "run_csv.h"

#include "examples.h"
#include "run_sink.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

const std::string& example(std::size_t number = 0) {
    static const std::vector<std::string> all = test::examples_of("uitkeringsrun-csv.md", "");
    return all.at(number);
}

base::Result<RunFileFigures> read(std::string_view text, test::KeptRun& kept) {
    MemoryText source{text};
    RunBuilder run{kept};
    return read_run_csv(source, run);
}

/// "code line field" of the refusal, or empty.
std::string fault_of(std::string_view text) {
    test::KeptRun kept;
    const auto figures = read(text, kept);
    if (figures) return "";
    const base::Error& error = figures.error();
    std::string fault = error.code;
    for (const char* name : {"line", "record", "field"}) {
        if (!error.detail(name).empty()) fault += " " + std::string{error.detail(name)};
    }
    return fault;
}

TEST(RunCsv, ReadsTheExampleOfTheSchemaDocument) {
    test::KeptRun kept;
    const auto figures = read(example(), kept);
    ASSERT_TRUE(figures) << figures.error().code;
    ASSERT_EQ(kept.heads.size(), 1U);
    EXPECT_EQ(kept.heads[0].run_id, "2026-11-NAB");
    EXPECT_EQ(kept.heads[0].soort, uitkering::SoortRun::nabetaling);
    ASSERT_EQ(kept.records.size(), 2U);
    EXPECT_EQ(kept.records[0].client_nummer, "C0001");
    EXPECT_EQ(kept.records[0].number, 1);
    EXPECT_EQ(kept.records[0].line, 5);
    ASSERT_EQ(kept.records[0].components.size(), 2U);
    EXPECT_FALSE(kept.records[0].components[1].credit);
    EXPECT_EQ(kept.records[0].components[1].einddatum, values::CivilDate(2026, 11, 30));
    EXPECT_EQ(kept.records[1].line, 7);
    EXPECT_EQ(kept.records[1].components[0].begindatum, std::nullopt);
}

TEST(RunCsv, ReadsTheExampleWithCommasAndQuotesOfTheSchemaDocument) {
    test::KeptRun kept;
    const auto figures = read(example(1), kept);
    ASSERT_TRUE(figures) << figures.error().code;
    EXPECT_EQ(figures.value().aantal, 2);
    EXPECT_EQ(figures.value().totaal.to_string(), "1890.60");
    ASSERT_EQ(kept.heads.size(), 1U);
    EXPECT_EQ(kept.heads[0].run_id, "2027-05-VT");
    EXPECT_EQ(kept.heads[0].soort, uitkering::SoortRun::vakantietoeslag);
    ASSERT_EQ(kept.records.size(), 2U);
    ASSERT_EQ(kept.records[0].components.size(), 1U);
    EXPECT_EQ(kept.records[0].components[0].einddatum, values::CivilDate(2027, 5, 31));
    // With quotes and without them it is the same client, hence one record.
    EXPECT_EQ(kept.records[1].client_nummer, "C0002");
    ASSERT_EQ(kept.records[1].components.size(), 2U);
    EXPECT_EQ(kept.records[1].components[0].begindatum, std::nullopt);
    EXPECT_EQ(kept.records[1].components[1].einddatum, std::nullopt);
    EXPECT_EQ(uitkering::net_of(kept.records[1].components).cents(), 103'896);
}

TEST(RunCsv, ReadsTheSameWithCrlfCommasQuotesAndWithoutDates) {
    test::KeptRun plain;
    ASSERT_TRUE(read(example(), plain));
    test::KeptRun crlf;
    ASSERT_TRUE(read(test::with_crlf(example()), crlf));
    EXPECT_EQ(crlf.heads, plain.heads);
    EXPECT_EQ(crlf.records.size(), plain.records.size());

    test::KeptRun comma;
    ASSERT_TRUE(
        read("sep=,\n"
             "runId,gemeente,periodeRun,soortRun,datumRun,aantal,totaal\n"
             "R1,1734,2026-11,regulier,2026-11-20,1,75.00\n"
             "clientnummer,componentSoort,debetCredit,bedrag\n"
             "\"C0002\",\"norm\",C,\"75.00\"",
             comma));
    EXPECT_EQ(comma.records[0].client_nummer, "C0002");
}

TEST(RunCsv, TakesAClientThatComesBackAsASecondRecord) {
    test::KeptRun kept;
    const auto text =
        test::with(test::with(example(), ";2;145.00", ";3;150.00") + "C0001;norm;C;5.00;;\n",
                   "sep=;", "sep=;");
    ASSERT_TRUE(read(text, kept));
    ASSERT_EQ(kept.records.size(), 3U);
    EXPECT_EQ(kept.records[2].client_nummer, "C0001");
    EXPECT_EQ(kept.records[2].number, 3);
}

TEST(RunCsv, ReadsARunWithoutRecords) {
    test::KeptRun kept;
    EXPECT_TRUE(
        read("sep=;\nrunId;gemeente;periodeRun;soortRun;datumRun;aantal;totaal\n"
             "R1;1734;2026-11;regulier;2026-11-20;0;0.00\n"
             "clientnummer;componentSoort;debetCredit;bedrag\n",
             kept));
}

TEST(RunCsv, SaysWhereAFieldIsWrong) {
    const auto changed = [](std::string_view from, std::string_view to) {
        return fault_of(test::with(example(), from, to));
    };
    EXPECT_EQ(changed(";120.00;", ";0.005;"), "euro_has_too_many_decimals 5 1 bedrag");
    EXPECT_EQ(changed(";75.00;", ";75,00;"), "euro_is_malformed 7 2 bedrag");
    EXPECT_EQ(changed(";D;", ";X;"), "debet_credit_is_unknown 6 1 debetCredit");
    EXPECT_EQ(changed("bijzondere_bijstand", "bijstand"),
              "component_soort_is_unknown 7 2 componentSoort");
    EXPECT_EQ(changed("C0002", "C 2"), "nummer_is_malformed 7 2 clientnummer");
    EXPECT_EQ(changed("C0002", ""), "nummer_is_malformed 7 2 clientnummer");
    EXPECT_EQ(changed("2026-11-30", "2026-11-31"), "date_does_not_exist 5 1 einddatum");
    EXPECT_EQ(changed("2026-11-01;", ""), "csv_number_of_fields_is_wrong 5");
    EXPECT_EQ(changed(";nabetaling;2026", ";Nabetaling;2026"), "soort_run_is_unknown 3 soortRun");
    EXPECT_EQ(changed("begindatum", "begin"), "csv_column_is_unknown 4 begin");
    EXPECT_EQ(changed("begindatum;", ""), "csv_column_is_missing 4 begindatum");
    EXPECT_EQ(changed("runId;gemeente", "runId;runId"), "csv_column_is_double 2 runId");
    EXPECT_EQ(changed("runId;gemeente", "gemeente;runId"), "csv_column_is_out_of_order 2 gemeente");
    EXPECT_EQ(changed(";2;145.00", ";3;145.00"), "run_count_differs");
    EXPECT_EQ(changed(";2;145.00", ";2;145.01"), "run_total_differs");
    EXPECT_EQ(changed("C0001;voor", "\nC0001;voor"), "csv_number_of_fields_is_wrong 6");
    EXPECT_EQ(fault_of("sep=;\n"), "run_has_no_head 2");
}

TEST(RunCsv, EndsWithTheRefusalOfTheSink) {
    test::KeptRun kept;
    kept.refused_client = "C0001";
    const auto figures = read(example(), kept);
    ASSERT_FALSE(figures);
    EXPECT_EQ(figures.error().code, "client_is_refused");
    EXPECT_EQ(figures.error().detail("line"), "5");
}

TEST(RunCsv, NeverTakesACutFileForAnother) {
    test::KeptRun whole;
    ASSERT_TRUE(read(example(), whole));
    for (std::size_t size = 0; size < example().size(); ++size) {
        test::KeptRun kept;
        const auto figures = read(example().substr(0, size), kept);
        // Only the last line end and a last, empty field may be absent; they carry nothing.
        if (size < example().size() - 1) {
            EXPECT_FALSE(figures) << size;
        }
        if (figures) {
            EXPECT_EQ(kept.records.size(), whole.records.size());
        }
    }
}

}  // namespace
}  // namespace ontzorgd::messages
