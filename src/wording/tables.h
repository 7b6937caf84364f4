// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

/// @file
/// The words themselves, sorted by code.
namespace ontzorgd::wording {

struct Entry {
    std::string_view code;
    std::string_view dutch;
};

[[nodiscard]] std::span<const Entry> sentences();
[[nodiscard]] std::span<const Entry> labels();

}  // namespace ontzorgd::wording
