// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

/// @file
/// Writer: the one thread that changes anything in a state directory while a daemon has it.
///
/// Short work is a person waiting for an answer; long work (a run, a batch, a bank file) goes on
/// beside it: short work runs before it, and between its slices. Long work is done one at a time,
/// in the order it was given.
namespace ontzorgd::service {

class Writer {
public:
    /// Run on the writer's thread with the directory open for writing. May throw nothing but what
    /// ends the process: it answers for its own faults.
    using Work = std::function<void(Municipality&)>;

    struct Limits {
        std::size_t short_work = 256;  ///< waiting; more is refused
        std::size_t long_work = 32;
    };

    /// Takes over a directory that is open for writing.
    Writer(Municipality town, Limits limits);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;
    ~Writer();  ///< as stop()

    /// From any thread. False when as much waits already, or when it stops: nothing will be done.
    [[nodiscard]] bool post(Work work);
    [[nodiscard]] bool post_long(Work work);

    /// What long work calls between two of its slices, outside any transaction: does the short work
    /// that waits. On the writer's thread only.
    void between_slices();

    /// Takes no more work, finishes the short work that waits and the long work under way, drops
    /// the rest, and returns. From any thread but its own.
    void stop();

    struct Waiting {
        std::size_t short_work = 0;
        std::size_t long_work = 0;
        bool does_long_work = false;
    };
    [[nodiscard]] Waiting waiting() const;

    /// The directory, for making readers of it and for what never changes (its name, its keys).
    /// From any thread; its database is the writer's alone.
    [[nodiscard]] const Municipality& town() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::service
