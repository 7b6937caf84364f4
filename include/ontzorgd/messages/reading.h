// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

/// @file
/// What every reader of a file offers beside its answer: progress, and the very bytes it read.
namespace ontzorgd::messages {

/// The largest run or dossier file that is read at all.
inline constexpr std::uint64_t largest_file = (std::uint64_t{2} << 30U) - 1;

/// Told after every block how far a file has been read. Called on the reading thread.
class ReadProgress {
public:
    ReadProgress() = default;
    ReadProgress(const ReadProgress&) = delete;
    ReadProgress& operator=(const ReadProgress&) = delete;
    ReadProgress(ReadProgress&&) = delete;
    ReadProgress& operator=(ReadProgress&&) = delete;
    virtual ~ReadProgress() = default;

    /// `size` is the size of the file when it was opened, 0 when it has none (a pipe).
    virtual void on_bytes(std::uint64_t read, std::uint64_t size) = 0;
};

/// Gets every byte of a file once, in order, before it is parsed: what is hashed here is exactly
/// what was read. After a refusal the rest of the file was not read.
using ByteObserver = std::function<void(std::string_view)>;

}  // namespace ontzorgd::messages
