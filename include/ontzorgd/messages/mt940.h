// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/messages/camt.h"
#include "ontzorgd/values/iban.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// MT940: the bank's statement of before ISO 20022, read as a stream into the same values as camt.
///
/// Read as Dutch banks and German ones write it: with or without SWIFT blocks, :20: and trailer, in
/// UTF-8, Windows-1252 or code page 850, with the words of each bank in :86:. Nothing is held but
/// one entry.
///
/// What the message cannot say is not given: the payments in a batch, an end-to-end id where only
/// NONREF stands, the booking day where a :61: has only a value date. RC takes and RD adds; both
/// are reversals. A page (:60M:, :62M:) is a statement of its own with its page and whether it is
/// the last, as its balances prove it alone.
namespace ontzorgd::messages {

struct Mt940Options {
    /// For errors; not opened.
    std::string file;
    /// Reads on where a balance cannot be read: it is nought, or not given where not even its day
    /// and currency are there. The statement has the finding balance_is_unreadable and is never
    /// proved. A tag without its second colon is the finding tag_is_malformed. For looking at a
    /// file, not for taking it in.
    bool reads_on = false;
};

struct Mt940Summary {
    std::string encoding;  ///< that was assumed: "ASCII", "UTF-8", "windows-1252", "cp850", or
                           ///< several joined by "+"
    std::int64_t statements = 0;
    std::int64_t entries = 0;
    bool operator==(const Mt940Summary&) const = default;
};

/// No bank puts more statements into a file, or more balances into a statement.
inline constexpr std::int64_t most_mt940_statements = 100'000;
inline constexpr std::size_t most_mt940_balances = 1'000;

/// Reads a whole MT940 file. The head has the opening balance and on_balances() the others.
///
/// head.message is "MT940"; message_id is :20:; electronic_sequence is :28C: as given; statement_id
/// is the same where it has a number, and else the days and amounts of opening and closing balance,
/// the latter in on_balances(). Balances are OPBD (:60:), CLBD (:62:), CLAV (:64:) and FWAV (:65:).
/// Findings beside those of StatementTally: balance_is_unreadable, statement_is_cut_off where a
/// statement has no end, and page_does_not_continue where a page does not begin with the balance
/// that the one before ended with.
///
/// An error has the details file, line, and statement and entry (counted from 1) where it is known.
/// Refused: message_kind_is_not_read_here (kind "MT942"). Malformed: no_statement_found,
/// tag_is_out_of_place, tag_is_malformed (field), statement_has_two_opening_balances,
/// statement_has_two_closing_balances, file_has_too_many_statements,
/// statement_has_too_many_balances; those of a line, a balance and StatementTally; and
/// line_is_too_long, field_is_too_long, field_has_too_many_lines, file_has_nul_byte,
/// tag_is_cut_in_two.
[[nodiscard]] base::Result<Mt940Summary> read_mt940(const ByteSource& source, StatementSink& sink,
                                                    const Mt940Options& options = {});

/// What :25: names: the account, and a currency behind it ("NL02ABNA0123456789EUR") or nothing.
struct Mt940Account {
    std::string_view account;
    std::string_view currency;
};
/// `given` is head.account. A BIC and a slash before an IBAN are left out, and dots and blanks
/// behind it. What has no IBAN is given as it is.
[[nodiscard]] Mt940Account account_in_mt940(std::string_view given);

/// A Dutch account as it was numbered before IBAN: its ten digits, and what the bank said beside
/// them.
struct DutchAccountNumber {
    std::string bank;  ///< the four letters of its code ("RABO"), or nothing
    std::string digits;
    std::string currency;  ///< or nothing
    bool operator==(const DutchAccountNumber&) const = default;

    /// Whether a Dutch `iban` has these digits, and is of the bank where one is said. Another bank
    /// may have the same digits.
    [[nodiscard]] bool is_of(const values::Iban& iban) const;
};
/// Seven to ten digits, with or without leading zeros, dots, blanks, a currency behind them and
/// before them a bank code or BIC of the Netherlands ("RABONL2U/0123456789", "12.34.567 EUR").
/// Nothing where anything else stands, such as the number of a foreign bank.
[[nodiscard]] std::optional<DutchAccountNumber> dutch_number_in_mt940(std::string_view given);

}  // namespace ontzorgd::messages
