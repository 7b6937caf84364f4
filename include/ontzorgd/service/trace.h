// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/contract.h"

#include <array>
#include <cstddef>
#include <string_view>

/// @file
/// The name of a request, which both logs and the journal tell it by.
namespace ontzorgd::service {

/// So many hexadecimal digits, or none. It goes along with every request and allocates nothing.
template <std::size_t size>
class HexId {
public:
    HexId() = default;
    /// Contract: `size` digits.
    explicit HexId(std::string_view digits) : is_given_{true} {
        base::expects(digits.size() == size, "an id has all its digits");
        digits.copy(digits_.data(), size);
    }
    [[nodiscard]] bool empty() const { return !is_given_; }
    [[nodiscard]] std::string_view text() const {
        return is_given_ ? std::string_view{digits_.data(), size} : std::string_view{};
    }
    friend bool operator==(const HexId&, const HexId&) = default;

private:
    std::array<char, size> digits_{};
    bool is_given_ = false;
};

/// W3C Trace Context.
struct Trace {
    HexId<32> trace{};
    HexId<16> span{};
    HexId<16> parent{};  ///< none when nobody called
};
[[nodiscard]] HexId<16> new_span();
/// A new span: of the trace that the caller named in a traceparent header, or of a new one when
/// that is missing or malformed.
[[nodiscard]] Trace new_trace(std::string_view traceparent = {});

}  // namespace ontzorgd::service
