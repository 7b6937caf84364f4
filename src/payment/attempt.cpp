// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/attempt.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::payment {

namespace {

constexpr std::array texts{"prepared",  "in_file",  "handed_over", "handover_unknown", "accepted",
                           "confirmed", "rejected", "returned",    "returned_part",    "dead"};
static_assert(texts.size() == all_attempt_states.size());

using enum AttemptState;

constexpr std::array<std::pair<AttemptState, AttemptState>, 27> steps{{
    {prepared, in_file},
    {prepared, dead},
    {in_file, handed_over},
    {in_file, handover_unknown},
    {in_file, dead},  // door (a): never put in the outbox, or stopped before
    {handed_over, accepted},
    {handed_over, confirmed},
    {handed_over, rejected},
    {handed_over, dead},  // two people
    {handover_unknown, handed_over},
    {handover_unknown, accepted},
    {handover_unknown, confirmed},
    {handover_unknown, rejected},
    {handover_unknown, dead},  // two people
    {accepted, confirmed},
    {accepted, rejected},
    {accepted, returned},
    {accepted, returned_part},
    {accepted, dead},  // two people
    {confirmed, rejected},
    {confirmed, returned},
    {confirmed, returned_part},
    {rejected, confirmed},  // booked all the same: loud, but a fact
    {rejected, returned},
    {rejected, returned_part},
    {returned_part, returned},
    {returned_part, returned_part},
}};

}  // namespace

std::string_view to_text(AttemptState state) {
    return texts.at(static_cast<std::size_t>(state));
}

bool may_follow(AttemptState from, AttemptState to) {
    return std::ranges::find(steps, std::pair{from, to}) != steps.end();
}

bool may_be_executed(AttemptState state) {
    return state != prepared && state != in_file && state != dead;
}

}  // namespace ontzorgd::payment
