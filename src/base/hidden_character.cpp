// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/hidden_character.h"

#include <algorithm>
#include <cstddef>

namespace ontzorgd::base {

bool has_hidden_character(std::string_view text) {
    const bool has_control = std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
    });
    if (has_control) return true;
    for (std::size_t at = text.find('\xc2'); at != std::string_view::npos;
         at = text.find('\xc2', at + 1)) {
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0) return true;
    }
    for (std::size_t at = text.find("\xe2\x80"); at != std::string_view::npos;
         at = text.find("\xe2\x80", at + 1)) {
        const auto third = static_cast<unsigned char>(at + 2 < text.size() ? text[at + 2] : '\0');
        if (third == 0xad || third == 0xae) return true;
    }
    return false;
}

}  // namespace ontzorgd::base
