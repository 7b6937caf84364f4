// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/vop.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

void add_vop_commands(Commands& commands) {
    const auto open = std::make_shared<bool>(false);
    commands
        .read("vop", "list", "Toont de uitkomsten van de naamcontrole (IBAN-Naam Check)",
              [open](Reading& reading) { return service::list_name_checks(reading.town, *open); })
        ->add_flag("--open", *open, "Alleen wat op een besluit wacht");

    struct Decision {
        std::string attempt;
        std::string decision;
        std::string reason;
    };
    const auto given = std::make_shared<Decision>();
    CLI::App* decide =
        commands.change("vop", "decide", "Legt vast of een betaling ondanks de naam mag doorgaan",
                        [given](service::Context& context) {
                            return service::decide_name_check(context, given->attempt,
                                                              given->decision, given->reason);
                        });
    decide->add_option("BETALING", given->attempt, "Kenmerk van de betaling (vop list)")
        ->required();
    decide->add_option("BESLUIT", given->decision, "go (doorgaan) of stop (intrekken)")->required();
    decide->add_option("--reason", given->reason, "Waarom")->required();
}

}  // namespace ontzorgd::cli
