// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/profile.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

void add_profile_commands(Commands& commands) {
    const auto name = std::make_shared<std::string>();
    CLI::App* show = commands.plain(
        "profile", "show",
        "Toont de bankprofielen van het programma, of met een naam wat dat ene betekent",
        [name] { return service::show_profiles(*name); });
    show->add_option("NAAM", *name, "Naam van het profiel");
    const auto file = std::make_shared<std::string>();
    CLI::App* check = commands.plain(
        "profile", "check",
        "Leest een bankprofiel, zegt wat er niet goed aan is of wat het betekent, en bewaart niets",
        [file] { return service::check_profile(*file); });
    check->add_option("BESTAND", *file, "TOML-bestand volgens bankprofiel-1")->required();
}

}  // namespace ontzorgd::cli
