// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Commitments: how a record or a child holds on to personal data that may be destroyed later.
///
///     commitment = SHA-256( salt | value )      salt: 16 random bytes, stored beside the value
///
/// The salt is what makes a destroyed value stay destroyed: without it nobody can find an IBAN or
/// a BSN again by trying them all. A child refers to value 17 by the marker "{p:17}" in its bytes;
/// before the child is hashed as a Merkle leaf the marker is replaced by the 64 hexadecimal digits
/// of the commitment. The bytes outside markers are our own codes and numbers, never text from
/// outside, so a marker cannot be smuggled in.
namespace ontzorgd::audit {

using Salt = std::array<std::uint8_t, 16>;

[[nodiscard]] base::Digest commitment(const base::Sha256& sha256, const Salt& salt,
                                      std::string_view value);

/// The text that refers to a personal value: "{p:17}". The number is at least 1.
[[nodiscard]] std::string commitment_marker(std::int64_t personal);

/// The commitment of a personal value, live or destroyed; nothing when there is no such value.
using CommitmentOf = std::function<std::optional<base::Digest>(std::int64_t personal)>;

/// The bytes of a child as they are hashed. A marker has at most 18 digits and no leading zero;
/// what only resembles one stays as it is. Errors (refused): commitment_is_missing, with `value`.
[[nodiscard]] base::Result<std::string> with_commitments(std::string_view child,
                                                         const CommitmentOf& commitment_of);

}  // namespace ontzorgd::audit
