// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "form.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/http/router.h"
#include "ontzorgd/http/target.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// @file
/// What a request gives to a route, checked against the fields that the route takes. All that is
/// wrong is found at once, and nothing is done when anything is.
namespace ontzorgd::api {

enum class Kind : std::uint8_t { text, number, flag, numbers };
enum class Place : std::uint8_t { path, query, body };

struct Field {
    Place place = Place::body;
    std::string_view name{};
    Kind kind = Kind::text;
    bool required = true;
    std::string_view what{};  ///< Dutch, for the description of the API
    Form form = Form::any;
    bool may_be_empty = false;  ///< when not required: an empty text is as if it were left out
};

// How a route is written down.
[[nodiscard]] Field path_text(std::string_view name, std::string_view what, Form form = Form::any);
[[nodiscard]] Field path_number(std::string_view name, std::string_view what);
[[nodiscard]] Field query_text(std::string_view name, std::string_view what, Form form = Form::any);
[[nodiscard]] Field query_number(std::string_view name, std::string_view what,
                                 Form form = Form::any);
[[nodiscard]] Field query_flag(std::string_view name, std::string_view what);
[[nodiscard]] Field body_text(std::string_view name, std::string_view what, Form form = Form::any);
[[nodiscard]] Field body_number(std::string_view name, std::string_view what,
                                Form form = Form::any);
[[nodiscard]] Field body_flag(std::string_view name, std::string_view what);
[[nodiscard]] Field body_numbers(std::string_view name, std::string_view what);
[[nodiscard]] Field query_day(std::string_view name, std::string_view what);
[[nodiscard]] Field body_day(std::string_view name, std::string_view what);
/// The same field, which may be left out.
[[nodiscard]] Field optional(Field field);

class Given {
public:
    using Value = std::variant<std::string, std::int64_t, bool, std::vector<std::int64_t>>;

    /// Contract: the route takes a field of this name and kind. A field that was left out is empty,
    /// 0 or false.
    [[nodiscard]] const std::string& text(std::string_view name) const;
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] const std::vector<std::int64_t>& numbers(std::string_view name) const;
    /// The same, where a field that was left out is not one that is empty or 0.
    [[nodiscard]] std::optional<std::string> text_if_given(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> number_if_given(std::string_view name) const;
    /// What was uploaded; it is there as long as this is.
    [[nodiscard]] const std::filesystem::path& file() const;

    /// Errors (malformed): request_is_not_accepted, with a cause for each field: field_is_missing,
    /// field_is_unknown, field_is_given_twice, field_is_of_the_wrong_kind, field_text_is_too_long,
    /// what the parser of its form says of its value; json_is_malformed and the like of the body as
    /// a whole. The details of a cause name its field and the place where it was given.
    [[nodiscard]] static base::Result<Given> read(const std::vector<Field>& fields,
                                                  const http::PathValues& path,
                                                  const http::Target& target,
                                                  const http::Request& request, bool takes_file);

private:
    friend class Collector;
    struct One {
        std::string_view name;  ///< lies in the route
        Value value;
        bool is_given = true;
    };
    [[nodiscard]] const One* find(std::string_view name) const;
    template <class T>
    [[nodiscard]] const T& value(std::string_view name) const;
    template <class T>
    [[nodiscard]] std::optional<T> value_if_given(std::string_view name) const;

    std::vector<One> values_;  ///< few: looked through from the beginning
    std::shared_ptr<http::TemporaryFile> file_;
};

}  // namespace ontzorgd::api
