// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// @file
/// What every fuzz target defines. A parser answers any bytes with a value or an error, within its
/// bounds of memory, depth and time; a crash, a leak, a sanitizer's finding or a broken contract
/// ends the run.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace ontzorgd::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace ontzorgd::fuzz
