// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/bank_read.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

base::Error error_of(std::string_view text) {
    const auto report = read_any_bank_file(source_of(text), "some-file");
    EXPECT_FALSE(report);
    return report ? base::Error{} : report.error();
}

TEST(BankRead, KnowsMt940ByItsContent) {
    for (const char* text :
         {":20:940A\n:25:NL53ASNB0781269733\n", "{1:F01INGBNL2ABXXX0000}{4:\r\n:20:X\r\n",
          "ABNANL2A\r\n940\r\nABNANL2A\r\n:20:ABN AMRO\r\n", "\r\n:940:\r\n:20:940S\r\n",
          "INGBNL2A\r940\r:25:NL53ASNB0781269733\r:60F:C261130EUR1,\r", "\xEF\xBB\xBF:20:X\n"}) {
        const auto report = read_any_bank_file(source_of(text), "some-file");
        ASSERT_TRUE(report) << text;
        EXPECT_EQ(report.value().message, "MT940");
        EXPECT_EQ(report.value().statements.size(), 1U);
    }
}

TEST(BankRead, TellsOfAnMt940HowItWasWrittenAndHowManyInformationFieldsItHas) {
    const auto report = read_any_bank_file(
        source_of(":20:X\n:25:NL91ABNA0417164300\n:28C:7/1\n:60F:C261130EUR10,\n"
                  ":61:261130D1,5NTRFNONREF\n:86:Caf\xE9\n:62F:C261130EUR8,50\n-\n"),
        "some-file");
    ASSERT_TRUE(report);
    EXPECT_EQ(report.value().message, "MT940");
    EXPECT_EQ(report.value().encoding, "windows-1252");
    const auto& [head, totals] = report.value().statements.at(0);
    EXPECT_EQ(head.message, "MT940");
    EXPECT_EQ(head.electronic_sequence, "7/1");
    EXPECT_EQ(totals.entries, 1);
    EXPECT_EQ(totals.sum_debit.to_string(), "1.5");
    EXPECT_EQ(totals.opening->to_string(), "10");
    EXPECT_EQ(totals.closing->to_string(), "8.50");
    EXPECT_EQ(totals.proof, reconcile::Proof::holds);
    EXPECT_EQ(totals.information_fields, 1);
}

TEST(BankRead, RefusesWhatIsNoBankFile) {
    EXPECT_EQ(error_of("").code, "file_is_empty");
    EXPECT_EQ(error_of(" \n\t\r\n").code, "file_is_empty");
    EXPECT_EQ(error_of("%PDF-1.7").code, "kind_of_file_is_unknown");
    EXPECT_EQ(error_of("datum;bedrag\n2026-11-23;1,00\n").code, "kind_of_file_is_unknown");
    EXPECT_EQ(error_of("<html/>").code, "message_kind_is_unknown");
    EXPECT_EQ(read_any_bank_file("/no/such/file").error().code, "file_cannot_be_opened");
}

TEST(BankRead, TellsThePagesOfAMessageFromThoseOfAStatement) {
    const auto report = read_any_bank_file(ONTZORGD_SOURCE_DIR "/fixtures/camt053/pages.08.xml");
    ASSERT_TRUE(report);
    struct Told {
        std::int64_t page;
        bool is_last;
        bool of_message;
        reconcile::Proof proof;
        bool operator==(const Told&) const = default;
    };
    std::vector<Told> pages;
    for (const auto& [head, totals] : report.value().statements) {
        pages.push_back({.page = head.page.value(),
                         .is_last = head.is_last_page.value(),
                         .of_message = head.pages_are_of_message,
                         .proof = totals.proof});
    }
    const auto unknown = reconcile::Proof::unknown;
    EXPECT_EQ(pages, (std::vector<Told>{{2, false, true, unknown},
                                        {1, false, false, unknown},
                                        {3, true, false, unknown},
                                        {2, false, true, unknown}}));
}

TEST(BankRead, CountsEachStatementOfAFile) {
    const auto report =
        read_any_bank_file(ONTZORGD_SOURCE_DIR "/fixtures/camt053/two-statements.02.xml");
    ASSERT_TRUE(report);
    EXPECT_EQ(report.value().message, "camt.053.001.02");
    EXPECT_EQ(report.value().envelope, "");
    EXPECT_EQ(report.value().encoding, "");
    ASSERT_EQ(report.value().statements.size(), 2U);
    const auto& [first, counts] = report.value().statements[0];
    EXPECT_EQ(first.message, "camt.053.001.02");
    EXPECT_EQ(first.ordinal, 1);
    EXPECT_EQ(first.account, "NL91ABNA0417164300");
    EXPECT_EQ(first.electronic_sequence, "70");
    EXPECT_EQ(first.currency, "EUR");
    EXPECT_EQ(counts.entries, 1);
    EXPECT_EQ(counts.tx_details, 2);
    EXPECT_EQ(counts.batch_entries, 1);
    EXPECT_EQ(counts.reversals, 0);
    EXPECT_EQ(counts.not_book, 0);
    EXPECT_EQ(counts.sum_credit.to_string(), "0");
    EXPECT_EQ(counts.sum_debit.to_string(), "2.00");
    EXPECT_EQ(counts.opening->to_string(), "100");
    EXPECT_EQ(counts.closing->to_string(), "98");
    EXPECT_EQ(counts.proof, reconcile::Proof::holds);
    EXPECT_EQ(counts.batches_whose_details_do_not_sum, 1);
    EXPECT_EQ(counts.findings, std::vector<std::string_view>{"declared_count_differs"});
    const auto& [second, nothing] = report.value().statements[1];
    EXPECT_EQ(second.ordinal, 2);
    EXPECT_EQ(second.account, "60000635");
    EXPECT_EQ(second.electronic_sequence, "");
    EXPECT_EQ(second.currency, "");
    EXPECT_EQ(nothing.entries, 0);
    EXPECT_EQ(nothing.tx_details, 0);
    EXPECT_EQ(nothing.sum_credit.to_string(), "0");
    EXPECT_EQ(nothing.sum_debit.to_string(), "0");
    EXPECT_FALSE(nothing.opening);
    EXPECT_FALSE(nothing.closing);
    EXPECT_EQ(nothing.proof, reconcile::Proof::unknown);
    EXPECT_TRUE(nothing.findings.empty());
}

