// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ontzorgd::payment {

/// @file
/// EndToEndId: the reference of one attempt, unique for ever.
///
///     GGGGNNNNNNNNAACC   generation (4), instruction (8), attempt (2), check (2)
///
/// 16 characters of 0-9 A-Z, so that it fits the reference of an MT940 line. Instruction and
/// attempt are in base 36. The check characters are ISO 7064 MOD 1271-36 over the first 14: every
/// single wrong character and every swap of two neighbours is found. A reference whose check fails
/// is never matched by number.
class Generation {
public:
    /// Four characters of 0-9 A-Z; anything else is a bug.
    [[nodiscard]] static Generation of(std::string_view text);
    [[nodiscard]] std::string_view view() const { return {text_.data(), text_.size()}; }
    auto operator<=>(const Generation&) const = default;

private:
    std::array<char, 4> text_{};
};

class EndToEndId {
public:
    static constexpr std::size_t length = 16;

    /// `instruction` from 1 to 36^8 - 1, `attempt` from 1 to 36^2 - 1.
    [[nodiscard]] static EndToEndId make(const Generation& generation, std::int64_t instruction,
                                         std::int64_t attempt);
    /// Errors (malformed): end_to_end_id_is_malformed, end_to_end_id_check_fails.
    [[nodiscard]] static base::Result<EndToEndId> parse(std::string_view text);
    /// Reads a reference that was damaged on the way: lower case, blanks between, other text around
    /// it. Only when exactly one reading passes the check. Errors (malformed):
    /// end_to_end_id_is_not_recoverable.
    [[nodiscard]] static base::Result<EndToEndId> recover(std::string_view text);

    [[nodiscard]] std::string_view view() const { return {text_.data(), text_.size()}; }
    [[nodiscard]] Generation generation() const;
    [[nodiscard]] std::int64_t instruction() const;
    [[nodiscard]] std::int64_t attempt() const;
    auto operator<=>(const EndToEndId&) const = default;

private:
    EndToEndId() = default;
    std::array<char, length> text_{};
};

/// MsgId and PmtInfId of a file: "4K7Q-F000042CC", with "OEFEN-" before it in practice.
[[nodiscard]] std::string message_id(const Generation& generation, std::int64_t file,
                                     bool practice);
/// Whose file such a name is of; nothing when it is none, or its check fails.
[[nodiscard]] std::optional<Generation> generation_of_message(std::string_view message_id);

}  // namespace ontzorgd::payment
