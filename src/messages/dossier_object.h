// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/json.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// DossierObject: one JSON object of a dossier line, asked for its members by name; what is wrong
/// becomes a finding with its place instead of ending the reading.
namespace ontzorgd::messages {

/// Where a value stands, as a chain of names on the stack: written out only for a finding.
struct Path {
    const Path* parent = nullptr;
    std::string_view name;
    std::size_t index = 0;
    bool is_element = false;
};

/// "clienten[0].iban" for the member of the object at `path`.
[[nodiscard]] std::string path_text(const Path* path, std::string_view member);

/// The findings of one line.
class LineFindings {
public:
    /// Adds the place to the error. An empty member is the object itself.
    void add(const base::Error& error, const Path* path, std::string_view member);
    void clear() { errors_.clear(); }
    [[nodiscard]] bool empty() const { return errors_.empty(); }
    [[nodiscard]] const std::vector<base::Error>& errors() const { return errors_; }

private:
    std::vector<base::Error> errors_;
};

class DossierObject {
public:
    using Names = std::initializer_list<std::string_view>;

    DossierObject(const JsonDocument& json, const JsonNode& node, const Path* path,
                  LineFindings& findings)
        : json_{&json}, node_{&node}, path_{path}, findings_{&findings} {}

    /// Whether this is an object; members that are missing or unknown become findings.
    [[nodiscard]] bool check_members(Names required, Names optional = {}) const;

    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

    /// The member as text, made into a value by `parse` (text to Result<T>). Nothing when it is
    /// absent or wrong; what is wrong is a finding.
    template <class Parse>
    [[nodiscard]] auto text(std::string_view name, Parse parse) const {
        using Value = std::decay_t<decltype(parse(std::string_view{}).value())>;
        std::optional<Value> value;
        const JsonNode* node = find_of_kind(name, JsonKind::text, "text");
        if (node == nullptr) return value;
        auto parsed = parse(node->text);
        if (parsed) {
            value.emplace(std::move(parsed).value());
        } else {
            fault_in_text(parsed.error(), name, node->text);
        }
        return value;
    }

    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name, std::int64_t from,
                                                     std::int64_t to) const;

    /// Calls `take(DossierObject)` for every element of the list, if it is there and has from
    /// `least` to `most` elements.
    template <class Take>
    void list(std::string_view name, std::size_t least, std::size_t most, Take take) const {
        const JsonNode* node = find_list(name, least, most);
        if (node == nullptr) return;
        std::size_t index = 0;
        for (const JsonNode* at = json_->first_of(*node); at != nullptr; at = json_->after(*at)) {
            const Path path{.parent = path_, .name = name, .index = index++, .is_element = true};
            take(DossierObject{*json_, *at, &path, *findings_});
        }
    }

    /// A finding on a member, or with an empty name on this object.
    void fault(const base::Error& error, std::string_view member = {}) const {
        findings_->add(error, path_, member);
    }
    void fault(const base::Failure& failure, std::string_view member = {}) const {
        fault(failure.error, member);
    }

private:
    [[nodiscard]] const JsonNode* find(std::string_view name) const {
        return json_->member(*node_, name);
    }
    [[nodiscard]] const JsonNode* find_of_kind(std::string_view name, JsonKind kind,
                                               const char* expected) const;
    [[nodiscard]] const JsonNode* find_list(std::string_view name, std::size_t least,
                                            std::size_t most) const;
    void fault_in_text(const base::Error& error, std::string_view name,
                       std::string_view text) const;

    const JsonDocument* json_;
    const JsonNode* node_;
    const Path* path_;
    LineFindings* findings_;
};

}  // namespace ontzorgd::messages
