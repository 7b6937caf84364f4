// SPDX-License-Identifier: EUPL-1.2
// Whatever somebody drops: the kind is told by the content.
#include "fuzz.h"
#include "ontzorgd/messages/bank_read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ontzorgd;
    const auto read =
        messages::read_any_bank_file(messages::source_of(fuzz::text_of(data, size)), "invoer");
    if (read) (void)messages::to_json(read.value());
    return 0;
}
