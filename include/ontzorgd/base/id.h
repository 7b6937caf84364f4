// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstdint>

/// @file
/// Id: the number of a row, which cannot be mixed up with the number of another kind of row.
namespace ontzorgd::base {

template <class Tag>
class Id {
public:
    constexpr Id() = default;
    explicit constexpr Id(std::int64_t number) : number_{number} {}

    [[nodiscard]] constexpr std::int64_t number() const { return number_; }
    /// Zero is "none"; rows are numbered from 1.
    [[nodiscard]] constexpr bool is_none() const { return number_ == 0; }
    constexpr auto operator<=>(const Id&) const = default;

private:
    std::int64_t number_ = 0;
};

}  // namespace ontzorgd::base
