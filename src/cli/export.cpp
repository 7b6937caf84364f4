// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/books.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

namespace ontzorgd::cli {

namespace {

using Export = base::Result<service::Report> (*)(service::Municipality&, values::CivilDate,
                                                 const service::TextOut&);

void add_export(Commands& commands, std::string_view verb, std::string_view help, Export make) {
    commands.print("export", verb, help, [make](Reading& reading, const service::TextOut& out) {
        return make(reading.town, reading.as_of, out);
    });
}

}  // namespace

void add_export_commands(Commands& commands) {
    add_export(commands, "journal", "Het journaal als tekst voor ledger-cli",
               service::export_journal);
    add_export(commands, "trial-balance", "De saldibalans", service::export_trial_balance);
    add_export(
        commands, "conservation",
        "Per huishouden en maand waar elke ontvangen cent is; eindigt met 1 als iets niet klopt",
        service::export_conservation);
    add_export(commands, "held", "De uitkeringen die zijn aangehouden", service::export_held);
    add_export(commands, "short", "De rekeningen die niet of niet geheel worden betaald",
               service::export_short);
    const auto creditor = std::make_shared<std::string>();
    commands
        .print("export", "specification",
               "De betalingen aan een crediteur per uitvoerdatum en bestand",
               [creditor](Reading& reading, const service::TextOut& out) {
                   return service::export_specification(reading.town, *creditor, reading.as_of,
                                                        out);
               })
        ->add_option("--creditor", *creditor, "Nummer van de crediteur")
        ->required();
    const auto mapping = std::make_shared<std::string>();
    CLI::App* journalpost = commands.print(
        "export", "journalpost", "De journaalposten in de kolommen van een indelingsbestand",
        [mapping](Reading& reading, const service::TextOut& out) {
            return service::export_journalpost(reading.town, *mapping, reading.as_of, out);
        });
    commands.input_file(journalpost, "--mapping", *mapping,
                        "Indelingsbestand volgens journalpost-mapping-1");
    journalpost->get_option("--mapping")->required();
    commands.read(
        "books", "show",
        "Toont de verantwoording per maand, de saldibalans en de controlerekeningen",
        [](Reading& reading) { return service::show_books(reading.town, reading.as_of); });
}

}  // namespace ontzorgd::cli
