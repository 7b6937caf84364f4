// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// What is to be done with something that lies in the inbox: by its name, its kind, its size and
/// how long nothing happened to it. Pure: whoever looks in the folder tells what it saw.
namespace ontzorgd::service {

/// How the inbox is kept, for a municipality.
struct InboxSettings {
    /// So long nothing may happen to a file before it is taken.
    std::chrono::seconds still{5};
    /// So long it is waited for whoever still has a file open, before it is taken as it is.
    std::chrono::seconds stalled{600};
    /// How often the folder is looked through, whatever was told of it.
    std::chrono::seconds rescan{60};
    /// A file of this size or more is set aside.
    std::uint64_t largest = std::uint64_t{2} << 30U;
};

enum class EntryKind : std::uint8_t { file, directory, link, other };

/// Something in the inbox, as it was seen.
struct InboxEntry {
    std::string_view name;
    EntryKind kind = EntryKind::file;
    std::uint64_t size = 0;
    std::chrono::seconds still_for{0};  ///< nothing changed for so long
    bool is_being_written = false;      ///< it was written to, and not closed since
};

enum class InboxStep : std::uint8_t {
    leave,      ///< it is not for us, or not under its own name yet
    wait,       ///< look again later
    take,       ///< it is whole
    set_aside,  ///< it can never be taken
};

struct InboxDecision {
    InboxStep step = InboxStep::leave;
    std::string_view code;  ///< why it is set aside
};

[[nodiscard]] InboxDecision decide(const InboxEntry& entry, const InboxSettings& settings);

/// Whether a sender gives a file this name while it is still sending it: hidden, `.part`, `.tmp`.
[[nodiscard]] bool is_name_of_unfinished(std::string_view name);
/// The name without characters that could do harm on a screen or in a folder, and not too long.
[[nodiscard]] std::string safe_name(std::string_view name);

}  // namespace ontzorgd::service
