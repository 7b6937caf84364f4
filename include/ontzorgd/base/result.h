// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/contract.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// @file
/// Result: a value, or an Error that a person can act on.
///
/// Three kinds of "no" never share a mechanism: a refusal or malformed input is an Error in a
/// Result; a fault of the world (disk, database) is an exception; a bug breaks a contract.
namespace ontzorgd::base {

enum class ErrorKind : std::uint8_t {
    refused,    ///< a rule says no; the input was well formed
    malformed,  ///< the input itself is wrong: file, argument or field
    usage,      ///< the command was given wrongly
};

/// One named detail of an error: what the Dutch sentence fills in. Never a BSN.
struct Detail {
    std::string name;
    std::string value;
    bool operator==(const Detail&) const = default;
};

/// Why something was not done.
///
/// `code` is stable and reads as a sentence (`signer_is_proposer`); `wording` turns code and
/// details into one Dutch sentence. Usual details: file, line, record, field, value.
struct Error {
    ErrorKind kind = ErrorKind::refused;
    std::string code;
    std::vector<Detail> details;
    /// When several things are wrong at once: each of them.
    std::vector<Error> causes = {};

    /// The value of the detail with this name, or empty.
    [[nodiscard]] std::string_view detail(std::string_view name) const;
    /// The same error with one more detail; where one of that name is there, that one alone stays.
    [[nodiscard]] Error with(std::string name, std::string value) const;
    bool operator==(const Error&) const = default;
};

/// Carries an Error into a Result; made by refuse() and malformed().
struct Failure {
    Error error;
};

[[nodiscard]] Failure refuse(std::string code, std::vector<Detail> details = {});
[[nodiscard]] Failure malformed(std::string code, std::vector<Detail> details = {});

template <class T>
class [[nodiscard]] Result {
public:
    // Implicit on purpose: `return value;` and `return refuse(...);` both read as prose.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(T value) : state_{std::move(value)} {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Failure failure) : state_{std::move(failure.error)} {}

    explicit operator bool() const { return std::holds_alternative<T>(state_); }

    [[nodiscard]] const T& value() const& {
        expects(std::holds_alternative<T>(state_), "a Result is asked before its value is taken");
        return *std::get_if<T>(&state_);
    }
    [[nodiscard]] T& value() & {
        expects(std::holds_alternative<T>(state_), "a Result is asked before its value is taken");
        return *std::get_if<T>(&state_);
    }
    [[nodiscard]] T value() && {
        expects(std::holds_alternative<T>(state_), "a Result is asked before its value is taken");
        return std::move(*std::get_if<T>(&state_));
    }
    [[nodiscard]] const Error& error() const {
        expects(std::holds_alternative<Error>(state_),
                "a Result is asked before its error is taken");
        return *std::get_if<Error>(&state_);
    }
    /// The error, ready to be returned from a function with another Result.
    [[nodiscard]] Failure failure() const { return Failure{error()}; }

    /// Continues with `step(value)`, or passes the error on.
    template <class Step>
    auto and_then(Step step) const -> decltype(step(std::declval<const T&>())) {
        if (*this) return step(value());
        return failure();
    }
    bool operator==(const Result&) const = default;

private:
    std::variant<T, Error> state_;
};

/// The value of a Result that only says "done".
struct Done {
    bool operator==(const Done&) const = default;
};

}  // namespace ontzorgd::base
