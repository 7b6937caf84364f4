// SPDX-License-Identifier: EUPL-1.2
#include "privacy.h"

#include "ontzorgd/service/inzage.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/note.h"
#include "ontzorgd/service/retention.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

namespace ontzorgd::cli {

namespace {

using service::Compartment;

struct NoteOptions {
    std::string client;
    std::int64_t number = 0;
    std::string file;
    bool history = false;
};

/// Never on the command line: others see that, and shells remember it.
base::Result<std::string> text_from(const std::string& file) {
    constexpr std::size_t most = 1'000'000;
    std::ifstream opened;
    if (!file.empty()) {
        opened.open(file, std::ios::binary);
        if (!opened) return base::malformed("file_cannot_be_read", {{"file", file}});
    }
    std::istream& from = file.empty() ? std::cin : opened;
    std::string text(most, '\0');
    from.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(from.gcount()));
    return text;
}

void add_file_option(Commands& commands, CLI::App* command,
                     const std::shared_ptr<NoteOptions>& options) {
    commands.input_file(command, "--file", options->file,
                        "Bestand met de tekst (anders: standaardinvoer)",
                        Commands::OrText::from_standard_input);
}

void add_writing(Commands& commands, const std::string& noun, Compartment compartment) {
    const auto options = std::make_shared<NoteOptions>();
    CLI::App* add = commands.change(
        noun, "add", "Schrijft een notitie over een client",
        [options, compartment](service::Context& context) -> base::Result<service::Report> {
            const auto text = text_from(options->file);
            if (!text) return text.failure();
            return service::add_note(context, options->client, text.value(), compartment);
        });
    add->add_option("CLIENT", options->client, "Nummer van de client")->required();
    add_file_option(commands, add, options);
    CLI::App* replace = commands.change(
        noun, "replace", "Vervangt een notitie; wat er stond blijft bewaard",
        [options, compartment](service::Context& context) -> base::Result<service::Report> {
            const auto text = text_from(options->file);
            if (!text) return text.failure();
            return service::replace_note(context, options->number, text.value(), compartment);
        });
    replace->add_option("NOTITIE", options->number, "Nummer van de notitie")->required();
    add_file_option(commands, replace, options);
}

/// Also who only reads says who he is: not everybody may.
void add_listing(Commands& commands, const std::string& noun, Compartment compartment) {
    const auto options = std::make_shared<NoteOptions>();
    CLI::App* list = commands.change(noun, "list", "Toont de notities over een client",
                                     [options, compartment](service::Context& context) {
                                         return service::list_notes(
                                             context.town, context.actor.roles, options->client,
                                             options->history, compartment);
                                     });
    list->add_option("CLIENT", options->client, "Nummer van de client")->required();
    list->add_flag("--history", options->history, "Ook notities die zijn vervangen");
}

struct LogOptions {
    std::string client;
    std::string from;
    std::string to;
};

void add_day_options(CLI::App* command, const std::shared_ptr<LogOptions>& options) {
    command->add_option("--from", options->from, "Eerste dag (JJJJ-MM-DD)")->required();
    command->add_option("--to", options->to, "Laatste dag (JJJJ-MM-DD)")->required();
}

/// With both days, once they are days.
template <class Work>
base::Result<service::Report> between(const LogOptions& options, Work work) {
    const auto from = values::CivilDate::parse(options.from);
    if (!from) return from.failure();
    const auto to = values::CivilDate::parse(options.to);
    if (!to) return to.failure();
    return work(from.value(), to.value());
}

void add_log_commands(Commands& commands) {
    const auto options = std::make_shared<LogOptions>();
    add_day_options(
        commands.print("log", "export", "De verwerkingen als OTLP (JSON), per betrokkene",
                       [options](Reading& reading, const service::TextOut& out) {
                           return between(*options, [&](auto from, auto to) {
                               return service::export_processing(reading.town, from, to, out);
                           });
                       }),
        options);
    add_day_options(
        commands.print("log", "access", "Wie wat deed of las, een regel JSON per handeling",
                       [options](Reading& reading, const service::TextOut& out) {
                           return between(*options, [&](auto from, auto to) {
                               return service::export_access(reading.town, from, to, out);
                           });
                       }),
        options);
    CLI::App* show = commands.read(
        "log", "show", "Wat er met de gegevens van een client gebeurde, en door wie",
        [options](Reading& reading) {
            return between(*options, [&](auto from, auto to) {
                return service::show_processing(reading.town, options->client, from, to);
            });
        });
    show->add_option("CLIENT", options->client, "Nummer van de client")->required();
    add_day_options(show, options);
}

void add_retention_commands(Commands& commands) {
    commands.read(
        "retention", "list", "Toont de bewaartermijnen, en van wie de termijn voorbij is",
        [](Reading& reading) { return service::list_retention(reading.town, reading.as_of); });
    commands.change("retention", "propose",
                    "Maakt een vernietigingslijst van wie de termijn voorbij is",
                    [](service::Context& context) { return service::propose_retention(context); });
    const auto list = std::make_shared<std::int64_t>();
    commands
        .change("retention", "confirm",
                "Vernietigt wie op een lijst staat die een ander voorstelde; dit kan niet ongedaan "
                "worden gemaakt",
                [list](service::Context& context) {
                    return service::confirm_retention(context, *list);
                })
        ->add_option("LIJST", *list, "Nummer van de vernietigingslijst")
        ->required();
}

}  // namespace

void add_privacy_commands(Commands& commands) {
    const auto nummer = std::make_shared<std::string>();
    commands
        .change(
            "", "inzage",
            "Geeft alles wat over een client bekend is, om aan die client te geven (art. 15 AVG)",
            [nummer](service::Context& context) { return service::give_inzage(context, *nummer); })
        ->add_option("CLIENT", *nummer, "Nummer van de client")
        ->required();
    add_log_commands(commands);
    add_retention_commands(commands);
    for (const auto& [noun, compartment] : {std::pair{"note", Compartment::ordinary},
                                            std::pair{"note health", Compartment::health}}) {
        add_writing(commands, noun, compartment);
        add_listing(commands, noun, compartment);
    }
}

}  // namespace ontzorgd::cli
