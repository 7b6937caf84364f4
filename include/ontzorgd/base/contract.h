// SPDX-License-Identifier: EUPL-1.2
#pragma once

/// @file
/// Contracts: promises of our own code, checked in every build, release included.
///
/// A broken contract is a bug: the process ends at once and nothing is committed. Input from
/// outside (files, arguments, banks, people) is never checked this way; it gets a Result.
namespace ontzorgd::base {

/// Prints the promise and where it stood, then ends the process.
[[noreturn]] void contract_broken(const char* promise, const char* file, int line) noexcept;

/// States that `kept` must be true here. (std::source_location is missing in clang 14.)
constexpr void expects(bool kept, const char* promise, const char* file = __builtin_FILE(),
                       int line = __builtin_LINE()) noexcept {
    if (!kept) contract_broken(promise, file, line);
}

}  // namespace ontzorgd::base
