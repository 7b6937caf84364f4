// SPDX-License-Identifier: EUPL-1.2
// The profile of a bank (TOML), read as the file that it says it is.
#include "fuzz.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/messages/profile_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ontzorgd;
    const std::string_view text = fuzz::text_of(data, size);
    for (const payment::BankProfile& brought : messages::bank_profiles()) {
        const auto profile = messages::read_bank_profile(text, brought.name);
        base::expects(!profile || profile.value().name == brought.name,
                      "a profile is named as its file is");
    }
    return 0;
}
