// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/people.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

void add_init(Commands& commands) {
    struct Options {
        service::InitOptions init;
        std::string seed;
        std::string beheerder;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = commands.init(
        "Maakt de map van een gemeente en de eerste beheerder, die alleen gebruikers kan toevoegen",
        [options](const service::Places& places, service::Mode mode, service::Now now,
                  const std::string& password) -> base::Result<service::Report> {
            if (!options->seed.empty()) options->init.seed = options->seed;
            auto town = service::Municipality::init(places, options->init, now.unix_seconds, mode);
            if (!town) return town.failure();
            return service::add_first_beheerder(town.value(), now, options->beheerder, password);
        });
    command->add_option("--gemeente", options->init.gemeente, "CBS-code, vier cijfers")->required();
    command->add_option("--naam", options->init.naam, "Naam zoals de bank die ziet")->required();
    command->add_flag("--rehearsal", options->init.rehearsal,
                      "Een oefenmap: kan nooit echt worden");
    command->add_option("--seed", options->seed, "Maakt een oefenmap herhaalbaar");
    command->get_option("--beheerder")->each([options](const std::string& name) {
        options->beheerder = name;
    });
}

void add_user_commands(Commands& commands) {
    struct Options {
        std::string name;
        std::string role;
        std::shared_ptr<const std::string> new_password;
        bool take = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* add = commands.change(
        "user", "add", "Voegt een gebruiker toe met een eerste rol",
        [options](service::Context& context) {
            return service::add_user(context, options->name, *options->new_password, options->role);
        });
    add->add_option("NAAM", options->name, "Inlognaam")->required();
    add->add_option("--role", options->role,
                    "rechtmatigheid, klantmanager, kwaliteitsmedewerker, auditor of beheerder")
        ->required();
    options->new_password =
        commands.new_password(add, "--new-password-file", options->name,
                              "Bestand met het wachtwoord van de nieuwe gebruiker");
    CLI::App* role = commands.change(
        "user", "role", "Geeft een gebruiker een rol, of neemt die terug",
        [options](service::Context& context) {
            return service::change_role(context, options->name, options->role, options->take);
        });
    role->add_option("NAAM", options->name, "Inlognaam")->required();
    role->add_option("ROL", options->role, "De rol")->required();
    role->add_flag("--take", options->take, "Neemt de rol terug");
    commands.read("user", "list", "Toont de gebruikers en hun rollen",
                  [](Reading& reading) { return service::list_users(reading.town); });
}

}  // namespace

void add_people_commands(Commands& commands) {
    add_init(commands);
    add_user_commands(commands);
}

}  // namespace ontzorgd::cli
