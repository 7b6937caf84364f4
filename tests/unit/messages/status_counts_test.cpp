// SPDX-License-Identifier: EUPL-1.2
#include "status_counts.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

TEST(StatusCounts, CountsEachCodeOfEachLevel) {
    const auto report =
        read_any_bank_file(ONTZORGD_SOURCE_DIR "/fixtures/pain002/part-with-rejects.10.xml");
    ASSERT_TRUE(report) << report.error().code;
    EXPECT_TRUE(report.value().statements.empty());
    EXPECT_EQ(to_json(report.value()), R"([
  {
    "message": "pain.002.001.10",
    "MsgId": "STS-2026-11-26-0007",
    "OrgnlMsgId": "OEFEN-TEST-F000001AA",
    "GrpSts": "PART=1",
    "PmtInfSts": "",
    "TxInfAndSts": 2,
    "TxSts": "RJCT=2",
    "Rsn": "AC04=1 EIGEN-CODE=1"
  }
]
)");
}

TEST(StatusCounts, CountsANameCheckToo) {
    const auto report = read_any_bank_file(ONTZORGD_SOURCE_DIR
                                           "/fixtures/pain002/name-check-without-namespace.xml");
    ASSERT_TRUE(report) << report.error().code;
    ASSERT_TRUE(report.value().status);
    EXPECT_EQ(report.value().status->transaction_statuses, "RVMC=1 RVNM=1");
    EXPECT_EQ(report.value().status->group_status, "RVCM=1");
}

TEST(StatusCounts, NamesTheFileInAnError) {
    const auto report = read_any_bank_file(
        source_of("<Document><CstmrPmtStsRpt></CstmrPmtStsRpt></Document>"), "some-file");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "no_status_found");
    EXPECT_EQ(report.error().detail("file"), "some-file");
}

TEST(StatusCounts, KnowAReportByItsBeginning) {
    EXPECT_TRUE(is_status_report("<Document><CstmrPmtStsRpt>"));
    EXPECT_FALSE(is_status_report("<Document><BkToCstmrStmt>"));
    EXPECT_FALSE(is_status_report(""));
}

}  // namespace
}  // namespace ontzorgd::messages
