// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/status_report.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace ontzorgd::reconcile {
namespace {

TEST(StatusCode, MeansWhatTheExternalCodeSetSays) {
    using enum StatusMeaning;
    constexpr std::array<std::pair<std::string_view, StatusMeaning>, 17> expected{{
        {"", none},
        {"RCVD", received},
        {"ACTC", received},
        {"PDNG", waiting},
        {"ACFC", waiting},
        {"PATC", waiting},
        {"BLCK", waiting},
        {"ACCP", accepted},
        {"ACSP", accepted},
        {"ACWC", accepted},
        {"ACWP", accepted},
        {"ACSC", settled},
        {"ACCC", settled},
        {"RJCT", rejected},
        {"CANC", rejected},
        {"PART", partly},
        {"WHAT", unknown},
    }};
    for (const auto& [code, meaning] : expected)
        EXPECT_EQ(meaning_of_status(code), meaning) << code;
}

TEST(StatusCode, OfANameCheckIsNeitherAcceptanceNorRejectionInEitherLanguage) {
    using enum NameCheck;
    constexpr std::array<std::pair<std::string_view, NameCheck>, 10> expected{{
        {"MTCH", match},
        {"RCVC", match},
        {"CMTC", close_match},
        {"RVMC", close_match},
        {"NMTC", no_match},
        {"RVNM", no_match},
        {"NOAP", not_possible},
        {"RVNA", not_possible},
        {"RVNC", incomplete},
        {"RVCM", mismatches},
    }};
    for (const auto& [code, check] : expected) {
        EXPECT_EQ(name_check_of(code), check) << code;
        EXPECT_EQ(meaning_of_status(code), StatusMeaning::name_check) << code;
    }
    EXPECT_EQ(name_check_of("RJCT"), none);
    EXPECT_EQ(name_check_of(""), none);
}

TEST(Status, GivesItsFirstReasonAndTextAndTheNameCheckWhereverItStands) {
    Status status{.code = "RJCT",
                  .reasons = {{.code = "", .text = "eerste"}, {.code = "AC04", .text = "tweede"}},
                  .counts = {}};
    EXPECT_EQ(status.reason(), "AC04");
    EXPECT_EQ(status.text(), "eerste");
    EXPECT_EQ(status.name_check(), NameCheck::none);

    status.reasons.push_back({.code = "RVNM", .text = ""});
    EXPECT_EQ(status.name_check(), NameCheck::no_match) << "as a reason beside another status";
    status.code = "RVMC";
    EXPECT_EQ(status.name_check(), NameCheck::close_match) << "the status comes first";

    status.clear();
    EXPECT_EQ(status, Status{});
    EXPECT_EQ(status.reason(), "");
}

TEST(ReportedTransaction, IsEmptyAgainAfterClear) {
    ReportedTransaction one{.instruction_id = "a",
                            .end_to_end_id = "b",
                            .uetr = "c",
                            .amount = DecimalAmount{},
                            .creditor_iban = "d",
                            .status = {.code = "RJCT", .reasons = {}, .counts = {}}};
    one.clear();
    EXPECT_EQ(one, ReportedTransaction{});
    ReportedPayment payment{.original_id = "a",
                            .original_count = 2,
                            .original_sum = DecimalAmount{},
                            .status = {.code = "PART", .reasons = {}, .counts = {}}};
    payment.clear();
    EXPECT_EQ(payment, ReportedPayment{});
}

}  // namespace
}  // namespace ontzorgd::reconcile
