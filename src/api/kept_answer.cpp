// SPDX-License-Identifier: EUPL-1.2
#include "kept_answer.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/task.h"
#include "problem.h"
#include "task.h"

#include <string>
#include <utility>
#include <variant>

namespace ontzorgd::api {

std::int64_t left_out_of(const http::Response& response) {
    return base::parse_int(http::value_of(response.headers, left_out_header)).value_or(0);
}

void keep_answer(service::Context& context, const Exchange& exchange,
                 const http::Response& response, const service::Report& report) {
    if (!exchange.key || !exchange.route.keeps_answer) return;
    service::Answer answer{.status = response.status,
                           .body = response.body,
                           .tag = std::string{http::value_of(response.headers, "ETag")},
                           .left_out = left_out_of(response)};
    if (!exchange.route.keeps_number.empty()) {
        const service::Field* const number = report.find(exchange.route.keeps_number);
        base::expects(number != nullptr, "a report has the number that its route keeps");
        answer.body = std::to_string(std::get<std::int64_t>(number->value));
    }
    service::keep_answer(context.town, context.actor.id, *exchange.key, answer, context.now);
}

base::Result<std::optional<service::Answer>> earlier_answer(service::Municipality& town,
                                                            store::UserId user,
                                                            const service::RequestKey& key) {
    auto given = service::answer_given(town, user, key);
    if (!given || !given.value() || given.value()->status != accepted_status) return given;
    const auto id = base::parse_int(task_in(given.value()->body));
    base::expects(id.has_value(), "a request that was taken on has the number of its task");
    const auto task = service::find_task(town, *id, user, false);
    const bool was_not_done =
        task && (task.value().state == "failed" || task.value().state == "interrupted");
    return was_not_done ? std::optional<service::Answer>{} : given;
}

http::Response again(const service::Answer& answer) {
    if (answer.status == accepted_status) return accepted_again(answer.body);
    http::Response response = json(answer.status, answer.body);
    if (!answer.tag.empty()) response.set("ETag", answer.tag);
    if (answer.left_out > 0) response.set(left_out_header, std::to_string(answer.left_out));
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
