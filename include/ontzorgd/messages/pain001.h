// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/payment/bank_profile.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/kenmerk.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// pain.001: the payment file that goes to the bank, written as a stream; version 03 or 09.
///
/// One file holds one message with exactly one PmtInf: one debtor account, one execution date. The
/// same calls give the same bytes, on every machine. What comes out is valid under the official
/// schema and under our own, stricter one (schemas/pain.001.001.NN-ontzorgd.xsd; rules: sepa.md 1).
/// Texts must already be SEPA text: nothing is transliterated, cut or repaired here.
namespace ontzorgd::messages {

/// Takes the bytes of a file, in order, in blocks of up to 1 MiB. May throw; what it throws passes.
using ByteSink = std::function<void(std::string_view)>;

/// The longest name in a file; the schema has room for more, the SEPA rules do not.
constexpr std::size_t longest_name = 70;
/// The longest MsgId, PmtInfId, InstrId and EndToEndId.
constexpr std::size_t longest_reference = 35;
/// The longest unstructured remittance text.
constexpr std::size_t longest_remittance = 140;

/// What a file says before its first transfer. References are SEPA references of 1..35 characters,
/// names SEPA text of 1..70 characters without a blank at an end.
struct Pain001Head {
    std::string msg_id;
    std::string pmt_inf_id;  ///< what statements give back for a batch booking
    std::string created_at;  ///< "2026-11-23T09:00:00+01:00": seconds, and an offset or Z
    std::string initiating_party_name;
    std::string debtor_name;
    values::Iban debtor_iban;
    std::optional<std::string> debtor_bic;  ///< without it the agent is "NOTPROVIDED"
    values::CivilDate execution_date;
    std::int64_t count = 0;  ///< of all transfers, 1 or more
    values::Euro total;      ///< of all transfers
    payment::PaymentMessage message = payment::PaymentMessage::pain_001_001_09;
    payment::Speed speed = payment::Speed::ordinary;
    bool batch_booking = true;
    std::optional<std::string>
        category_purpose;  ///< four letters; only when the bank's profile asks
    /// Each transfer has a creditor agent that says NOTPROVIDED; otherwise it has none. Only when
    /// the bank's profile asks.
    bool creditor_agent_is_not_provided = false;
};

/// What the creditor reads: a structured reference, or one line of free text. The text of a
/// structured kind is in its stored form (no blanks, upper case) with right check digits.
struct Pain001Remittance {
    values::KenmerkKind kind = values::KenmerkKind::vrij;
    std::string_view text;

    /// A view of `kenmerk`, which must outlive it.
    [[nodiscard]] static Pain001Remittance of(const values::Kenmerk& kenmerk) {
        return {kenmerk.kind(), kenmerk.text()};
    }
    bool operator==(const Pain001Remittance&) const = default;
};

/// One transfer. The views are read during add() only. Empty means absent, where allowed.
struct Pain001Transfer {
    std::string_view end_to_end_id;
    std::string_view instruction_id;  ///< may be empty
    values::Euro amount;              ///< 0.01 to 999999999.99
    std::string_view creditor_name;
    values::Iban creditor_iban;
    std::string_view ultimate_debtor_name;  ///< on whose behalf is paid; may be empty
    std::string_view purpose;               ///< four letters (RENT, HLTI); may be empty
    Pain001Remittance remittance;           ///< an empty text: no remittance at all
    std::string_view creditor_town;         ///< 1..35, together with the country, or both empty
    std::string_view creditor_country;      ///< two letters
    bool operator==(const Pain001Transfer&) const = default;
};

/// Writes one file. Not copied, not shared between threads; memory is one buffer of 1 MiB.
///
/// Refusals (refused), each with the detail "field" (the element) and, where it is not personal
/// data, "value"; those of a transfer also with "end_to_end_id": pain001_reference_is_not_allowed,
/// pain001_text_is_not_allowed (not SEPA text, or a blank at an end), pain001_text_is_too_long,
/// pain001_text_is_missing, pain001_code_is_not_allowed, pain001_amount_is_out_of_range,
/// pain001_remittance_is_not_allowed, pain001_created_at_is_malformed, pain001_has_no_transfers,
/// pain001_address_is_not_complete.
class Pain001Writer {
public:
    /// `sink` must outlive the writer. A head that breaks a rule is refused by the first add() or
    /// finish(), before any byte has gone to the sink.
    Pain001Writer(const ByteSink& sink, const Pain001Head& head);
    Pain001Writer(const Pain001Writer&) = delete;
    Pain001Writer& operator=(const Pain001Writer&) = delete;
    Pain001Writer(Pain001Writer&&) = delete;
    Pain001Writer& operator=(Pain001Writer&&) = delete;
    ~Pain001Writer() = default;

    /// Writes one transfer. After a refusal nothing of it has been written.
    [[nodiscard]] base::Result<base::Done> add(const Pain001Transfer& transfer);

    /// Writes the end and hands the last bytes to the sink. That the transfers add up to the count
    /// and the total of the head is the caller's promise, and so a contract. Call it once.
    [[nodiscard]] base::Result<base::Done> finish();

private:
    void write_head(const Pain001Head& head);
    void write_transfer(const Pain001Transfer& transfer);
    void write_remittance(const Pain001Remittance& remittance);
    void put(std::string_view text);
    void put_amount(std::int64_t cents);
    void flush();

    const ByteSink& sink_;
    std::vector<char> buffer_;
    std::size_t used_ = 0;
    std::optional<base::Error> head_error_;
    std::int64_t promised_count_;
    std::int64_t promised_cents_;
    bool creditor_agent_is_not_provided_;
    std::int64_t count_ = 0;
    std::int64_t cents_ = 0;
    bool finished_ = false;
};

}  // namespace ontzorgd::messages
