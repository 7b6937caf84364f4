// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/usage.h"

#include "ontzorgd/base/text.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string_view>

namespace ontzorgd::cli {

namespace {

/// `name` and `rest` of "name rest", where `between` stands once or more.
struct Parts {
    std::string before;
    std::string after;
};

std::optional<Parts> split_at(std::string_view text, std::string_view between) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) return std::nullopt;
    return Parts{.before = std::string{text.substr(0, at)},
                 .after = std::string{text.substr(at + between.size())}};
}

const CLI::App* command_of(const CLI::App& parent, std::string_view word) {
    for (const CLI::App* each : parent.get_subcommands([](const CLI::App*) { return true; })) {
        if (each->get_name() == word) return each;
    }
    return nullptr;
}

/// The words up to the first that is no command where one is asked for; nothing when all are.
std::optional<std::string> unknown_command(const CLI::App& app,
                                           const std::vector<std::string>& words) {
    const CLI::App* at = &app;
    std::string path;
    for (const std::string& word : words) {
        if (at->get_require_subcommand_min() == 0 || word.starts_with('-')) return std::nullopt;
        path += (path.empty() ? "" : " ") + word;
        at = command_of(*at, word);
        if (at == nullptr) return path;
    }
    return std::nullopt;
}

std::string unexpected(const std::string& arguments) {
    // The words may come in any order: the value of an unknown option before its name.
    for (const std::string_view word : base::split_text(arguments, ' ')) {
        if (word.size() < 2 || word[0] != '-' || base::is_digits(word.substr(1))) continue;
        return "De optie " + std::string{word.substr(0, word.find('='))} +
               " bestaat niet bij deze opdracht. Controleer de schrijfwijze.";
    }
    return "Dit hoort niet bij deze opdracht: " + arguments + ". Laat het weg.";
}

std::string in_dutch(const std::string& what) {
    if (what.starts_with("A subcommand")) {
        return "Er ontbreekt een opdracht. Kies er een uit de lijst.";
    }
    for (const std::string_view text : {"The following argument was not expected: ",
                                        "The following arguments were not expected: "}) {
        if (const auto parts = split_at(what, text)) return unexpected(parts->after);
    }
    if (const auto parts = split_at(what, " is required")) {
        return parts->before + " ontbreekt. Geef dit erbij.";
    }
    if (const auto parts = split_at(what, "Could not convert: ")) {
        const auto pair = split_at(parts->after, " = ");
        if (pair) {
            return "De waarde '" + pair->after + "' past niet bij " + pair->before +
                   ". Geef een geheel getal.";
        }
    }
    if (what.find(" required ") != std::string::npos || what.starts_with("Expected ")) {
        const std::size_t at = what.find(':');
        const std::string name = at == std::string::npos ? "een optie" : what.substr(0, at);
        return "Bij " + name + " ontbreekt de waarde, of er staan er te veel. Geef er een.";
    }
    if (const auto parts = split_at(what, " requires ")) {
        return parts->before + " kan niet zonder " + parts->after + ". Geef beide.";
    }
    if (const auto parts = split_at(what, " excludes ")) {
        return parts->before + " en " + parts->after + " gaan niet samen. Kies er een.";
    }
    if (const auto parts = split_at(what, ":")) {
        return "De waarde van " + parts->before + " is niet goed. Controleer die.";
    }
    return "De opdracht is niet goed geschreven. Controleer de opties.";
}

}  // namespace

void speak_dutch(CLI::App& app) {
    app.option_defaults()->group(options_heading);
    app.set_help_flag("-h,--help", "Toont deze uitleg");
    const auto formatter = app.get_formatter();
    formatter->label("Usage", "Gebruik");
    formatter->label("Options", options_heading);
    formatter->label("OPTIONS", "OPTIES");
    formatter->label("Positionals", "Argumenten");
    formatter->label("SUBCOMMAND", "OPDRACHT");
    formatter->label("SUBCOMMANDS", "OPDRACHTEN");
    formatter->label("REQUIRED", "VERPLICHT");
    formatter->label("TEXT", "TEKST");
    formatter->label("INT", "GETAL");
    formatter->label("UINT", "GETAL");
    formatter->label("Env", "Omgeving");
}

void refuse_numbers_too_large(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        if (option->get_type_name() != "INT") continue;
        option->check([](const std::string& text) {
            const std::string_view digits =
                std::string_view{text}.substr(text.starts_with('-') ? 1 : 0);
            const bool is_number = base::is_digits(digits);
            return std::string{is_number && !base::parse_int(text) ? "too large" : ""};
        });
    }
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        refuse_numbers_too_large(*command);
    }
}

std::string usage_sentence(const CLI::App& app, const std::vector<std::string>& words,
                           const std::string& what) {
    const auto unknown = unknown_command(app, words);
    const std::string sentence =
        unknown ? "De opdracht '" + *unknown + "' bestaat niet. Kies er een uit de lijst."
                : in_dutch(what);
    std::string command = "ontzorgd";
    const CLI::App* at = &app;
    for (const std::string& word : words) {
        at = command_of(*at, word);
        if (at == nullptr) break;
        command += ' ' + word;
    }
    return sentence + " Uitleg: " + command + " --help";
}

std::string hidden_word_sentence(std::ptrdiff_t number) {
    return "Woord " + std::to_string(number) +
           " na 'ontzorgd' is geen tekst in UTF-8, of er staat een stuurteken in. Geef het zonder; "
           "geef een "
           "bestand eerst een andere naam. "
           "Uitleg: ontzorgd --help";
}

}  // namespace ontzorgd::cli
