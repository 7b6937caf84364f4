// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/town_settings.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

namespace ontzorgd::cli {

namespace {

/// As an administrator set it for the daemon that has the directory; without one, with the folder
/// that is given here.
base::Result<service::ScheduleSettings> settings_with(const service::Municipality& town,
                                                      const std::string& backups) {
    service::ScheduleSettings settings = service::settings_of(town).schedule;
    if (backups.empty()) return settings;
    // Whoever carries the command out may work in another folder.
    if (!std::filesystem::path{backups}.is_absolute())
        return base::malformed("path_is_not_absolute", {{"value", backups}});
    settings.backups = backups;
    return settings;
}

}  // namespace

void add_schedule_commands(Commands& commands) {
    constexpr const char* about_backups = "Map met de reservekopieën, als heel pad";
    const auto time = std::make_shared<std::string>();
    const auto backups = std::make_shared<std::string>();
    CLI::App* run = commands.change(
        "schedule", "run",
        "Doet wat nu aan de beurt is: vrijgeven op tijd, herinneren en de controles van de dag",
        [time, backups](service::Context& context) -> base::Result<service::Report> {
            const auto now = service::at_time(context.town, context.now, *time);
            if (!now) return now.failure();
            context.now = now.value();
            const auto settings = settings_with(context.town, *backups);
            if (!settings) return settings.failure();
            return service::run_schedule(context, settings.value());
        });
    run->add_option("--time", *time, "Tijd van de dag (UU:MM), alleen in een oefenmap");
    run->add_option("--backups", *backups, about_backups);
    const auto listed_backups = std::make_shared<std::string>();
    CLI::App* list = commands.read(
        "schedule", "list", "Toont wat gepland is en wat er gedaan is",
        [listed_backups](Reading& reading) -> base::Result<service::Report> {
            const auto settings = settings_with(reading.town, *listed_backups);
            if (!settings) return settings.failure();
            return service::list_schedule(reading.town, reading.now, settings.value());
        });
    list->add_option("--backups", *listed_backups, about_backups);
}

}  // namespace ontzorgd::cli
