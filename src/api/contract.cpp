// SPDX-License-Identifier: EUPL-1.2
#include "contract.h"

#include "problem.h"

#include <string>
#include <utility>

namespace ontzorgd::embedded {
extern const std::string_view openapi;
}

namespace ontzorgd::api {

std::string_view contract_text() {
    return embedded::openapi;
}

void tell_contract(const LoginExchange& /*exchange*/, const Given& /*given*/, http::Reply reply) {
    http::Response response = json(200, std::string{contract_text()});
    response.set("Access-Control-Allow-Origin", "*");
    reply(std::move(response));
}

}  // namespace ontzorgd::api
