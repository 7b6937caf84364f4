// SPDX-License-Identifier: EUPL-1.2
#include "lockout.h"

namespace ontzorgd::api {

namespace {

/// Names that somebody makes up do not fill the memory.
constexpr std::size_t most_names = 10'000;

}  // namespace

bool Lockout::may_try(std::string_view name, Instant now) {
    const std::scoped_lock lock{mutex_};
    const auto found = failures_.find(name);
    if (found == failures_.end()) return true;
    if (now - found->second.last >= locked) {
        failures_.erase(found);
        return true;
    }
    return found->second.count < most_failures;
}

void Lockout::failed(std::string_view name, Instant now) {
    const std::scoped_lock lock{mutex_};
    if (failures_.size() >= most_names) sweep(now);
    Failures& failures = failures_[std::string{name}];
    ++failures.count;
    failures.last = now;
}

bool Lockout::succeeded(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    const auto found = failures_.find(name);
    if (found == failures_.end()) return false;
    failures_.erase(found);
    return true;
}

void Lockout::restore(std::string_view name, int count, Instant last) {
    const std::scoped_lock lock{mutex_};
    failures_.insert_or_assign(std::string{name}, Failures{.count = count, .last = last});
}

/// What has had its time goes; when that is not enough, what is not locked goes too.
void Lockout::sweep(Instant now) {
    std::erase_if(failures_, [&](const auto& each) { return now - each.second.last >= locked; });
    if (failures_.size() < most_names) return;
    std::erase_if(failures_, [](const auto& each) { return each.second.count < most_failures; });
}

}  // namespace ontzorgd::api
