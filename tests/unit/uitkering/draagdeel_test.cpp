// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/draagdeel.h"

#include <gtest/gtest.h>

namespace ontzorgd::uitkering {
namespace {

using values::Euro;
using PerPartner = std::array<Euro, 2>;

Euro cents(std::int64_t amount) {
    return Euro::from_cents(amount);
}

TEST(ReturnedPerPartner, GivesEachBackExactlyWhatHeBoreWhenAllComesBack) {
    EXPECT_EQ(returned_per_partner(cents(65177), cents(65177), cents(32589)),
              (PerPartner{cents(32589), cents(32588)}));
    EXPECT_EQ(returned_per_partner(cents(65177), cents(65177), cents(65177)),
              (PerPartner{cents(65177), cents(0)}));
    EXPECT_EQ(returned_per_partner(cents(65177), cents(65177), cents(0)),
              (PerPartner{cents(0), cents(65177)}));
}

TEST(ReturnedPerPartner, DividesAPartInProportionWithTheOddCentOnTheFirst) {
    EXPECT_EQ(returned_per_partner(cents(101), cents(1000), cents(500)),
              (PerPartner{cents(51), cents(50)}));
    EXPECT_EQ(returned_per_partner(cents(0), cents(1000), cents(500)),
              (PerPartner{cents(0), cents(0)}));
}

TEST(ReturnedPerPartner, NeverLosesACentNorGivesMoreThanWasBorne) {
    for (std::int64_t paid = 1; paid < 60; ++paid) {
        for (std::int64_t first = 0; first <= paid; ++first) {
            for (std::int64_t returned = 0; returned <= paid; ++returned) {
                const PerPartner parts =
                    returned_per_partner(cents(returned), cents(paid), cents(first));
                ASSERT_EQ(parts[0] + parts[1], cents(returned));
                ASSERT_FALSE(parts[0].is_negative());
                ASSERT_LE(parts[1], cents(paid - first));
            }
        }
    }
}

}  // namespace
}  // namespace ontzorgd::uitkering
