// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <variant>

namespace ontzorgd::service {

namespace {

bool stands_as_it_is(char character) {
    return character != '"' && character != '\\' && static_cast<unsigned char>(character) >= 0x20;
}

void append_quoted(std::string& json, std::string_view text) {
    json += '"';
    while (!text.empty()) {
        const auto* const odd = std::ranges::find_if_not(text, stands_as_it_is);
        const auto plain = static_cast<std::size_t>(odd - text.begin());
        json += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const char character = text.front();
        if (character == '"' || character == '\\') {
            json += '\\';
            json += character;
        } else {
            json += fmt::format("\\u{:04x}", static_cast<unsigned char>(character));
        }
        text.remove_prefix(1);
    }
    json += '"';
}

void append_report(std::string& json, const Report& report);

/// Everything of an answer goes into one text, however deep it lies.
struct Render {
    std::string& json;

    void operator()(const std::string& text) const { append_quoted(json, text); }
    void operator()(std::int64_t number) const { json += std::to_string(number); }
    void operator()(bool flag) const { json += flag ? "true" : "false"; }
    void operator()(values::Euro amount) const { append_quoted(json, amount.to_string()); }
    void operator()(values::CivilDate date) const { append_quoted(json, date.to_string()); }
    void operator()(const std::shared_ptr<Report>& nested) const { append_report(json, *nested); }
    void operator()(const std::vector<Report>& rows) const {
        json += '[';
        bool is_first = true;
        for (const Report& row : rows) {
            if (!std::exchange(is_first, false)) json += ',';
            append_report(json, row);
        }
        json += ']';
    }
};

void append_report(std::string& json, const Report& report) {
    json += '{';
    bool is_first = true;
    for (const Field& field : report.fields()) {
        if (!std::exchange(is_first, false)) json += ',';
        append_quoted(json, field.name);
        json += ':';
        std::visit(Render{json}, field.value);
    }
    json += '}';
}

}  // namespace

Report& Report::add(std::string_view name, Value value) {
    constexpr std::size_t usual_fields = 4;
    if (fields_.empty()) fields_.reserve(usual_fields);
    fields_.push_back({.name = std::string{name}, .value = std::move(value)});
    return *this;
}

Report& Report::add(std::string_view name, Report nested) {
    return add(name, Value{std::make_shared<Report>(std::move(nested))});
}

Report& Report::add_rows(std::string_view name, std::vector<Report> rows) {
    return add(name, Value{std::move(rows)});
}

Report& Report::set_finding(base::Error finding) {
    finding_ = std::move(finding);
    return *this;
}

const Field* Report::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

std::string Report::to_json() const {
    constexpr std::size_t usual_size = 512;
    std::string json;
    json.reserve(usual_size);
    append_report(json, *this);
    return json;
}

std::string json_quoted(std::string_view text) {
    std::string json;
    append_quoted(json, text);
    return json;
}

}  // namespace ontzorgd::service
