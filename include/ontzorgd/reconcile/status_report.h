// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/decimal_amount.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// A bank's report on a payment file (pain.002) as plain values, and what its codes mean.
///
/// A report speaks on three levels: of the whole message (group), of a batch in it (payment), and
/// of one payment (transaction). Texts are UTF-8 as the bank gave them; an empty text means "not
/// given". Ids and codes have no blanks around them.
namespace ontzorgd::reconcile {

/// What a status says about execution (ISO external code set; sepa.md 3).
enum class StatusMeaning : std::uint8_t {
    none,        ///< no status is given
    received,    ///< RCVD, ACTC: the bank has it, nothing is decided
    waiting,     ///< PDNG, ACFC, PATC, BLCK: the bank waits for something
    accepted,    ///< ACCP, ACSP, ACWC, ACWP: it will be executed; no proof of payment
    settled,     ///< ACSC, ACCC: the bank says it was executed; the statement is the proof
    rejected,    ///< RJCT, CANC: it will not be executed
    partly,      ///< PART: only the transactions that are named tell which
    name_check,  ///< a result of the Verification of Payee: neither acceptance nor rejection
    unknown,     ///< any other code
};
[[nodiscard]] StatusMeaning meaning_of_status(std::string_view code);

/// What the Verification of Payee found (sepa.md 3.1).
enum class NameCheck : std::uint8_t {
    none,          ///< no such result
    match,         ///< MTCH, RCVC
    close_match,   ///< CMTC, RVMC: the bank's own name is in the text
    no_match,      ///< NMTC, RVNM
    not_possible,  ///< NOAP, RVNA
    incomplete,    ///< RVNC: more is to come
    mismatches,    ///< RVCM: complete, with some that do not match
};
/// In the words of the scheme and of the file answer, on whatever level they stand.
[[nodiscard]] NameCheck name_check_of(std::string_view code);
[[nodiscard]] std::string_view to_text(NameCheck check);

struct StatusReason {
    std::string code;  ///< Cd or Prtry
    std::string text;  ///< AddtlInf; a bank cuts it in lines, here they are one text again
    bool operator==(const StatusReason&) const = default;
};

/// NbOfTxsPerSts: so many payments have this status.
struct StatusCount {
    std::string code;
    std::int64_t count = 0;
    bool operator==(const StatusCount&) const = default;
};

/// What one level of a report says.
struct Status {
    std::string code;
    std::vector<StatusReason> reasons;
    std::vector<StatusCount> counts;  ///< group and payment only

    void clear();
    /// The first reason code that is given; empty when there is none.
    [[nodiscard]] std::string_view reason() const;
    /// What the payee's bank says of the name: of the status, or of a reason that is such a code.
    [[nodiscard]] NameCheck name_check() const;
    /// The first text that is given.
    [[nodiscard]] std::string_view text() const;
    bool operator==(const Status&) const = default;
};

/// What a report says of the whole message.
struct ReportHead {
    std::string message;     ///< "pain.002.001.10"
    std::string message_id;  ///< of the report
    /// When the bank made it, in seconds since 1970; nothing when it does not say so in a way that
    /// can be read.
    std::optional<std::int64_t> created{};
    std::string original_message_id;
    std::optional<std::int64_t> original_count;
    std::optional<DecimalAmount> original_sum;
    Status status;
    bool operator==(const ReportHead&) const = default;
};

/// What a report says of one batch of the message.
struct ReportedPayment {
    std::string original_id;
    std::optional<std::int64_t> original_count;
    std::optional<DecimalAmount> original_sum;
    Status status;

    void clear();
    bool operator==(const ReportedPayment&) const = default;
};

/// What a report says of one payment.
struct ReportedTransaction {
    std::string instruction_id;
    std::string end_to_end_id;
    std::string uetr;
    std::optional<DecimalAmount> amount;
    std::string creditor_iban;
    Status status;

    void clear();
    bool operator==(const ReportedTransaction&) const = default;
};

}  // namespace ontzorgd::reconcile
