// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/rule.h"

#include "ontzorgd/service/version.h"
#include "routes.h"

namespace ontzorgd::api {

namespace {

std::vector<Field> rule_fields() {
    return {body_text("als", "kosten, rente, eigen_overboeking of overig", Form::rule_word),
            body_text("richting", "af of bij", Form::direction),
            optional(body_text("rekening", "Naam van de eigen rekening (anders: elke)")),
            optional(body_text("tegenrekening",
                               "IBAN van de andere kant, of geen: de bank noemt er geen",
                               Form::other_side)),
            optional(body_text("bedrag_vanaf", "Laagste bedrag, 1234.56", Form::rule_amount)),
            optional(body_text("bedrag_tot", "Hoogste bedrag, 1234.56", Form::rule_amount)),
            optional(body_text("tekst",
                               "Staat in de omschrijving; alleen letters en cijfers tellen. Een "
                               "bijschrijving zonder IBAN als tegenrekening plaatst een regel "
                               "alleen als de code van de bank zegt dat zij geen betaling is",
                               Form::rule_text)),
            optional(body_text("code",
                               "Transactiecode van de bank, zoals PMNT-MDOP-CHRG of haar eigen "
                               "code",
                               Form::rule_code)),
            optional(body_day("vanaf", "Eerste boekdag (anders: de dag na de bevestiging)"))};
}

service::RuleOptions rule_of(const Given& given) {
    return {.word = given.text("als"),
            .direction = given.text("richting"),
            .account = given.text("rekening"),
            .other_side = given.text("tegenrekening"),
            .from = given.text("bedrag_vanaf"),
            .up_to = given.text("bedrag_tot"),
            .text = given.text("tekst"),
            .code = given.text("code"),
            .first_day = given.text("vanaf")};
}

}  // namespace

void add_rule_routes(Routes& routes) {
    const Field number = path_number("regel", "Nummer van de regel");
    routes
        .read("/v1/herkenningsregels", "rule list",
              "Toont de regels voor bankregels, en wat elke plaatste", {},
              [](service::Reading& reading, const Given&) {
                  return service::list_rules(reading.town, reading.as_of);
              })
        .in_pages("regels", {"nummer"});
    const Version version = [](service::Municipality& town, store::UserId /*asks*/,
                               const Given& given) {
        return service::version_of_rule(town, given.number("regel"));
    };
    routes
        .read("/v1/herkenningsregels/{regel}", "rule show",
              "Toont een regel voor bankregels, en wat hij plaatste", {number},
              [](service::Reading& reading, const Given& given) {
                  return service::show_rule(reading.town, given.number("regel"), reading.as_of);
              })
        .shows(version);
    routes
        .change(http::Method::post, "/v1/herkenningsregels", "rule add",
                "Stelt een regel voor die zegt wat een onverklaarde bankregel is; geldt als een "
                "ander hetzelfde geeft",
                rule_fields(),
                [](service::Context& context, const Given& given) {
                    return service::add_rule(context, rule_of(given));
                })
        .status = 201;
    routes
        .change(http::Method::post, "/v1/herkenningsregels/{regel}/beeindigingen", "rule end",
                "Beëindigt een regel, of trekt een voorstel in",
                {number,
                 optional(
                     body_day("laatste_dag", "Laatste boekdag waarop hij geldt (anders: vandaag)")),
                 body_text("reden", "Waarom", Form::reason)},
                [](service::Context& context, const Given& given) {
                    return service::end_rule(context, given.number("regel"),
                                             given.text("laatste_dag"), given.text("reden"));
                })
        .edits(version)
        .status = 201;
}

}  // namespace ontzorgd::api
