// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inbox.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/town_settings.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <optional>

namespace ontzorgd::cli {

void add_inbox_commands(Commands& commands) {
    const auto still = std::make_shared<std::optional<std::int64_t>>();
    CLI::App* take = commands.change(
        "inbox", "take", "Neemt in wat in de inbox ligt: runs en bankbestanden",
        [still](service::Context& context) {
            service::InboxSettings settings = service::settings_of(context.town).inbox;
            if (*still) settings.still = std::chrono::seconds{**still};
            return service::take_inbox(context, settings);
        });
    take->add_option("--still", *still,
                     "Zoveel seconden mag een bestand niet veranderd zijn (standaard: 5)")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{86'400}));
    commands.read("inbox", "list", "Toont wat er in de inbox kwam en wat ervan werd",
                  [](Reading& reading) { return service::list_inbox(reading.town); });
}

}  // namespace ontzorgd::cli
