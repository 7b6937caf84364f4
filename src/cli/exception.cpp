// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/exception.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

void add_exception_commands(Commands& commands) {
    const auto role = std::make_shared<std::string>();
    commands
        .read("exception", "list", "Toont wat op een mens wacht, het oudste eerst",
              [role](Reading& reading) {
                  return service::list_exceptions(reading.town, *role, reading.as_of);
              })
        ->add_option("--role", *role, "Alleen wat bij deze rol ligt");
    const auto id = std::make_shared<std::int64_t>(0);
    commands
        .read("exception", "show", "Toont een uitzondering met de volgende stap",
              [id](Reading& reading) {
                  return service::show_exception(reading.town, *id, reading.as_of);
              })
        ->add_option("NUMMER", *id, "Nummer van de uitzondering")
        ->required();
    struct Asked {
        std::int64_t id = 0;
        std::string reason;
    };
    const auto asked = std::make_shared<Asked>();
    commands
        .change("exception", "take", "Neemt een uitzondering in behandeling",
                [asked](service::Context& context) {
                    return service::take_exception(context, asked->id);
                })
        ->add_option("NUMMER", asked->id, "Nummer van de uitzondering")
        ->required();
    CLI::App* close = commands.change(
        "exception", "close", "Sluit een uitzondering waarvan een mens kan zeggen dat zij klaar is",
        [asked](service::Context& context) {
            return service::close_exception(context, asked->id, asked->reason);
        });
    close->add_option("NUMMER", asked->id, "Nummer van de uitzondering")->required();
    close->add_option("--reason", asked->reason, "Waarom er niets meer te doen is")->required();
}

}  // namespace ontzorgd::cli
