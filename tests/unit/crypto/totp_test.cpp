// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/totp.h"

#include "ontzorgd/base/encoding.h"

namespace ontzorgd::crypto {
namespace {

const std::string secret = "12345678901234567890";

std::chrono::sys_seconds at(std::int64_t seconds) {
    return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

TEST(Totp, GivesTheAnswersOfRfc6238) {
    // Appendix B, SHA-1; the RFC shows eight digits, of which six are the last six.
    const std::vector<std::pair<std::int64_t, std::string>> answers{
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'111'111'111, "050471"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"},
        {20'000'000'000, "353130"},
    };
    for (const auto& [seconds, code] : answers) {
        EXPECT_EQ(totp_code(secret, totp_step(at(seconds))), code) << seconds;
    }
}

TEST(Totp, GivesTheAnswersOfRfc4226) {
    const std::vector<std::string> answers{"755224", "287082", "359152", "969429", "338314",
                                           "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t step = 0; step < answers.size(); ++step) {
        EXPECT_EQ(totp_code(secret, step), answers[step]);
    }
}

TEST(Totp, CountsStepsOf30Seconds) {
    EXPECT_EQ(totp_step(at(0)), 0U);
    EXPECT_EQ(totp_step(at(29)), 0U);
    EXPECT_EQ(totp_step(at(30)), 1U);
    EXPECT_EQ(totp_step(at(1'234'567'890)), 41'152'263U);
}

TEST(Totp, TakesOneStepToEitherSideAndSaysWhich) {
    const std::int64_t now = 1'234'567'890;
    const std::uint64_t step = totp_step(at(now));
    for (std::uint64_t other = step - 3; other <= step + 3; ++other) {
        const auto found = totp_step_of(secret, totp_code(secret, other), at(now));
        const bool is_near = other + 1 >= step && other <= step + 1;
        EXPECT_EQ(found, is_near ? std::optional{other} : std::nullopt) << other;
    }
}

TEST(Totp, HasNoStepBefore1970) {
    EXPECT_EQ(totp_step_of(secret, totp_code(secret, 0), at(0)), 0U);
    EXPECT_EQ(totp_step_of(secret, totp_code(secret, 1), at(0)), 1U);
    EXPECT_EQ(totp_step_of(secret, totp_code(secret, 2), at(0)), std::nullopt);
}

TEST(Totp, RefusesWhatIsNotTheSixDigits) {
    const auto now = at(59);
    EXPECT_TRUE(totp_step_of(secret, "287082", now));
    for (const std::string_view code :
         {"", "28708", "2870820", "94287082", " 287082", "287 082", "287083", "187082", "abcdef"}) {
        EXPECT_FALSE(totp_step_of(secret, code, now)) << code;
    }
    EXPECT_FALSE(totp_step_of("another secret", "287082", now));
}

TEST(Totp, TakesTheSecretThatAnAppWasGiven) {
    EXPECT_EQ(base::to_base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(totp_code(base::from_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").value(), 1),
              "287082");
    EXPECT_EQ(sizeof(TotpSecret), 20U);
}

}  // namespace
}  // namespace ontzorgd::crypto
