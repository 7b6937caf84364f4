// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/run.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/review.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ontzorgd::cli {

namespace {

using RunCommand = base::Result<service::Report> (*)(service::Context&, std::string_view);

void add_run_change(Commands& commands, std::string_view verb, std::string_view help,
                    RunCommand command) {
    const auto run = std::make_shared<std::string>();
    CLI::App* added = commands.change("run", verb, help, [run, command](service::Context& context) {
        return command(context, *run);
    });
    added->add_option("RUN", *run, "Kenmerk van de run")->required();
}

void add_renew(Commands& commands) {
    struct Options {
        std::string run;
        std::vector<std::int64_t> instructions;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* renew = commands.change(
        "run", "renew",
        "Richt open betalingen opnieuw: op de nu bevestigde rekening en de eerst mogelijke "
        "uitvoerdatum",
        [options](service::Context& context) {
            return service::renew_payments(context, options->run, options->instructions);
        });
    renew->add_option("RUN", options->run, "Kenmerk van de run")->required();
    renew
        ->add_option("--instruction", options->instructions,
                     "Alleen deze betaalinstructie; mag vaker (standaard: alle open betalingen)")
        ->allow_extra_args(false);
}

}  // namespace

void add_run_commands(Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App* import = commands.change(
        "run", "import", "Leest een uitkeringsrun in, geheel of niet",
        [file](service::Context& context) { return service::import_run(context, *file); });
    commands.input_file(import, "BESTAND", *file, "XML of CSV volgens uitkeringsrun-1");
    add_run_change(commands, "split", "Verdeelt elke uitkering over vaste lasten en leefgeld",
                   service::split_run);
    add_run_change(commands, "accept-held", "Aanvaardt de lijst van aangehouden uitkeringen",
                   service::accept_held);
    add_run_change(commands, "reject", "Wijst een run af die nog niet is verdeeld",
                   service::reject_run);
    add_renew(commands);
    const auto run = std::make_shared<std::string>();
    CLI::App* split =
        commands.print("export", "split", "Schrijft de verdeling van elke uitkering als CSV",
                       [run](Reading& reading, const service::TextOut& out) {
                           return service::export_split(reading.town, *run, out);
                       });
    split->add_option("--run", *run, "Kenmerk van de run (standaard: alle runs)");
    const auto client = std::make_shared<std::string>();
    CLI::App* why =
        commands.read("client", "why", "Laat van elke cent zien waarom die zo is betaald",
                      [run, client](Reading& reading) {
                          return service::why_client(reading.town, *client, *run);
                      });
    why->add_option("CLIENT", *client, "Nummer van de client")->required();
    why->add_option("--run", *run, "Kenmerk van de run (standaard: de laatste)");
    CLI::App* show = commands.read(
        "run", "show", "Toont een run, of zonder kenmerk alle runs", [run](Reading& reading) {
            return run->empty() ? service::list_runs(reading.town)
                                : service::show_run(reading.town, reading.now, *run);
        });
    show->add_option("RUN", *run, "Kenmerk van de run");
}

}  // namespace ontzorgd::cli
