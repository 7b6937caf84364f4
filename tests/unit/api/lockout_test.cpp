// SPDX-License-Identifier: EUPL-1.2
#include "lockout.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::api {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const Lockout::Instant now{std::chrono::hours{1000}};

Lockout::Name named(std::string_view own, std::string_view shared = "gedeeld") {
    return {.own = own, .shared = shared};
}

void fail(Lockout& lockout, int times, std::string_view name = "rob", Lockout::Instant at = now) {
    for (int i = 0; i < times; ++i) lockout.failed(named(name), at);
}

/// No name more has a counter of its own.
void fill(Lockout& lockout, Lockout::Instant at = now) {
    for (std::size_t i = 0; i < Lockout::most_names; ++i)
        lockout.failed(named("naam" + std::to_string(i)), at);
}

TEST(Lockout, LetsANameTryUntilItFailedTooOften) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures - 1);
    EXPECT_TRUE(lockout.may_try(named("rob"), now));
    fail(lockout, 1);
    EXPECT_FALSE(lockout.may_try(named("rob"), now));
    EXPECT_TRUE(lockout.may_try(named("karin"), now));
}

TEST(Lockout, IsNewsOnceEachTime) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures - 1);
    EXPECT_FALSE(lockout.is_news(named("rob"), now)) << "it may still try";
    fail(lockout, 1);
    EXPECT_TRUE(lockout.is_news(named("rob"), now));
    EXPECT_FALSE(lockout.is_news(named("rob"), now));
    EXPECT_FALSE(lockout.is_news(named("karin"), now));
    const auto later = now + Lockout::locked;
    fail(lockout, Lockout::most_failures, "rob", later);
    EXPECT_TRUE(lockout.is_news(named("rob"), later));
    EXPECT_FALSE(lockout.is_news(named("rob"), later));
}

TEST(Lockout, EndsAfterItsTimeAndBeginsAnew) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures);
    EXPECT_FALSE(lockout.may_try(named("rob"), now + Lockout::locked - seconds{1}));
    EXPECT_TRUE(lockout.may_try(named("rob"), now + Lockout::locked));
    fail(lockout, 1);
    EXPECT_TRUE(lockout.may_try(named("rob"), now));
}

TEST(Lockout, CountsAnewWhatHadItsTimeAlsoWhenNobodyAskedInBetween) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures - 1);
    fail(lockout, 1, "rob", now + Lockout::locked);
    EXPECT_TRUE(lockout.may_try(named("rob"), now + Lockout::locked));
}

TEST(Lockout, ForgetsFailuresBeforeASuccess) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures - 1);
    EXPECT_TRUE(lockout.succeeded("rob"));
    EXPECT_FALSE(lockout.succeeded("rob"));
    fail(lockout, Lockout::most_failures - 1);
    EXPECT_TRUE(lockout.may_try(named("rob"), now));
}

TEST(Lockout, GoesOnWithWhatWasKnownBeforeARestart) {
    Lockout lockout;
    lockout.restore("rob", Lockout::most_failures, now - minutes{10});
    lockout.restore("karin", Lockout::most_failures - 1, now);
    EXPECT_FALSE(lockout.may_try(named("rob"), now));
    EXPECT_TRUE(lockout.may_try(named("rob"), now + minutes{5}));
    EXPECT_TRUE(lockout.may_try(named("karin"), now));
    lockout.failed(named("karin"), now);
    EXPECT_FALSE(lockout.may_try(named("karin"), now));
}

TEST(Lockout, ForgetsNothingWhenSomebodyMakesUpNames) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures);
    fail(lockout, Lockout::most_failures - 1, "karin");
    for (int i = 0; i < 25'000; ++i)
        lockout.failed(named("naam" + std::to_string(i), "ander"), now);
    EXPECT_FALSE(lockout.may_try(named("rob"), now + minutes{1}));
    EXPECT_TRUE(lockout.may_try(named("karin"), now + minutes{1}));
    fail(lockout, 1, "karin", now + minutes{1});
    EXPECT_FALSE(lockout.may_try(named("karin"), now + minutes{1}))
        << "a guess too many, as if nobody had made up names";
}

TEST(Lockout, CountsANewNameWithOthersOnceItIsFull) {
    Lockout lockout;
    fill(lockout);
    for (int i = 0; i < Lockout::most_failures; ++i) {
        EXPECT_TRUE(lockout.may_try(named("rob", "met rob"), now));
        EXPECT_FALSE(lockout.failed(named("rob", "met rob"), now)) << "it has none of its own";
    }
    EXPECT_FALSE(lockout.may_try(named("rob", "met rob"), now));
    EXPECT_FALSE(lockout.may_try(named("karin", "met rob"), now));
    EXPECT_TRUE(lockout.may_try(named("kim", "met kim"), now));
    EXPECT_FALSE(lockout.succeeded("rob")) << "who shares a counter does not clear it";
    EXPECT_TRUE(lockout.may_try(named("rob", "met rob"), now + Lockout::locked));
}

TEST(Lockout, HasRoomAgainForWhatHadItsTime) {
    Lockout lockout;
    fill(lockout);
    const auto later = now + Lockout::locked;
    EXPECT_TRUE(lockout.failed(named("rob"), later));
    EXPECT_TRUE(lockout.succeeded("rob"));
}

}  // namespace
}  // namespace ontzorgd::api
