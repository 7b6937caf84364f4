// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace ontzorgd::cli {

/// The password a new user gets: from the file's first line, or asked for on the terminal.
[[nodiscard]] std::string new_password(const std::string& user, const std::string& file);

/// The password that `user` takes instead of his own: from the file's first line, or asked for on
/// the terminal until it was typed twice the same. Nobody can look up what he typed wrongly.
[[nodiscard]] std::string own_new_password(const std::string& user, const std::string& file);

/// A code of a second factor, asked for on the terminal.
[[nodiscard]] std::string ask_code();

}  // namespace ontzorgd::cli
