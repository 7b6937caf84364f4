// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// @file
/// The states of an attempt: one try to pay an instruction.
///
///     prepared -> in_file -> handed_over | handover_unknown -> accepted -> confirmed
///                    rejected, returned, returned_part, dead
///
/// The bank's statement may confirm what was never accepted: a bank that sends no status report
/// leaves nothing between handed_over and confirmed.
namespace ontzorgd::payment {

enum class AttemptState : std::uint8_t {
    prepared,          ///< taken up by a batch, its file is not built
    in_file,           ///< in a file that did not go to the bank
    handed_over,       ///< the bank has the file
    handover_unknown,  ///< the bank may have the file
    accepted,          ///< the bank says it will execute it
    confirmed,         ///< booked on our account
    rejected,          ///< the bank says it will not execute it
    returned,          ///< booked, and all of it came back
    returned_part,     ///< booked, and part of it came back
    dead,              ///< will certainly never be executed
};
inline constexpr std::array all_attempt_states{
    AttemptState::prepared,      AttemptState::in_file,
    AttemptState::handed_over,   AttemptState::handover_unknown,
    AttemptState::accepted,      AttemptState::confirmed,
    AttemptState::rejected,      AttemptState::returned,
    AttemptState::returned_part, AttemptState::dead};

[[nodiscard]] std::string_view to_text(AttemptState state);

/// Whether an event may bring an attempt from one state to the other. Taking back a match or a
/// statement is no event: the state is then derived anew from what is left.
[[nodiscard]] bool may_follow(AttemptState from, AttemptState to);

/// Money may be on its way, or have gone: another attempt beside it could pay twice.
[[nodiscard]] bool may_be_executed(AttemptState state);

}  // namespace ontzorgd::payment
