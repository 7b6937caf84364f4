// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// What a verification found wrong.
namespace ontzorgd::service {

/// Keeps the first faults and counts the others.
class Findings {
public:
    static constexpr std::size_t most_kept = 100;

    /// `fact` is the number of the link that says otherwise; 0 when no single fact can be named.
    void add(std::string code, std::int64_t fact, std::vector<base::Detail> details = {}) {
        ++count_;
        if (kept_.size() == most_kept) return;
        if (fact != 0) details.insert(details.begin(), {"fact", std::to_string(fact)});
        kept_.push_back({.kind = base::ErrorKind::refused,
                         .code = std::move(code),
                         .details = std::move(details)});
    }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] const std::vector<base::Error>& kept() const { return kept_; }

private:
    std::size_t count_ = 0;
    std::vector<base::Error> kept_;
};

}  // namespace ontzorgd::service
