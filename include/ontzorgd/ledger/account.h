// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Account: the name of a place in the general ledger where euros stand.
///
/// The names are a closed list; nothing else is an account:
///
///     account = "bank:" number                  what the bank owes us on our account
///             | "uitkering:vordering"           what the benefit administration still has to fund
///             | "client:te_verdelen"            benefits received and not yet split
///             | "client:aangehouden"            held for clients until somebody decides
///             | "client:te_betalen:" soort      split and to be paid: huur, leefgeld, ...
///             | "client:teruggekomen"           came back from a payee, not yet paid again
///             | "onderweg:" number              given to the bank, not yet booked by it
///             | "tussen:suspense:" number       booked by the bank, not yet understood
///             | "tussen:known_other:" number    understood, and none of our business
///             | "beginsaldo:" number            the opening balance, the anchor of the books
///     number  = the number of our bank account: 1 .. 999999999999999999, no leading zero
///     soort   = 1 to 40 of a-z and _, beginning and ending with a letter
namespace ontzorgd::ledger {

/// Which way an account grows: assets by debits, liabilities and equity by credits. The accounts
/// under `tussen` may stand on either side; they count as liability because nothing is ours.
enum class AccountType : std::uint8_t { asset, liability, equity };

class Account {
public:
    // `number` is the row of our bank account, from 1; anything else breaks a contract.
    [[nodiscard]] static Account bank(std::int64_t number);
    [[nodiscard]] static Account uitkering_vordering();
    [[nodiscard]] static Account te_verdelen();
    [[nodiscard]] static Account aangehouden();
    /// `soort` is a code of our own ("huur"), never text from outside.
    [[nodiscard]] static Account te_betalen(std::string_view soort);
    [[nodiscard]] static Account teruggekomen();
    [[nodiscard]] static Account onderweg(std::int64_t number);
    [[nodiscard]] static Account suspense(std::int64_t number);
    [[nodiscard]] static Account known_other(std::int64_t number);
    [[nodiscard]] static Account beginsaldo(std::int64_t number);

    /// Reads a name of the grammar above. Errors (malformed): account_name_is_malformed.
    [[nodiscard]] static base::Result<Account> parse(std::string_view name);

    [[nodiscard]] const std::string& to_string() const { return name_; }
    [[nodiscard]] AccountType type() const;

    /// By name, byte by byte: the order a database gives too.
    auto operator<=>(const Account&) const = default;

private:
    explicit Account(std::string name) : name_{std::move(name)} {}
    std::string name_;
};

}  // namespace ontzorgd::ledger
