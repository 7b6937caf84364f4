// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/batch.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/review.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

using BatchCommand = base::Result<service::Report> (*)(service::Context&, std::int64_t);

void add_batch_change(Commands& commands, std::string_view verb, std::string_view help,
                      BatchCommand command) {
    const auto batch = std::make_shared<std::int64_t>(0);
    CLI::App* added = commands.change(
        "batch", verb, help,
        [batch, command](service::Context& context) { return command(context, *batch); });
    added->add_option("BATCH", *batch, "Nummer van de batch")->required();
}

void add_making_commands(Commands& commands) {
    struct Proposal {
        std::string run;
        bool instant = false;
    };
    const auto proposal = std::make_shared<Proposal>();
    CLI::App* propose = commands.change(
        "batch", "propose", "Maakt van de open betalingen van een run een batch met bestanden",
        [proposal](service::Context& context) {
            const auto speed =
                proposal->instant ? payment::Speed::instant : payment::Speed::ordinary;
            return service::propose_batch(context, proposal->run, speed);
        });
    propose->add_option("RUN", proposal->run, "Kenmerk van de run")->required();
    propose->add_flag("--instant", proposal->instant,
                      "Laat de bank elke betaling binnen tien seconden uitvoeren (SCT Inst)");
    struct Line {
        std::int64_t batch = 0;
        std::int64_t instruction = 0;
    };
    const auto line = std::make_shared<Line>();
    CLI::App* drop =
        commands.change("batch", "drop-line", "Maakt een nieuwe versie zonder een betaling",
                        [line](service::Context& context) {
                            return service::drop_line(context, line->batch, line->instruction);
                        });
    drop->add_option("BATCH", line->batch, "Nummer van de batch")->required();
    drop->add_option("INSTRUCTIE", line->instruction, "Nummer van de betaalinstructie")->required();
    add_batch_change(commands, "rebuild", "Maakt een nieuwe versie zonder wat niet meer mag",
                     service::rebuild_batch);
    add_batch_change(commands, "withdraw", "Trekt een batch in die nog niet is vrijgegeven",
                     service::withdraw_batch);
    add_batch_change(commands, "sign", "Tekent de huidige versie van een batch",
                     service::sign_batch);
    add_batch_change(commands, "release", "Biedt de bestanden aan waarvan de dag is gekomen",
                     service::release_batch);
}

void add_showing_commands(Commands& commands) {
    const auto batch = std::make_shared<std::int64_t>(0);
    CLI::App* show =
        commands.read("batch", "show", "Toont een batch, of zonder nummer alle batches",
                      [batch](Reading& reading) {
                          return *batch == 0 ? service::list_batches(reading.town)
                                             : service::show_batch(reading.town, *batch);
                      });
    show->add_option("BATCH", *batch, "Nummer van de batch");
    CLI::App* diff = commands.read(
        "batch", "diff", "Zet een batch naast de betalingen van de maand ervoor",
        [batch](Reading& reading) {
            return service::review_batch(reading.town, *batch, [](std::string_view) {});
        });
    diff->add_option("BATCH", *batch, "Nummer van de batch")->required();
    CLI::App* review =
        commands.print("export", "review", "Schrijft elke regel van batch diff als CSV",
                       [batch](Reading& reading, const service::TextOut& out) {
                           return service::review_batch(reading.town, *batch, out);
                       });
    review->add_option("BATCH", *batch, "Nummer van de batch")->required();
    CLI::App* sheet = commands.print("batch", "sheet", "Toont het batchblad dat wordt getekend",
                                     [batch](Reading& reading, const service::TextOut& out) {
                                         return service::show_sheet(reading.town, *batch, out);
                                     });
    sheet->add_option("BATCH", *batch, "Nummer van de batch")->required();
}

void add_file_commands(Commands& commands) {
    struct Options {
        std::string name;
        std::string reason;
        bool handed_over = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* show = commands.read(
        "file", "show", "Toont een betaalbestand",
        [options](Reading& reading) { return service::show_file(reading.town, options->name); });
    show->add_option("BESTAND", options->name, "Naam van het bestand")->required();
    CLI::App* stop =
        commands.change("file", "stop", "Houdt een bestand tegen dat nog niet is aangeboden",
                        [options](service::Context& context) {
                            return service::stop_file(context, options->name, options->reason);
                        });
    stop->add_option("BESTAND", options->name, "Naam van het bestand")->required();
    stop->add_option("--reason", options->reason, "Waarom")->required();
    CLI::App* resolve = commands.change(
        "file", "resolve", "Beslist over een bestand waarvan onbekend is of de bank het heeft",
        [options](service::Context& context) {
            return service::resolve_file(context, options->name, options->handed_over,
                                         options->reason);
        });
    resolve->add_option("BESTAND", options->name, "Naam van het bestand")->required();
    resolve->add_flag("--handed-over", options->handed_over, "De bank heeft het bestand");
    resolve->add_option("--reason", options->reason, "Hoe dat is vastgesteld")->required();
}

}  // namespace

void add_batch_commands(Commands& commands) {
    add_making_commands(commands);
    add_showing_commands(commands);
    add_file_commands(commands);
}

}  // namespace ontzorgd::cli
