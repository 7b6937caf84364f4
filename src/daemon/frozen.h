// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/readers.h"

#include <exception>
#include <functional>

namespace ontzorgd::daemon {

/// Readers answer from the moment before, as long as this lives, whatever ends the work.
class Frozen {
public:
    explicit Frozen(service::Readers& readers) : readers_{readers} { readers_.freeze(); }
    ~Frozen() { readers_.thaw(); }
    Frozen(const Frozen&) = delete;
    Frozen& operator=(const Frozen&) = delete;
    Frozen(Frozen&&) = delete;
    Frozen& operator=(Frozen&&) = delete;

    /// Runs work; what a fault of the world leaves of it is taken away before anybody looks.
    static void run(service::Readers& readers, service::Municipality& town,
                    const std::function<void()>& work) {
        const Frozen frozen{readers};
        try {
            work();
        } catch (const std::exception&) {
            town.sweep();
            throw;
        }
    }

private:
    service::Readers& readers_;
};

}  // namespace ontzorgd::daemon
