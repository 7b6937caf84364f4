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
    const auto add = [&](std::string_view verb, std::string_view help, auto command) {
        const auto asked = std::make_shared<Asked>();
        CLI::App* added =
            commands.change("attempt", verb, help, [asked, command](service::Context& context) {
                return command(context, asked->reference, asked->reason);
            });
        added->add_option("KENMERK", asked->reference, reference_help)->required();
        added->add_option("--reason", asked->reason, "Waarom dat kan")->required();
    };
    add("reissue", "Laat een betaling die terugkwam opnieuw doen in de volgende batch",
        service::reissue_attempt);
    add("declare-dead",
        "Zegt als een van twee mensen dat de bank een betaling nooit zal boeken; zegt de tweede "
        "het, "
        "dan staat zij weer open",
        service::declare_dead);
}

}  // namespace ontzorgd::cli
