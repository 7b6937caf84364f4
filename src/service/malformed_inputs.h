// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/result.h"

#include <string>
#include <string_view>
#include <vector>

/// @file
/// What is wrong with the inputs of one command, so that all of it is told at once.
namespace ontzorgd::service {

class MalformedInputs {
public:
    /// Keeps what is wrong with this one, if anything is, with the name that a dossier gives it.
    template <class T>
    void look_at(const base::Result<T>& read, std::string_view field) {
        if (!read) errors_.push_back(read.error().with("field", std::string{field}));
    }

    [[nodiscard]] bool empty() const { return errors_.empty(); }
    /// The first; the others as its causes. Contract: something is wrong.
    [[nodiscard]] base::Failure failure() const {
        base::expects(!errors_.empty(), "who tells what is wrong has found something");
        base::Error error = errors_.front();
        error.causes.assign(errors_.begin() + 1, errors_.end());
        return base::Failure{std::move(error)};
    }

private:
    std::vector<base::Error> errors_;
};

}  // namespace ontzorgd::service
