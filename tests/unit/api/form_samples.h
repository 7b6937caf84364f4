// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "form.h"

#include <cstdint>
#include <string>

/// @file
/// What a form does not take, made from what it says of itself.
namespace ontzorgd::api {

inline std::string malformed_text(const FormRow& form) {
    if (!form.words.empty()) return "bestaat-niet";
    if (form.format == "date") return "2026-02-30";
    if (!form.pattern.empty()) return "~ ~";
    if (form.from) return std::string(static_cast<std::size_t>(*form.from - 1), 'x');
    return std::string(static_cast<std::size_t>(*form.to + 1), 'x');
}

inline std::int64_t malformed_number(const FormRow& form) {
    return form.from ? *form.from - 1 : *form.to + 1;
}

}  // namespace ontzorgd::api
