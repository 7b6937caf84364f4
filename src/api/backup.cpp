// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/backup.h"

#include "ontzorgd/service/restore.h"
#include "routes.h"

namespace ontzorgd::api {

void add_backup_routes(Routes& routes) {
    Route& create =
        routes.print("/v1/reservekopieen/huidige", "backup create",
                     "Geeft een reservekopie van de gemeente zoals zij nu is", "application/x-tar",
                     {}, [](service::Reading& reading, const Given&, const service::TextOut& out) {
                         return service::print_backup(reading.town, reading.now, out);
                     });
    // There is no backup of another day than today.
    create.fields.clear();
    create.looks_back = false;
    create.asks_password_again = true;  // it is all there is, in one file
    Route& check = routes.read_with_file(
        "/v1/reservekopiecontroles", "backup check",
        "Controleert een reservekopie helemaal, en vertelt wat erin zit",
        [](service::Reading& reading, const Given& given) -> base::Result<service::Report> {
            auto checked = service::check_backup(given.file(), reading.town.places().keys);
            // Where the keys lie is no business of who asks, nor can he name others.
            if (!checked && checked.error().code.starts_with("keys_are_")) {
                return base::refuse("backup_is_made_with_other_keys");
            }
            return checked;
        });
    check.fields.clear();
    check.looks_back = false;
    routes
        .change(
            http::Method::post, "/v1/herstel/opheffingsvoorstellen", "restore lift propose",
            "Stelt voor de blokkade na het terugzetten op te heffen", {},
            [](service::Context& context, const Given&) { return service::propose_lift(context); })
        .status = 201;
    routes
        .change(
            http::Method::post, "/v1/herstel/opheffingen", "restore lift confirm",
            "Heft de blokkade na het terugzetten op, die een ander voorstelde op te heffen", {},
            [](service::Context& context, const Given&) { return service::confirm_lift(context); })
        .status = 201;
}

}  // namespace ontzorgd::api
