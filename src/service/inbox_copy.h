// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

/// @file
/// InboxCopy: the bytes of a file of somebody else, copied before anything is done with them. What
/// is hashed is what is taken in, whatever happens to the file.
namespace ontzorgd::service {

enum class InboxKind : std::uint8_t { run, bank };
[[nodiscard]] std::string_view to_text(InboxKind kind);

class InboxCopy {
public:
    enum class Read : std::uint8_t {
        whole,
        unreadable,  ///< it may not be read, or is no file any more
        changed,     ///< it was written to meanwhile
    };

    explicit InboxCopy(const std::filesystem::path& folder);
    ~InboxCopy();
    InboxCopy(const InboxCopy&) = delete;
    InboxCopy& operator=(const InboxCopy&) = delete;
    InboxCopy(InboxCopy&&) = delete;
    InboxCopy& operator=(InboxCopy&&) = delete;

    /// A full disk is thrown as FileFault.
    [[nodiscard]] Read read(const std::filesystem::path& file);
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    base::Digest sha256{};
    std::int64_t size = 0;
    InboxKind kind = InboxKind::bank;

private:
    std::filesystem::path path_;
};

}  // namespace ontzorgd::service
