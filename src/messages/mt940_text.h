// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Bytes of an MT940 file as UTF-8. The message says nowhere how it is written: banks deliver
/// UTF-8, Windows-1252 (with Latin-1 inside it) and code page 850 (whose western letters those of
/// 852 are).
namespace ontzorgd::messages {

enum class Mt940Encoding : std::uint8_t { ascii, utf8, windows_1252, code_page_850 };

class Mt940Text {
public:
    /// The bytes of a whole field as UTF-8, valid until the next call. A field that is UTF-8 is
    /// UTF-8; another is what its bytes make words of, or else what the fields before it were.
    [[nodiscard]] std::string_view decode(std::string_view bytes);

    /// What was assumed: "ASCII", "UTF-8", "windows-1252" or "cp850"; several are joined by "+".
    [[nodiscard]] std::string assumed() const;

private:
    [[nodiscard]] Mt940Encoding encoding_of(std::string_view bytes);

    std::int64_t balance_ = 0;  ///< above zero: more letters of code page 850 than of the other
    std::array<bool, 4> seen_{};
    std::string text_;
};

}  // namespace ontzorgd::messages
