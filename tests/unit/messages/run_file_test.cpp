// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/run_file.h"

#include "examples.h"
#include "run_sink.h"

#include <gtest/gtest.h>

#include <sys/resource.h>

namespace ontzorgd::messages {
namespace {

std::string xml_example() {
    return test::examples_of("uitkeringsrun-csv.md", "xml").at(0);
}

std::string fault_of(std::string_view content) {
    const test::TempFile file{content};
    test::KeptRun kept;
    const auto figures = read_run_file(file.path(), kept);
    if (figures) return "";
    EXPECT_EQ(figures.error().detail("file"), file.path().string());
    return figures.error().code;
}

/// A run in CSV with `records` records of two lines.
std::string csv_run(int records) {
    std::string text =
        "sep=;\nrunId;gemeente;periodeRun;soortRun;datumRun;aantal;totaal\n"
        "R1;1734;2026-11;regulier;2026-11-20;" +
        std::to_string(records) + ";" + std::to_string(records) +
        ".00\nclientnummer;componentSoort;debetCredit;bedrag\n";
    for (int i = 0; i < records; ++i) {
        const std::string client = "C" + std::to_string(i);
        text += client + ";norm;C;2.00\n" + client + ";overig;D;1.00\n";
    }
    return text;
}

class CountOnly : public RunSink {
public:
    base::Result<base::Done> on_head(const uitkering::RunHead& /*head*/) override {
        return base::Done{};
    }
    base::Result<base::Done> on_record(const RunRecord& /*record*/) override {
        return base::Done{};
    }
};

class LastProgress : public ReadProgress {
public:
    void on_bytes(std::uint64_t read, std::uint64_t size) override {
        EXPECT_LE(last, read);
        last = read;
        whole = size;
    }
    std::uint64_t last = 0;
    std::uint64_t whole = 0;
};

TEST(RunFile, KnowsXmlAndCsvByTheirFirstBytes) {
    EXPECT_EQ(fault_of(xml_example()), "");
    EXPECT_EQ(fault_of(csv_run(2)), "");
    EXPECT_EQ(fault_of("PK\x03\x04"), "run_file_is_neither_xml_nor_csv");
    EXPECT_EQ(fault_of("runId;gemeente\n"), "run_file_is_neither_xml_nor_csv");
    EXPECT_EQ(fault_of("se"), "run_file_is_neither_xml_nor_csv");
}

TEST(RunFile, RefusesWhatIsNoText) {
    EXPECT_EQ(fault_of(""), "file_is_empty");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF" + xml_example()), "file_has_byte_order_mark");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF" + csv_run(1)), "file_has_byte_order_mark");
    EXPECT_EQ(fault_of(test::with(xml_example(), "<kop>", "<!-- caf\xE9 --><kop>")),
              "file_is_not_utf8");
    EXPECT_EQ(fault_of(test::with(csv_run(1), "C0", "C\xE9")), "file_is_not_utf8");
    EXPECT_EQ(fault_of(test::with(csv_run(1), "C0", std::string_view{"C\0", 2})),
              "file_has_nul_byte");
}

TEST(RunFile, RefusesTwoGibibytesOfNothingAtOnce) {
    const test::TempFile file;
    file.make_sparse(std::uintmax_t{2} << 30U);
    CountOnly sink;
    LastProgress progress;
    EXPECT_EQ(read_run_file(file.path(), sink, &progress).error().code, "file_is_too_large");
    EXPECT_LT(progress.last, 1'000'000U);
}

TEST(RunFile, GivesEveryByteToTheObserverAndTellsProgress) {
    for (const std::string& text : {xml_example() + "\n<!-- end -->\n", csv_run(20'000)}) {
        const test::TempFile file{text};
        CountOnly sink;
        LastProgress progress;
        std::string seen;
        const auto figures = read_run_file(file.path(), sink, &progress,
                                           [&seen](std::string_view bytes) { seen += bytes; });
        ASSERT_TRUE(figures) << figures.error().code;
        EXPECT_EQ(seen, text);
        EXPECT_EQ(progress.last, text.size());
        EXPECT_EQ(progress.whole, text.size());
    }
}

TEST(RunFile, NeedsNoMoreMemoryForALongerFile) {
    const test::TempFile small{csv_run(1'000)};
    const test::TempFile large{csv_run(40'000)};
    CountOnly sink;
    const auto peak = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;  // KiB; never falls
    };
    ASSERT_TRUE(read_run_file(small.path(), sink));
    const auto before = peak();
    ASSERT_TRUE(read_run_file(large.path(), sink));
    EXPECT_LT(peak() - before, 4'096);
}

}  // namespace
}  // namespace ontzorgd::messages
