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
    EXPECT_EQ(report.value().message, "pain.002.001.10");
    ASSERT_TRUE(report.value().status);
    const StatusCounts& status = *report.value().status;
    EXPECT_EQ(status.message_id, "STS-2026-11-26-0007");
    EXPECT_EQ(status.original_message_id, "OEFEN-TEST-F000001AA");
    EXPECT_EQ(status.group_status, "PART=1");
    EXPECT_EQ(status.payment_statuses, "");
    EXPECT_EQ(status.transactions, 2);
    EXPECT_EQ(status.transaction_statuses, "RJCT=2");
    EXPECT_EQ(status.reasons, "AC04=1 EIGEN-CODE=1");
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

}  // namespace
}  // namespace ontzorgd::messages
