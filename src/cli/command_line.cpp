// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/command_line.h"

#include "ontzorgd/cli/usage.h"
#include "serve.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

namespace ontzorgd::cli {

Surroundings own_surroundings() {
    return {.out = std::cout, .err = std::cerr};
}

Exit run_command_line(std::span<const char* const> words, const Serve& serve,
                      const Surroundings& surroundings) {
    CLI::App app{
        "ontzorgd: betaalt vaste lasten en leefgeld uit de bijstand (financieel ontzorgen)"};
    speak_dutch(app);
    app.set_version_flag("--version", ONTZORGD_VERSION, "Toont de versie");
    Commands commands{app, ONTZORGD_VERSION, surroundings};
    add_people_commands(commands);
    add_two_person_commands(commands);
    add_dossier_commands(commands);
    add_dossier_edit_commands(commands);
    add_client_commands(commands);
    add_destroy_commands(commands);
    add_run_commands(commands);
    add_batch_commands(commands);
    add_audit_commands(commands);
    add_bank_commands(commands);
    add_line_commands(commands);
    add_rule_commands(commands);
    add_export_commands(commands);
    add_attempt_commands(commands);
    add_exception_commands(commands);
    add_vop_commands(commands);
    add_profile_commands(commands);
    add_month_commands(commands);
    if (serve) add_serve_command(commands, serve);
    refuse_numbers_too_large(app);
    try {
        app.parse(static_cast<int>(words.size()), words.data());
    } catch (const CLI::ParseError& error) {
        // Asking for help or the version ends the same way.
        if (error.get_exit_code() == 0) {
            return static_cast<Exit>(app.exit(error, surroundings.out, surroundings.err));
        }
        const std::vector<std::string> given{words.begin() + 1, words.end()};
        surroundings.err << usage_sentence(app, given, error.what()) << '\n';
        return Exit::usage;
    }
    return commands.run(words);
}

}  // namespace ontzorgd::cli
