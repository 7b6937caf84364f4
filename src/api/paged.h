// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "exchange.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/service/report.h"

namespace ontzorgd::api {

/// The page of a list that the request asks for (`limit`, `cursor`), with the address of the next
/// in Link (RFC 8288). Errors: those of service::page_of.
[[nodiscard]] http::Response page_of(service::Municipality& town, const service::Report& whole,
                                     const Exchange& exchange);

}  // namespace ontzorgd::api
