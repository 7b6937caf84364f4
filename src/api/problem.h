// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/service/report.h"

#include <exception>
#include <string_view>

/// @file
/// Answers: a report as JSON, and every refusal and fault as application/problem+json (RFC 9457,
/// API Design Rules: error-handling).
namespace ontzorgd::api {

/// 400 for what is malformed, 403 and 404 for what a code says, 409 for what a rule refuses.
[[nodiscard]] int status_of(const base::Error& error);
/// The error with its Dutch sentence, and all that is wrong at once under `bevindingen`.
[[nodiscard]] http::Response problem(int status, const base::Error& error);
[[nodiscard]] http::Response problem(const base::Error& error);
/// For what has no details.
[[nodiscard]] http::Response problem(int status, std::string_view code);

/// 500 for a fault of the world: what it was is for the log alone.
[[nodiscard]] http::Response problem_of_fault(std::string_view code, const std::exception& fault);

/// Too much waits; the same request will do in a second.
[[nodiscard]] http::Response busy();

[[nodiscard]] http::Response json(int status, std::string body);
/// A finding of the report stands in it under `bevinding`.
[[nodiscard]] http::Response json(int status, const service::Report& report);

}  // namespace ontzorgd::api
