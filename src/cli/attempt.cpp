// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/attempt.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/recall.h"

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
    struct Recalled {
        std::string reference;
        std::string code;
        std::string why;
    };
    const auto recalled = std::make_shared<Recalled>();
    CLI::App* recall = commands.change(
        "attempt", "recall",
        "Legt vast dat de bank is gevraagd een betaling terug te halen; alleen een bijschrijving "
        "zegt dat dat lukte",
        [recalled](service::Context& context) {
            return service::recall_attempt(context, recalled->reference, recalled->code,
                                           recalled->why);
        });
    recall->add_option("KENMERK", recalled->reference, reference_help)->required();
    recall
        ->add_option("--reason", recalled->code,
                     "Code waarmee is gevraagd: DUPL, TECH, FRAD, CUST, AM09 of AC03")
        ->required();
    recall->add_option("--why", recalled->why, "Waarom is gevraagd, in woorden")->required();
    const auto answered = std::make_shared<Recalled>();
    CLI::App* answer = commands.change(
        "attempt", "recall-answer", "Legt vast dat de bank een betaling niet terughaalt",
        [answered](service::Context& context) {
            return service::answer_recall(context, answered->reference, answered->code);
        });
    answer->add_option("KENMERK", answered->reference, reference_help)->required();
    answer
        ->add_option("--no", answered->code,
                     "Code waarmee de bank weigert: CUST, LEGL, NOAS, NOOR, ARDT, AC04 of AM04")
        ->required();
    add("declare-dead",
        "Zegt als een van twee mensen dat de bank een betaling nooit zal boeken; zegt de tweede "
        "het, "
        "dan staat zij weer open",
        service::declare_dead);
}

}  // namespace ontzorgd::cli
