// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library calls itself so
class App;
}

/// @file
/// What an official reads when a command was given wrongly, and in the help: Dutch, although the
/// library that reads the command line speaks English.
namespace ontzorgd::cli {

/// The heading of the options in the help.
inline constexpr const char* options_heading = "Opties";
/// The heading under which help lists the commands below this one.
inline constexpr const char* commands_heading = "Opdrachten";

/// Gives help its Dutch labels. Comes before commands are added: they take the labels over.
void speak_dutch(CLI::App& app);

/// Makes every option that takes a number refuse one that does not fit, which the library would cut
/// to the largest there is. Comes after commands are added.
void refuse_numbers_too_large(CLI::App& app);

/// One sentence for what the library said (`what`) of the words of a command line, and where the
/// explanation is.
[[nodiscard]] std::string usage_sentence(const CLI::App& app, const std::vector<std::string>& words,
                                         const std::string& what);

/// One sentence when the word of this number, from 1, cannot be shown to anybody: without the word.
[[nodiscard]] std::string hidden_word_sentence(std::ptrdiff_t number);

}  // namespace ontzorgd::cli
