// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/client.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

void add_reading_commands(Commands& commands) {
    const auto nummer = std::make_shared<std::string>();
    CLI::App* show = commands.read(
        "client", "show", "Toont het huishouden van een client", [nummer](Reading& reading) {
            return service::show_client(reading.town, *nummer, reading.as_of);
        });
    show->add_option("NUMMER", *nummer, "Nummer van de client of het huishouden")->required();
    const auto options = std::make_shared<service::ClientListOptions>();
    CLI::App* list =
        commands.read("client", "list", "Toont clienten, of wat bij clienten aandacht vraagt",
                      [options](Reading& reading) {
                          return service::list_clients(reading.town, *options, reading.as_of);
                      });
    list->add_option("--ending-within", options->ending_within,
                     "Grondslagen die binnen zoveel dagen eindigen");
    list->add_flag("--short", options->is_short, "Lasten waarvoor de uitkering niet toereikte");
    list->add_flag("--held", options->held, "Aangehouden clienten en aangehouden geld");
    list->add_option("--without-contract", options->without_contract,
                     "Clienten zonder contract van deze soort (huur, energie, ...)");
    list->add_flag("--without-grondslag", options->without_grondslag,
                   "Contracten die door geen grondslag zijn gedekt");
}

void add_hold_commands(Commands& commands) {
    struct Options {
        std::string nummer;
        std::string reason;
    };
    const auto add = [&commands](std::string_view verb, std::string_view help, auto command) {
        const auto options = std::make_shared<Options>();
        CLI::App* added =
            commands.change("client", verb, help, [options, command](service::Context& context) {
                return command(context, options->nummer, options->reason);
            });
        added->add_option("NUMMER", options->nummer, "Nummer van de client")->required();
        added->add_option("--reason", options->reason, "Waarom")->required();
    };
    add("hold", "Houdt alle betalingen voor een client aan", service::hold_client);
    add("unhold", "Laat betalingen voor een client weer toe", service::unhold_client);
}

}  // namespace

void add_client_commands(Commands& commands) {
    add_reading_commands(commands);
    add_hold_commands(commands);
}

}  // namespace ontzorgd::cli
