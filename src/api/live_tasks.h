// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

/// @file
/// The tasks that are being worked on, and how far they are: in memory, since it means nothing
/// after a stop. Told from the writer's thread, asked from any.
namespace ontzorgd::api {

class LiveTask {
public:
    struct State {
        bool is_working = false;  ///< or it waits for its turn
        bool has_ended = false;
        std::string what{};  ///< Dutch, what is counted
        std::int64_t done = 0;
        std::uint64_t number = 1;  ///< grows with each change
    };

    void work();
    void say(std::string_view what, std::int64_t done);
    void end();
    [[nodiscard]] State look() const;

private:
    mutable std::mutex mutex_;
    State state_;
};

class LiveTasks {
public:
    /// `place` names one task of one office.
    [[nodiscard]] std::shared_ptr<LiveTask> begin(const std::string& place);
    /// Nothing when it has ended, or is of before the last stop.
    [[nodiscard]] std::shared_ptr<LiveTask> find(const std::string& place) const;
    void end(const std::string& place);

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<LiveTask>> tasks_;
};

}  // namespace ontzorgd::api
