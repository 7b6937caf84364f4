// SPDX-License-Identifier: EUPL-1.2
#include "serve.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

void add_serve_command(Commands& commands, const Serve& serve) {
    const auto options = std::make_shared<ServeOptions>();
    options->listen = {"127.0.0.1:8443"};
    CLI::App* command =
        commands.stay("serve", "Bedient de API over HTTPS, tot het een teken krijgt om te stoppen",
                      [options, serve](const service::Places& places) {
                          options->places = places;
                          return serve(*options);
                      });
    CLI::Option* listen = command
                              ->add_option("--listen", options->listen,
                                           "Adres en poort; mag vaker (standaard: 127.0.0.1:8443)")
                              ->allow_extra_args(false);
    CLI::Option* certificate =
        command->add_option("--certificate", options->certificate,
                            "Certificaat met keten, PEM (standaard: een eigen, voor deze machine)");
    CLI::Option* key = command->add_option("--key", options->key, "Sleutel daarvan, PEM");
    certificate->needs(key);
    key->needs(certificate);
    CLI::Option* authorities =
        command->add_option("--client-authorities", options->client_authorities,
                            "Uitgevers van clientcertificaten die worden vertrouwd, PEM");
    CLI::Option* file =
        command->add_option("--config", options->configuration,
                            "Bestand met alle instellingen, ook voor meer gemeenten");
    // What the file says is said nowhere else.
    CLI::Option* still =
        command
            ->add_option("--inbox-still", options->inbox_still,
                         "Zoveel seconden mag een bestand in de inbox niet veranderd zijn voordat "
                         "het wordt ingenomen (standaard: 5)")
            ->check(CLI::Range(std::int64_t{0}, std::int64_t{86'400}));
    CLI::Option* backups = command->add_option(
        "--backups", options->backups, "Map met de reservekopieën, die elke dag wordt bekeken");
    for (CLI::Option* other : {still, backups, listen, certificate, key, authorities,
                               command->get_option("--state"), command->get_option("--keys")}) {
        file->excludes(other);
    }
    command
        ->add_flag("--check-config", options->only_check,
                   "Controleert dat bestand en wat het noemt, en begint niets")
        ->needs(file);
}

}  // namespace ontzorgd::cli
