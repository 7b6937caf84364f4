// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The audit chain: every fact is a link whose hash covers its own bytes and all links before it.
///
///     hash(n) = SHA-256( 0x02 | hash(n-1) | bytes of record n ),   hash(0) = 32 zero bytes
///
/// The 0x02 keeps a link apart from the leaves (0x00) and nodes (0x01) of a Merkle tree. A chain by
/// itself proves nothing against who can rewrite all of it, nor that its end was not cut off;
/// hence anchors: lengths and heads that were given to somebody else before (checkpoint.h).
namespace ontzorgd::audit {

/// How long a chain is and the hash of its last link. Length zero has the genesis hash.
struct ChainHead {
    std::int64_t length = 0;
    base::Digest hash{};
    bool operator==(const ChainHead&) const = default;
};

/// The hash of a link after a link with hash `previous`.
[[nodiscard]] base::Digest link_hash(const base::Sha256& sha256, const base::Digest& previous,
                                     std::string_view record);

/// The chain with one more record.
[[nodiscard]] ChainHead extended(const base::Sha256& sha256, const ChainHead& head,
                                 std::string_view record);

/// A stored link. `record` is only looked at during the call it is given to.
struct Link {
    std::int64_t number = 0;  ///< from 1, without gaps
    std::string_view record;
    base::Digest hash{};
};

enum class ChainFaultKind : std::uint8_t {
    link_is_missing,       ///< a number was left out: links were cut from the front or the middle
    link_is_repeated,      ///< a number comes again: a link was put in, or the order is broken
    hash_differs,          ///< record and stored hash do not fit each other and what was before
    record_is_malformed,   ///< the hash fits, but the bytes are no record
    anchor_differs,        ///< another history than the one that was anchored at this length
    shorter_than_anchor,   ///< the end was cut off: this anchored link, and more, is gone
    head_differs,          ///< the length is right, the last hash is not the one expected
    longer_than_expected,  ///< more links than the expected head has
};

[[nodiscard]] std::string_view to_text(ChainFaultKind kind);

/// What is wrong, and with the link of which number.
struct ChainFault {
    ChainFaultKind kind = ChainFaultKind::hash_differs;
    std::int64_t number = 0;
    bool operator==(const ChainFault&) const = default;
};

/// Reads a chain link by link and stops at the first thing that is wrong. Constant memory.
class ChainVerifier {
public:
    /// `anchors` in any order; each must lie on the chain.
    explicit ChainVerifier(base::Sha256 sha256, std::vector<ChainHead> anchors = {});

    /// False from the first fault on; what comes after it is not looked at.
    bool add(const Link& link);
    /// To be called once after the last link; the first fault, or nothing when all is well.
    /// `expected` is the head that the chain must end with, when the caller knows it.
    [[nodiscard]] std::optional<ChainFault> finish(
        const std::optional<ChainHead>& expected = std::nullopt);

    /// As far as it was verified.
    [[nodiscard]] const ChainHead& head() const { return head_; }
    /// Up to here the history is also the one that was given to others; zero without anchors.
    [[nodiscard]] std::int64_t anchored_length() const { return anchored_length_; }
    [[nodiscard]] const std::optional<ChainFault>& fault() const { return fault_; }

private:
    [[nodiscard]] std::optional<ChainFaultKind> look_at(const Link& link);
    /// Passes the anchors at the present length; false when one of them differs.
    bool pass_anchors();

    base::Sha256 sha256_;
    std::vector<ChainHead> anchors_;  // ascending; those before next_anchor_ are passed
    std::size_t next_anchor_ = 0;
    ChainHead head_;
    std::int64_t anchored_length_ = 0;
    std::optional<ChainFault> fault_;
};

}  // namespace ontzorgd::audit
