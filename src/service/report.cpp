// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/report.h"

#include <fmt/format.h>

namespace ontzorgd::service {

namespace {

std::string json_of(const Value& value) {
    struct Render {
        std::string operator()(const std::string& text) const { return json_quoted(text); }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(values::Euro amount) const { return '"' + amount.to_string() + '"'; }
        std::string operator()(values::CivilDate date) const {
            return '"' + date.to_string() + '"';
        }
        std::string operator()(const std::shared_ptr<Report>& nested) const {
            return nested->to_json();
        }
        std::string operator()(const std::vector<Report>& rows) const {
            std::string text = "[";
            for (const Report& row : rows) {
                if (text.size() > 1) text += ',';
                text += row.to_json();
            }
            return text + ']';
        }
    };
    return std::visit(Render{}, value);
}

}  // namespace

Report& Report::add(std::string_view name, Value value) {
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
    std::string text = "{";
    for (const Field& field : fields_) {
        if (text.size() > 1) text += ',';
        text += json_quoted(field.name) + ':' + json_of(field.value);
    }
    return text + '}';
}

std::string json_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') {
            quoted += '\\';
            quoted += character;
        } else if (byte < 0x20) {
            quoted += fmt::format("\\u{:04x}", byte);
        } else {
            quoted += character;
        }
    }
    return quoted + '"';
}

}  // namespace ontzorgd::service
