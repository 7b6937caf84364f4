// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// JsonDocument: one JSON text as a small tree, read strictly (RFC 8259).
///
/// Built for reading many lines: memory is kept from text to text. Duplicate member names are
/// refused, because two programs would read them differently. No number becomes floating point: a
/// number that is not a whole number of 64 bits has kind `other_number`.
namespace ontzorgd::messages {

enum class JsonKind : std::uint8_t { null, boolean, number, other_number, text, array, object };

/// One value. Nodes point at each other by place in the document; 0 is the root and ends a list.
struct JsonNode {
    std::string_view key{};   ///< name, for a member of an object
    std::string_view text{};  ///< for kind text
    std::int64_t number = 0;
    std::uint32_t first = 0;
    std::uint32_t next = 0;
    std::uint32_t size = 0;  ///< members or elements
    JsonKind kind = JsonKind::null;
};

class JsonDocument {
public:
    JsonDocument();
    JsonDocument(const JsonDocument&) = delete;
    JsonDocument& operator=(const JsonDocument&) = delete;
    JsonDocument(JsonDocument&&) = delete;
    JsonDocument& operator=(JsonDocument&&) = delete;
    ~JsonDocument();

    /// Reads one text; what an earlier one gave is gone. `text` must outlive the use of the nodes.
    /// Errors (malformed): json_is_malformed (detail column), json_member_is_double (detail
    /// field), json_is_too_deep (8 levels), json_object_has_too_many_members (64).
    [[nodiscard]] base::Result<base::Done> read(std::string_view text);

    [[nodiscard]] const JsonNode& root() const;
    /// The first member or element of `node`, or null.
    [[nodiscard]] const JsonNode* first_of(const JsonNode& node) const;
    /// What follows `node` in its object or array, or null.
    [[nodiscard]] const JsonNode* after(const JsonNode& node) const;
    /// The member of this name, or null.
    [[nodiscard]] const JsonNode* member(const JsonNode& object, std::string_view name) const;

private:
    class Builder;
    struct Parser;
    [[nodiscard]] const Builder& builder() const;
    std::unique_ptr<Parser> parser_;
};

}  // namespace ontzorgd::messages
