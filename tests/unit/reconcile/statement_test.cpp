// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/statement.h"

#include <gtest/gtest.h>

namespace ontzorgd::reconcile {
namespace {

DecimalAmount eur(std::string_view text) {
    return DecimalAmount::parse(text, "EUR").value();
}

EntryDetail detail_of(std::string_view amount, std::optional<Direction> direction = {}) {
    EntryDetail detail;
    detail.amount = eur(amount);
    detail.direction = direction;
    return detail;
}

Balance balance_of(std::string kind, std::string_view amount) {
    return {.kind = std::move(kind), .amount = eur(amount), .date = {}};
}

TEST(StatementHead, OpensWithPrcdOnlyWhereThereIsNoOpbd) {
    StatementHead head;
    EXPECT_EQ(head.opening(), nullptr);
    head.balances = {balance_of("PRCD", "1.00")};
    EXPECT_EQ(head.opening()->amount, eur("1.00"));
    head.balances.push_back(balance_of("OPBD", "2.00"));
    EXPECT_EQ(head.opening()->amount, eur("2.00"));
    EXPECT_EQ(head.closing(), nullptr);
}

TEST(Entry, HasTheSignOfItsDirectionAloneAlsoWhenItIsAReversal) {
    Entry entry;
    entry.amount = eur("5.00");
    entry.direction = Direction::debit;
    entry.is_reversal = true;
    EXPECT_EQ(entry.signed_amount().to_string(), "-5.00");
}

TEST(Entry, AddsUpWhenItsDetailsTogetherAreTheEntry) {
    Entry entry;
    entry.amount = eur("10.00");
    EXPECT_FALSE(entry.details_add_up());
    entry.details = {detail_of("4"), detail_of("6.00")};
    EXPECT_TRUE(entry.details_add_up());
    entry.details.push_back(detail_of("0.01"));
    EXPECT_FALSE(entry.details_add_up());
}

TEST(Entry, TakesOffADetailOfTheOppositeDirection) {
    Entry entry;
    entry.amount = eur("10.00");
    entry.details = {detail_of("12.00", Direction::credit), detail_of("2.00", Direction::debit)};
    EXPECT_TRUE(entry.details_add_up());
}

TEST(Entry, DoesNotAddUpWithADetailWithoutAmountOrInAnotherCurrency) {
    Entry entry;
    entry.amount = eur("10.00");
    entry.details = {detail_of("10.00"), EntryDetail{}};
    EXPECT_FALSE(entry.details_add_up());
    entry.details = {EntryDetail{}};
    entry.details.front().amount = DecimalAmount::parse("10.00", "SEK").value();
    EXPECT_FALSE(entry.details_add_up());
}

TEST(EntryDetail, JoinsItsRemittanceWithoutAddingOrLosingACharacter) {
    EntryDetail detail;
    detail.remittance = {"huur  nov ", "ember", ""};
    EXPECT_EQ(detail.remittance_text(), "huur  nov ember");
}

TEST(EntryDetail, IsLikeNewAfterClear) {
    EntryDetail detail = detail_of("1.00", Direction::debit);
    for (std::string* text :
         {&detail.msg_id, &detail.pmt_inf_id, &detail.instr_id, &detail.end_to_end_id, &detail.uetr,
          &detail.acct_svcr_ref, &detail.counterparty_name, &detail.counterparty_iban,
          &detail.counterparty_account, &detail.ultimate_name, &detail.structured_reference,
          &detail.return_reason, &detail.additional_info, &detail.bank_tx_code.domain,
          &detail.bank_tx_code.family, &detail.bank_tx_code.sub_family,
          &detail.bank_tx_code.proprietary, &detail.bank_tx_code.issuer}) {
        *text = "left over";
    }
    detail.remittance = {"left over"};
    detail.structured_references = 2;
    detail.reason_is_among_text = true;
    detail.clear();
    EXPECT_EQ(detail, EntryDetail{});
}

}  // namespace
}  // namespace ontzorgd::reconcile
