// SPDX-License-Identifier: EUPL-1.2
#include "mt940_text.h"

#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t first_high = 0x80;
constexpr std::size_t first_latin1 = 0xA0;

/// 0x80 to 0x9F; what is not in use there stays the control character it is in Latin-1.
constexpr std::array<char16_t, 32> windows_1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// 0x80 to 0xFF.
constexpr std::array<char16_t, 128> code_page_850 = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557,
    0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB,
    0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9,
    0x00FD, 0x00DD, 0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
    0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0};

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : std::uint8_t{0};
}

bool is_letter(unsigned char byte) {
    return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z');
}

bool is_one_of(std::string_view all, unsigned char byte) {
    return all.find(static_cast<char>(byte)) != std::string_view::npos;
}

/// Western letters in code page 850. In Windows-1252 they are signs, of which only the quotation
/// marks and dashes stand at a word; those count where a letter stands on both sides. 0x92 is left
/// out: the apostrophe does too.
bool is_letter_of_850(unsigned char byte, bool is_behind_a_letter, bool is_before_a_letter) {
    constexpr std::string_view letters =
        "\x81\x82\x83\x87\x88\x89\x8A\x8B\x8E\x90\x99\x9A\xA1\xA2\xA3\xA4\xA5";
    constexpr std::string_view signs_at_words = "\x84\x85\x93\x94\x96\x97";
    if (is_one_of(letters, byte)) return is_behind_a_letter || is_before_a_letter;
    return is_one_of(signs_at_words, byte) && is_behind_a_letter && is_before_a_letter;
}

/// Not in use in Windows-1252.
bool is_foreign_to_1252(unsigned char byte) {
    return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
}

bool is_letter_of_1252(unsigned char byte) {
    return byte >= 0xC0 && byte != 0xD7 && byte != 0xF7;
}

/// Above zero for code page 850, below it for Windows-1252.
std::int64_t balance_of(std::string_view bytes) {
    std::int64_t balance = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned char byte = byte_at(bytes, at);
        if (byte < first_high) continue;
        const bool is_behind = at > 0 && is_letter(byte_at(bytes, at - 1));
        const bool is_before = is_letter(byte_at(bytes, at + 1));
        if (is_foreign_to_1252(byte)) balance += 2;
        if (is_letter_of_850(byte, is_behind, is_before)) ++balance;
        if ((is_behind || is_before) && is_letter_of_1252(byte)) --balance;
    }
    return balance;
}

/// A character of the basic plane, which is where both tables are.
void append_utf8(std::string& text, char16_t character) {
    const auto code = static_cast<unsigned>(character);
    if (code < 0x80U) {
        text += static_cast<char>(code);
    } else if (code < 0x800U) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xE0U | (code >> 12U));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

char16_t from_windows_1252(unsigned char byte) {
    return byte < first_latin1 ? windows_1252.at(byte - first_high) : char16_t{byte};
}

bool is_ascii(std::string_view bytes) {
    return std::none_of(bytes.begin(), bytes.end(),
                        [](char byte) { return static_cast<unsigned char>(byte) >= first_high; });
}

}  // namespace

Mt940Encoding Mt940Text::encoding_of(std::string_view bytes) {
    if (is_ascii(bytes)) return Mt940Encoding::ascii;
    if (base::is_utf8(bytes)) return Mt940Encoding::utf8;
    const std::int64_t own = balance_of(bytes);
    balance_ += own;
    const std::int64_t decisive = own != 0 ? own : balance_;
    return decisive > 0 ? Mt940Encoding::code_page_850 : Mt940Encoding::windows_1252;
}

std::string_view Mt940Text::decode(std::string_view bytes) {
    const Mt940Encoding encoding = encoding_of(bytes);
    seen_.at(static_cast<std::size_t>(encoding)) = true;
    if (encoding == Mt940Encoding::ascii || encoding == Mt940Encoding::utf8) return bytes;
    text_.clear();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned char byte = byte_at(bytes, at);
        if (byte < first_high) {
            text_ += bytes[at];
        } else if (encoding == Mt940Encoding::code_page_850) {
            append_utf8(text_, code_page_850.at(byte - first_high));
        } else {
            append_utf8(text_, from_windows_1252(byte));
        }
    }
    return text_;
}

std::string Mt940Text::assumed() const {
    constexpr std::array<std::string_view, 4> names = {"ASCII", "UTF-8", "windows-1252", "cp850"};
    std::string all;
    for (std::size_t encoding = 1; encoding < names.size(); ++encoding) {
        if (!seen_.at(encoding)) continue;
        all += all.empty() ? "" : "+";
        all += names.at(encoding);
    }
    return all.empty() ? std::string{names.front()} : all;
}

}  // namespace ontzorgd::messages
