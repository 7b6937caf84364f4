// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/writer.h"

#include "ontzorgd/base/contract.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace ontzorgd::service {

struct Writer::Inside {
    Inside(Municipality directory, Limits given_limits)
        : town{std::move(directory)}, limits{given_limits} {}

    Municipality town;
    Limits limits;
    mutable std::mutex mutex;
    std::condition_variable given;
    std::deque<Work> short_work;
    std::deque<Work> long_work;
    bool does_long_work = false;
    bool stopping = false;
    std::thread thread;

    std::optional<Work> next_short();
    std::optional<Work> next();
    void run();
};

std::optional<Writer::Work> Writer::Inside::next_short() {
    const std::scoped_lock lock{mutex};
    if (short_work.empty()) return std::nullopt;
    Work work = std::move(short_work.front());
    short_work.pop_front();
    return work;
}

/// Waits for work; nothing when there will be none.
std::optional<Writer::Work> Writer::Inside::next() {
    std::unique_lock lock{mutex};
    does_long_work = false;
    given.wait(lock, [&] { return stopping || !short_work.empty() || !long_work.empty(); });
    std::deque<Work>* const from =
        !short_work.empty() ? &short_work : (stopping || long_work.empty() ? nullptr : &long_work);
    if (from == nullptr) return std::nullopt;
    does_long_work = from == &long_work;
    Work work = std::move(from->front());
    from->pop_front();
    return work;
}

void Writer::Inside::run() {
    while (const auto work = next()) (*work)(town);
}

Writer::Writer(Municipality town, Limits limits)
    : inside_{std::make_unique<Inside>(std::move(town), limits)} {
    inside_->thread = std::thread{[this] { inside_->run(); }};
}

Writer::~Writer() {
    stop();
}

bool Writer::post(Work work) {
    const std::scoped_lock lock{inside_->mutex};
    if (inside_->stopping || inside_->short_work.size() >= inside_->limits.short_work) return false;
    inside_->short_work.push_back(std::move(work));
    inside_->given.notify_one();
    return true;
}

bool Writer::post_long(Work work) {
    const std::scoped_lock lock{inside_->mutex};
    if (inside_->stopping || inside_->long_work.size() >= inside_->limits.long_work) return false;
    inside_->long_work.push_back(std::move(work));
    inside_->given.notify_one();
    return true;
}

void Writer::between_slices() {
    base::expects(std::this_thread::get_id() == inside_->thread.get_id(),
                  "short work is done by the writer alone");
    while (const auto work = inside_->next_short()) (*work)(inside_->town);
}

void Writer::stop() {
    {
        const std::scoped_lock lock{inside_->mutex};
        inside_->stopping = true;
    }
    inside_->given.notify_all();
    if (inside_->thread.joinable()) inside_->thread.join();
    // What is dropped is told so by whoever waits for it: outside the lock, it may look back here.
    const std::deque<Work> dropped = std::move(inside_->long_work);
}

Writer::Waiting Writer::waiting() const {
    const std::scoped_lock lock{inside_->mutex};
    return {.short_work = inside_->short_work.size(),
            .long_work = inside_->long_work.size(),
            .does_long_work = inside_->does_long_work};
}

const Municipality& Writer::town() const {
    return inside_->town;
}

}  // namespace ontzorgd::service
