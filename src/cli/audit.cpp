// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/audit.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

void add_audit_commands(Commands& commands) {
    const auto options = std::make_shared<service::VerifyOptions>();
    CLI::App* verify =
        commands.read("audit", "verify", "Bewijst dat alles wat is opgeslagen is wat is vastgelegd",
                      [options](Reading& reading) {
                          options->progress = reading.progress;
                          return service::verify_audit(reading.town, *options);
                      });
    verify->add_option("--checkpoint", options->checkpoints,
                       "Ankerbestand dat iemand buiten de gemeente heeft bewaard");
    commands.print("audit", "checkpoint",
                   "Toont lengte en kop van de keten, om buiten de gemeente te bewaren",
                   [](Reading& reading, const service::TextOut& out) {
                       return service::audit_checkpoint(reading.town, reading.now.today, out);
                   });
}

}  // namespace ontzorgd::cli
