// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/sha256.h"

#include <thread>

namespace ontzorgd::crypto {
namespace {

// FIPS 180-4, examples of SHA-256.
const std::string of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const std::string of_two_blocks =
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
const std::string of_a_million_a =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
const std::string of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Sha256, GivesThePublishedAnswers) {
    EXPECT_EQ(base::to_hex(sha256("abc")), of_abc);
    EXPECT_EQ(base::to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              of_two_blocks);
    EXPECT_EQ(base::to_hex(sha256(std::string(1'000'000, 'a'))), of_a_million_a);
    EXPECT_EQ(base::to_hex(sha256("")), of_nothing);
    EXPECT_EQ(base::to_hex(sha256({})), of_nothing);
}

TEST(Sha256, FitsTheSeamOfThePureCore) {
    const base::Sha256 seam = sha256;
    EXPECT_EQ(base::to_hex(seam("abc")), of_abc);
}

TEST(Sha256, GivesTheSameInEveryThread) {
    std::vector<std::string> answers(4);
    std::vector<std::thread> threads;
    for (std::string& answer : answers) {
        threads.emplace_back([&answer] {
            for (int i = 0; i < 1000; ++i) answer = base::to_hex(sha256("abc"));
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& answer : answers) EXPECT_EQ(answer, of_abc);
}

TEST(Sha256Stream, DoesNotCareHowTheBytesAreCut) {
    const std::string text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        Sha256Stream stream;
        for (std::size_t at = 0; at < text.size(); at += size) stream.update(text.substr(at, size));
        EXPECT_EQ(base::to_hex(stream.finish()), of_two_blocks) << "parts of " << size;
    }
}

TEST(Sha256Stream, StartsAnewWhenItIsFinished) {
    Sha256Stream stream;
    stream.update("something");
    (void)stream.finish();
    EXPECT_EQ(base::to_hex(stream.finish()), of_nothing);
    stream.update("abc");
    Sha256Stream moved = std::move(stream);
    EXPECT_EQ(base::to_hex(moved.finish()), of_abc);
}

}  // namespace
}  // namespace ontzorgd::crypto