TEST(BankRead, ReadsTheSameFromASourceThatGivesByteByByte) {
    std::string text =
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt>"
        "<Acct><Id><Othr><Id>A \"quoted\" id</Id></Othr></Id></Acct>"
        "</Stmt></BkToCstmrStmt></Document>";
    std::string_view rest = text;
    const auto report = read_any_bank_file(
        [&]() -> base::Result<std::span<const char>> {
            const std::string_view next = rest.substr(0, 1);
            rest.remove_prefix(next.size());
            return std::span<const char>{next};
        },
        "bytes");
    ASSERT_TRUE(report);
    EXPECT_EQ(report.value().statements.at(0).head.account, "A \"quoted\" id");
}

// --- what stands before the text, and how it is written ---

std::string utf16(std::string_view text, bool is_little) {
    std::string bytes = is_little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char c : text) {
        if (!is_little) bytes += '\0';
        bytes += c;
        if (is_little) bytes += '\0';
    }
    return bytes;
}

TEST(BankRead, LeavesOutBlanksAndMarksBeforeTheDeclaration) {
    const std::string whole =
        "<?xml version='1.0' encoding='UTF-8'?>\n<Document "
        "xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt>\n<Stmt>"
        "<Acct><Id><Othr><Id>A</Id></Othr></Id></Acct></Stmt></BkToCstmrStmt></Document>";
    const std::string mark = "\xEF\xBB\xBF";
    for (const std::string& before : {std::string{" "}, std::string{"\n"}, "\r\n\t " + mark,
                                      mark + "\n", mark + mark, std::string(100'000, '\n')}) {
        const auto report = read_any_bank_file(source_of(before + whole), "some-file");
        ASSERT_TRUE(report) << report.error().code;
        EXPECT_EQ(report.value().statements.at(0).head.account, "A");
    }
    const base::Error cut = error_of("\n\n" + whole.substr(0, whole.size() - 12));
    EXPECT_EQ(cut.code, "xml_is_cut_or_broken");
    EXPECT_EQ(cut.detail("line"), "5");
    EXPECT_EQ(error_of("x" + whole).code, "kind_of_file_is_unknown");
    EXPECT_EQ(error_of(mark).code, "file_is_empty");
}

TEST(BankRead, ReadsMt940InUtf16) {
    const std::string text =
        ":20:X\n:25:NL91ABNA0417164300\n:28C:7/1\n:60F:C261130EUR10,\n"
        ":61:261130D1,5NTRFNONREF\n:62F:C261130EUR8,50\n-\n";
    for (const bool is_little : {true, false}) {
        const auto report = read_any_bank_file(source_of(utf16(text, is_little)), "some-file");
        ASSERT_TRUE(report) << report.error().code;
        EXPECT_EQ(report.value().message, "MT940");
        EXPECT_EQ(report.value().encoding, "UTF-16");
        EXPECT_EQ(report.value().statements.at(0).totals.proof, reconcile::Proof::holds);
    }
    EXPECT_EQ(error_of(utf16("datum;bedrag\n", true)).code, "kind_of_file_is_unknown");
    EXPECT_EQ(error_of(utf16(text, true) + "x").code, "text_encoding_is_wrong");
    EXPECT_EQ(error_of(utf16("<html/>", true)).code, "message_kind_is_unknown");
}

// --- whole statements that do not add up ---

std::string statement(const std::string& pages, const std::string& closing) {
    const auto balance = [](const std::string& kind, const std::string& amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + kind + "</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>" +
               amount + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>";
    };
    return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt>"
           "<Id>A</Id>" +
           pages + "<Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></Acct>" + balance("OPBD", "10") +
           balance("CLBD", closing) + "</Stmt></BkToCstmrStmt></Document>";
}

std::vector<std::string_view> findings_of(const std::string& text) {
    const auto report = read_any_bank_file(source_of(text), "some-file");
    return report ? report.value().statements.at(0).totals.findings
                  : std::vector<std::string_view>{"refused"};
}

TEST(BankRead, FindsAStatementThatDoesNotAddUp) {
    EXPECT_TRUE(findings_of(statement("", "10.00")).empty());
    EXPECT_EQ(findings_of(statement("", "10.01")),
              std::vector<std::string_view>{"closing_balance_is_wrong"});
    EXPECT_EQ(findings_of(statement("<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd>"
                                    "</StmtPgntn>",
                                    "10.01")),
              std::vector<std::string_view>{"page_does_not_add_up_alone"});
    EXPECT_EQ(findings_of(":20:X\n:25:NL91ABNA0417164300\n:28C:7/1\n:60F:C261130EUR10,\n"
                          ":62M:C261130EUR8,50\n-\n"),
              std::vector<std::string_view>{"closing_balance_is_wrong"});
}

}  // namespace
}  // namespace ontzorgd::messages
