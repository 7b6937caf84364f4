// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

/// @file
/// ByteSource: bytes in blocks, from a file, an archive or a test.
namespace ontzorgd::messages {

/// The next block, valid until the next call. An empty block is the end, and stays it.
using ByteSource = std::function<base::Result<std::span<const char>>()>;

/// No statement of a bank is larger. A month of 400,000 households is a tenth of it.
inline constexpr std::uint64_t largest_bank_file = 2'000'000'000;

/// Blocks of 256 KiB of a regular file of at most `max_bytes`, which is closed when the last copy
/// of the source is gone. The bound is tested before anything is read, and while reading, because
/// a file may grow. Errors (malformed, detail file): file_cannot_be_opened, file_is_no_file (a
/// folder, a device or a pipe), file_is_too_large (detail max_bytes), and while reading
/// file_cannot_be_read.
[[nodiscard]] base::Result<ByteSource> open_file(const std::string& path,
                                                 std::uint64_t max_bytes = largest_bank_file);

/// A text that outlives the source, as one block.
[[nodiscard]] ByteSource source_of(std::string_view text);

/// `first` before everything that `rest` still has. `first` is copied.
[[nodiscard]] ByteSource prepend(std::string first, ByteSource rest);

}  // namespace ontzorgd::messages
