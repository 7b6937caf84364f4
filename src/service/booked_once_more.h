// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/open_debits.h"

#include <cstdint>
#include <vector>

/// @file
/// BookedOnceMore: whether a debit that nobody explained may be an earlier attempt, booked once
/// more or after all. Asked when a payment is to be made again, and of every batch with it until it
/// is released.
namespace ontzorgd::service {

class BookedOnceMore {
public:
    /// `debits` are those of one command, and outlive this.
    BookedOnceMore(store::Database& db, const store::OpenDebits& debits)
        : db_{db}, debits_{debits} {}

    /// Of every attempt of the instruction, not only the last: one that never went says nothing of
    /// those before it, and somebody may have uploaded its file. The debit names the attempt or its
    /// file, or it names nobody and may have the payment in it (store::OpenDebits::could_have()).
    [[nodiscard]] bool may_be(std::int64_t instruction, values::Euro cents) const;

    /// The debits without a name among them, a few.
    [[nodiscard]] std::vector<store::LineKey> nameless(std::int64_t instruction,
                                                       values::Euro cents) const;

private:
    store::Database& db_;
    const store::OpenDebits& debits_;
};

}  // namespace ontzorgd::service
