// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_ways.h"

#include <gtest/gtest.h>

#include <set>

namespace ontzorgd::payment {
namespace {

TEST(BankWays, ShowWhatWasAddedAndNothingElse) {
    BankWays ways;
    ways.add(Booking::per_transfer);
    ways.add(BatchName::its_own);
    for (const Booking each : all_bookings) {
        EXPECT_EQ(ways.shows(each), each == Booking::per_transfer) << to_text(each);
    }
    for (const BatchName each : all_batch_names) {
        EXPECT_EQ(ways.shows(each), each == BatchName::its_own) << to_text(each);
    }
    EXPECT_EQ(BankWays::from_number(ways.to_number()), ways);
    ways.forget_names();
    EXPECT_TRUE(ways.shows(Booking::per_transfer));
    EXPECT_FALSE(ways.shows(BatchName::its_own));
}

TEST(BankWays, KeepEveryWayApartFromEveryOther) {
    std::set<std::int64_t> numbers;
    for (const Booking each : all_bookings) {
        BankWays ways;
        ways.add(each);
        numbers.insert(ways.to_number());
    }
    for (const BatchName each : all_batch_names) {
        BankWays ways;
        ways.add(each);
        numbers.insert(ways.to_number());
    }
    EXPECT_EQ(numbers.size(), all_bookings.size() + all_batch_names.size() - 1)
        << "unknown shows nothing, and every other way something of its own";
}

TEST(BankWays, ContradictOnlyAProfileThatSaysSomething) {
    BankWays ways;
    EXPECT_EQ(other_than(Booking::per_transfer, ways), std::nullopt);
    ways.add(Booking::per_file);
    EXPECT_EQ(other_than(Booking::per_transfer, ways), Booking::per_file);
    EXPECT_EQ(other_than(Booking::per_file, ways), std::nullopt);
    EXPECT_EQ(other_than(Booking::unknown, ways), std::nullopt);
    // A bank that does both contradicts either.
    ways.add(Booking::per_transfer);
    EXPECT_EQ(other_than(Booking::per_file, ways), Booking::per_transfer);

    ways.add(BatchName::our_message_id);
    EXPECT_EQ(other_than(BatchName::our_payment_id, ways), BatchName::our_message_id);
    EXPECT_EQ(other_than(BatchName::our_message_id, ways), std::nullopt);
    EXPECT_EQ(other_than(BatchName::unknown, ways), std::nullopt);
}

}  // namespace
}  // namespace ontzorgd::payment
