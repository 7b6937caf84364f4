// SPDX-License-Identifier: EUPL-1.2
#include "fuzz.h"
#include "statements.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ontzorgd;
    const std::string_view text = fuzz::text_of(data, size);
    fuzz::Statements whole;
    fuzz::Statements pieces;
    const auto first = messages::read_camt(messages::source_of(text), whole);
    const auto second = messages::read_camt(fuzz::in_small_pieces(text), pieces);
    base::expects(static_cast<bool>(first) == static_cast<bool>(second),
                  "blocks make no difference to the answer");
    base::expects(!first || whole.seen() == pieces.seen(), "nor to what was read");
    return 0;
}
