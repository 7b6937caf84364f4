// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/bank_profile.h"

#include <string>
#include <vector>

/// @file
/// What a bank profile comes to, for people.
namespace ontzorgd::wording {

/// One Dutch sentence for each thing the profile says, in the order of its file.
[[nodiscard]] std::vector<std::string> profile_sentences(const payment::BankProfile& profile);

/// "14:30", as a profile file has it.
[[nodiscard]] std::string time_of_day(int minute);

}  // namespace ontzorgd::wording
