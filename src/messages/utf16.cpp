// SPDX-License-Identifier: EUPL-1.2
#include "utf16.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace ontzorgd::messages {

namespace {

constexpr std::string_view big_mark = "\xFE\xFF";
constexpr std::string_view little_mark = "\xFF\xFE";

void append_utf8(std::string& text, std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        text += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

class Decoder {
public:
    explicit Decoder(ByteSource source) : source_{std::move(source)} {}

    base::Result<std::span<const char>> next() {
        text_.clear();
        while (text_.empty()) {
            const auto block = source_();
            if (!block) return block.failure();
            if (block.value().empty()) {
                if (first_ || high_ != 0) return base::malformed("text_encoding_is_wrong");
                return std::span<const char>{};
            }
            for (const char byte : block.value()) {
                if (!take(static_cast<unsigned char>(byte))) {
                    return base::malformed("text_encoding_is_wrong");
                }
            }
        }
        return std::span<const char>{text_};
    }

private:
    bool take(std::uint32_t byte) {
        if (!first_) {
            first_ = byte;
            return true;
        }
        const std::uint32_t one = *std::exchange(first_, std::nullopt);
        if (!is_little_) {
            is_little_ = one == 0xFF;
            return true;
        }
        return take_unit(*is_little_ ? byte << 8U | one : one << 8U | byte);
    }
    bool take_unit(std::uint32_t unit) {
        const bool is_high = 0xD800 <= unit && unit < 0xDC00;
        const bool is_low = 0xDC00 <= unit && unit < 0xE000;
        if (is_low != (high_ != 0)) return false;
        if (is_low) {
            const std::uint32_t high = std::exchange(high_, 0U);
            append_utf8(text_, 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00));
        } else if (is_high) {
            high_ = unit;
        } else {
            append_utf8(text_, unit);
        }
        return true;
    }

    ByteSource source_;
    std::optional<bool> is_little_;       // known once the mark is read
    std::optional<std::uint32_t> first_;  // the first byte of two
    std::uint32_t high_ = 0;              // the first of a pair
    std::string text_;
};

}  // namespace

bool begins_as_utf16(std::string_view begin) {
    return begin.starts_with(big_mark) || begin.starts_with(little_mark);
}

ByteSource utf8_of_utf16(ByteSource source) {
    auto decoder = std::make_shared<Decoder>(std::move(source));
    return ByteSource{[decoder = std::move(decoder)] { return decoder->next(); }};
}

}  // namespace ontzorgd::messages
