// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/attempt.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

namespace {

constexpr const char* reference_help = "Kenmerk van de betaling bij de bank (16 tekens)";

}  // namespace

void add_attempt_commands(Commands& commands) {
    const auto shown = std::make_shared<std::string>();
    commands
        .read("attempt", "show",
              "Toont een betaling bij de bank, en of en waarom zij opnieuw mag worden gedaan",
              [shown](Reading& reading) { return service::show_attempt(reading.town, *shown); })
        ->add_option("KENMERK", *shown, reference_help)
        ->required();
    struct Asked {
        std::string reference;
        std::string reason;
    };
    const auto asked = std::make_shared<Asked>();
    CLI::App* reissue = commands.change(
        "attempt", "reissue", "Laat een betaling die terugkwam opnieuw doen in de volgende batch",
        [asked](service::Context& context) {
            return service::reissue_attempt(context, asked->reference, asked->reason);
        });
    reissue->add_option("KENMERK", asked->reference, reference_help)->required();
    reissue->add_option("--reason", asked->reason, "Waarom dat nu kan")->required();
}

}  // namespace ontzorgd::cli
