// SPDX-License-Identifier: EUPL-1.2
#include "live_tasks.h"

namespace ontzorgd::api {

void LiveTask::work() {
    const std::scoped_lock lock{mutex_};
    state_.is_working = true;
    ++state_.number;
}

void LiveTask::say(std::string_view what, std::int64_t done) {
    const std::scoped_lock lock{mutex_};
    state_.what = what;
    state_.done = done;
    ++state_.number;
}

void LiveTask::end() {
    const std::scoped_lock lock{mutex_};
    state_.has_ended = true;
    ++state_.number;
}

LiveTask::State LiveTask::look() const {
    const std::scoped_lock lock{mutex_};
    return state_;
}

std::shared_ptr<LiveTask> LiveTasks::begin(const std::string& place) {
    const std::scoped_lock lock{mutex_};
    auto& task = tasks_[place];
    task = std::make_shared<LiveTask>();
    return task;
}

std::shared_ptr<LiveTask> LiveTasks::find(const std::string& place) const {
    const std::scoped_lock lock{mutex_};
    const auto found = tasks_.find(place);
    return found == tasks_.end() ? nullptr : found->second;
}

void LiveTasks::end(const std::string& place) {
    const std::scoped_lock lock{mutex_};
    const auto found = tasks_.find(place);
    if (found == tasks_.end()) return;
    found->second->end();
    tasks_.erase(found);
}

}  // namespace ontzorgd::api
