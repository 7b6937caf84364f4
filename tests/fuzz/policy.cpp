// SPDX-License-Identifier: EUPL-1.2
// The regelset (TOML) and the calendar of pay dates (CSV).
#include "fuzz.h"
#include "ontzorgd/messages/calendar_file.h"
#include "ontzorgd/messages/regelset_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ontzorgd;
    const std::string_view text = fuzz::text_of(data, size);
    (void)messages::read_regelset(text);
    (void)messages::read_calendar(text);
    return 0;
}
