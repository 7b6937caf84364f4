// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Json: a small JSON value (RFC 8259), as the parts of a token and the keys of a login server are.
///
/// Two members of one name are refused wherever they stand, because two programs would read them
/// differently. A number that is not whole, or does not fit in 64 bits, has kind `other_number`.
namespace ontzorgd::login {

struct Json {
    enum class Kind : std::uint8_t { null, boolean, number, other_number, text, array, object };
    using Member = std::pair<std::string, Json>;

    Kind kind = Kind::null;
    std::int64_t number = 0;           ///< for kind number; 1 for true
    std::string text = {};             ///< for kind text; UTF-8
    std::vector<Json> elements = {};   ///< for kind array
    std::vector<Member> members = {};  ///< for kind object, in the order of the text

    [[nodiscard]] bool is_object() const { return kind == Kind::object; }
    /// The member of this name of an object, or null; also null for what is no object.
    [[nodiscard]] const Json* member(std::string_view name) const;
    /// The member of this name when it is a text, or null.
    [[nodiscard]] const std::string* text_member(std::string_view name) const;
};

/// Errors (malformed): token_json_is_malformed, token_json_is_too_deep (8 levels),
/// token_json_has_too_many_members (200 in one object), token_json_member_is_double.
[[nodiscard]] base::Result<Json> read_json(std::string_view text);

/// A text as JSON writes it, with its quotes. `text` must be UTF-8.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace ontzorgd::login
