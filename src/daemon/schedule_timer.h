// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/office.h"
#include "ontzorgd/service/schedule.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

/// @file
/// ScheduleTimer: a thread that asks the schedule of a municipality every minute what is due, with
/// the day and the minute of the clock in Amsterdam. It does what `schedule run` does.
namespace ontzorgd::daemon {

class ScheduleTimer {
public:
    using Log = std::function<void(std::string_view)>;

    /// Begins at once. `office` outlives this.
    ScheduleTimer(service::Office& office, service::ScheduleSettings settings, Log log);
    ~ScheduleTimer();
    ScheduleTimer(const ScheduleTimer&) = delete;
    ScheduleTimer& operator=(const ScheduleTimer&) = delete;
    ScheduleTimer(ScheduleTimer&&) = delete;
    ScheduleTimer& operator=(ScheduleTimer&&) = delete;

    /// Does nothing more; stop the office, then destroy this.
    void stop();

private:
    void run();
    void tick();
    struct Elsewhere {
        bool is_elsewhere = false;  ///< the writer does not look itself
        service::LookedAt looked{};
    };
    /// Lets a reader look at the chain and at the backups when that is due. Waits for nothing that
    /// takes long: what was seen is taken at a later tick.
    [[nodiscard]] Elsewhere look_if_due();
    void run_tasks(const Elsewhere& elsewhere);
    using Lines = std::vector<std::string>;
    /// Of the thread that writes: what is to be logged stands in `lines`, also of what was done
    /// before it throws.
    void do_tasks(service::Municipality& town, const Elsewhere& elsewhere, Lines& lines);
    void do_tasks_as(service::Context& context, const Elsewhere& elsewhere, Lines& lines);
    /// Until the next minute, or until that was looked at. False when it is to stop.
    [[nodiscard]] bool wait();

    service::Office& office_;
    service::ScheduleSettings settings_;
    Log log_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool has_looked_ = false;
    bool said_nobody_ = false;
    std::future<service::LookedAt> looking_;
    std::thread thread_;
};

}  // namespace ontzorgd::daemon
