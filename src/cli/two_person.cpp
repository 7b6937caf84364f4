// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/two_person.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

void add_account_commands(Commands& commands) {
    const auto options = std::make_shared<service::AccountOptions>();
    CLI::App* open = commands.change(
        "account", "open", "Stelt een eigen bankrekening voor; een ander bevestigt haar",
        [options](service::Context& context) { return service::open_account(context, *options); });
    open->add_option("NAAM", options->name, "Hoe de rekening heet, zoals in de regelset")
        ->required();
    open->add_option("--iban", options->iban, "IBAN van de rekening")->required();
    open->add_option(
        "--profile", options->bank_profile,
        "Bankprofiel: bng, ing, rabobank, abnamro, generic, rehearsal of een van de gemeente "
        "(profile show)");
    open->add_option("--opening", options->opening, "Saldo aan het eind van de begindag, 1234.56")
        ->required();
    open->add_option("--opening-date", options->opening_date, "Begindag van de administratie")
        ->required();
    open->add_flag("--shared", options->shared, "Er loopt ook ander geld over deze rekening");
    struct Switch {
        std::string account;
        std::string profile;
    };
    const auto other = std::make_shared<Switch>();
    CLI::App* to_other = commands.change(
        "account", "switch",
        "Stelt een ander bankprofiel voor een rekening voor; een ander bevestigt het",
        [other](service::Context& context) {
            return service::switch_account(context, other->account, other->profile);
        });
    to_other->add_option("NAAM", other->account, "Naam van de rekening")->required();
    to_other->add_option("PROFIEL", other->profile, "Naam van het bankprofiel")->required();
    const auto name = std::make_shared<std::string>();
    CLI::App* confirm = commands.change(
        "account", "confirm",
        "Bevestigt een bankrekening, of haar nieuwe bankprofiel, die een ander voorstelde",
        [name](service::Context& context) { return service::confirm_account(context, *name); });
    confirm->add_option("NAAM", *name, "Naam van de rekening")->required();
    const auto ended = std::make_shared<std::string>();
    const auto on = std::make_shared<std::string>();
    CLI::App* end = commands.change(
        "account", "end", "Zegt dat de bank een rekening ophief; een ander zegt hetzelfde",
        [ended, on](service::Context& context) {
            return service::end_account(context, *ended, *on);
        });
    end->add_option("NAAM", *ended, "Naam van de rekening")->required();
    end->add_option("--on", *on, "Laatste dag waarop zij open was")->required();
    commands.read("account", "show", "Toont de eigen bankrekeningen",
                  [](Reading& reading) { return service::show_accounts(reading.town); });
}

void add_regelset_commands(Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App* propose = commands.change(
        "regelset", "propose", "Stelt een regelset voor; een ander bevestigt hem",
        [file](service::Context& context) { return service::propose_regelset(context, *file); });
    commands.input_file(propose, "BESTAND", *file, "TOML-bestand volgens regelset-1");
    const auto sha256 = std::make_shared<std::string>();
    CLI::App* confirm =
        commands.change("regelset", "confirm", "Bevestigt een regelset die een ander voorstelde",
                        [sha256](service::Context& context) {
                            return service::confirm_regelset(context, *sha256);
                        });
    confirm->add_option("SHA256", *sha256,
                        "Het begin van de SHA-256 (standaard: de enige die wacht)");
    commands.read("regelset", "show", "Toont de regelsets",
                  [](Reading& reading) { return service::show_regelsets(reading.town); });
}

void add_calendar_commands(Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App* import = commands.change(
        "calendar", "import", "Stelt een betaalkalender voor; een ander bevestigt hem",
        [file](service::Context& context) { return service::import_calendar(context, *file); });
    commands.input_file(import, "BESTAND", *file, "CSV-bestand volgens betaalkalender-1");
    const auto sha256 = std::make_shared<std::string>();
    CLI::App* confirm = commands.change("calendar", "confirm",
                                        "Bevestigt een betaalkalender die een ander voorstelde",
                                        [sha256](service::Context& context) {
                                            return service::confirm_calendar(context, *sha256);
                                        });
    confirm->add_option("SHA256", *sha256,
                        "Het begin van de SHA-256 (standaard: de enige die wacht)");
    commands.read("calendar", "show", "Toont de betaaldata",
                  [](Reading& reading) { return service::show_calendar(reading.town); });
}

}  // namespace

void add_two_person_commands(Commands& commands) {
    add_account_commands(commands);
    add_regelset_commands(commands);
    add_calendar_commands(commands);
}

}  // namespace ontzorgd::cli
