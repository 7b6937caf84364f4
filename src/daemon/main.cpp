// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/commands.h"
#include "ontzorgd/cli/usage.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

int run(int argc, char** argv) {
    CLI::App app{
        "ontzorgd: betaalt vaste lasten en leefgeld uit de bijstand (financieel ontzorgen)"};
    ontzorgd::cli::speak_dutch(app);
    app.set_version_flag("--version", ONTZORGD_VERSION, "Toont de versie");
    ontzorgd::cli::Commands commands{app, ONTZORGD_VERSION};
    ontzorgd::cli::add_people_commands(commands);
    ontzorgd::cli::add_two_person_commands(commands);
    ontzorgd::cli::add_dossier_commands(commands);
    ontzorgd::cli::add_dossier_edit_commands(commands);
    ontzorgd::cli::add_client_commands(commands);
    ontzorgd::cli::add_destroy_commands(commands);
    ontzorgd::cli::add_run_commands(commands);
    ontzorgd::cli::add_batch_commands(commands);
    ontzorgd::cli::add_audit_commands(commands);
    ontzorgd::cli::add_bank_commands(commands);
    ontzorgd::cli::add_export_commands(commands);
    ontzorgd::cli::add_exception_commands(commands);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Asking for help or the version ends the same way.
        if (error.get_exit_code() == 0) return app.exit(error);
        const std::vector<std::string> words{argv + 1, argv + argc};
        std::cerr << ontzorgd::cli::usage_sentence(app, words, error.what()) << '\n';
        return static_cast<int>(ontzorgd::cli::Exit::usage);
    }
    return static_cast<int>(commands.run());
}

}  // namespace

int main(int argc, char** argv) {
    // A file that grows past a limit of the system is a fault of the world, told like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
    }
    return static_cast<int>(ontzorgd::cli::Exit::fault);
}
