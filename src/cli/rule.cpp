// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/rule.h"

#include "ontzorgd/cli/commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace ontzorgd::cli {

namespace {

void add_add(Commands& commands) {
    const auto options = std::make_shared<service::RuleOptions>();
    CLI::App* add = commands.change(
        "rule", "add",
        "Stelt een regel voor die zegt wat een onverklaarde bankregel is; geldt als een ander "
        "hetzelfde geeft",
        [options](service::Context& context) { return service::add_rule(context, *options); });
    add->add_option("--als", options->word, "kosten, rente, eigen_overboeking of overig")
        ->required();
    add->add_option("--richting", options->direction, "af of bij")->required();
    add->add_option("--rekening", options->account, "Naam van de eigen rekening (standaard: elke)");
    add->add_option("--tegenrekening", options->other_side,
                    "IBAN van de andere kant, of geen: de bank noemt er geen");
    add->add_option("--bedrag-vanaf", options->from, "Laagste bedrag, 1234.56");
    add->add_option("--bedrag-tot", options->up_to, "Hoogste bedrag, 1234.56");
    add->add_option("--tekst", options->text,
                    "Staat in de omschrijving; alleen letters en cijfers tellen. Een bijschrijving "
                    "zonder --tegenrekening IBAN plaatst een regel alleen als de code van de bank "
                    "zegt dat zij geen betaling is");
    add->add_option("--code", options->code,
                    "Transactiecode van de bank, zoals PMNT-MDOP-CHRG of haar eigen code");
    add->add_option("--from", options->first_day,
                    "Eerste boekdag (standaard: de dag na de bevestiging)");
}

void add_end(Commands& commands) {
    struct Given {
        std::int64_t number = 0;
        std::string last_day;
        std::string reason;
    };
    const auto given = std::make_shared<Given>();
    CLI::App* end = commands.change("rule", "end", "Beëindigt een regel, of trekt een voorstel in",
                                    [given](service::Context& context) {
                                        return service::end_rule(context, given->number,
                                                                 given->last_day, given->reason);
                                    });
    end->add_option("NUMMER", given->number, "Nummer van de regel (rule list)")->required();
    end->add_option("--op", given->last_day,
                    "Laatste boekdag waarop hij geldt (standaard: vandaag)");
    end->add_option("--reason", given->reason, "Waarom")->required();
}

}  // namespace

void add_rule_commands(Commands& commands) {
    add_add(commands);
    add_end(commands);
    commands.read(
        "rule", "list", "Toont de regels voor bankregels, en wat elke plaatste",
        [](Reading& reading) { return service::list_rules(reading.town, reading.as_of); });
    const auto number = std::make_shared<std::int64_t>(0);
    commands
        .read("rule", "show", "Toont een regel voor bankregels, en wat hij plaatste",
              [number](Reading& reading) {
                  return service::show_rule(reading.town, *number, reading.as_of);
              })
        ->add_option("NUMMER", *number, "Nummer van de regel (rule list)")
        ->required();
}

}  // namespace ontzorgd::cli
