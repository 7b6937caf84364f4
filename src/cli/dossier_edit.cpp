// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier_edit.h"

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/client.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace ontzorgd::cli {

namespace {

void add_contract_options(CLI::App* command, service::ContractOptions& options) {
    command->add_option("NUMMER", options.nummer, "Nummer van het contract")->required();
    command->add_option("--op-naam-van", options.op_naam_van,
                        "Client op wiens naam het contract staat");
    command->add_option("--soort", options.soort,
                        "huur, gas, stroom, energie, water, zorgverzekering of overig");
    command->add_option("--drager", options.drager,
                        "Client die de last alleen draagt, of huishouden (standaard)");
    command->add_option("--crediteur", options.crediteur, "Nummer van de crediteur");
    command->add_option("--kenmerk", options.kenmerk, "Waaraan de crediteur de betaling herkent");
    command->add_option("--bedrag", options.bedrag, "Bedrag per rekening, 685.40");
    command->add_option("--eerste-bedrag", options.eerste_bedrag,
                        "Bedrag van de eerste rekening, als dat anders is");
    command->add_option("--ritme", options.ritme, "maand, vier_weken, kwartaal of jaar");
    command->add_option("--vervaldag", options.vervaldag,
                        "Dag waarop een rekening vervalt, 1 tot en met 31");
    command->add_option("--vanaf", options.vanaf, "Eerste dag van het contract");
    command->add_option("--betalen-vanaf", options.betalen_vanaf,
                        "Eerste dag waarvan de gemeente rekeningen betaalt");
    command->add_option("--betaalwijze", options.betaalwijze, "overboeking of incasso");
}

void add_contract_commands(Commands& commands) {
    const auto added = std::make_shared<service::ContractOptions>();
    CLI::App* add = commands.change(
        "contract", "add", "Legt een contract vast",
        [added](service::Context& context) { return service::add_contract(context, *added); });
    add_contract_options(add, *added);
    add->add_option("--tot-en-met", added->tot_en_met, "Laatste dag van het contract");
    const auto changed = std::make_shared<service::ContractOptions>();
    CLI::App* change =
        commands.change("contract", "change", "Wijzigt een contract; wat er stond blijft bewaard",
                        [changed](service::Context& context) {
                            return service::change_contract(context, *changed);
                        });
    add_contract_options(change, *changed);
    change->add_option("--per", changed->per, "Eerste dag waarop het nieuwe bedrag geldt");
    struct End {
        std::string nummer;
        std::string last_day;
    };
    const auto ended = std::make_shared<End>();
    CLI::App* end =
        commands.change("contract", "end", "Legt de laatste dag van een contract vast",
                        [ended](service::Context& context) {
                            return service::end_contract(context, ended->nummer, ended->last_day);
                        });
    end->add_option("NUMMER", ended->nummer, "Nummer van het contract")->required();
    end->add_option("--last-day", ended->last_day, "Laatste dag")->required();
}

void add_grondslag_commands(Commands& commands) {
    const auto options = std::make_shared<service::GrondslagOptions>();
    CLI::App* record = commands.change("grondslag", "record",
                                       "Legt vast op welke grondslag voor een client wordt betaald",
                                       [options](service::Context& context) {
                                           return service::record_grondslag(context, *options);
                                       });
    record->add_option("CLIENT", options->client, "Nummer van de client")->required();
    record
        ->add_option("--soort", options->soort,
                     "verplicht_56a, maatwerk_afwijking, vrijwillig, art57 of geen")
        ->required();
    record->add_option("--vanaf", options->vanaf, "Eerste gedekte dag")->required();
    record->add_option("--tot-en-met", options->tot_en_met,
                       "Laatste gedekte dag (verplicht_56a: standaard zes maanden)");
    record->add_option("--beschikking", options->beschikking, "Nummer van de beschikking")
        ->required();
    record->add_option("--datum", options->beschikking_datum, "Datum van de beschikking")
        ->required();
    const auto client = std::make_shared<std::string>();
    const auto last_day = std::make_shared<std::string>();
    CLI::App* end = commands.change("grondslag", "end", "Beëindigt een grondslag eerder",
                                    [client, last_day](service::Context& context) {
                                        return service::end_grondslag(context, *client, *last_day);
                                    });
    end->add_option("CLIENT", *client, "Nummer van de client")->required();
    end->add_option("--last-day", *last_day, "Laatste gedekte dag")->required();
}

void add_joint_request_commands(Commands& commands) {
    const auto options = std::make_shared<service::JointRequestOptions>();
    CLI::App* record =
        commands.change("joint-request", "record", "Legt een gezamenlijk verzoek van een paar vast",
                        [options](service::Context& context) {
                            return service::record_joint_request(context, *options);
                        });
    record->add_option("NUMMER", options->nummer, "Nummer van het huishouden of een client")
        ->required();
    record->add_option("--vanaf", options->vanaf, "Eerste dag")->required();
    record->add_option("--tot-en-met", options->tot_en_met, "Laatste dag");
    record
        ->add_option("--aandeel-eerste", options->aandeel_eerste,
                     "Percentage voor de partner die eerst genoemd is, 0 tot en met 100")
        ->required();
    const auto nummer = std::make_shared<std::string>();
    const auto last_day = std::make_shared<std::string>();
    CLI::App* end =
        commands.change("joint-request", "end", "Beëindigt een gezamenlijk verzoek",
                        [nummer, last_day](service::Context& context) {
                            return service::end_joint_request(context, *nummer, *last_day);
                        });
    end->add_option("NUMMER", *nummer, "Nummer van het huishouden of een client")->required();
    end->add_option("--last-day", *last_day, "Laatste dag")->required();
}

void add_machtiging_commands(Commands& commands) {
    struct Options {
        std::string client;
        std::string toestand;
        std::string datum;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* record = commands.change(
        "machtiging", "record", "Legt vast hoe het met de machtiging van een client staat",
        [options](service::Context& context) {
            return service::record_machtiging(context, options->client, options->toestand,
                                              options->datum);
        });
    record->add_option("CLIENT", options->client, "Nummer van de client")->required();
    record
        ->add_option("--toestand", options->toestand,
                     "gevraagd, getekend, ingetrokken of geweigerd")
        ->required();
    record->add_option("--datum", options->datum, "Op welke dag")->required();
}

void add_creditor_commands(Commands& commands) {
    const auto add = [&commands](std::string_view verb, std::string_view help, auto command) {
        const auto options = std::make_shared<service::CreditorOptions>();
        CLI::App* added = commands.change(
            "creditor", verb, help,
            [options, command](service::Context& context) { return command(context, *options); });
        added->add_option("NUMMER", options->nummer, "Nummer van de crediteur")->required();
        added->add_option("--naam", options->naam, "Naam zoals de bank hem moet zien");
        added->add_option("--iban", options->iban, "Rekening die wordt betaald");
        added->add_option("--kenmerkmasker", options->kenmerkmasker,
                          "betalingskenmerk, rf, vrij, of een patroon zoals 9999-999999");
    };
    add("add", "Legt een crediteur vast; een ander bevestigt de rekening", service::add_creditor);
    add("change", "Wijzigt een crediteur; wat er stond blijft bewaard", service::change_creditor);
    const auto nummer = std::make_shared<std::string>();
    CLI::App* show =
        commands.read("creditor", "show", "Toont een crediteur, of zonder nummer alle crediteuren",
                      [nummer](Reading& reading) {
                          return service::show_creditor(reading.town, *nummer, reading.as_of);
                      });
    show->add_option("NUMMER", *nummer, "Nummer van de crediteur");
}

void add_iban_record(Commands& commands) {
    struct Options {
        std::string owner;
        std::string iban;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* record =
        commands.change("iban", "record", "Legt een rekening vast; een ander bevestigt haar",
                        [options](service::Context& context) {
                            return service::record_iban(context, options->owner, options->iban);
                        });
    record->add_option("NUMMER", options->owner, "Nummer van de client of crediteur")->required();
    record->add_option("IBAN", options->iban, "De rekening")->required();
}

}  // namespace

void add_dossier_edit_commands(Commands& commands) {
    add_contract_commands(commands);
    add_grondslag_commands(commands);
    add_joint_request_commands(commands);
    add_machtiging_commands(commands);
    add_creditor_commands(commands);
    add_iban_record(commands);
}

}  // namespace ontzorgd::cli
