// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/open_debits.h"

#include <cstdint>
#include <map>

/// @file
/// NamelessDebits: whether a debit that nobody explained, and that names no account, may be a
/// payment that is to be paid again. Asked when it is to be, and of every batch with it until it is
/// released.
namespace ontzorgd::service {

class NamelessDebits {
public:
    /// `debits` are those of one command, and outlive this.
    NamelessDebits(store::Database& db, const store::OpenDebits& debits)
        : db_{db}, debits_{debits} {}

    /// It has the amount of the payment, or the total of its file: whole, or less what reports
    /// reject. The bank may have booked a second upload so, or by itself what it rejected. Before
    /// it has a word of people or of a rule, also any amount from that of the payment to that of
    /// its file: no report need have told what a second upload left out.
    [[nodiscard]] bool may_be(const store::StoredFile& file, values::Euro cents);

private:
    [[nodiscard]] bool may_be_part_of(const store::StoredFile& file);

    store::Database& db_;
    const store::OpenDebits& debits_;
    std::map<std::int64_t, bool> parts_;  ///< by file, once asked
};

}  // namespace ontzorgd::service
