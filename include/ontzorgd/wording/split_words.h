// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// The Dutch words for what a split decided.
namespace ontzorgd::wording {

/// What the reason of an unpaid or partly paid bill means, as the end of a sentence: "het minimum
/// aan leefgeld zou niet overblijven". The reason itself when it has no words.
[[nodiscard]] std::string reason_words(std::string_view reason);
/// "alleen partner 1", "ieder de helft" …
[[nodiscard]] std::string bearing_words(std::string_view wijze);
/// "verplicht (art. 56a)", "vrijwillig" …
[[nodiscard]] std::string ground_words(std::string_view soort);

}  // namespace ontzorgd::wording
