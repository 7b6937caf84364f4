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

    /// Whether this name may try now.
    [[nodiscard]] bool may_try(std::string_view name, Instant now);
    void failed(std::string_view name, Instant now);
    /// Whether there were failures to forget.
    bool succeeded(std::string_view name);
    /// What was known before a restart; `last` may lie in the past.
    void restore(std::string_view name, int count, Instant last);

private:
    struct Failures {
        int count = 0;
        Instant last;
    };
    void sweep(Instant now);

    std::mutex mutex_;
    std::map<std::string, Failures, std::less<>> failures_;
};

}  // namespace ontzorgd::api
