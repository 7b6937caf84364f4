// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

/// @file
/// For parsers that take a path: the bytes in a file in memory, the same one every time.
namespace ontzorgd::fuzz {

inline const std::filesystem::path& file_with(const std::uint8_t* data, std::size_t size) {
    static const std::filesystem::path path =
        "/dev/shm/ontzorgd-fuzz-" + std::to_string(::getpid());
    std::ofstream{path, std::ios::binary | std::ios::trunc}.write(
        reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return path;
}

}  // namespace ontzorgd::fuzz
