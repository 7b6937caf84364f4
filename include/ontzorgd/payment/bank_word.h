// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/attempt.h"

#include <array>
#include <cstdint>
#include <string_view>

/// @file
/// What the bank's status reports, taken together, say about the execution of one payment.
///
/// Reports come twice and out of order, so the answer is a function of the set of what was said.
/// A report never proves a payment and never takes back what a statement booked.
namespace ontzorgd::payment {

/// One thing a report says of a payment; a name check says none of these.
enum class Said : std::uint8_t { received, accepted, settled, rejected };
/// Where it says so: of the payment itself, or of all payments of its batch or message.
enum class SaidOf : std::uint8_t { all, itself };

enum class BankWord : std::uint8_t {
    nothing,
    received,     ///< the bank has it and did not decide
    accepted,     ///< it will be executed
    settled,      ///< the bank says that it was executed
    rejected,     ///< it will not be executed
    contradicts,  ///< rejected and settled: what happened is for the statement to tell
};
inline constexpr std::array all_bank_words{BankWord::nothing,  BankWord::received,
                                           BankWord::accepted, BankWord::settled,
                                           BankWord::rejected, BankWord::contradicts};
[[nodiscard]] std::string_view to_text(BankWord word);

/// Everything that was said of one payment, whatever the order and however often.
class Heard {
public:
    void add(SaidOf level, Said said);

    /// Forward only: received, accepted, settled. A rejection counts also after an acceptance (a
    /// late reject). What is said of the payment itself goes before what is said of all; a
    /// rejection and a settlement on one level contradict each other, and so does a rejection of
    /// all after the settlement of this one.
    [[nodiscard]] BankWord word() const;

    bool operator==(const Heard&) const = default;

private:
    [[nodiscard]] bool has(SaidOf level, Said said) const;
    std::array<std::uint8_t, 2> said_{};  // by level, a bit for each Said
};

/// The state of an attempt by what was booked and handed over, with what the bank said of it.
/// Booked, returned and dead attempts stay as they are, and so do those of a file that the bank did
/// not get from us. A contradiction counts as accepted: the money may have gone.
[[nodiscard]] AttemptState with_bank_word(AttemptState state, BankWord word);

}  // namespace ontzorgd::payment
