// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/people.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/own_password.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/rights.h"
#include "ontzorgd/service/second_factor.h"

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
        [options](const service::Places& places, service::Mode mode,
                  std::optional<values::CivilDate> practice_day,
                  const std::string& password) -> base::Result<service::Report> {
            if (practice_day && !options->init.rehearsal)
                return base::refuse("today_is_for_practice_only");
            if (const auto checked = service::check_name_and_password(options->beheerder, password);
                !checked)
                return checked.failure();
            const service::Now now = practice_day ? service::now_in_practice(*practice_day, 0)
                                                  : service::now_from_clock();
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
    add->add_option(
           "--role", options->role,
           "rechtmatigheid, klantmanager, kwaliteitsmedewerker, auditor of beheerder; onbemand "
           "voor wat het programma zelf doet (zonder wachtwoord)")
        ->required();
    options->new_password =
        commands.new_password(add, "--new-password-file", options->name,
                              "Bestand met het wachtwoord van de nieuwe gebruiker",
                              [options] { return options->role != "onbemand"; });
    CLI::App* role = commands.change(
        "user", "role", "Geeft een gebruiker een rol, of neemt die terug",
        [options](service::Context& context) {
            return service::change_role(context, options->name, options->role, options->take);
        });
    role->add_option("NAAM", options->name, "Inlognaam")->required();
    role->add_option("ROL", options->role, "De rol")->required();
    role->add_flag("--take", options->take, "Neemt de rol terug");
    const auto own = std::make_shared<std::shared_ptr<const std::string>>();
    CLI::App* password = commands.change(
        "user", "password", "Vervangt het eigen wachtwoord; alle sessies van de gebruiker eindigen",
        [own](service::Context& context) { return service::change_password(context, **own); });
    *own = commands.own_new_password(password, "--new-password-file",
                                     "Bestand met het nieuwe wachtwoord");
    commands.read("user", "list", "Toont de gebruikers en hun rollen",
                  [](Reading& reading) { return service::list_users(reading.town); });
}

void add_relation_commands(Commands& commands) {
    struct Options {
        std::string name;
        std::string client;
        bool end = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* relate = commands.change(
        "user", "relation",
        "Legt vast dat een gebruiker een relatie heeft met een client, en dus niets voor die doet",
        [options](service::Context& context) {
            return service::relate_user(context, options->name, options->client, options->end);
        });
    relate->add_option("NAAM", options->name, "Inlognaam")->required();
    relate->add_option("CLIENT", options->client, "Nummer van de client")->required();
    relate->add_flag("--end", options->end, "De relatie is er niet meer");
    commands.read("user", "relations", "Toont welke gebruikers een relatie hebben met een client",
                  [](Reading& reading) { return service::list_relations(reading.town); });
}

void add_rights_commands(Commands& commands) {
    commands.read("rechtenoverzicht", "show",
                  "Toont wie wat mag en sinds wanneer, om het eens per jaar na te lopen",
                  [](Reading& reading) { return service::show_rights(reading); });
    const auto sha256 = std::make_shared<std::string>();
    CLI::App* confirm = commands.change(
        "rechtenoverzicht", "confirm", "Legt vast dat het overzicht is nagelopen en klopt",
        [sha256](service::Context& context) { return service::confirm_rights(context, *sha256); });
    confirm->add_option("SHA256", *sha256, "Het begin van de sha256 van het overzicht")->required();
}

void add_machine_commands(Commands& commands) {
    struct Options {
        service::MachineOptions machine;
        std::string key_file;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* add = commands.change(
        "machine", "add", "Laat een programma toe, met een certificaat of een sleutel",
        [options](service::Context& context) {
            if (!options->key_file.empty())
                options->machine.public_key = service::read_file(options->key_file);
            return service::add_machine(context, options->machine);
        });
    add->add_option("NAAM", options->machine.name, "Naam van het programma")->required();
    add->add_option("--role", options->machine.role, "rechtmatigheid, klantmanager of auditor")
        ->required();
    add->add_option("--certificate", options->machine.certificate,
                    "SHA-256 van het clientcertificaat");
    commands.input_file(add, "--public-key", options->key_file,
                        "Bestand met de openbare sleutel waarmee het tokens tekent, PEM");
    add->add_option("--kid", options->machine.kid, "Hoe het programma die sleutel noemt");
    CLI::App* end = commands.change("machine", "end", "Laat een programma niet meer toe",
                                    [options](service::Context& context) {
                                        return service::end_machine(context, options->machine.name);
                                    });
    end->add_option("NAAM", options->machine.name, "Naam van het programma")->required();
    commands.read("machine", "list", "Toont de programma's die zijn toegelaten",
                  [](Reading& reading) { return service::list_machines(reading.town); });
}

void add_second_factor_commands(Commands& commands) {
    struct Options {
        std::string code;
        std::string name;
    };
    const auto options = std::make_shared<Options>();
    commands.change(
        "second-factor", "begin", "Toont eenmalig het geheim voor een app die codes geeft",
        [](service::Context& context) { return service::begin_second_factor(context); });
    CLI::App* confirm = commands.change(
        "second-factor", "confirm",
        "Neemt de tweede factor in gebruik; van nu af is bij het inloggen een code nodig",
        [options](service::Context& context) {
            return service::confirm_second_factor(context, options->code, service::clock_now());
        });
    confirm->add_option("CODE", options->code, "Zes cijfers uit de app")->required();
    CLI::App* withdraw = commands.change(
        "second-factor", "withdraw", "Trekt de tweede factor van een ander in, die de app kwijt is",
        [options](service::Context& context) {
            return service::withdraw_second_factor(context, options->name);
        });
    withdraw->add_option("NAAM", options->name, "Inlognaam")->required();
}

}  // namespace

void add_people_commands(Commands& commands) {
    add_init(commands);
    add_user_commands(commands);
    add_second_factor_commands(commands);
    add_relation_commands(commands);
    add_rights_commands(commands);
    add_machine_commands(commands);
}

}  // namespace ontzorgd::cli
