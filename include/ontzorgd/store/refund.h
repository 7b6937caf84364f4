// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/refund.h"
#include "ontzorgd/store/bank.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Terugbetalingen as stored: lines with LineClaim::refund, and what they may be a refund of.
namespace ontzorgd::store {

/// A counting line that is, or by itself may be, money of a household that a creditor paid back.
struct RefundLine {
    ClaimRow claim{};
    std::vector<std::int64_t> contracts{};  ///< none: any of the household
    bool is_decided = false;                ///< by a person
};
/// Those of a household, in the order of their days, whatever the delivery.
[[nodiscard]] std::vector<RefundLine> refunds_of(Database& db, std::int64_t household);
/// The household of a payment, when money was paid back to it.
[[nodiscard]] std::optional<std::int64_t> household_with_refunds(Database& db,
                                                                 std::int64_t instruction);
/// Payments on a contract that the bank has, less what came back of them.
[[nodiscard]] std::vector<reconcile::PaidOn> paid_on(Database& db, std::int64_t contract);

/// A contract as people who look at a refund know it. Names are empty when they were destroyed.
struct RefundContract {
    std::int64_t contract = 0;
    std::int64_t household = 0;
    std::string nummer{};
    std::string household_nummer{};
    std::string client{};  ///< numbers of its clients, by commas
    std::string client_name{};
    std::string creditor{};
    std::string kenmerk{};
    std::int64_t kind = 0;
};
/// What the text of the line names.
[[nodiscard]] std::vector<RefundContract> refund_contracts_of(Database& db, const LineKey& line);
[[nodiscard]] std::optional<RefundContract> refund_contract(Database& db, std::int64_t contract);
/// Contracts of which the account (blind index) was paid or may be, whatever the text says.
[[nodiscard]] std::vector<std::int64_t> contracts_at(Database& db, std::int64_t counter);
/// 0 when there is none.
[[nodiscard]] std::int64_t contract_named(Database& db, std::string_view nummer);

}  // namespace ontzorgd::store
