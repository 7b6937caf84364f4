// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/trace.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/random.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace ontzorgd::service {

namespace {

constexpr std::size_t trace_bytes = 16;  // W3C trace context
constexpr std::size_t span_bytes = 8;

bool is_hex(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f'); });
}
bool is_zero(std::string_view text) {
    return text.find_first_not_of('0') == std::string_view::npos;
}

/// Chance for the names of requests. Asked for in large pieces: each asking costs as much as the
/// line of a request.
template <std::size_t size>
HexId<2 * size> random_id() {
    thread_local std::array<std::uint8_t, 1024> drawn{};
    thread_local std::size_t left = 0;
    if (left < size) {
        crypto::fill_random(drawn);
        left = drawn.size();
    }
    left -= size;
    return HexId<2 * size>{base::to_hex(std::span{drawn}.subspan(left, size))};
}

}  // namespace

HexId<16> new_span() {
    return random_id<span_bytes>();
}

Trace new_trace(std::string_view traceparent) {
    // 00-TRACE-SPAN-FLAGS
    constexpr std::size_t length = 55;
    Trace trace{.trace = random_id<trace_bytes>(), .span = new_span(), .parent = {}};
    const bool fits = traceparent.size() == length && traceparent.starts_with("00-") &&
                      traceparent[35] == '-' && traceparent[52] == '-';
    if (!fits) return trace;
    const std::string_view given = traceparent.substr(3, 32);
    const std::string_view parent = traceparent.substr(36, 16);
    if (is_hex(given) && is_hex(parent) && !is_zero(given) && !is_zero(parent)) {
        trace.trace = HexId<32>{given};
        trace.parent = HexId<16>{parent};
    }
    return trace;
}

}  // namespace ontzorgd::service
