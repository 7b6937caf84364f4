// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/audit/chain.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"

#include <string>
#include <string_view>

/// @file
/// Checkpoint: the length and head of the chain on a day, given to somebody outside (printed on
/// the batch sheet, mailed to the accountant) so that the chain cannot be rewritten unseen.
///
/// The exact bytes, every line ended by one LF (also in schemas/audit/checkpoint-1.md):
///
///     ontzorgd-checkpoint 1
///     length=12                  0, or digits without a leading zero, at most 18
///     head=<64 of 0-9 a-f>       the hash of that link; 64 zeros when the length is 0
///     date=2026-11-24            the Amsterdam day it was made
namespace ontzorgd::audit {

struct Checkpoint {
    ChainHead chain;
    values::CivilDate date;
    bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] std::string encode(const Checkpoint& checkpoint);

/// Errors (malformed): checkpoint_is_malformed, with the detail `line`.
[[nodiscard]] base::Result<Checkpoint> parse_checkpoint(std::string_view text);

enum class CheckpointAnswer : std::uint8_t {
    same,              ///< the chain ends exactly where the checkpoint was made
    chain_is_shorter,  ///< links that the checkpoint knew are gone
    chain_is_longer,   ///< it went on since; that it is the same history, ChainVerifier tells when
                       ///< it is given `checkpoint.chain` as an anchor
    head_differs,      ///< as long, with another history
};

[[nodiscard]] CheckpointAnswer compare(const Checkpoint& checkpoint, const ChainHead& chain);

}  // namespace ontzorgd::audit
