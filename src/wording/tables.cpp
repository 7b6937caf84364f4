// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <array>

namespace ontzorgd::wording {

namespace {

constexpr std::array sentence_table{
    Entry{"batch_is_unknown", "Batch {batch} bestaat niet."},
};

constexpr std::array label_table{
    Entry{"batch", "batch"},
};

}  // namespace

std::span<const Entry> sentences() {
    return sentence_table;
}
std::span<const Entry> labels() {
    return label_table;
}

}  // namespace ontzorgd::wording
