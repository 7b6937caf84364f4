// SPDX-License-Identifier: EUPL-1.2
// Whatever somebody drops: the kind is told by the content.
#include "fuzz.h"
#include "ontzorgd/messages/bank_read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ontzorgd;
    (void)messages::read_any_bank_file(messages::source_of(fuzz::text_of(data, size)), "invoer");
    return 0;
}
