// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/json_text.h"

#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

void append_escaped(std::string& json, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
        case '"': json += "\\\""; return;
        case '\\': json += "\\\\"; return;
        case '\n': json += "\\n"; return;
        case '\r': json += "\\r"; return;
        case '\t': json += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
        json += c;
        return;
    }
    json += "\\u00";
    json += hex[byte >> 4U];
    json += hex[byte & 0x0FU];
}

/// The bytes of the character that `text` begins with; 0 when they are not UTF-8.
std::size_t character_size(std::string_view text) {
    for (std::size_t size = 1; size <= std::min<std::size_t>(4, text.size()); ++size) {
        if (base::is_utf8(text.substr(0, size))) return size;
    }
    return 0;
}

/// How many bytes at the begin of `text` stand in JSON as they are: nearly all of nearly every
/// text.
std::size_t plain_size(std::string_view text) {
    const auto needs_care = [](char c) {
        return static_cast<signed char>(c) < 0x20 || c == 0x7F || c == '"' ||
               c == '\\';  // a byte above ASCII is below zero
    };
    const auto* const end = std::find_if(text.begin(), text.end(), needs_care);
    return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

std::string json_text(std::string_view text) {
    std::string json = "\"";
    for (;;) {
        const std::size_t plain = plain_size(text);
        json += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const std::size_t size = character_size(text);
        if (size == 1) append_escaped(json, text.front());
        if (size > 1) json += text.substr(0, size);
        if (size == 0) json += replacement;
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    json += '"';
    return json;
}

}  // namespace ontzorgd::messages
