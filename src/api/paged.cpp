// SPDX-License-Identifier: EUPL-1.2
#include "paged.h"

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/service/page.h"
#include "problem.h"

#include <string>

namespace ontzorgd::api {

namespace {

/// What was asked, but for which page of it.
std::string question_of(const http::Target& target) {
    std::string text;
    for (const std::string& segment : target.segments) {
        text += '/' + base::percent_encoded(segment);
    }
    char separator = '?';
    for (const auto& [name, value] : target.query) {
        if (name == "cursor") continue;
        text += separator + base::percent_encoded(name) + '=' + base::percent_encoded(value);
        separator = '&';
    }
    return text;
}

}  // namespace

http::Response page_of(service::Municipality& town, const service::Report& whole,
                       const Exchange& exchange) {
    const std::string question = question_of(exchange.target);
    const auto page = service::page_of(town, whole,
                                       {.list = exchange.route.list,
                                        .keys = exchange.route.list_keys,
                                        .scope = exchange.user + '|' + question,
                                        .limit = exchange.given.number_if_given("limit"),
                                        .cursor = exchange.given.text("cursor")});
    if (!page) return problem(page.error());
    http::Response response = json(exchange.route.status, page.value().report);
    if (!page.value().next.empty()) {
        const char separator = question.find('?') == std::string::npos ? '?' : '&';
        response.set(
            "Link", '<' + question + separator + "cursor=" + page.value().next + ">; rel=\"next\"");
    }
    return response;
}

}  // namespace ontzorgd::api
