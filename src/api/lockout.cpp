// SPDX-License-Identifier: EUPL-1.2
#include "lockout.h"

#include <utility>

namespace ontzorgd::api {

bool Lockout::may_try(const Name& name, Instant now) {
    const std::scoped_lock lock{mutex_};
    return is_open(name.own, now) && is_open(name.shared, now);
}

bool Lockout::is_news(const Name& name, Instant now) {
    const std::scoped_lock lock{mutex_};
    for (const std::string_view each : {name.own, name.shared}) {
        if (!is_open(each, now)) return !std::exchange(failures_.find(each)->second.is_told, true);
    }
    return false;
}

bool Lockout::failed(const Name& name, Instant now) {
    const std::scoped_lock lock{mutex_};
    const bool is_own = has_room_for(name.own, now);
    const std::string_view counted = is_own ? name.own : name.shared;
    static_cast<void>(is_open(counted, now));  // what has had its time is counted anew
    Failures& failures = failures_[std::string{counted}];
    ++failures.count;
    failures.last = now;
    return is_own;
}

bool Lockout::succeeded(std::string_view own) {
    const std::scoped_lock lock{mutex_};
    const auto found = failures_.find(own);
    if (found == failures_.end()) return false;
    failures_.erase(found);
    return true;
}

void Lockout::restore(std::string_view name, int count, Instant last) {
    const std::scoped_lock lock{mutex_};
    failures_.insert_or_assign(std::string{name},
                               Failures{.count = count, .last = last, .is_told = false});
}

bool Lockout::is_open(std::string_view name, Instant now) {
    const auto found = failures_.find(name);
    if (found == failures_.end()) return true;
    if (now - found->second.last >= locked) {
        failures_.erase(found);
        return true;
    }
    return found->second.count < most_failures;
}

/// Only what has had its time goes.
bool Lockout::has_room_for(std::string_view name, Instant now) {
    if (failures_.size() < most_names || failures_.contains(name)) return true;
    std::erase_if(failures_, [&](const auto& each) { return now - each.second.last >= locked; });
    return failures_.size() < most_names;
}

}  // namespace ontzorgd::api
