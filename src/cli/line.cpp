// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/line.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

namespace {

/// What every act on a line is given.
struct Given {
    std::string line;
    std::string target;
    std::string label;
    std::string contract;
    std::string client;
    std::string reason;
};

void take_line(CLI::App* command, const std::shared_ptr<Given>& given) {
    command
        ->add_option("REGEL", given->line,
                     "LEVERING:BOEKING of LEVERING:BOEKING:DETAIL (bank show)")
        ->required();
}

void take_reason(CLI::App* command, const std::shared_ptr<Given>& given) {
    command->add_option("--reason", given->reason, "Waarom")->required();
}

void take_target(CLI::App* command, const std::shared_ptr<Given>& given) {
    command
        ->add_option("BETALING", given->target,
                     "EndToEndId van de betaling, of de naam van een heel bestand")
        ->required();
}

using Match = base::Result<service::Report> (*)(service::Context&, std::string_view,
                                                std::string_view, std::string_view);

void add_match(Commands& commands, std::string_view verb, std::string_view help, Match match) {
    const auto given = std::make_shared<Given>();
    CLI::App* command =
        commands.change("line", verb, help, [given, match](service::Context& context) {
            return match(context, given->line, given->target, given->reason);
        });
    take_line(command, given);
    take_target(command, given);
    take_reason(command, given);
}

void add_assign(Commands& commands) {
    const auto given = std::make_shared<Given>();
    CLI::App* command =
        commands.change("line", "assign", "Zegt wat een bankregel is die geen betaling van ons is",
                        [given](service::Context& context) {
                            if (given->label == "terugbetaling") {
                                return service::assign_refund(context, given->line, given->contract,
                                                              given->client, given->reason);
                            }
                            return service::assign_line(context, given->line, given->label,
                                                        given->target, given->reason);
                        });
    take_line(command, given);
    command
        ->add_option(
            "--als", given->label,
            "kosten, rente, eigen_overboeking, handmatige_betaling, terugbetaling of overig")
        ->required();
    command->add_option("--betaling", given->target,
                        "Bij handmatige_betaling: EndToEndId van de betaling waarvoor zij kwam");
    command->add_option("--contract", given->contract,
                        "Bij terugbetaling: contract waarvan de crediteur terugbetaalt");
    command->add_option("--client", given->client,
                        "Bij terugbetaling zonder contract: cliënt van wie het geld is");
    take_reason(command, given);
}

}  // namespace

void add_line_commands(Commands& commands) {
    const auto line = std::make_shared<Given>();
    take_line(commands.read("line", "candidates",
                            "Toont een bankregel met beide kanten, wat hij kan zijn en wat erover "
                            "is beslist",
                            [line](Reading& reading) {
                                return service::show_line_candidates(reading.town, line->line);
                            }),
              line);
    add_match(commands, "match", "Koppelt een bankregel aan de betaling die hij noemt of raakt",
              service::match_line);
    add_match(commands, "force",
              "Koppelt een bankregel aan een betaling waarvan alleen het bedrag klopt; geldt als "
              "een ander hetzelfde geeft",
              service::force_line);
    const auto revoked = std::make_shared<Given>();
    CLI::App* revoke = commands.change(
        "line", "revoke", "Neemt terug wat over een bankregel is beslist, of maakt hem los",
        [revoked](service::Context& context) {
            return service::revoke_line(context, revoked->line, revoked->reason);
        });
    take_line(revoke, revoked);
    take_reason(revoke, revoked);
    add_assign(commands);
}

}  // namespace ontzorgd::cli
