// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// @file
/// Kenmerk: what a creditor needs to recognise a payment (sepa.md 1.6).
namespace ontzorgd::values {

enum class KenmerkKind : std::uint8_t {
    betalingskenmerk,  ///< Dutch structured reference: 7, 9-14 or 16 digits; Issr CUR
    rf,                ///< ISO 11649 creditor reference "RF.."; Issr ISO
    vrij,              ///< free text of at most 140 characters of the SEPA set
};

/// A creditor's mask says what its kenmerken look like:
/// `betalingskenmerk`, `rf`, `vrij`, or a pattern in which 9 is a digit, A a letter (A-Z), X a
/// letter or digit and every other character stands for itself ("9999-999999"). What fits `vrij` or
/// a pattern is vrij, even where its digits could pass for a betalingskenmerk: the creditor says
/// what it reads.
class Kenmerk {
public:
    /// Reads a kenmerk of any kind: digits of a legal betalingskenmerk length with right check and
    /// length digits become betalingskenmerk; "RF" with right check digits becomes rf; anything
    /// else is vrij. Blanks inside the two structured kinds are dropped. Errors (malformed):
    /// kenmerk_is_empty, kenmerk_is_too_long, kenmerk_has_forbidden_character.
    [[nodiscard]] static base::Result<Kenmerk> parse(std::string_view text);
    /// Reads a kenmerk for a creditor with this mask. Errors as parse(), and (malformed):
    /// kenmerk_check_digit_is_wrong, kenmerk_length_is_wrong, kenmerk_does_not_fit_the_mask,
    /// kenmerk_mask_is_unknown.
    [[nodiscard]] static base::Result<Kenmerk> parse_for(std::string_view mask,
                                                         std::string_view text);

    [[nodiscard]] KenmerkKind kind() const { return kind_; }
    [[nodiscard]] const std::string& text() const { return text_; }
    auto operator<=>(const Kenmerk&) const = default;

private:
    Kenmerk(KenmerkKind kind, std::string text) : kind_{kind}, text_{std::move(text)} {}
    KenmerkKind kind_ = KenmerkKind::vrij;
    std::string text_;
};

/// Whether a creditor's mask can be used at all: one of the three words, or a pattern of 1-35 SEPA
/// characters without a blank at an end, in which there is something to fill in (a 9, A or X).
[[nodiscard]] bool is_kenmerk_mask(std::string_view mask);

}  // namespace ontzorgd::values
