// SPDX-License-Identifier: EUPL-1.2
#include "kept_answer.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "problem.h"
#include "task.h"

#include <string>
#include <utility>
#include <variant>

namespace ontzorgd::api {

void keep_answer(service::Context& context, const Exchange& exchange,
                 const http::Response& response, const service::Report& report) {
    if (!exchange.key || !exchange.route.keeps_answer) return;
    service::Answer answer{.status = response.status,
                           .body = response.body,
                           .tag = std::string{http::value_of(response.headers, "ETag")}};
    if (!exchange.route.keeps_number.empty()) {
        const service::Field* const number = report.find(exchange.route.keeps_number);
        base::expects(number != nullptr, "a report has the number that its route keeps");
        answer.body = std::to_string(std::get<std::int64_t>(number->value));
    }
    service::keep_answer(context.town, context.actor.id, *exchange.key, answer, context.now);
}

http::Response again(const service::Answer& answer) {
    constexpr int accepted_status = 202;
    if (answer.status == accepted_status) return accepted_again(answer.body);
    http::Response response = json(answer.status, answer.body);
    if (!answer.tag.empty()) response.set("ETag", answer.tag);
    return response;
}

http::Response told_anew(service::Context& context, const Route& route,
                         const service::Answer& answer) {
    const auto number = base::parse_int(answer.body);
    // One that was kept whole, before numbers were kept.
    if (!number) return again(answer);
    const auto report = route.tell_again(context, *number);
    return report ? json(answer.status, report.value()) : problem(report.error());
}

}  // namespace ontzorgd::api
