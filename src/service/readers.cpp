// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/readers.h"

#include "ontzorgd/service/writer.h"
#include "ontzorgd/store/chain.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

/// A thread's own connection and the moment it answers from.
struct Reader {
    explicit Reader(Municipality directory) : town{std::move(directory)} {}

    Municipality town;
    std::optional<store::Snapshot> moment;

    /// The moment is that of the first thing that is read. False when none can be had.
    bool look() {
        moment.reset();
        try {
            moment.emplace(town.db());
            return true;
        } catch (const store::DatabaseFault&) {
            moment.reset();
            return false;
        }
    }
    /// The moment is now. False when the database cannot be read.
    bool look_now() {
        if (!look()) return false;
        try {
            static_cast<void>(store::chain_head(town.db()));
            return true;
        } catch (const store::DatabaseFault&) {
            moment.reset();
            return false;
        }
    }
};

}  // namespace

struct Readers::Inside {
    explicit Inside(std::size_t most) : most_waiting{most} {}

    std::size_t most_waiting;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Question> questions;
    std::uint64_t freeze_number = 0;  ///< odd: frozen
    unsigned frozen_threads = 0;
    bool stopping = false;
    std::vector<std::thread> threads;

    void run(Municipality town);
    void say_frozen();
};

void Readers::Inside::run(Municipality town) {
    Reader reader{std::move(town)};
    std::uint64_t seen = 0;
    bool sees_the_moment = true;  // while frozen
    for (;;) {
        Question question;
        {
            std::unique_lock lock{mutex};
            changed.wait(lock,
                         [&] { return stopping || !questions.empty() || seen != freeze_number; });
            if (stopping) return;
            if (seen == freeze_number) {
                question = std::move(questions.front());
                questions.pop_front();
            } else {
                seen = freeze_number;
            }
        }
        const bool is_frozen = seen % 2 == 1;
        if (question == nullptr) {
            reader.moment.reset();
            sees_the_moment = !is_frozen || reader.look_now();
            if (is_frozen) say_frozen();
            continue;
        }
        // A question that cannot be answered is dropped, which whoever asked it is told.
        if (is_frozen ? sees_the_moment : reader.look()) question(reader.town);
        if (!is_frozen) reader.moment.reset();
    }
}

void Readers::Inside::say_frozen() {
    const std::scoped_lock lock{mutex};
    ++frozen_threads;
    changed.notify_all();
}

Readers::Readers(const Writer& writer, unsigned threads, std::size_t most_waiting)
    : inside_{std::make_unique<Inside>(most_waiting)} {
    for (unsigned i = 0; i < threads; ++i) {
        inside_->threads.emplace_back(
            [this, town = writer.town().reader()]() mutable { inside_->run(std::move(town)); });
    }
}

Readers::~Readers() {
    stop();
}

bool Readers::post(Question question) {
    {
        const std::scoped_lock lock{inside_->mutex};
        if (inside_->stopping || inside_->questions.size() >= inside_->most_waiting) return false;
        inside_->questions.push_back(std::move(question));
    }
    // Who is woken would only wait for the lock.
    inside_->changed.notify_one();
    return true;
}

void Readers::stop() {
    {
        const std::scoped_lock lock{inside_->mutex};
        inside_->stopping = true;
    }
    inside_->changed.notify_all();
    for (std::thread& thread : inside_->threads) thread.join();
    inside_->threads.clear();
    // Outside the lock: what is dropped tells so to whoever asked.
    const std::deque<Question> dropped = std::exchange(inside_->questions, {});
}

void Readers::freeze() {
    std::unique_lock lock{inside_->mutex};
    ++inside_->freeze_number;
    inside_->frozen_threads = 0;
    inside_->changed.notify_all();
    inside_->changed.wait(lock, [&] {
        return inside_->stopping || inside_->frozen_threads == inside_->threads.size();
    });
}

void Readers::thaw() {
    const std::scoped_lock lock{inside_->mutex};
    ++inside_->freeze_number;
    inside_->changed.notify_all();
}

}  // namespace ontzorgd::service
