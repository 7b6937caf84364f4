// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/audit.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

void add_audit_commands(Commands& commands) {
    const auto options = std::make_shared<service::VerifyOptions>();
    CLI::App* verify =
        commands.read("audit", "verify", "Bewijst dat alles wat is opgeslagen is wat is vastgelegd",
                      [options](Reading& reading) {
                          options->progress = reading.progress;
                          options->looks_back = reading.looks_back;
                          return service::verify_audit(reading.town, *options);
                      });
    commands.input_files(verify, "--checkpoint", options->checkpoints,
                         "Ankerbestand dat iemand buiten de gemeente heeft bewaard");
    commands.print("audit", "checkpoint",
                   "Toont lengte en kop van de keten, om buiten de gemeente te bewaren",
                   [](Reading& reading, const service::TextOut& out) {
                       return service::audit_checkpoint(reading.town, reading.now.today, out);
                   });
    struct Sample {
        std::int64_t size = 0;
        std::string seed;
    };
    const auto sample = std::make_shared<Sample>();
    CLI::App* drawn =
        commands.print("audit", "sample", "Trekt betalingen met hun hele verhaal, elk op een regel",
                       [sample](Reading& reading, const service::TextOut& out) {
                           return service::audit_sample(reading.town, sample->size, sample->seed,
                                                        reading.as_of, out);
                       });
    drawn->add_option("AANTAL", sample->size, "Hoeveel betalingen")->required();
    drawn->add_option("--seed", sample->seed, "Maakt de trekking herhaalbaar");
}

}  // namespace ontzorgd::cli
