// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// @file
/// The word that somebody may have meant.
namespace ontzorgd::messages {

/// In how few steps (a character more, less or another) one becomes the other.
[[nodiscard]] std::size_t steps_between(std::string_view one, std::string_view other);

/// The word in the fewest steps from this one, the first of several; empty when there is no word.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> words);

}  // namespace ontzorgd::messages
