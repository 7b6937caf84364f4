// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <sys/stat.h>

/// @file
/// A file that goes into a backup while others work with it.
namespace ontzorgd::service {

/// A file that is read to its end as it was when it was opened, also when it is taken away or
/// written on.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& file);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile(OpenFile&&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;

    /// False of what is no file, and of one that was taken away before it could be opened.
    [[nodiscard]] bool is_there() const;
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// From here on it ends with its last whole line: what stands behind that is being written.
    void end_with_a_line();
    /// As many bytes as it had when it was opened.
    void read(const std::function<void(std::string_view)>& take) const;

private:
    [[noreturn]] void fault(const char* what) const;

    int number_;
    struct stat stat_ {};
    std::uint64_t size_ = 0;
    std::filesystem::path file_;
};

}  // namespace ontzorgd::service
