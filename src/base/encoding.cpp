// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/encoding.h"

#include <cstdint>

namespace ontzorgd::base {

namespace {

constexpr std::string_view base64url_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr unsigned byte_bits = 8;

/// Each letter carries `letter_bits` bits; the last is filled up with zeros.
std::string written(std::string_view bytes, std::string_view letters, unsigned letter_bits) {
    std::string text;
    text.reserve((bytes.size() * byte_bits + letter_bits - 1) / letter_bits);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char byte : bytes) {
        held = held << byte_bits | static_cast<std::uint8_t>(byte);
        bits += byte_bits;
        while (bits >= letter_bits) {
            bits -= letter_bits;
            text += letters[held >> bits & (letters.size() - 1)];
        }
        held &= (1U << bits) - 1;
    }
    if (bits > 0) text += letters[held << (letter_bits - bits) & (letters.size() - 1)];
    return text;
}

std::optional<std::string> read(std::string_view text, std::string_view letters,
                                unsigned letter_bits) {
    std::string bytes;
    bytes.reserve(text.size() * letter_bits / byte_bits);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char letter : text) {
        const std::size_t value = letters.find(letter);
        if (value == std::string_view::npos) return std::nullopt;
        held = held << letter_bits | static_cast<std::uint32_t>(value);
        bits += letter_bits;
        if (bits < byte_bits) continue;
        bits -= byte_bits;
        bytes += static_cast<char>(held >> bits & 0xFFU);
        held &= (1U << bits) - 1;
    }
    // A whole letter too many, or bits that writing would have left at zero.
    if (bits >= letter_bits || held != 0) return std::nullopt;
    return bytes;
}

bool stands_for_itself(char c) {
    return ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string to_base64url(std::string_view bytes) {
    return written(bytes, base64url_letters, 6);
}

std::optional<std::string> from_base64url(std::string_view text) {
    return read(text, base64url_letters, 6);
}

std::string to_base32(std::string_view bytes) {
    return written(bytes, base32_letters, 5);
}

std::optional<std::string> from_base32(std::string_view text) {
    return read(text, base32_letters, 5);
}

std::string percent_encoded(std::string_view bytes) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string text;
    for (const char byte : bytes) {
        if (stands_for_itself(byte)) {
            text += byte;
            continue;
        }
        const auto value = static_cast<std::uint8_t>(byte);
        text += '%';
        text += hex[value >> 4U];
        text += hex[value & 0x0FU];
    }
    return text;
}

}  // namespace ontzorgd::base
