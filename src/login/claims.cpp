// SPDX-License-Identifier: EUPL-1.2
#include "claims.h"

#include <algorithm>

namespace ontzorgd::login {

namespace {

constexpr std::int64_t end_of_9999 = 253'402'300'799;
constexpr std::size_t longest_text = 255;

base::Failure missing(std::string_view name) {
    return base::refuse("token_claim_is_missing", {{"field", std::string{name}}});
}

base::Failure misshapen(std::string_view name) {
    return base::malformed("token_claim_is_malformed", {{"field", std::string{name}}});
}

}  // namespace

bool is_one_line(std::string_view text) {
    return !text.empty() && std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
    });
}

base::Result<std::optional<std::chrono::sys_seconds>> moment_if_any(const Json& claims,
                                                                    std::string_view name) {
    const Json* const value = claims.member(name);
    if (value == nullptr) return std::optional<std::chrono::sys_seconds>{};
    if (value->kind != Json::Kind::number || value->number < 0 || value->number > end_of_9999) {
        return misshapen(name);
    }
    return std::optional{std::chrono::sys_seconds{std::chrono::seconds{value->number}}};
}

base::Result<std::chrono::sys_seconds> moment_of(const Json& claims, std::string_view name) {
    const auto moment = moment_if_any(claims, name);
    if (!moment) return moment.failure();
    if (!moment.value()) return missing(name);
    return *moment.value();
}

base::Result<std::string> text_of(const Json& claims, std::string_view name) {
    const Json* const value = claims.member(name);
    if (value == nullptr) return missing(name);
    if (value->kind != Json::Kind::text || value->text.size() > longest_text ||
        !is_one_line(value->text)) {
        return misshapen(name);
    }
    return value->text;
}

base::Result<std::vector<std::string>> audience_of(const Json& claims) {
    const Json* const value = claims.member("aud");
    if (value == nullptr) return missing("aud");
    if (value->kind == Json::Kind::text) return std::vector{value->text};
    if (value->kind != Json::Kind::array || value->elements.empty()) return misshapen("aud");
    std::vector<std::string> audience;
    for (const Json& one : value->elements) {
        if (one.kind != Json::Kind::text) return misshapen("aud");
        audience.push_back(one.text);
    }
    return audience;
}

}  // namespace ontzorgd::login
