// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"

#include <functional>
#include <memory>

/// @file
/// Readers: the threads that answer questions about a state directory that a Writer has, each with
/// a connection of its own. A question is answered from one moment: what is written meanwhile does
/// not come into the answer.
namespace ontzorgd::service {

class Writer;

class Readers {
public:
    /// Throws nothing: it answers for its own faults, also when the database cannot be read. It
    /// sees what was written before the first thing that it reads.
    using Question = std::function<void(Municipality&)>;

    /// `threads` of them, reading what `writer` writes; it must outlive them. At most
    /// `most_waiting` questions wait.
    Readers(const Writer& writer, unsigned threads, std::size_t most_waiting);
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    Readers(Readers&&) = delete;
    Readers& operator=(Readers&&) = delete;
    ~Readers();  ///< as stop()

    /// From any thread. False when too many wait, or when it stops.
    [[nodiscard]] bool post(Question question);
    /// Answers the questions under way, drops those that wait, and returns. From any thread but its
    /// own.
    void stop();

    /// From here on every question is answered as of now, until thaw(): the writer is about to
    /// write what is not whole before it ends. Returns when every thread has seen the moment.
    void freeze();
    void thaw();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::service
