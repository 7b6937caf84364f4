// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

/// @file
/// Lockout: a name whose password was guessed wrongly too often is not looked at for a while,
/// whether there is such a user or not (ASVS 6.3.1). Kept in memory; Tries keeps it on disk too.
namespace ontzorgd::api {

class Lockout {
public:
    using Instant = std::chrono::steady_clock::time_point;
    static constexpr int most_failures = 10;
    static constexpr std::chrono::minutes locked{15};
    /// Names that somebody makes up do not fill the memory. Nothing is forgotten before its time to
    /// make room: from here on a new name is counted with others. The room is shared by all
    /// gemeenten of the daemon. What is shared has its counter beyond this number: whoever names it
    /// keeps those few (Tries: 1,024 of an office).
    static constexpr std::size_t most_names = 10'000;

    /// Under what a try is counted.
    struct Name {
        std::string_view own;
        std::string_view shared;  ///< with others, when there is no room for its own
    };

    /// Whether this name may try now: neither it nor those it shares a counter with failed too
    /// often.
    [[nodiscard]] bool may_try(const Name& name, Instant now);
    /// Of a name that may not try: whether that was not told yet since it is so. Who goes on
    /// guessing fills no log.
    [[nodiscard]] bool is_news(const Name& name, Instant now);
    /// Whether it is counted under its own name.
    bool failed(const Name& name, Instant now);
    /// Whether there were failures of its own to forget. What is shared stays.
    bool succeeded(std::string_view own);
    /// What was known before a restart; `last` may lie in the past.
    void restore(std::string_view name, int count, Instant last);

private:
    struct Failures {
        int count = 0;
        Instant last;
        bool is_told = false;
    };
    [[nodiscard]] bool is_open(std::string_view name, Instant now);
    [[nodiscard]] bool has_room_for(std::string_view name, Instant now);

    std::mutex mutex_;
    std::map<std::string, Failures, std::less<>> failures_;
};

}  // namespace ontzorgd::api
