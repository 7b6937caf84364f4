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
    const std::string json = to_json(report.value());
    for (const char* member : {R"("message": "MT940")", R"("ElctrncSeqNb": "7/1")",
                               R"("entries": 1)", R"("sum_debit": "1.5")", R"("opening": "10")",
                               R"("closing": "8.50")", R"("opening+C-D=closing": "yes")",
                               R"("information_fields": 1)", R"("encoding": "windows-1252")"}) {
        EXPECT_NE(json.find(member), std::string::npos) << member << json;
    }
}

TEST(BankRead, RefusesWhatIsNoBankFile) {
    EXPECT_EQ(error_of("").code, "file_is_empty");
    EXPECT_EQ(error_of(" \n\t\r\n").code, "file_is_empty");
    EXPECT_EQ(error_of("%PDF-1.7").code, "kind_of_file_is_unknown");
    EXPECT_EQ(error_of("datum;bedrag\n2026-11-23;1,00\n").code, "kind_of_file_is_unknown");
    EXPECT_EQ(error_of("<html/>").code, "message_kind_is_unknown");
    EXPECT_EQ(read_any_bank_file("/no/such/file").error().code, "file_cannot_be_opened");
}

TEST(BankRead, GivesTheColumnsOfAStatementAsJson) {
    const auto report =
        read_any_bank_file(ONTZORGD_SOURCE_DIR "/fixtures/camt053/two-statements.02.xml");
    ASSERT_TRUE(report);
    EXPECT_EQ(to_json(report.value()), R"([
  {
    "message": "camt.053.001.02",
    "document": "camt.053.001.02",
    "statement": "1/2",
    "account": "NL91ABNA0417164300",
    "ElctrncSeqNb": "70",
    "currency": "EUR",
    "entries": 1,
    "TxDtls": 2,
    "batch_entries": 1,
    "reversals": 0,
    "not_BOOK": 0,
    "sum_credit": "0",
    "sum_debit": "2.00",
    "opening": "100",
    "closing": "98",
    "opening+C-D=closing": "yes",
    "batches_whose_details_do_not_sum": 1,
    "findings": ["declared_count_differs"]
  },
  {
    "message": "camt.053.001.02",
    "document": "camt.053.001.02",
    "statement": "2/2",
    "account": "60000635",
    "ElctrncSeqNb": "",
    "currency": "",
    "entries": 0,
    "TxDtls": 0,
    "batch_entries": 0,
    "reversals": 0,
    "not_BOOK": 0,
    "sum_credit": "0",
    "sum_debit": "0",
    "opening": "",
    "closing": "",
    "opening+C-D=closing": "",
    "batches_whose_details_do_not_sum": 0,
    "findings": []
  }
]
)");
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
    EXPECT_NE(to_json(report.value()).find(R"("A \"quoted\" id")"), std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::messages
