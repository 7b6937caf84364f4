// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

void add_schedule_commands(Commands& commands) {
    const auto time = std::make_shared<std::string>();
    CLI::App* run = commands.change(
        "schedule", "run",
        "Doet wat nu aan de beurt is: vrijgeven op tijd, herinneren en de controles van de dag",
        [time](service::Context& context) -> base::Result<service::Report> {
            const auto now = service::at_time(context.town, context.now, *time);
            if (!now) return now.failure();
            context.now = now.value();
            return service::run_schedule(context, {});
        });
    run->add_option("--time", *time, "Tijd van de dag (UU:MM), alleen in een oefenmap");
    commands.read(
        "schedule", "list", "Toont wat gepland is en wat er gedaan is",
        [](Reading& reading) { return service::list_schedule(reading.town, reading.now, {}); });
}

}  // namespace ontzorgd::cli
