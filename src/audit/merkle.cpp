// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/merkle.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace ontzorgd::audit {

namespace {

constexpr char leaf_mark = 0x00;
constexpr char node_mark = 0x01;

base::Digest root_of(const base::Sha256& sha256, std::span<const base::Digest> leaf_hashes) {
    MerkleRoot tree{sha256};
    for (const base::Digest& hash : leaf_hashes) tree.add_hash(hash);
    return tree.root();
}

}  // namespace

base::Digest leaf_hash(const base::Sha256& sha256, std::string_view leaf) {
    std::string bytes;
    bytes.reserve(1 + leaf.size());
    bytes += leaf_mark;
    bytes += leaf;
    return sha256(bytes);
}

base::Digest node_hash(const base::Sha256& sha256, const base::Digest& left,
                       const base::Digest& right) {
    // On the stack: as many are made as there are leaves.
    std::array<char, 1 + 2 * std::tuple_size_v<base::Digest>> bytes{};
    bytes[0] = node_mark;
    auto* const rest = std::copy(left.begin(), left.end(), bytes.data() + 1);
    std::copy(right.begin(), right.end(), rest);
    return sha256({bytes.data(), bytes.size()});
}

void MerkleRoot::add_hash(const base::Digest& hash) {
    base::Digest full = hash;
    // As in adding one to a binary number: every carry joins two full subtrees of the same size.
    for (std::int64_t carry = count_; carry % 2 == 1; carry /= 2) {
        full = node_hash(sha256_, peaks_.back(), full);
        peaks_.pop_back();
    }
    peaks_.push_back(full);
    ++count_;
}

base::Digest MerkleRoot::root() const {
    if (peaks_.empty()) return sha256_("");
    base::Digest root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) {
        root = node_hash(sha256_, peaks_[i - 1], root);
    }
    return root;
}

std::vector<base::Digest> inclusion_proof(const base::Sha256& sha256,
                                          std::span<const base::Digest> leaf_hashes,
                                          std::size_t index) {
    base::expects(index < leaf_hashes.size(), "a proof is for one of the leaves");
    if (leaf_hashes.size() == 1) return {};
    const std::size_t left = std::bit_floor(leaf_hashes.size() - 1);
    const auto before = leaf_hashes.first(left);
    const auto after = leaf_hashes.subspan(left);
    const bool is_left = index < left;
    std::vector<base::Digest> proof = is_left ? inclusion_proof(sha256, before, index)
                                              : inclusion_proof(sha256, after, index - left);
    proof.push_back(root_of(sha256, is_left ? after : before));
    return proof;
}

bool verify_inclusion(const base::Sha256& sha256, const base::Digest& leaf, std::uint64_t index,
                      std::uint64_t size, std::span<const base::Digest> proof,
                      const base::Digest& root) {
    if (index >= size) return false;
    std::uint64_t at = index;
    std::uint64_t last = size - 1;  // the rightmost node of the level we are on
    base::Digest hash = leaf;
    for (const base::Digest& sibling : proof) {
        if (last == 0) return false;  // the proof goes on above the root
        if (at % 2 == 1 || at == last) {
            hash = node_hash(sha256, sibling, hash);
            // A node without right neighbour is its own parent until it is a right child.
            while (at % 2 == 0 && at != 0) {
                at /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(sha256, hash, sibling);
        }
        at /= 2;
        last /= 2;
    }
    return last == 0 && hash == root;
}

}  // namespace ontzorgd::audit
