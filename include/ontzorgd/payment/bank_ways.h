// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// @file
/// Bank ways: how a bank books our files on its statements, as its profile says it does and as the
/// statements show it.
namespace ontzorgd::payment {

/// How a bank books a file of more than one transfer.
enum class Booking : std::uint8_t { unknown, per_file, per_transfer };
inline constexpr std::array all_bookings{Booking::unknown, Booking::per_file,
                                         Booking::per_transfer};

/// By what a camt statement calls a file that was booked as one.
enum class BatchName : std::uint8_t {
    unknown,
    our_payment_id,  ///< the PmtInfId of the file
    our_message_id,  ///< its MsgId and no PmtInfId
    its_own,         ///< a reference of the bank, or none
};
inline constexpr std::array all_batch_names{BatchName::unknown, BatchName::our_payment_id,
                                            BatchName::our_message_id, BatchName::its_own};

/// The word of a profile file: "onbekend", "per_bestand", "per_overboeking".
[[nodiscard]] std::string_view to_text(Booking booking);
/// "onbekend", "ons_pmtinfid", "ons_msgid", "eigen_kenmerk".
[[nodiscard]] std::string_view to_text(BatchName name);

/// Everything that one statement shows of both; nothing shows `unknown`.
class BankWays {
public:
    void add(Booking booking);
    void add(BatchName name);
    [[nodiscard]] bool shows(Booking booking) const;
    [[nodiscard]] bool shows(BatchName name) const;
    /// Of a message whose form says how a batch is called, whatever the bank does (MT940).
    void forget_names();

    /// As it is stored.
    [[nodiscard]] std::int64_t to_number() const { return bits_; }
    [[nodiscard]] static BankWays from_number(std::int64_t number) { return BankWays{number}; }

    BankWays() = default;
    bool operator==(const BankWays&) const = default;

private:
    explicit BankWays(std::int64_t bits) : bits_{bits} {}

    std::int64_t bits_ = 0;
};

/// What the statement shows otherwise than `said`; nothing when that is unknown.
[[nodiscard]] std::optional<Booking> other_than(Booking said, BankWays shown);
[[nodiscard]] std::optional<BatchName> other_than(BatchName said, BankWays shown);

}  // namespace ontzorgd::payment
