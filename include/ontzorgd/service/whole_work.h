// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>

/// @file
/// Work of which readers may not see half.
namespace ontzorgd::service {

/// Runs such work: a daemon lets its readers answer from the moment before it.
using AroundWholeWork = std::function<void(const std::function<void()>&)>;

/// For a process of its own: nobody reads meanwhile.
[[nodiscard]] inline AroundWholeWork at_once() {
    return [](const std::function<void()>& work) { work(); };
}

}  // namespace ontzorgd::service
