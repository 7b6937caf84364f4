// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Tar: several files as one stream (POSIX ustar), so that whoever has a backup and no ontzorgd can
/// still take it apart. Ordinary files only, with names of at most 100 characters.
namespace ontzorgd::service {

class TarWriter {
public:
    explicit TarWriter(TextOut out) : out_{std::move(out)} {}
    /// Exactly `size` bytes are to follow.
    void begin(std::string_view name, std::uint64_t size, std::int64_t unix_seconds);
    void write(std::string_view bytes);
    void end();
    /// The end of the whole.
    void finish();

private:
    TextOut out_;
    std::uint64_t size_ = 0;
    std::uint64_t written_ = 0;
};

struct TarEntry {
    std::string name;
    std::uint64_t size = 0;
};

class TarReader {
public:
    explicit TarReader(const std::filesystem::path& file);
    /// The next file, or nothing at the end. What was not read of the one before is skipped. Errors
    /// (malformed): backup_is_no_archive, backup_is_cut_off.
    [[nodiscard]] base::Result<std::optional<TarEntry>> next();
    /// The bytes of that file in blocks. Errors (malformed): backup_is_cut_off,
    /// backup_is_no_archive when something stands behind them.
    [[nodiscard]] base::Result<base::Done> read(const std::function<void(std::string_view)>& take);
    /// Goes past them without reading them: that they are there, next() tells.
    void skip();

private:
    bool fill(char* to, std::size_t size);

    std::ifstream in_;
    std::string file_;
    std::uint64_t left_ = 0;     ///< of the file under way
    std::uint64_t padding_ = 0;  ///< behind it
};

}  // namespace ontzorgd::service
