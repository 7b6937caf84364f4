// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/bank_ways.h"
#include "ontzorgd/values/civil_date.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Bank profile: what one bank takes, until when, and how it books that. A bank's rule is a setting
/// of its profile, never a constant elsewhere; each setting and its bounds stand in
/// schemas/bankprofiel-1.md.
namespace ontzorgd::payment {

/// The message that a payment file is.
enum class PaymentMessage : std::uint8_t { pain_001_001_03, pain_001_001_09 };
inline constexpr std::array all_payment_messages{PaymentMessage::pain_001_001_03,
                                                 PaymentMessage::pain_001_001_09};
/// As ISO 20022 and a profile file call it: "pain.001.001.09".
[[nodiscard]] std::string_view to_text(PaymentMessage message);

/// How fast a payment goes: as an ordinary SEPA credit transfer, or within ten seconds (SCT Inst).
enum class Speed : std::uint8_t { ordinary, instant };

struct BankProfile {
    std::string name;   ///< by which an account names it: "bng"
    std::string title;  ///< how people call the bank
    PaymentMessage message = PaymentMessage::pain_001_001_09;
    /// The most transfers in one file.
    std::int64_t transfers_per_file = 0;
    /// What a file asks: one debit for all of it, or one for each transfer. The bank may do
    /// otherwise.
    bool asks_batch_booking = true;
    /// Each transfer says that the bank of its receiver is not given, instead of saying nothing.
    bool says_creditor_agent_is_not_given = false;
    /// What all transfers of a file are for, four capitals; only where a bank wants to be told.
    std::optional<std::string> category_purpose;
    /// TARGET days before the execution date on which a file can be handed over for the last time.
    int last_day_before = 0;
    /// Until this minute of that day, Amsterdam time; 1440 is its end.
    int until_minute = 0;
    /// Until this minute of the execution date itself a file of instant payments can be handed
    /// over; absent for a bank that takes none.
    std::optional<int> instant_until_minute;
    /// What its statements show; one that shows otherwise is told to people.
    Booking books = Booking::unknown;
    BatchName names_batch = BatchName::unknown;

    bool operator==(const BankProfile&) const = default;
};

/// Whether the bank can no longer execute on `execution_date` what is handed over now. Of a bank
/// that takes no instant payments it always can no longer.
[[nodiscard]] bool cut_off_has_passed(const BankProfile& profile, Speed speed,
                                      values::CivilDate execution_date, values::CivilDate today,
                                      int minute_of_day);

}  // namespace ontzorgd::payment
