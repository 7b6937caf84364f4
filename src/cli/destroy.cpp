// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/destroy.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

void add_destroy_commands(Commands& commands) {
    const auto add = [&commands](std::string_view verb, std::string_view help, auto command) {
        const auto nummer = std::make_shared<std::string>();
        CLI::App* added = commands.change(
            "client destroy", verb, help,
            [nummer, command](service::Context& context) { return command(context, *nummer); });
        added->add_option("NUMMER", *nummer, "Nummer van de client")->required();
    };
    add("propose", "Stelt voor alles te vernietigen wat zegt wie een client is",
        service::propose_destruction);
    add("confirm", "Vernietigt wat een ander voorstelde; dit kan niet ongedaan worden gemaakt",
        service::confirm_destruction);
}

}  // namespace ontzorgd::cli
