// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/contract.h"

#include <cstdio>
#include <cstdlib>

namespace ontzorgd::base {

void contract_broken(const char* promise, const char* file, int line) noexcept {
    // Nothing that can fail, allocate or lock in our own code: the process ends here.
    static_cast<void>(std::fprintf(stderr, "contract broken: %s (%s:%d)\n", promise, file, line));
    std::abort();
}

}  // namespace ontzorgd::base
