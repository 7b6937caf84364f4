// SPDX-License-Identifier: EUPL-1.2
#include "lockout.h"

#include <gtest/gtest.h>

namespace ontzorgd::api {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const Lockout::Instant now{std::chrono::hours{1000}};

void fail(Lockout& lockout, int times, std::string_view name = "rob") {
    for (int i = 0; i < times; ++i) lockout.failed(name, now);
}

TEST(Lockout, LetsANameTryUntilItFailedTooOften) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures - 1);
    EXPECT_TRUE(lockout.may_try("rob", now));
    fail(lockout, 1);
    EXPECT_FALSE(lockout.may_try("rob", now));
    EXPECT_TRUE(lockout.may_try("karin", now));
}

TEST(Lockout, EndsAfterItsTimeAndBeginsAnew) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures);
    EXPECT_FALSE(lockout.may_try("rob", now + Lockout::locked - seconds{1}));
    EXPECT_TRUE(lockout.may_try("rob", now + Lockout::locked));
    fail(lockout, 1);
    EXPECT_TRUE(lockout.may_try("rob", now));
}

TEST(Lockout, ForgetsFailuresBeforeASuccess) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures - 1);
    lockout.succeeded("rob");
    fail(lockout, Lockout::most_failures - 1);
    EXPECT_TRUE(lockout.may_try("rob", now));
}

TEST(Lockout, GoesOnWithWhatWasKnownBeforeARestart) {
    Lockout lockout;
    lockout.restore("rob", Lockout::most_failures, now - std::chrono::minutes{10});
    lockout.restore("karin", Lockout::most_failures - 1, now);
    EXPECT_FALSE(lockout.may_try("rob", now));
    EXPECT_TRUE(lockout.may_try("rob", now + std::chrono::minutes{5}));
    EXPECT_TRUE(lockout.may_try("karin", now));
    lockout.failed("karin", now);
    EXPECT_FALSE(lockout.may_try("karin", now));
}

TEST(Lockout, KeepsWhoIsLockedWhenSomebodyMakesUpNames) {
    Lockout lockout;
    fail(lockout, Lockout::most_failures);
    for (int i = 0; i < 25'000; ++i) lockout.failed("naam" + std::to_string(i), now);
    EXPECT_FALSE(lockout.may_try("rob", now + minutes{1}));
}

}  // namespace
}  // namespace ontzorgd::api
