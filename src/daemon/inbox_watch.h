// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/inbox.h"
#include "ontzorgd/service/office.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <thread>

/// @file
/// InboxWatch: a thread that sees what is laid in the inbox of a municipality and hands it to the
/// writer, a file at a time. It is woken by inotify, and looks through the folder now and then as
/// well: what it was not told of it finds.
namespace ontzorgd::daemon {

class InboxWatch {
public:
    using Log = std::function<void(std::string_view)>;

    /// Begins at once. `office` outlives this.
    InboxWatch(service::Office& office, service::InboxSettings settings, Log log);
    ~InboxWatch();
    InboxWatch(const InboxWatch&) = delete;
    InboxWatch& operator=(const InboxWatch&) = delete;
    InboxWatch(InboxWatch&&) = delete;
    InboxWatch& operator=(InboxWatch&&) = delete;

    /// Takes nothing more. What is being taken in goes on; stop the office, then destroy this.
    void stop();

    /// Files that lie in the inbox and are not taken in yet.
    [[nodiscard]] std::int64_t waiting() const { return waiting_; }
    /// Times that a fault of the world kept a file from being taken in.
    [[nodiscard]] std::int64_t faults() const { return faults_; }

private:
    using Clock = std::chrono::steady_clock;
    /// A file as it was seen last, and since when it is so.
    struct Seen {
        service::SeenEntry entry;
        Clock::time_point since;
    };

    void run();
    void hear();
    void look();
    void look_at(const service::SeenEntry& entry);
    void look_at_receipts();
    void take(const std::string& name, std::string_view code);
    /// Whether nothing happened to it for a while.
    [[nodiscard]] bool is_still(const service::SeenEntry& entry);
    [[nodiscard]] std::chrono::milliseconds until_next_look() const;

    service::Office& office_;
    service::InboxSettings settings_;
    Log log_;
    service::InboxFolders folders_;
    int told_ = -1;     ///< inotify
    int outbox_ = -1;   ///< the watch of that folder
    int stopped_ = -1;  ///< eventfd
    std::map<std::string, Seen> seen_;
    std::map<std::string, Seen> receipts_;  ///< in the outbox
    std::set<std::string> being_written_;
    std::map<std::string, Clock::time_point> not_before_;  ///< after a fault
    bool said_nobody_ = false;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::int64_t> waiting_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    std::thread thread_;
};

}  // namespace ontzorgd::daemon
