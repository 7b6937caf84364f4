// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

void add_file_commands(Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App* import = commands.change(
        "dossier", "import", "Leest een dossierbestand in, geheel of niet",
        [file](service::Context& context) { return service::import_dossier(context, *file); });
    commands.input_file(import, "BESTAND", *file, "JSON-regels volgens dossier-1");
    commands.print("dossier", "export", "Schrijft het dossier zoals het weer ingelezen kan worden",
                   [](Reading& reading, const service::TextOut& out) {
                       return service::export_dossier(reading.town, out);
                   });
}

void add_iban_commands(Commands& commands) {
    struct Options {
        std::string owner;
        bool all = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* confirm =
        commands.change("iban", "confirm", "Bevestigt een rekeningnummer dat een ander vastlegde",
                        [options](service::Context& context) {
                            return service::confirm_iban(context, options->owner, options->all);
                        });
    confirm->add_option("NUMMER", options->owner, "Nummer van de client of crediteur");
    confirm->add_flag("--all", options->all, "Alle die wachten en door een ander zijn vastgelegd");
    commands.read("iban", "list", "Toont de rekeningnummers die op bevestiging wachten",
                  [](Reading& reading) { return service::list_unconfirmed_ibans(reading.town); });
}

}  // namespace

void add_dossier_commands(Commands& commands) {
    add_file_commands(commands);
    add_iban_commands(commands);
}

}  // namespace ontzorgd::cli
