// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// What a sentence calls an option of the command line, in words of the API.
namespace ontzorgd::api {

/// The sentence with "--reason" as "het veld 'reden'", and so every option of which it speaks.
[[nodiscard]] std::string without_options(std::string_view sentence);

}  // namespace ontzorgd::api
