// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/merkle.h"

#include "sha256.h"

namespace ontzorgd::audit {
namespace {

/// RFC 6962 2.1 word for word, slow and without any state.
base::Digest by_the_definition(std::span<const std::string> leaves) {
    if (leaves.empty()) return openssl_sha256("");
    if (leaves.size() == 1) return openssl_sha256(std::string(1, '\0') + leaves[0]);
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    const base::Digest left = by_the_definition(leaves.first(k));
    const base::Digest right = by_the_definition(leaves.subspan(k));
    std::string bytes(1, '\x01');
    bytes.append(left.begin(), left.end());
    bytes.append(right.begin(), right.end());
    return openssl_sha256(bytes);
}

std::vector<std::string> leaves_of(std::size_t count) {
    std::vector<std::string> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back("leaf " + std::to_string(i));
    return leaves;
}

base::Digest streamed(std::span<const std::string> leaves) {
    MerkleRoot tree{openssl_sha256};
    for (const std::string& leaf : leaves) tree.add(leaf);
    EXPECT_EQ(tree.count(), static_cast<std::int64_t>(leaves.size()));
    return tree.root();
}

std::vector<base::Digest> hashes_of(const std::vector<std::string>& leaves) {
    std::vector<base::Digest> hashes;
    for (const std::string& leaf : leaves) hashes.push_back(leaf_hash(openssl_sha256, leaf));
    return hashes;
}

TEST(MerkleRoot, OfNothingIsTheHashOfNothing) {
    EXPECT_EQ(base::to_hex(MerkleRoot{openssl_sha256}.root()),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(MerkleRoot, OfOneEmptyLeafIsTheHashOfItsMark) {
    MerkleRoot tree{openssl_sha256};
    tree.add("");
    EXPECT_EQ(base::to_hex(tree.root()),
              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(MerkleRoot, IsTheOneOfTheDefinitionForEverySize) {
    for (std::size_t count = 0; count <= 130; ++count) {
        const auto leaves = leaves_of(count);
        EXPECT_EQ(streamed(leaves), by_the_definition(leaves)) << count << " leaves";
    }
}

TEST(MerkleRoot, ChangesWithAnyLeafAndWithTheirOrder) {
    const auto leaves = leaves_of(9);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        auto changed = leaves;
        changed[i] += '!';
        EXPECT_NE(streamed(changed), streamed(leaves)) << "leaf " << i;
    }
    auto swapped = leaves;
    std::swap(swapped[3], swapped[4]);
    EXPECT_NE(streamed(swapped), streamed(leaves));
}

TEST(MerkleRoot, CanBeAskedAtAnyMoment) {
    const auto leaves = leaves_of(20);
    MerkleRoot tree{openssl_sha256};
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        EXPECT_EQ(tree.root(), by_the_definition(std::span{leaves}.first(i)));
        tree.add(leaves[i]);
    }
}

TEST(InclusionProof, ShowsEveryLeafOfEveryTree) {
    for (std::size_t count = 1; count <= 33; ++count) {
        const auto leaves = leaves_of(count);
        const auto hashes = hashes_of(leaves);
        const base::Digest root = by_the_definition(leaves);
        for (std::size_t index = 0; index < count; ++index) {
            const auto proof = inclusion_proof(openssl_sha256, hashes, index);
            EXPECT_TRUE(verify_inclusion(openssl_sha256, hashes[index], index, count, proof, root))
                << "leaf " << index << " of " << count;
        }
    }
}

TEST(InclusionProof, ShowsNothingElse) {
    for (std::size_t count = 2; count <= 17; ++count) {
        const auto leaves = leaves_of(count);
        const auto hashes = hashes_of(leaves);
        const base::Digest root = by_the_definition(leaves);
        for (std::size_t index = 0; index < count; ++index) {
            SCOPED_TRACE("leaf " + std::to_string(index) + " of " + std::to_string(count));
            const auto proof = inclusion_proof(openssl_sha256, hashes, index);
            const auto holds = [&](const base::Digest& leaf, std::size_t at, std::size_t size,
                                   std::span<const base::Digest> steps) {
                return verify_inclusion(openssl_sha256, leaf, at, size, steps, root);
            };
            EXPECT_FALSE(holds(leaf_hash(openssl_sha256, "other"), index, count, proof));
            EXPECT_FALSE(holds(hashes[index], (index + 1) % count, count, proof));
            EXPECT_FALSE(holds(hashes[index], count, count, proof));
            EXPECT_FALSE(
                holds(hashes[index], index, count, std::span{proof}.first(proof.size() - 1)));
            auto longer = proof;
            longer.push_back(root);
            EXPECT_FALSE(holds(hashes[index], index, count, longer));
            auto changed = proof;
            changed.back()[0] ^= 1U;
            EXPECT_FALSE(holds(hashes[index], index, count, changed));
        }
    }
}

TEST(InclusionProof, DoesNotTakeANodeForALeaf) {
    const auto hashes = hashes_of(leaves_of(4));
    const base::Digest root = by_the_definition(leaves_of(4));
    // The inner node and its sibling do lead to the root; the size says that it is no leaf.
    const base::Digest node = node_hash(openssl_sha256, hashes[0], hashes[1]);
    const std::vector<base::Digest> proof{node_hash(openssl_sha256, hashes[2], hashes[3])};
    EXPECT_FALSE(verify_inclusion(openssl_sha256, node, 0, 4, proof, root));
}

TEST(InclusionProof, IsOnlyMadeForALeafThatIsThere) {
    const auto hashes = hashes_of(leaves_of(4));
    EXPECT_DEATH((void)inclusion_proof(openssl_sha256, hashes, 4), "one of the leaves");
}

}  // namespace
}  // namespace ontzorgd::audit
