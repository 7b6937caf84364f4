// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

/// @file
/// Explanation: why a decision came out as it did, in ids and whole numbers.
///
/// No prose and no personal data: `wording` makes sentences when somebody reads. The names and
/// outcomes point at string literals and live for ever.
namespace ontzorgd::base {

/// One number a step looked at. Money is in cents, a date is yyyymmdd, an id is the row's number.
struct Input {
    std::string_view name;
    std::int64_t value = 0;
    bool operator==(const Input&) const = default;
};

/// One step: the rule (an id from the manual, e.g. "R1.09"), what it saw, what it decided.
struct Step {
    std::string_view rule;
    std::vector<Input> inputs;
    std::string_view outcome;
    bool operator==(const Step&) const = default;
};

using Explanation = std::vector<Step>;

/// A decision with its reasons.
template <class T>
struct Explained {
    T value;
    Explanation why;
};

}  // namespace ontzorgd::base
