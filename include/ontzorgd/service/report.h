// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// @file
/// Report: what a command answers, as named values in a fixed order. The command line, the API and
/// the screens render the same report; nothing in it is a finished sentence except where the name
/// says so.
namespace ontzorgd::service {

class Report;

/// One value of a report. Money and dates keep their type, so that each rendering can write them
/// its way.
using Value = std::variant<std::string, std::int64_t, bool, values::Euro, values::CivilDate,
                           std::shared_ptr<Report>, std::vector<Report>>;

struct Field {
    std::string name;
    Value value;
};

class Report {
public:
    Report& add(std::string_view name, Value value);
    Report& add(std::string_view name, std::string_view value) {
        return add(name, Value{std::string{value}});
    }
    Report& add(std::string_view name, const std::string& value) { return add(name, Value{value}); }
    Report& add(std::string_view name, const char* value) {
        return add(name, Value{std::string{value}});
    }
    /// Leaves the field out when there is no value.
    template <class T>
    Report& add_if(std::string_view name, const std::optional<T>& value) {
        return value ? add(name, Value{*value}) : *this;
    }
    /// A nested report.
    Report& add(std::string_view name, Report nested);
    /// Rows of a table; each row has the same names.
    Report& add_rows(std::string_view name, std::vector<Report> rows);

    /// Something is wrong in what was read. The report tells all of it the same, and after it the
    /// command ends as if it were refused with this error.
    Report& set_finding(base::Error finding);
    [[nodiscard]] const std::optional<base::Error>& finding() const { return finding_; }

    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
    [[nodiscard]] const Field* find(std::string_view name) const;

    /// One JSON object: money as text "612.40", dates "2026-11-30", everything in the order it was
    /// added.
    [[nodiscard]] std::string to_json() const;

private:
    std::vector<Field> fields_;
    std::optional<base::Error> finding_;
};

/// Takes the text of an export as it is made, in pieces of any size. Never called again after it
/// threw.
using TextOut = std::function<void(std::string_view)>;

/// A JSON string literal with its quotes.
[[nodiscard]] std::string json_quoted(std::string_view text);

}  // namespace ontzorgd::service
