// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "exchange.h"
#include "ontzorgd/service/idempotency.h"
#include "ontzorgd/service/report.h"

/// @file
/// What was answered to a request with a key, for when the same request comes again.
namespace ontzorgd::api {

/// How many rows the answer says that it leaves out.
[[nodiscard]] std::int64_t left_out_of(const http::Response& response);

/// Keeps what was done and answered, in the transaction that did it; a refusal changed nothing, and
/// may be asked again. Contract: `report` has the number that the route keeps alone.
void keep_answer(service::Context& context, const Exchange& exchange,
                 const http::Response& response, const service::Report& report);
/// What this request was answered before; nothing when there was none, or when it was taken on as a
/// task that ended without having been done: it may be asked again. Errors: those of
/// answer_given().
[[nodiscard]] base::Result<std::optional<service::Answer>> earlier_answer(
    service::Municipality& town, store::UserId user, const service::RequestKey& key);
/// What it was answered.
[[nodiscard]] http::Response again(const service::Answer& answer);
/// The same answer, of which only the number was kept. Contract: the route tells it anew.
[[nodiscard]] http::Response told_anew(service::Context& context, const Route& route,
                                       const service::Answer& answer);

}  // namespace ontzorgd::api
