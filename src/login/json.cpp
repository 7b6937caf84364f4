// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <limits>

namespace ontzorgd::login {

namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_members = 200;

/// What the handler itself refuses; boost only knows that it stopped.
enum class Refusal : std::uint8_t { none, member_is_double, too_many_members };

/// Receives the parser's events and builds the value. The member names and the `bool f(..., error)`
/// forms are those that boost::json::basic_parser asks of a handler.
class Builder {
public:
    using Error = boost::json::error_code;
    using Text = boost::json::string_view;

    // NOLINTBEGIN(readability-identifier-naming): names that the parser looks for.
    static constexpr std::size_t max_object_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::uint32_t>::max();
    // NOLINTEND(readability-identifier-naming)

    static bool on_document_begin(Error& /*error*/) { return true; }
    static bool on_document_end(Error& /*error*/) { return true; }
    bool on_object_begin(Error& /*error*/) { return open(Json::Kind::object); }
    bool on_object_end(std::size_t /*size*/, Error& /*error*/) { return close(); }
    bool on_array_begin(Error& /*error*/) { return open(Json::Kind::array); }
    bool on_array_end(std::size_t /*size*/, Error& /*error*/) { return close(); }
    bool on_key_part(Text part, std::size_t /*size*/, Error& /*error*/) { return append(part); }
    bool on_key(Text part, std::size_t /*size*/, Error& error) {
        append(part);
        Open& object = open_.back();
        object.key = taken();
        auto& members = object.value.members;
        if (members.size() == most_members) return stop(Refusal::too_many_members, error);
        const bool is_double =
            std::ranges::find(members, object.key, &Json::Member::first) != members.end();
        return !is_double || stop(Refusal::member_is_double, error);
    }
    bool on_string_part(Text part, std::size_t /*size*/, Error& /*error*/) { return append(part); }
    bool on_string(Text part, std::size_t /*size*/, Error& /*error*/) {
        append(part);
        return add({.kind = Json::Kind::text, .text = taken()});
    }
    static bool on_number_part(Text /*part*/, Error& /*error*/) { return true; }
    bool on_int64(std::int64_t number, Text /*part*/, Error& /*error*/) {
        return add({.kind = Json::Kind::number, .number = number});
    }
    bool on_uint64(std::uint64_t /*number*/, Text /*part*/, Error& /*error*/) {
        return add({.kind = Json::Kind::other_number});
    }
    bool on_double(double /*number*/, Text /*part*/, Error& /*error*/) {
        return add({.kind = Json::Kind::other_number});
    }
    bool on_bool(bool value, Error& /*error*/) {
        return add({.kind = Json::Kind::boolean, .number = value ? 1 : 0});
    }
    bool on_null(Error& /*error*/) { return add({}); }
    static bool on_comment_part(Text /*part*/, Error& /*error*/) { return true; }
    static bool on_comment(Text /*part*/, Error& /*error*/) { return true; }

    [[nodiscard]] Refusal refusal() const { return refusal_; }
    [[nodiscard]] Json take_root() { return std::move(root_); }

private:
    /// An object or array that is not closed yet, and the name of the member that comes next.
    struct Open {
        Json value;
        std::string key;
    };

    bool append(Text part) {
        text_.append(part.data(), part.size());
        return true;
    }

    std::string taken() { return std::exchange(text_, {}); }

    bool stop(Refusal refusal, Error& error) {
        refusal_ = refusal;
        error = boost::json::error::exception;
        return false;
    }

    bool add(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (Open& holder = open_.back(); holder.value.is_object()) {
            holder.value.members.emplace_back(std::move(holder.key), std::move(value));
        } else {
            holder.value.elements.push_back(std::move(value));
        }
        return true;
    }

    bool open(Json::Kind kind) {
        open_.push_back({.value = {.kind = kind}, .key = {}});
        return true;
    }

    bool close() {
        Json value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value));
    }

    Json root_;
    std::vector<Open> open_;
    std::string text_;
    Refusal refusal_ = Refusal::none;
};

boost::json::parse_options strict() {
    boost::json::parse_options options;
    options.max_depth = deepest;
    return options;
}

}  // namespace

const Json* Json::member(std::string_view name) const {
    const auto found = std::ranges::find(members, name, &Member::first);
    return found == members.end() ? nullptr : &found->second;
}

const std::string* Json::text_member(std::string_view name) const {
    const Json* const value = member(name);
    return value != nullptr && value->kind == Kind::text ? &value->text : nullptr;
}

base::Result<Json> read_json(std::string_view text) {
    boost::json::basic_parser<Builder> parser{strict()};
    boost::json::error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) error = boost::json::error::extra_data;
    if (!error) return parser.handler().take_root();
    if (parser.handler().refusal() == Refusal::member_is_double) {
        return base::malformed("token_json_member_is_double");
    }
    if (parser.handler().refusal() == Refusal::too_many_members) {
        return base::malformed("token_json_has_too_many_members");
    }
    if (error == boost::json::error::too_deep) return base::malformed("token_json_is_too_deep");
    return base::malformed("token_json_is_malformed");
}

std::string json_text(std::string_view text) {
    return boost::json::serialize(boost::json::string_view{text.data(), text.size()});
}

}  // namespace ontzorgd::login
