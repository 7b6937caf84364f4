// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// Merkle trees as in RFC 6962 section 2.1: one hash that stands for a list of byte strings, and
/// proofs that one of them is in it without showing the others.
///
///     leaf(d)    = SHA-256( 0x00 | d )
///     node(l, r) = SHA-256( 0x01 | l | r )
///     root()     = SHA-256( "" )
///     root(d)    = leaf(d)
///     root(list) = node( root(first k), root(rest) ),  k = largest power of two below the size
namespace ontzorgd::audit {

[[nodiscard]] base::Digest leaf_hash(const base::Sha256& sha256, std::string_view leaf);
[[nodiscard]] base::Digest node_hash(const base::Sha256& sha256, const base::Digest& left,
                                     const base::Digest& right);

/// The root of a stream of leaves. Memory grows with the logarithm of their number.
class MerkleRoot {
public:
    explicit MerkleRoot(base::Sha256 sha256) : sha256_{std::move(sha256)} {}

    /// The exact stored bytes of the next child.
    void add(std::string_view leaf) { add_hash(leaf_hash(sha256_, leaf)); }
    /// The same, for a leaf that was hashed before.
    void add_hash(const base::Digest& hash);

    [[nodiscard]] std::int64_t count() const { return count_; }
    /// Of the leaves so far; more may follow.
    [[nodiscard]] base::Digest root() const;

private:
    base::Sha256 sha256_;
    std::vector<base::Digest> peaks_;  // roots of full subtrees, the largest first
    std::int64_t count_ = 0;           // its one bits are the sizes of those subtrees
};

/// The hashes that lead from leaf `index` up to the root, the lowest first: RFC 6962 2.1.1.
/// `index` lies within the leaves; anything else breaks a contract.
[[nodiscard]] std::vector<base::Digest> inclusion_proof(const base::Sha256& sha256,
                                                        std::span<const base::Digest> leaf_hashes,
                                                        std::size_t index);

/// True when `proof` shows that `leaf` is number `index` (from 0) of the `size` leaves under
/// `root`.
[[nodiscard]] bool verify_inclusion(const base::Sha256& sha256, const base::Digest& leaf,
                                    std::uint64_t index, std::uint64_t size,
                                    std::span<const base::Digest> proof, const base::Digest& root);

}  // namespace ontzorgd::audit
