// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/json.h"

#include "field.h"
#include "ontzorgd/base/contract.h"

#include <boost/json/basic_parser_impl.hpp>

#include <limits>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t deepest = 8;
constexpr std::uint32_t most_members = 64;

/// What the handler itself refuses; boost only knows that it stopped.
enum class Refusal : std::uint8_t { none, member_is_double, too_many_members };

}  // namespace

/// Receives the parser's events and links the nodes. The member names and the `bool f(..., error)`
/// forms are those that boost::json::basic_parser asks of a handler.
class JsonDocument::Builder {
public:
    using Error = boost::json::error_code;
    using Text = boost::json::string_view;

    // NOLINTBEGIN(readability-identifier-naming): names that the parser looks for.
    static constexpr std::size_t max_object_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::uint32_t>::max();
    // NOLINTEND(readability-identifier-naming)

    void clear(std::size_t text_size) {
        nodes_.clear();
        open_.clear();
        refusal_ = Refusal::none;
        key_ = {};
        // Every text of the document fits, so no view into it is ever moved.
        texts_.clear();
        texts_.reserve(text_size);
        begin_ = 0;
    }

    static bool on_document_begin(Error& /*error*/) { return true; }
    static bool on_document_end(Error& /*error*/) { return true; }
    bool on_object_begin(Error& error) { return open(JsonKind::object, error); }
    bool on_object_end(std::size_t /*size*/, Error& /*error*/) { return close(); }
    bool on_array_begin(Error& error) { return open(JsonKind::array, error); }
    bool on_array_end(std::size_t /*size*/, Error& /*error*/) { return close(); }
    bool on_key_part(Text part, std::size_t /*size*/, Error& /*error*/) { return append(part); }
    bool on_key(Text part, std::size_t /*size*/, Error& error) {
        append(part);
        key_ = finished_text();
        return check_key(error);
    }
    bool on_string_part(Text part, std::size_t /*size*/, Error& /*error*/) { return append(part); }
    bool on_string(Text part, std::size_t /*size*/, Error& error) {
        append(part);
        return add({.text = finished_text(), .kind = JsonKind::text}, error);
    }
    static bool on_number_part(Text /*part*/, Error& /*error*/) { return true; }
    bool on_int64(std::int64_t number, Text /*part*/, Error& error) {
        return add({.number = number, .kind = JsonKind::number}, error);
    }
    bool on_uint64(std::uint64_t /*number*/, Text /*part*/, Error& error) {
        return add({.kind = JsonKind::other_number}, error);
    }
    bool on_double(double /*number*/, Text /*part*/, Error& error) {
        return add({.kind = JsonKind::other_number}, error);
    }
    bool on_bool(bool value, Error& error) {
        return add({.number = value ? 1 : 0, .kind = JsonKind::boolean}, error);
    }
    bool on_null(Error& error) { return add({.kind = JsonKind::null}, error); }
    static bool on_comment_part(Text /*part*/, Error& /*error*/) { return true; }
    static bool on_comment(Text /*part*/, Error& /*error*/) { return true; }

    [[nodiscard]] const std::vector<JsonNode>& nodes() const { return nodes_; }
    [[nodiscard]] Refusal refusal() const { return refusal_; }
    [[nodiscard]] std::string_view key() const { return key_; }

private:
    /// An object or array that is not closed yet, and its last child so far.
    struct Open {
        std::uint32_t node = 0;
        std::uint32_t last = 0;
    };

    bool append(Text part) {
        texts_.append(part.data(), part.size());
        return true;
    }

    std::string_view finished_text() {
        const std::string_view text = std::string_view{texts_}.substr(begin_);
        begin_ = texts_.size();
        return text;
    }

    bool stop(Refusal refusal, Error& error) {
        refusal_ = refusal;
        error = boost::json::error::exception;
        return false;
    }

    bool check_key(Error& error) {
        const JsonNode& object = nodes_[open_.back().node];
        if (object.size == most_members) return stop(Refusal::too_many_members, error);
        for (std::uint32_t at = object.first; at != 0; at = nodes_[at].next) {
            if (nodes_[at].key == key_) return stop(Refusal::member_is_double, error);
        }
        return true;
    }

    bool add(JsonNode node, Error& /*error*/) {
        const auto place = static_cast<std::uint32_t>(nodes_.size());
        if (!open_.empty()) {
            Open& parent = open_.back();
            JsonNode& holder = nodes_[parent.node];
            ++holder.size;
            (parent.last == 0 ? holder.first : nodes_[parent.last].next) = place;
            parent.last = place;
            if (holder.kind == JsonKind::object) node.key = key_;
        }
        nodes_.push_back(node);
        return true;
    }

    bool open(JsonKind kind, Error& error) {
        add({.kind = kind}, error);
        open_.push_back({.node = static_cast<std::uint32_t>(nodes_.size() - 1)});
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<JsonNode> nodes_;
    std::vector<Open> open_;
    std::string texts_;
    std::size_t begin_ = 0;
    std::string_view key_;
    Refusal refusal_ = Refusal::none;
};

struct JsonDocument::Parser {
    static boost::json::parse_options strict() {
        boost::json::parse_options options;
        options.max_depth = deepest;
        return options;
    }
    boost::json::basic_parser<Builder> parser{strict()};
};

JsonDocument::JsonDocument() : parser_{std::make_unique<Parser>()} {}
JsonDocument::~JsonDocument() = default;

const JsonDocument::Builder& JsonDocument::builder() const {
    return parser_->parser.handler();
}

base::Result<base::Done> JsonDocument::read(std::string_view text) {
    auto& parser = parser_->parser;
    parser.reset();
    parser.handler().clear(text.size());
    Builder::Error error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) error = boost::json::error::extra_data;
    if (!error) return base::Done{};
    if (builder().refusal() == Refusal::member_is_double) {
        return base::malformed("json_member_is_double", {{"field", shown(builder().key())}});
    }
    if (builder().refusal() == Refusal::too_many_members) {
        return base::malformed("json_object_has_too_many_members",
                               {{"most", std::to_string(most_members)}});
    }
    if (error == boost::json::error::too_deep) return base::malformed("json_is_too_deep");
    return base::malformed("json_is_malformed", {{"column", std::to_string(used + 1)}});
}

const JsonNode& JsonDocument::root() const {
    base::expects(!builder().nodes().empty(), "a JSON text is read before it is asked for");
    return builder().nodes().front();
}

const JsonNode* JsonDocument::first_of(const JsonNode& node) const {
    return node.first == 0 ? nullptr : &builder().nodes()[node.first];
}

const JsonNode* JsonDocument::after(const JsonNode& node) const {
    return node.next == 0 ? nullptr : &builder().nodes()[node.next];
}

const JsonNode* JsonDocument::member(const JsonNode& object, std::string_view name) const {
    const JsonNode* node = first_of(object);
    while (node != nullptr && node->key != name) node = after(*node);
    return node;
}

}  // namespace ontzorgd::messages
