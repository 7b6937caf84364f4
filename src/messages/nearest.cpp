// SPDX-License-Identifier: EUPL-1.2
#include "nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ontzorgd::messages {

std::size_t steps_between(std::string_view one, std::string_view other) {
    // The row of the table for so much of `one` as was looked at: steps to each length of `other`.
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] == other[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> words) {
    const auto found = std::ranges::min_element(
        words, {}, [&](std::string_view each) { return steps_between(word, each); });
    return found == words.end() ? std::string_view{} : *found;
}

}  // namespace ontzorgd::messages
