// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/refund.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/store/bank.h"

#include <cstdint>
#include <vector>

/// @file
/// Whose money a creditor pays back, by what it writes.
namespace ontzorgd::service {

class RefundReader {
public:
    explicit RefundReader(store::PaymentLookup& payments) : payments_{payments} {}

    /// `counter` is the blind index of the account the money came from. Nobody when that is no
    /// creditor's.
    [[nodiscard]] reconcile::Recognised read(const reconcile::EntryDetail& detail,
                                             std::int64_t counter, values::CivilDate day);

private:
    void add_kenmerken(const std::vector<reconcile::Passage>& passages,
                       std::vector<reconcile::Named>& named);
    void add_numbers(std::string_view text, std::vector<reconcile::Named>& named);
    void add(const store::KenmerkContract& contract, reconcile::Named found,
             std::vector<reconcile::Named>& named) const;

    store::PaymentLookup& payments_;
    std::vector<std::int64_t> creditors_;  ///< that have the account now looked at
    values::CivilDate day_;
};

}  // namespace ontzorgd::service
