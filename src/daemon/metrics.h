// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/schedule.h"
#include "ontzorgd/service/writer.h"
#include "ontzorgd/store/watch.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What `/metrics` tells, in the text format of Prometheus: each named after the question it
/// answers. What there is nothing to say of is left out, and is not told as zero.
namespace ontzorgd::daemon {

/// What one office said of itself.
struct Told {
    std::string gemeente;
    bool is_well = false;  ///< can be read
    bool can_log = true;
    store::Watch watch;
    std::optional<values::CivilDate> today;
    service::ScheduleWatch schedule;
    service::Writer::Waiting queue;
};

/// What the folders of a gemeente say.
struct Folders {
    std::int64_t waiting = 0;  ///< files in the inbox
    std::int64_t faults = 0;   ///< that kept a file from being taken in, so far
};

struct Process {
    std::int64_t sessions = 0;
    std::int64_t connections = 0;
    std::int64_t up_seconds = 0;
};

/// `folders` in the order of `told`; none when there are no folders.
[[nodiscard]] std::string metrics_of(const std::vector<Told>& told,
                                     const std::vector<Folders>& folders, const Process& process);

}  // namespace ontzorgd::daemon
