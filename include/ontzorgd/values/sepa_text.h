// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// SEPA text: names and remittance text in the character set that every SEPA bank accepts
/// (sepa.md 1.3): a-z A-Z 0-9 / - ? : ( ) . , ' + and blank.
namespace ontzorgd::values {

/// One character that was written in other letters, or one run of blanks that was folded (to " ")
/// or trimmed (to ""). `from` is UTF-8, `to` is SEPA text.
struct Transliteration {
    std::string from;
    std::string to;
    bool operator==(const Transliteration&) const = default;
};

/// What goes to the bank, and every change that was made to get there. `changes` is in the order
/// of the text, and empty exactly when it went through unchanged; it is recorded beside the text
/// because name checks compare what is sent.
struct SepaText {
    std::string text;
    std::vector<Transliteration> changes;
    bool operator==(const SepaText&) const = default;
};

/// Whether every character is in the set; the empty text passes.
[[nodiscard]] bool is_sepa_text(std::string_view text);

/// Writes `original` (UTF-8) in SEPA characters, at most `max_length` of them. Accented Latin
/// letters become their base letters (é to e, ß to ss, ø to o, ł to l), `&` becomes +, `_` becomes
/// -, typographic quotes and dashes become plain ones, other signs of a keyboard a bracket, slash
/// or full stop; blanks are folded and trimmed. Never cuts: errors (malformed) text_is_empty,
/// text_is_not_utf8, text_is_too_long, text_has_no_sepa_form (Arabic, Chinese, control characters,
/// < and >) with detail code_point ("U+0627"). The text itself is a detail only where the caller
/// adds it.
[[nodiscard]] base::Result<SepaText> to_sepa_text(std::string_view original,
                                                  std::size_t max_length);

/// Whether `text` can be a reference (MsgId, EndToEndId, Ref): SEPA set, 1..max_length characters,
/// no blank at an end, not beginning or ending with / and without //.
[[nodiscard]] bool is_sepa_reference(std::string_view text, std::size_t max_length);

}  // namespace ontzorgd::values
