// SPDX-License-Identifier: EUPL-1.2
#include "given.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/hidden_character.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/json.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::size_t longest_text = 2000;  ///< code points of one field
constexpr std::size_t most_numbers = 10'000;

/// As an answer calls it.
std::string_view to_text(Place place) {
    switch (place) {
        case Place::path: return "pad";
        case Place::query: return "query";
        case Place::body: return "inhoud";
    }
    return "";
}

std::string_view kind_text(Kind kind) {
    switch (kind) {
        case Kind::text: return "tekst";
        case Kind::number: return "geheel getal";
        case Kind::flag: return "ja of nee (true of false)";
        case Kind::numbers: return "lijst van gehele getallen";
    }
    return "";
}

Given::Value empty_of(Kind kind) {
    switch (kind) {
        case Kind::text: return std::string{};
        case Kind::number: return std::int64_t{0};
        case Kind::flag: return false;
        case Kind::numbers: return std::vector<std::int64_t>{};
    }
    return std::string{};
}

/// A value that came as text, in a path or query.
std::optional<Given::Value> value_from(std::string_view text, Kind kind) {
    switch (kind) {
        case Kind::text: return Given::Value{std::string{text}};
        case Kind::number: {
            const auto number = base::parse_int(text);
            if (!number) return std::nullopt;
            return Given::Value{*number};
        }
        case Kind::flag:
            if (text != "true" && text != "false") return std::nullopt;
            return Given::Value{text == "true"};
        case Kind::numbers: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Given::Value> numbers_from(const messages::JsonDocument& document,
                                         const messages::JsonNode& node) {
    std::vector<std::int64_t> numbers;
    for (const auto* each = document.first_of(node); each != nullptr;
         each = document.after(*each)) {
        if (each->kind != messages::JsonKind::number || numbers.size() >= most_numbers) {
            return std::nullopt;
        }
        numbers.push_back(each->number);
    }
    return Given::Value{std::move(numbers)};
}

std::optional<Given::Value> value_from(const messages::JsonDocument& document,
                                       const messages::JsonNode& node, Kind kind) {
    using messages::JsonKind;
    switch (kind) {
        case Kind::text:
            if (node.kind != JsonKind::text) return std::nullopt;
            return Given::Value{std::string{node.text}};
        case Kind::number:
            if (node.kind != JsonKind::number) return std::nullopt;
            return Given::Value{node.number};
        case Kind::flag:
            if (node.kind != JsonKind::boolean) return std::nullopt;
            return Given::Value{node.number != 0};
        case Kind::numbers:
            if (node.kind != JsonKind::array) return std::nullopt;
            return numbers_from(document, node);
    }
    return std::nullopt;
}

}  // namespace

/// Takes the values one by one and keeps what is wrong with each.
class Collector {
public:
    explicit Collector(const std::vector<Field>& fields) : fields_{fields} {
        given_.values_.reserve(fields.size());
    }

    /// What is wrong with a field that the route takes.
    void find(const Field& field, const base::Error& error) {
        causes_.push_back(error.with("field", std::string{field.name})
                              .with("place", std::string{to_text(field.place)}));
    }
    void find(const Field& field, std::string code, std::string_view wanted = {}) {
        base::Error error{
            .kind = base::ErrorKind::malformed, .code = std::move(code), .details = {}};
        find(field, wanted.empty() ? error : error.with("wanted", std::string{wanted}));
    }
    /// What is wrong with the request as a whole.
    void find(base::Error error) { causes_.push_back(std::move(error)); }

    const Field* field(Place place, std::string_view name) {
        const auto found = std::ranges::find_if(
            fields_, [&](const Field& each) { return each.place == place && each.name == name; });
        if (found == fields_.end()) {
            find(Field{.place = place, .name = name}, "field_is_unknown");
            return nullptr;
        }
        return &*found;
    }

    void take(const Field& field, std::optional<Given::Value> value) {
        if (!value) {
            find(field, "field_is_of_the_wrong_kind", kind_text(field.kind));
            return;
        }
        const auto* text = std::get_if<std::string>(&*value);
        if (text != nullptr && !is_readable(field, *text)) return;
        if (given_.find(field.name) != nullptr) {
            find(field, "field_is_given_twice");
            return;
        }
        check_form(field, *value);
        given_.values_.push_back({.name = field.name, .value = std::move(*value)});
    }

    void read_body(std::string_view text) {
        messages::JsonDocument document;
        if (!base::is_utf8(text)) {
            find({.kind = base::ErrorKind::malformed, .code = "json_is_malformed", .details = {}});
            return;
        }
        if (const auto read = document.read(text); !read) {
            base::Error error = read.error();
            // Of the whole body, which need not be one line.
            for (base::Detail& detail : error.details) {
                if (detail.name == "column") detail.name = "character";
            }
            find(std::move(error));
            return;
        }
        if (document.root().kind != messages::JsonKind::object) {
            find({.kind = base::ErrorKind::malformed, .code = "json_is_no_object", .details = {}});
            return;
        }
        for (const auto* member = document.first_of(document.root()); member != nullptr;
             member = document.after(*member)) {
            const Field* known = field(Place::body, member->key);
            if (known != nullptr) take(*known, value_from(document, *member, known->kind));
        }
    }

    base::Result<Given> finish(std::shared_ptr<http::TemporaryFile> file) {
        for (const Field& each : fields_) {
            if (given_.find(each.name) != nullptr) continue;
            const bool was_told = std::ranges::any_of(causes_, [&](const base::Error& cause) {
                return cause.code.starts_with("json_") ||
                       (cause.detail("field") == each.name &&
                        cause.detail("place") == to_text(each.place));
            });
            if (each.required && !was_told) find(each, "field_is_missing");
            given_.values_.push_back(
                {.name = each.name, .value = empty_of(each.kind), .is_given = false});
        }
        if (!causes_.empty()) {
            base::Error error{.kind = base::ErrorKind::malformed,
                              .code = "request_is_not_accepted",
                              .details = {}};
            error.causes = std::move(causes_);
            return base::Failure{std::move(error)};
        }
        given_.file_ = std::move(file);
        return std::move(given_);
    }

private:
    bool is_readable(const Field& field, const std::string& text) {
        if (!base::is_utf8(text) || text.find('\0') != std::string::npos) {
            find(field, "field_is_of_the_wrong_kind", "tekst in UTF-8");
            return false;
        }
        if (base::has_hidden_character(text)) {
            find(field, "field_is_of_the_wrong_kind", "tekst zonder stuurtekens");
            return false;
        }
        if (base::code_points(text) > longest_text) {
            find(field, "field_text_is_too_long", std::to_string(longest_text));
            return false;
        }
        return true;
    }

    void check_form(const Field& field, const Given::Value& value) {
        base::Result<base::Done> checked = base::Done{};
        if (const auto* text = std::get_if<std::string>(&value)) {
            if (text->empty() && field.may_be_empty && !field.required) return;
            checked = check(field.form, *text);
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            checked = check(field.form, *number);
        }
        if (!checked) find(field, checked.error());
    }

    const std::vector<Field>& fields_;
    Given given_;
    std::vector<base::Error> causes_;
};

namespace {

Field field_of(Place place, Kind kind, std::string_view name, std::string_view what,
               Form form = Form::any) {
    // What a query does not say may be left out; so may a flag.
    const bool is_optional = place == Place::query || kind == Kind::flag;
    return {.place = place,
            .name = name,
            .kind = kind,
            .required = !is_optional,
            .what = what,
            .form = form,
            .may_be_empty = is_optional};
}

}  // namespace

Field path_text(std::string_view name, std::string_view what, Form form) {
    return field_of(Place::path, Kind::text, name, what, form);
}
Field path_number(std::string_view name, std::string_view what) {
    return field_of(Place::path, Kind::number, name, what);
}
Field query_text(std::string_view name, std::string_view what, Form form) {
    return field_of(Place::query, Kind::text, name, what, form);
}
Field query_number(std::string_view name, std::string_view what, Form form) {
    return field_of(Place::query, Kind::number, name, what, form);
}
Field query_flag(std::string_view name, std::string_view what) {
    return field_of(Place::query, Kind::flag, name, what);
}
Field body_text(std::string_view name, std::string_view what, Form form) {
    return field_of(Place::body, Kind::text, name, what, form);
}
Field body_number(std::string_view name, std::string_view what, Form form) {
    return field_of(Place::body, Kind::number, name, what, form);
}
Field body_flag(std::string_view name, std::string_view what) {
    return field_of(Place::body, Kind::flag, name, what);
}
Field body_numbers(std::string_view name, std::string_view what) {
    return field_of(Place::body, Kind::numbers, name, what);
}
Field query_day(std::string_view name, std::string_view what) {
    return query_text(name, what, Form::day);
}
Field body_day(std::string_view name, std::string_view what) {
    return body_text(name, what, Form::day);
}
Field optional(Field field) {
    field.required = false;
    field.may_be_empty = true;
    return field;
}

const Given::One* Given::find(std::string_view name) const {
    const auto found = std::ranges::find(values_, name, &One::name);
    return found == values_.end() ? nullptr : &*found;
}
template <class T>
const T& Given::value(std::string_view name) const {
    const One* const found = find(name);
    base::expects(found != nullptr && std::holds_alternative<T>(found->value),
                  "a handler asks for the fields of its route");
    return *std::get_if<T>(&found->value);
}
template <class T>
std::optional<T> Given::value_if_given(std::string_view name) const {
    const T& given = value<T>(name);
    return find(name)->is_given ? std::optional{given} : std::nullopt;
}

const std::string& Given::text(std::string_view name) const {
    return value<std::string>(name);
}
std::int64_t Given::number(std::string_view name) const {
    return value<std::int64_t>(name);
}
bool Given::flag(std::string_view name) const {
    return value<bool>(name);
}
const std::vector<std::int64_t>& Given::numbers(std::string_view name) const {
    return value<std::vector<std::int64_t>>(name);
}
std::optional<std::string> Given::text_if_given(std::string_view name) const {
    return value_if_given<std::string>(name);
}
std::optional<std::int64_t> Given::number_if_given(std::string_view name) const {
    return value_if_given<std::int64_t>(name);
}
const std::filesystem::path& Given::file() const {
    base::expects(file_ != nullptr, "the route takes a file");
    return file_->path();
}

base::Result<Given> Given::read(const std::vector<Field>& fields, const http::PathValues& path,
                                const http::Target& target, const http::Request& request,
                                bool takes_file) {
    Collector collector{fields};
    for (const auto& [name, value] : path) {
        if (const Field* known = collector.field(Place::path, name)) {
            collector.take(*known, value_from(value, known->kind));
        }
    }
    for (const auto& [name, value] : target.query) {
        if (const Field* known = collector.field(Place::query, name)) {
            collector.take(*known, value_from(value, known->kind));
        }
    }
    const bool takes_body =
        std::ranges::any_of(fields, [](const Field& field) { return field.place == Place::body; });
    if (takes_body && !(request.body.empty() && !takes_file)) {
        collector.read_body(request.body);
    } else if (!takes_body && !takes_file && !request.body.empty() && request.body != "{}") {
        collector.find(
            {.kind = base::ErrorKind::malformed, .code = "request_takes_no_body", .details = {}});
    }
    if (takes_file && request.body_in_file == nullptr)
        collector.find(Field{.place = Place::body, .name = "bestand"}, "field_is_missing");
    return collector.finish(request.body_in_file);
}

}  // namespace ontzorgd::api
