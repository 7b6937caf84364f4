// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/two_person.h"

#include "routes.h"

namespace ontzorgd::api {

namespace {

service::AccountOptions account_of(const Given& given) {
    service::AccountOptions options;
    options.name = given.text("naam");
    options.iban = given.text("iban");
    if (const auto profile = given.text_if_given("bankprofiel")) options.bank_profile = *profile;
    options.opening = given.text("beginsaldo");
    options.opening_date = given.text("begindag");
    options.shared = given.flag("gedeeld");
    return options;
}

void add_opening(Routes& routes) {
    routes
        .change(
            http::Method::post, "/v1/rekeningen", "account open",
            "Stelt een eigen bankrekening voor; een ander bevestigt haar",
            {body_text("naam", "Hoe de rekening heet, zoals in de regelset", Form::account_name),
             body_text("iban", "IBAN van de rekening", Form::iban),
             optional(body_text("bankprofiel",
                                "bng, ing, rabobank, abnamro, generic (standaard), rehearsal "
                                "of een van de gemeente")),
             body_text("beginsaldo", "Saldo aan het eind van de begindag, 1234.56", Form::amount),
             body_day("begindag", "Begindag van de administratie"),
             body_flag("gedeeld", "Er loopt ook ander geld over deze rekening")},
            [](service::Context& context, const Given& given) {
                return service::open_account(context, account_of(given));
            })
        .status = 201;
}

void add_account_routes(Routes& routes) {
    const Field account = path_text("rekening", "Naam van de rekening");
    routes.read("/v1/rekeningen", "account show", "Toont de eigen bankrekeningen", {},
                [](service::Reading& reading, const Given&) {
                    return service::show_accounts(reading.town);
                });
    add_opening(routes);
    routes
        .change(http::Method::post, "/v1/rekeningen/{rekening}/bevestigingen", "account confirm",
                "Bevestigt een bankrekening, of haar nieuwe bankprofiel, die een ander voorstelde",
                {account},
                [](service::Context& context, const Given& given) {
                    return service::confirm_account(context, given.text("rekening"));
                })
        .status = 201;
    routes
        .change(http::Method::post, "/v1/rekeningen/{rekening}/profielwisselingen",
                "account switch",
                "Stelt een ander bankprofiel voor een rekening voor; een ander bevestigt het",
                {account, body_text("bankprofiel", "Naam van het bankprofiel")},
                [](service::Context& context, const Given& given) {
                    return service::switch_account(context, given.text("rekening"),
                                                   given.text("bankprofiel"));
                })
        .status = 201;
    routes
        .change(http::Method::post, "/v1/rekeningen/{rekening}/opheffingen", "account end",
                "Zegt dat de bank een rekening ophief; een ander zegt hetzelfde",
                {account, body_day("laatste_dag", "Laatste dag waarop zij open was")},
                [](service::Context& context, const Given& given) {
                    return service::end_account(context, given.text("rekening"),
                                                given.text("laatste_dag"));
                })
        .status = 201;
}

Field digest() {
    return optional(body_text("sha256",
                              "Het begin van de SHA-256 van het bestand (anders: het enige dat "
                              "wacht)",
                              Form::digest_prefix));
}

void add_regelset_routes(Routes& routes) {
    routes.read("/v1/regelsets", "regelset show", "Toont de regelsets", {},
                [](service::Reading& reading, const Given&) {
                    return service::show_regelsets(reading.town);
                });
    routes.upload("/v1/regelsets", "regelset propose",
                  "Stelt een regelset voor; een ander bevestigt hem", {},
                  [](service::Context& context, const Given& given) {
                      return service::propose_regelset(context, given.file());
                  });
    routes
        .change(http::Method::post, "/v1/regelsets/bevestigingen", "regelset confirm",
                "Bevestigt een regelset die een ander voorstelde", {digest()},
                [](service::Context& context, const Given& given) {
                    return service::confirm_regelset(context, given.text("sha256"));
                })
        .status = 201;
}

void add_calendar_routes(Routes& routes) {
    routes.read("/v1/betaalkalenders", "calendar show", "Toont de betaaldata", {},
                [](service::Reading& reading, const Given&) {
                    return service::show_calendar(reading.town);
                });
    routes.upload("/v1/betaalkalenders", "calendar import",
                  "Stelt een betaalkalender voor; een ander bevestigt hem", {},
                  [](service::Context& context, const Given& given) {
                      return service::import_calendar(context, given.file());
                  });
    routes
        .change(http::Method::post, "/v1/betaalkalenders/bevestigingen", "calendar confirm",
                "Bevestigt een betaalkalender die een ander voorstelde", {digest()},
                [](service::Context& context, const Given& given) {
                    return service::confirm_calendar(context, given.text("sha256"));
                })
        .status = 201;
}

}  // namespace

void add_two_person_routes(Routes& routes) {
    add_account_routes(routes);
    add_regelset_routes(routes);
    add_calendar_routes(routes);
}

}  // namespace ontzorgd::api
