// SPDX-License-Identifier: EUPL-1.2
#include "login.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/report.h"
#include "routes.h"

#include <algorithm>
#include <iostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// @file
/// Prints the table of routes as JSON, for tools/openapi: one row for each, in the order of path
/// and method.
namespace ontzorgd::api {
namespace {

using service::json_quoted;

std::string_view to_text(Place place) {
    switch (place) {
        case Place::path: return "path";
        case Place::query: return "query";
        case Place::body: return "body";
    }
    return "";
}

std::string_view to_text(Kind kind) {
    switch (kind) {
        case Kind::text: return "text";
        case Kind::number: return "number";
        case Kind::flag: return "flag";
        case Kind::numbers: return "numbers";
    }
    return "";
}

std::string to_json(bool value) {
    return value ? "true" : "false";
}

template <class Each, class Tell>
std::string list_of(const Each& all, Tell tell) {
    std::string text = "[";
    for (const auto& each : all) {
        if (text.size() > 1) text += ',';
        text += tell(each);
    }
    return text + ']';
}

std::string to_json(const FormRow& form) {
    const auto number_of = [](std::optional<std::int64_t> number) {
        return number ? std::to_string(*number) : "null";
    };
    return "{\"format\":" + json_quoted(form.format) + ",\"pattern\":" + json_quoted(form.pattern) +
           ",\"words\":" +
           list_of(form.words, [](std::string_view word) { return json_quoted(word); }) +
           ",\"from\":" + number_of(form.from) + ",\"to\":" + number_of(form.to) +
           ",\"example\":" + json_quoted(form.example) + '}';
}

std::string to_json(const Field& field) {
    return "{\"place\":" + json_quoted(to_text(field.place)) +
           ",\"name\":" + json_quoted(field.name) +
           ",\"kind\":" + json_quoted(to_text(field.kind)) +
           ",\"form\":" + to_json(row_of(field.form)) +
           ",\"may_be_empty\":" + to_json(field.may_be_empty && !field.required) +
           ",\"required\":" + to_json(field.required) + ",\"what\":" + json_quoted(field.what) +
           '}';
}

std::string head_of(http::Method method, std::string_view path, std::string_view summary,
                    int status, const std::vector<Field>& fields) {
    return "{\"method\":" + json_quoted(http::to_text(method)) + ",\"path\":" + json_quoted(path) +
           ",\"summary\":" + json_quoted(summary) + ",\"status\":" + std::to_string(status) +
           ",\"fields\":" + list_of(fields, [](const Field& field) { return to_json(field); });
}

const service::PolicyRow* policy_of(const Route& route) {
    const std::span<const service::PolicyRow> table =
        route.change ? service::policy_table() : service::reading_table();
    const auto row = std::ranges::find(table, route.command, &service::PolicyRow::command);
    return row == table.end() ? nullptr : &*row;
}

std::string roles_of(const Route& route) {
    const service::PolicyRow* row = policy_of(route);
    return row == nullptr ? "[]" : list_of(row->roles, [](service::Role role) {
        return json_quoted(service::to_text(role));
    });
}

/// Whether a program may ask it, when it has a role that may.
bool is_for_machines(const Route& route) {
    const service::PolicyRow* row = policy_of(route);
    const bool is_of_a_role_of_theirs =
        row != nullptr && std::ranges::any_of(row->roles, service::machine_may_have);
    return is_of_a_role_of_theirs &&
           (route.change == nullptr || service::machine_may(route.command));
}

std::string to_json(const Route& route) {
    return head_of(route.method, route.path, route.summary, route.status, route.fields) +
           R"(,"login":false,"session":true,"command":)" + json_quoted(route.command) +
           ",\"changes\":" + to_json(route.change != nullptr) +
           ",\"machine\":" + to_json(is_for_machines(route)) +
           ",\"asks_password_again\":" + to_json(route.asks_password_again) +
           ",\"is_long\":" + to_json(route.change && route.work != Work::short_work) +
           ",\"has_version\":" + to_json(route.version != nullptr) +
           ",\"asks_version\":" + to_json(route.asks_version) +
           ",\"prints\":" + json_quoted(route.prints) + ",\"upload\":" +
           list_of(route.upload, [](std::string_view type) { return json_quoted(type); }) +
           ",\"roles\":" + roles_of(route) + '}';
}

std::string to_json(const LoginRoute& route) {
    return head_of(route.method, route.path, route.summary, route.status, route.fields) +
           R"(,"login":true,"prints":)" + json_quoted(route.prints) + R"(,"session":)" +
           to_json(route.needs_session) + '}';
}

void tell() {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Route& route : routes().all()) {
        rows.emplace_back(std::string{route.path} + ' ' + std::string{http::to_text(route.method)},
                          to_json(route));
    }
    for (const LoginRoute& route : login_routes()) {
        rows.emplace_back(std::string{route.path} + ' ' + std::string{http::to_text(route.method)},
                          to_json(route));
    }
    std::ranges::sort(rows);
    for (const auto& row : rows) std::cout << row.second << '\n';
}

}  // namespace
}  // namespace ontzorgd::api

int main() {
    ontzorgd::api::tell();
    return 0;
}
