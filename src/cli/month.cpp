// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/month.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

namespace {

struct Given {
    std::string month;
    std::string reason;
};

void take_month(CLI::App* command, const std::shared_ptr<Given>& given) {
    command->add_option("MAAND", given->month, "De maand (JJJJ-MM)")->required();
}

}  // namespace

void add_month_commands(Commands& commands) {
    const auto shown = std::make_shared<Given>();
    commands
        .read("month", "show", "Toont welke maanden zijn afgesloten en wat de volgende tegenhoudt",
              [shown](Reading& reading) {
                  return shown->month.empty()
                             ? service::show_months(reading.town, reading.as_of)
                             : service::show_month(reading.town, reading.as_of, shown->month);
              })
        ->add_option("MAAND", shown->month, "Alleen deze maand (JJJJ-MM), met haar saldi");
    const auto closed = std::make_shared<Given>();
    take_month(
        commands.change("month", "close",
                        "Sluit een maand af; wat later blijkt, wordt geboekt in de maand die "
                        "dan open is",
                        [closed](service::Context& context) {
                            return service::close_month(context, closed->month);
                        }),
        closed);
    const auto reopened = std::make_shared<Given>();
    CLI::App* reopen = commands.change(
        "month", "reopen",
        "Vraagt om de laatst afgesloten maand te heropenen; zij gaat open als een ander dat ook "
        "vraagt",
        [reopened](service::Context& context) {
            return service::reopen_month(context, reopened->month, reopened->reason);
        });
    take_month(reopen, reopened);
    reopen->add_option("--reason", reopened->reason, "Waarom")->required();
}

}  // namespace ontzorgd::cli
