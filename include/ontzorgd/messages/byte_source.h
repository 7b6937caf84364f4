// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

/// @file
/// ByteSource: bytes in blocks, from a file, an archive or a test.
namespace ontzorgd::messages {

/// The next block, valid until the next call. An empty block is the end, and stays it.
using ByteSource = std::function<base::Result<std::span<const char>>()>;

/// Blocks of 256 KiB of a file, which is closed when the last copy of the source is gone. Errors
/// (malformed, detail file): file_cannot_be_opened, and while reading file_cannot_be_read.
[[nodiscard]] base::Result<ByteSource> open_file(const std::string& path);

/// A text that outlives the source, as one block.
[[nodiscard]] ByteSource source_of(std::string_view text);

/// `first` before everything that `rest` still has. `first` is copied.
[[nodiscard]] ByteSource prepend(std::string first, ByteSource rest);

}  // namespace ontzorgd::messages
