// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "login.h"

#include <string_view>

/// @file
/// The contract: what this API is, as OpenAPI, for whoever asks.
namespace ontzorgd::api {

/// schemas/openapi/openapi.json, byte for byte.
[[nodiscard]] std::string_view contract_text();

/// Gives it to programs of any origin; it says nothing of a municipality.
void tell_contract(const LoginExchange& exchange, const Given& given, http::Reply reply);

}  // namespace ontzorgd::api
