// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/bank.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

void add_reading_a_file(Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App* read = commands.plain(
        "bank", "read",
        "Leest, telt en controleert een bankafschrift, statusbericht of betaalopdracht en bewaart "
        "niets",
        [file] { return service::read_bank_file(*file); });
    commands.input_file(
        read, "BESTAND", *file,
        "camt.052, camt.053 of camt.054 (versie 02 tot en met 13), MT940, pain.002 of "
        "pain.001");
}

void add_changing_commands(Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App* ingest = commands.change(
        "bank", "ingest", "Neemt een bankafschrift of statusbericht in en verwerkt elke regel",
        [file](service::Context& context) { return service::ingest_bank_file(context, *file); });
    commands.input_file(
        ingest, "BESTAND", *file,
        "camt.052, camt.053 of camt.054 (versie 02 tot en met 13), MT940 of pain.002");

    struct Aside {
        std::int64_t delivery = 0;
        std::string reason;
    };
    const auto aside = std::make_shared<Aside>();
    CLI::App* set_aside = commands.change(
        "bank", "set-aside", "Legt een afschrift terzijde: het telt niet meer mee",
        [aside](service::Context& context) {
            return service::set_statement_aside(context, aside->delivery, aside->reason);
        });
    set_aside->add_option("LEVERING", aside->delivery, "Nummer van de levering (bank show)")
        ->required();
    set_aside->add_option("--reason", aside->reason, "Waarom")->required();
}

void add_showing_commands(Commands& commands) {
    const auto delivery = std::make_shared<std::int64_t>(0);
    CLI::App* show = commands.read(
        "bank", "show", "Toont de afschriften, of met een nummer een afschrift en zijn open regels",
        [delivery](Reading& reading) {
            return *delivery == 0 ? service::list_statements(reading.town, reading.as_of)
                                  : service::show_statement(reading.town, *delivery);
        });
    show->add_option("LEVERING", *delivery, "Nummer van de levering");
    commands.read(
        "reconcile", "show", "Toont per rekening waar elke regel staat en of het saldo sluit",
        [](Reading& reading) { return service::show_reconciliation(reading.town, reading.as_of); });
}

using Export = base::Result<service::Report> (*)(service::Municipality&, values::CivilDate,
                                                 const service::TextOut&);

void add_export(Commands& commands, std::string_view what, std::string_view help, Export write) {
    commands.print("export", what, help, [write](Reading& reading, const service::TextOut& out) {
        return write(reading.town, reading.as_of, out);
    });
}

}  // namespace

void add_bank_commands(Commands& commands) {
    add_reading_a_file(commands);
    add_changing_commands(commands);
    add_showing_commands(commands);
    add_export(commands, "entries", "Elke regel van de afschriften en waar die staat (CSV)",
               service::export_entries);
    add_export(commands, "attempts", "Elke betaalpoging, en of zij opnieuw mag (CSV)",
               service::export_attempts);
}

}  // namespace ontzorgd::cli
