// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/backup.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/restore.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

namespace {

void add_restore(Commands& commands) {
    const auto from = std::make_shared<std::string>();
    CLI::App* restore = commands.enter(
        "restore", "Zet een reservekopie terug in een lege map, als beheerder van die gemeente",
        [from](const service::Places& places,
               const Commands::Giver& giver) -> base::Result<service::Report> {
            if (from->empty()) return base::refuse("backup_is_not_named");
            return service::restore_backup({.from = *from,
                                            .places = places,
                                            .user = giver.user,
                                            .password = giver.password,
                                            .practice_day = giver.practice_day});
        });
    restore->add_option("--from", *from, "De reservekopie");
    commands.change("restore lift", "propose",
                    "Stelt voor de blokkade na het terugzetten op te heffen",
                    service::propose_lift);
    commands.change("restore lift", "confirm",
                    "Heft de blokkade na het terugzetten op, die een ander voorstelde op te heffen",
                    service::confirm_lift);
}

}  // namespace

void add_backup_commands(Commands& commands) {
    const auto to = std::make_shared<std::string>();
    CLI::App* create = commands.beside(
        "backup", "create",
        "Maakt een reservekopie van de gemeente, ook terwijl ermee wordt gewerkt",
        [to](Reading& reading) { return service::create_backup(reading.town, reading.now, *to); });
    create->add_option("--to", *to, "Het nieuwe bestand, of een map waar het in komt")->required();
    const auto file = std::make_shared<std::string>();
    CLI::App* check = commands.with_keys(
        "backup", "check", "Controleert een reservekopie helemaal, en vertelt wat erin zit",
        [file](const service::Places& places) {
            return service::check_backup(*file, places.keys);
        });
    check->add_option("BESTAND", *file, "De reservekopie")->required();
    add_restore(commands);
}

}  // namespace ontzorgd::cli
