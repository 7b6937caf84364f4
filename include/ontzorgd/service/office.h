// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/readers.h"
#include "ontzorgd/service/writer.h"

/// @file
/// Office: one municipality as a daemon has it, with the threads that work there.
namespace ontzorgd::service {

class Office {
public:
    struct Threads {
        unsigned readers = 2;
        std::size_t most_questions = 1024;
        Writer::Limits writer{};
    };
    /// Takes over a directory that is open for writing.
    Office(Municipality town, Threads threads)
        : writer{std::move(town), threads.writer},
          readers{writer, threads.readers, threads.most_questions},
          logins{writer, 1, threads.most_questions} {}

    Writer writer;
    Readers readers;
    /// Checks passwords, which takes a tenth of a second each: whoever asks something else does not
    /// wait for it.
    Readers logins;

    [[nodiscard]] const Municipality& town() const { return writer.town(); }
};

}  // namespace ontzorgd::service
