// SPDX-License-Identifier: EUPL-1.2
#include "dossier_object.h"

#include "field.h"

#include <algorithm>

namespace ontzorgd::messages {

std::string path_text(const Path* path, std::string_view member) {
    if (path == nullptr) return std::string{member};
    std::string text = path_text(path->parent, path->name);
    if (path->is_element) text += "[" + std::to_string(path->index) + "]";
    if (member.empty()) return text;
    if (!text.empty()) text += ".";
    return text + std::string{member};
}

void LineFindings::add(const base::Error& error, const Path* path, std::string_view member) {
    const std::string field = path_text(path, member);
    errors_.push_back(field.empty() ? error : error.with("field", field));
}

bool DossierObject::check_members(Names required, Names optional) const {
    if (node_->kind != JsonKind::object) {
        fault(base::malformed("member_has_wrong_type", {{"expected", "object"}}));
        return false;
    }
    const auto is_in = [](Names names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (const JsonNode* at = json_->first_of(*node_); at != nullptr; at = json_->after(*at)) {
        if (is_in(required, at->key) || is_in(optional, at->key)) continue;
        fault(base::malformed("member_is_unknown"), shown(at->key));
    }
    for (const std::string_view name : required) {
        if (!has(name)) fault(base::malformed("member_is_missing"), name);
    }
    return true;
}

const JsonNode* DossierObject::find_of_kind(std::string_view name, JsonKind kind,
                                            const char* expected) const {
    const JsonNode* node = find(name);
    if (node == nullptr || node->kind == kind) return node;
    fault(base::malformed("member_has_wrong_type", {{"expected", expected}}), name);
    return nullptr;
}

const JsonNode* DossierObject::find_list(std::string_view name, std::size_t least,
                                         std::size_t most) const {
    const JsonNode* node = find_of_kind(name, JsonKind::array, "list");
    if (node == nullptr) return nullptr;
    if (node->size < least) {
        fault(base::malformed("list_is_empty"), name);
        return nullptr;
    }
    if (node->size > most) {
        fault(base::malformed("list_is_too_long", {{"found", std::to_string(node->size)},
                                                   {"most", std::to_string(most)}}),
              name);
        return nullptr;
    }
    return node;
}

std::optional<std::int64_t> DossierObject::number(std::string_view name, std::int64_t from,
                                                  std::int64_t to) const {
    const JsonNode* node = find_of_kind(name, JsonKind::number, "whole number");
    if (node == nullptr) return std::nullopt;
    if (node->number < from || to < node->number) {
        fault(base::malformed("number_is_out_of_bounds", {{"value", std::to_string(node->number)},
                                                          {"from", std::to_string(from)},
                                                          {"to", std::to_string(to)}}),
              name);
        return std::nullopt;
    }
    return node->number;
}

void DossierObject::fault_in_text(const base::Error& error, std::string_view name,
                                  std::string_view text) const {
    // A BSN stands in no error, a mistyped one neither.
    fault(name == "bsn" ? error : error.with("value", shown(text)), name);
}

}  // namespace ontzorgd::messages
