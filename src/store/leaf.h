// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The text of a row of a covered table as its Merkle leaf has it (store/covered.cpp reads the same
/// from the table).
namespace ontzorgd::store {

/// Builds the exact text of a row, column by column. `|` ends a column, so a number from outside
/// that stands in one may not hold it; the formats forbid it already.
class Leaf {
public:
    Leaf& add(std::string_view text) {
        if (!text_.empty()) text_ += '|';
        text_ += text;
        return *this;
    }
    Leaf& add(std::int64_t number) {
        std::array<char, 24> digits{};
        const auto* const end =
            std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        return add(std::string_view{digits.data(), end});
    }
    Leaf& add(values::CivilDate date) { return add(std::int64_t{date.to_number()}); }
    Leaf& add(const std::optional<std::int64_t>& number) { return number ? add(*number) : empty(); }
    Leaf& add(const std::optional<values::CivilDate>& date) { return date ? add(*date) : empty(); }
    Leaf& add(const std::optional<values::Euro>& amount) {
        return amount ? add(amount->cents()) : empty();
    }
    Leaf& add(const base::Digest& digest) { return add(base::to_hex(digest)); }
    Leaf& empty() {
        text_ += '|';
        return *this;
    }
    [[nodiscard]] std::string_view text() const { return text_; }
    /// For the next row; keeps the room.
    void clear() { text_.clear(); }

private:
    std::string text_;
};

}  // namespace ontzorgd::store
