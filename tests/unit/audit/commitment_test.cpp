// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/commitment.h"

#include "sha256.h"

namespace ontzorgd::audit {
namespace {

std::optional<base::Digest> all_known(std::int64_t personal) {
    base::Digest digest{};
    digest.fill(static_cast<std::uint8_t>(personal));
    return digest;
}

std::string hex_of(const std::string& byte) {
    std::string hex;
    for (int i = 0; i < 32; ++i) hex += byte;
    return hex;
}

std::string replaced(std::string_view child) {
    const auto bytes = with_commitments(child, all_known);
    return bytes ? bytes.value() : "refused";
}

TEST(Commitment, IsSha256OfSaltAndValue) {
    Salt salt{};
    salt.fill('s');
    EXPECT_EQ(commitment(openssl_sha256, salt, "value"),
              openssl_sha256(std::string(16, 's') + "value"));
}

TEST(Commitment, OfTheSameValueDiffersWithTheSalt) {
    Salt other{};
    other.fill(1);
    EXPECT_NE(commitment(openssl_sha256, {}, "value"), commitment(openssl_sha256, other, "value"));
}

TEST(CommitmentMarker, IsReplacedByTheDigitsOfTheCommitment) {
    EXPECT_EQ(commitment_marker(17), "{p:17}");
    EXPECT_EQ(replaced("client=5 iban={p:17}\n"), "client=5 iban=" + hex_of("11") + "\n");
    EXPECT_EQ(replaced("{p:1}{p:2}"), hex_of("01") + hex_of("02"));
    EXPECT_EQ(replaced("nothing"), "nothing");
    EXPECT_EQ(replaced(""), "");
}

TEST(CommitmentMarker, IsExactlyWhatTheGrammarSays) {
    for (const std::string child : {"{p:}", "{p:0}", "{p:01}", "{p:-1}", "{p:x}", "{p: 1}", "{p:1",
                                    "{P:1}", "{p:1 }", "{p:1234567890123456789}"}) {
        EXPECT_EQ(replaced(child), child);
    }
    EXPECT_EQ(replaced("{p:{p:1}"), "{p:" + hex_of("01"));
}

TEST(CommitmentMarker, OfAnUnknownValueIsRefused) {
    const auto bytes = with_commitments("{p:17}", [](std::int64_t) { return std::nullopt; });
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, "commitment_is_missing");
    EXPECT_EQ(bytes.error().detail("value"), "17");
}

}  // namespace
}  // namespace ontzorgd::audit
