// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/random.h"

#include <algorithm>
#include <set>

namespace ontzorgd::crypto {
namespace {

TEST(Random, NeverComesTwice) {
    std::set<std::array<std::uint8_t, 16>> seen;
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(random_array<16>()).second);
}

TEST(Random, FillsEveryByte) {
    // 64 draws that all leave one of 100 bytes at zero: not in the lifetime of the sun.
    std::array<bool, 100> touched{};
    for (int draw = 0; draw < 64; ++draw) {
        const auto bytes = random_array<100>();
        for (std::size_t i = 0; i < bytes.size(); ++i) touched[i] = touched[i] || bytes[i] != 0;
    }
    EXPECT_TRUE(std::all_of(touched.begin(), touched.end(), [](bool one) { return one; }));
}

TEST(Random, FillsNothingWhenAskedForNothing) {
    EXPECT_NO_THROW(fill_random({}));
}

}  // namespace
}  // namespace ontzorgd::crypto
