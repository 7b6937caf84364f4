// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/readers.h"
#include "ontzorgd/service/writer.h"

/// @file
/// Office: one municipality as a daemon has it, with the threads that work there.
namespace ontzorgd::service {

class Office {
public:
    static constexpr std::size_t most_passwords = 64;
    static constexpr std::size_t most_earlier_days = 16;

    struct Threads {
        unsigned readers = 2;
        std::size_t most_questions = 1024;
        Writer::Limits writer{};
    };
    /// Takes over a directory that is open for writing.
    Office(Municipality town, Threads threads)
        : writer{std::move(town), threads.writer},
          readers{writer, threads.readers, threads.most_questions},
          logins{writer, 1, most_passwords},
          confirmations{writer, 1, most_passwords},
          watch{writer, 1, most_passwords},
          history{writer, 1, most_earlier_days} {}

    Writer writer;
    Readers readers;
    /// Checks passwords, which takes a tenth of a second each: whoever asks something else does not
    /// wait for it.
    Readers logins;
    /// The password of who is logged in already, before they sign: it does not wait for others who
    /// try to come in.
    Readers confirmations;
    /// For whoever watches over the daemon: answers also when many ask something else.
    Readers watch;
    /// Questions about an earlier day: each takes a copy of the whole database back to that day.
    Readers history;

    [[nodiscard]] const Municipality& town() const { return writer.town(); }

    /// Takes no more work and no more questions; returns when what is under way is done.
    void stop() {
        writer.stop();
        for (Readers* each : {&readers, &logins, &confirmations, &watch, &history}) each->stop();
    }
};

}  // namespace ontzorgd::service
