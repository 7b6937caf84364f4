// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Answers that are kept for whoever comes for them, encrypted: to a request, tied to its user and
/// key, and of a task.
namespace ontzorgd::service {

[[nodiscard]] std::string sealed_answer(const Municipality& town, store::UserId user,
                                        std::string_view key, std::string_view answer);
[[nodiscard]] std::string sealed_answer(const Municipality& town, std::int64_t task,
                                        std::string_view answer);
/// Errors (refused): ciphertext_is_not_authentic.
[[nodiscard]] base::Result<std::string> opened_answer(const Municipality& town, store::UserId user,
                                                      std::string_view key,
                                                      std::string_view sealed);
[[nodiscard]] base::Result<std::string> opened_answer(const Municipality& town, std::int64_t task,
                                                      std::string_view sealed);

}  // namespace ontzorgd::service
