// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/checkpoint.h"

namespace ontzorgd::audit {
namespace {

Checkpoint example() {
    Checkpoint checkpoint{.chain = {.length = 12, .hash = {}}, .date = {2026, 11, 24}};
    checkpoint.chain.hash.fill(0xc4);
    return checkpoint;
}

const std::string example_text =
    "ontzorgd-checkpoint 1\n"
    "length=12\n"
    "head=c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4\n"
    "date=2026-11-24\n";

TEST(Checkpoint, IsWrittenInTheBytesOfTheGrammar) {
    EXPECT_EQ(encode(example()), example_text);
}

TEST(Checkpoint, ReadsBackWhatItWrites) {
    const auto read = parse_checkpoint(example_text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value(), example());
    const Checkpoint empty{.chain = {}, .date = {2026, 1, 1}};
    const auto read_empty = parse_checkpoint(encode(empty));
    ASSERT_TRUE(read_empty);
    EXPECT_EQ(read_empty.value(), empty);
}

TEST(Checkpoint, ReadsNothingElse) {
    const auto with = [](const std::string& from, const std::string& to) {
        std::string text = example_text;
        text.replace(text.find(from), from.size(), to);
        const auto read = parse_checkpoint(text);
        return read ? "read" : "line " + std::string{read.error().detail("line")};
    };
    EXPECT_EQ(with("checkpoint 1", "checkpoint 2"), "line 1");
    EXPECT_EQ(with("length=12", "length=012"), "line 2");
    EXPECT_EQ(with("length=12", "length=-1"), "line 2");
    EXPECT_EQ(with("length=12", "length=9999999999999999999"), "line 2");
    EXPECT_EQ(with("length=12", "length=0"), "line 3");  // with a head that is not the genesis
    EXPECT_EQ(with("head=c4", "head=C4"), "line 3");
    EXPECT_EQ(with("head=c4", "head="), "line 3");
    EXPECT_EQ(with("2026-11-24", "2026-11-31"), "line 4");
    EXPECT_EQ(with("2026-11-24\n", "2026-11-24\nx"), "line 5");
    EXPECT_EQ(with("2026-11-24\n", "2026-11-24\r\n"), "line 4");
    EXPECT_FALSE(parse_checkpoint(""));
    EXPECT_FALSE(parse_checkpoint(example_text + "\n"));
    EXPECT_FALSE(parse_checkpoint(example_text.substr(0, example_text.size() - 1)));
}

TEST(Checkpoint, TellsHowAChainStandsToIt) {
    const Checkpoint checkpoint = example();
    ChainHead chain = checkpoint.chain;
    EXPECT_EQ(compare(checkpoint, chain), CheckpointAnswer::same);
    chain.hash[31] ^= 1U;
    EXPECT_EQ(compare(checkpoint, chain), CheckpointAnswer::head_differs);
    chain.length = 11;
    EXPECT_EQ(compare(checkpoint, chain), CheckpointAnswer::chain_is_shorter);
    chain.length = 13;
    EXPECT_EQ(compare(checkpoint, chain), CheckpointAnswer::chain_is_longer);
}

}  // namespace
}  // namespace ontzorgd::audit
