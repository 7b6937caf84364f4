// SPDX-License-Identifier: EUPL-1.2
#include "shown.h"

#include <algorithm>

namespace ontzorgd::login {

std::string shown(std::string_view value) {
    constexpr std::size_t longest = 60;
    std::string text{value.substr(0, longest)};
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

}  // namespace ontzorgd::login
