// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/profile.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

void add_profile_commands(Commands& commands) {
    const auto name = std::make_shared<std::string>();
    CLI::App* show = commands.read_if_there(
        "profile", "show",
        "Toont de bankprofielen van het programma en van de gemeente, of met een naam wat dat ene "
        "betekent",
        [name](Reading& reading) { return service::show_profiles(reading.town, *name); },
        [name] { return service::show_profiles(*name); });
    show->add_option("NAAM", *name, "Naam van het profiel");
    const auto file = std::make_shared<std::string>();
    CLI::App* check = commands.plain(
        "profile", "check",
        "Leest een bankprofiel, zegt wat er niet goed aan is of wat het betekent, en bewaart niets",
        [file] { return service::check_profile(*file); });
    const auto added = std::make_shared<std::string>();
    CLI::App* add = commands.change(
        "profile", "add",
        "Stelt een bankprofiel van de gemeente voor, of een nieuwe versie; een ander bevestigt het",
        [added](service::Context& context) { return service::add_profile(context, *added); });
    commands.input_file(add, "BESTAND", *added, "TOML-bestand volgens bankprofiel-1");
    const auto sha256 = std::make_shared<std::string>();
    CLI::App* confirm = commands.change(
        "profile", "confirm", "Bevestigt een bankprofiel dat een ander voorstelde",
        [sha256](service::Context& context) { return service::confirm_profile(context, *sha256); });
    confirm->add_option("SHA256", *sha256, "Het begin van de SHA-256 van het bestand")->required();
    commands.input_file(check, "BESTAND", *file, "TOML-bestand volgens bankprofiel-1");
}

}  // namespace ontzorgd::cli
