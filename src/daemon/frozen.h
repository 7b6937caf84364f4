// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/readers.h"

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

private:
    service::Readers& readers_;
};

}  // namespace ontzorgd::daemon
