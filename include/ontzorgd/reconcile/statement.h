// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/decimal_amount.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// A bank statement as plain values, whatever message it came in.
///
/// Texts are UTF-8 as the bank gave them; an empty text means "not given". References and codes
/// have no blanks around them (Rabobank pads a PmtInfId); names and remittance are exactly as
/// delivered. Dates are Amsterdam days (amsterdam_date.h).
namespace ontzorgd::reconcile {

/// The words by which a bank says that it gives no reference: NONREF, NOTPROVIDED, nothing at all.
[[nodiscard]] bool is_no_reference(std::string_view text);

/// What the account holder sees: a credit adds, a debit takes. `CdtDbtInd` alone decides; a
/// reversal flag says what the original was and never turns the sign (NVB-CAMT 2.80).
enum class Direction : std::uint8_t { credit, debit };

/// Only `booked` counts; the others are listed (sepa.md 4.4).
enum class EntryStatus : std::uint8_t {
    booked,       ///< BOOK
    pending,      ///< PDNG
    information,  ///< INFO
    future,       ///< FUTR
    other,        ///< any other code of the bank
};

/// One balance; `amount` is below zero when the account was overdrawn.
struct Balance {
    std::string kind;  ///< "OPBD", "CLBD", "PRCD", … or the bank's own word
    DecimalAmount amount;
    values::CivilDate date;
    bool operator==(const Balance&) const = default;
};

/// What a statement says before its first entry.
struct StatementHead {
    std::string message;       ///< "camt.053.001.08"
    std::string message_id;    ///< of the file, not of the statement
    std::int64_t ordinal = 0;  ///< the statement's place in its file, from 1
    std::string statement_id;
    std::string account;              ///< as given; not checked
    bool account_is_iban = false;     ///< the bank said it is one
    std::string currency;             ///< of the account, or else of its first balance
    std::string electronic_sequence;  ///< leading zeros kept
    std::string legal_sequence;
    std::optional<values::CivilDate> from;
    std::optional<values::CivilDate> to;
    std::string created;         ///< as written
    std::string copy_duplicate;  ///< "COPY", "DUPL", "CODU" or empty: a repeat of an earlier one
    std::optional<std::int64_t> page;
    std::optional<bool> is_last_page;
    bool pages_are_of_message =
        false;  ///< they count the pages of the message, which may hold more
    std::vector<Balance> balances;

    /// OPBD, or PRCD where a bank gives only that (ABN AMRO); null when there is neither.
    [[nodiscard]] const Balance* opening() const;
    /// CLBD, or null.
    [[nodiscard]] const Balance* closing() const;
    /// The first balance of a kind, or null.
    [[nodiscard]] const Balance* balance(std::string_view kind) const;
};

/// Domain, family, sub-family ("PMNT", "ICDT", "ESCT") and the bank's own code with its issuer.
struct BankTxCode {
    std::string domain;
    std::string family;
    std::string sub_family;
    std::string proprietary;
    std::string issuer;

    void clear();
    bool operator==(const BankTxCode&) const = default;
};

/// One transaction inside an entry (TxDtls).
struct EntryDetail {
    std::optional<DecimalAmount> amount;
    std::optional<Direction> direction;  ///< its own, when given
    std::string msg_id;
    std::string pmt_inf_id;
    std::string instr_id;
    std::string end_to_end_id;  ///< may be "NOTPROVIDED", may occur twice: never an identity
    std::string uetr;
    std::string acct_svcr_ref;
    std::string counterparty_name;
    std::string counterparty_iban;     ///< as given; not checked
    std::string counterparty_account;  ///< when it was given, but not as an IBAN
    std::string ultimate_name;
    std::vector<std::string> remittance;  ///< the Ustrd lines
    std::string structured_reference;     ///< the first one; see the count
    std::int64_t structured_references = 0;
    std::string return_reason;  ///< "MS03"
    /// What was paid before charges, where a bank gives it beside what it booked (InstdAmt). For
    /// people only: no amount in the books comes from it.
    std::optional<DecimalAmount> original;
    std::optional<DecimalAmount> charges;  ///< what banks kept of it; for people only
    /// The reason stands among words that whoever paid may have written himself (MT940): alone it
    /// proves nothing.
    bool reason_is_among_text = false;
    BankTxCode bank_tx_code;
    std::string additional_info;

    /// The lines behind each other, without adding or losing a character.
    [[nodiscard]] std::string remittance_text() const;
    /// Back to nothing given, keeping the memory.
    void clear();
    bool operator==(const EntryDetail&) const = default;
};

/// What the bank says of a batch it booked as one entry.
struct Batch {
    std::string msg_id;  ///< at ABN AMRO the bank's own reference
    std::string pmt_inf_id;
    std::optional<std::int64_t> nb_of_txs;
    std::optional<DecimalAmount> total;
    bool operator==(const Batch&) const = default;
};

/// One booking on the account. Its amount is the truth for the books, not the sum of its details.
struct Entry {
    std::int64_t index = 0;  ///< its place in its statement, from 1
    DecimalAmount amount;    ///< never below zero
    Direction direction = Direction::credit;
    bool is_reversal = false;
    EntryStatus status = EntryStatus::booked;
    std::optional<values::CivilDate> booking_date;
    std::optional<values::CivilDate> value_date;
    std::string entry_ref;
    std::string acct_svcr_ref;
    BankTxCode bank_tx_code;
    std::optional<Batch> batch;  ///< the first, if a bank gives several
    std::string additional_info;
    std::string return_reason;  ///< the one code that its details have; empty when they differ
    std::optional<DecimalAmount> charges;  ///< of all of it; for people only
    std::vector<EntryDetail> details;

    /// The amount with its sign: a debit is below zero.
    [[nodiscard]] DecimalAmount signed_amount() const {
        return direction == Direction::debit ? amount.negated() : amount;
    }
    /// Every detail has an amount. False without details.
    [[nodiscard]] bool has_every_amount() const;
    /// Every detail has an amount in the entry's currency and together they are the entry. A detail
    /// of the opposite direction takes away. False without details.
    [[nodiscard]] bool details_add_up() const;
    bool operator==(const Entry&) const = default;
};

}  // namespace ontzorgd::reconcile
