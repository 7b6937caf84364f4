// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/router.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::http {

namespace {

bool is_value(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// Literal segments go before values: "/batches/nieuw" before "/batches/{batch}".
bool goes_before(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (is_value(a[i]) != is_value(b[i])) return is_value(b[i]);
    }
    return a < b;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_value(pattern[i]) ? segments[i].empty() : pattern[i] != segments[i]) return false;
    }
    return true;
}

}  // namespace

void Router::add(Method method, std::string_view pattern, std::size_t route) {
    base::expects(pattern.size() > 1 && pattern.front() == '/' && pattern.back() != '/',
                  "a route begins with a slash and does not end in one");
    std::vector<std::string> segments;
    for (const std::string_view each : base::split_text(pattern.substr(1), '/')) {
        segments.emplace_back(each);
    }
    std::vector<Pattern>& patterns = by_length_[segments.size()];
    auto place = std::ranges::find(patterns, segments, &Pattern::segments);
    if (place == patterns.end()) {
        place = std::ranges::lower_bound(patterns, segments, goes_before, &Pattern::segments);
        place = patterns.insert(place, {.segments = std::move(segments), .routes = {}});
    }
    const bool is_new = place->routes.emplace(method, route).second;
    base::expects(is_new, "no two routes are alike");
}

Router::Found Router::find(Method method, const std::vector<std::string>& segments,
                           RouteFound& found) const {
    const auto patterns = by_length_.find(segments.size());
    if (patterns == by_length_.end()) return Found::no_such_path;
    const auto pattern = std::ranges::find_if(
        patterns->second, [&](const Pattern& each) { return fits(each.segments, segments); });
    if (pattern == patterns->second.end()) return Found::no_such_path;
    for (const auto& [allowed, route] : pattern->routes) {
        if (!found.allow.empty()) found.allow += ", ";
        found.allow += to_text(allowed);
        if (allowed == Method::get) found.allow += ", HEAD";
    }
    const auto route = pattern->routes.find(method == Method::head ? Method::get : method);
    if (route == pattern->routes.end()) return Found::no_such_method;
    found.route = route->second;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string& name = pattern->segments[i];
        if (is_value(name)) found.values.emplace_back(name.substr(1, name.size() - 2), segments[i]);
    }
    return Found::yes;
}

}  // namespace ontzorgd::http
