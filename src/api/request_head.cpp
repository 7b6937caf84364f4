// SPDX-License-Identifier: EUPL-1.2
#include "request_head.h"

#include "exchange.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/idempotency.h"
#include "problem.h"

#include <string>

namespace ontzorgd::api {

std::optional<http::Response> refuse_doubled_header(const http::RequestHead& head) {
    for (const std::string_view name :
         {std::string_view{"Content-Type"}, std::string_view{"X-CSRF-Token"},
          std::string_view{"Authorization"}, practice_day_header}) {
        if (http::count_of(head.headers, name) > 1) {
            return problem(
                400,
                base::malformed("header_is_given_twice", {{"header", std::string{name}}}).error);
        }
    }
    return std::nullopt;
}

bool has_malformed_key(const http::RequestHead& head) {
    const std::size_t count = http::count_of(head.headers, key_header);
    return count > 1 ||
           (count == 1 && !service::is_idempotency_key(http::value_of(head.headers, key_header)));
}

}  // namespace ontzorgd::api
