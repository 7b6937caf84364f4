// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/command_line.h"

#include "command_table.h"
#include "ontzorgd/base/hidden_character.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/cli/usage.h"
#include "privacy.h"
#include "serve.h"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace ontzorgd::cli {

namespace {

/// What must be there before the first command is added.
CLI::App& prepared(CLI::App& app) {
    speak_dutch(app);
    app.set_version_flag("--version", ONTZORGD_VERSION, "Toont de versie");
    return app;
}

/// As the network refuses it: what is kept is shown to others later.
bool can_be_shown(std::string_view word) {
    return base::is_utf8(word) && !base::has_hidden_character(word);
}

}  // namespace

CommandTable::CommandTable(const Serve& serve, const Surroundings& surroundings)
    : app_{"ontzorgd: betaalt vaste lasten en leefgeld uit de bijstand (financieel ontzorgen)"},
      commands_{prepared(app_), ONTZORGD_VERSION, surroundings} {
    add_people_commands(commands_);
    add_two_person_commands(commands_);
    add_dossier_commands(commands_);
    add_dossier_edit_commands(commands_);
    add_client_commands(commands_);
    add_destroy_commands(commands_);
    add_run_commands(commands_);
    add_batch_commands(commands_);
    add_audit_commands(commands_);
    add_bank_commands(commands_);
    add_line_commands(commands_);
    add_rule_commands(commands_);
    add_export_commands(commands_);
    add_attempt_commands(commands_);
    add_exception_commands(commands_);
    add_vop_commands(commands_);
    add_profile_commands(commands_);
    add_month_commands(commands_);
    add_inbox_commands(commands_);
    add_schedule_commands(commands_);
    add_privacy_commands(commands_);
    add_backup_commands(commands_);
    add_key_commands(commands_);
    if (serve) add_serve_command(commands_, serve);
    refuse_numbers_too_large(app_);
}

Surroundings own_surroundings() {
    return {.out = std::cout, .err = std::cerr};
}

Exit run_command_line(std::span<const char* const> words, const Serve& serve,
                      const Surroundings& surroundings) {
    const auto given = words.subspan(std::min<std::size_t>(1, words.size()));  // after the program
    const auto hidden = std::ranges::find_if_not(given, can_be_shown);
    if (hidden != given.end()) {
        surroundings.err << hidden_word_sentence(hidden - given.begin() + 1) << '\n';
        return Exit::usage;
    }
    CommandTable table{serve, surroundings};
    CLI::App& app = table.app();
    try {
        app.parse(static_cast<int>(words.size()), words.data());
    } catch (const CLI::ParseError& error) {
        // Asking for help or the version ends the same way.
        if (error.get_exit_code() == 0) {
            return static_cast<Exit>(app.exit(error, surroundings.out, surroundings.err));
        }
        surroundings.err << usage_sentence(app, {given.begin(), given.end()}, error.what()) << '\n';
        return Exit::usage;
    }
    return table.commands().run(words);
}

}  // namespace ontzorgd::cli
