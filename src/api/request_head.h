// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/message.h"

#include <optional>
#include <string_view>

/// @file
/// What is wrong with the head of a request, whatever it asks.
namespace ontzorgd::api {

inline constexpr std::string_view key_header = "Idempotency-Key";

/// A header that is read once stands there twice: nobody knows which one the sender meant. Answers
/// 400 header_is_given_twice.
[[nodiscard]] std::optional<http::Response> refuse_doubled_header(const http::RequestHead& head);
[[nodiscard]] bool has_malformed_key(const http::RequestHead& head);

}  // namespace ontzorgd::api
