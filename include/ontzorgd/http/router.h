// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/message.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Router: which route a method and path belong to.
namespace ontzorgd::http {

/// Values of the path by name, in the order of the pattern.
using PathValues = std::vector<std::pair<std::string, std::string>>;

struct RouteFound {
    std::size_t route = 0;  ///< what add() was given; only with Found::yes
    PathValues values;
    std::string allow;  ///< the methods that this path has, as the Allow header lists them
};

class Router {
public:
    enum class Found : std::uint8_t { yes, no_such_path, no_such_method };

    /// `pattern` is "/v1/batches/{batch}/regels": a literal segment goes before a value of the same
    /// place. Contract: it begins with "/", does not end in one, and no two routes are alike.
    void add(Method method, std::string_view pattern, std::size_t route);

    /// HEAD is found where GET is.
    [[nodiscard]] Found find(Method method, const std::vector<std::string>& segments,
                             RouteFound& found) const;

private:
    struct Pattern {
        std::vector<std::string> segments;  ///< "{name}" for a value
        std::map<Method, std::size_t> routes;
    };
    std::map<std::size_t, std::vector<Pattern>> by_length_;
};

}  // namespace ontzorgd::http
