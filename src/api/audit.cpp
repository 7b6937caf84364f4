// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/audit.h"

#include "routes.h"

namespace ontzorgd::api {

namespace {

service::VerifyOptions options_of(const service::Reading& reading) {
    service::VerifyOptions options;
    options.looks_back = reading.looks_back;
    options.progress = reading.progress;
    return options;
}

}  // namespace

void add_audit_routes(Routes& routes) {
    routes.read("/v1/ketencontroles", "audit verify",
                "Bewijst dat alles wat is opgeslagen is wat is vastgelegd", {},
                [](service::Reading& reading, const Given&) {
                    return service::verify_audit(reading.town, options_of(reading));
                });
    routes.read_with_file(
        "/v1/ketencontroles", "audit verify",
        "Bewijst dat alles wat is opgeslagen is wat is vastgelegd, en dat het ankerbestand erbij "
        "hoort dat iemand buiten de gemeente heeft bewaard",
        [](service::Reading& reading, const Given& given) {
            service::VerifyOptions options = options_of(reading);
            options.checkpoints.push_back(given.file());
            return service::verify_audit(reading.town, options);
        });
    routes.print("/v1/ankers/huidige", "audit checkpoint",
                 "Geeft lengte en kop van de keten, om buiten de gemeente te bewaren",
                 "text/plain; charset=utf-8", {},
                 [](service::Reading& reading, const Given&, const service::TextOut& out) {
                     return service::audit_checkpoint(reading.town, reading.now.today, out);
                 });
    Field size = query_number("aantal", "Hoeveel betalingen", Form::sample_size);
    size.required = true;
    routes.print("/v1/steekproeven", "audit sample",
                 "Trekt betalingen met hun hele verhaal, elk op een regel",
                 "text/csv; charset=utf-8",
                 {size, query_text("zaad", "Maakt de trekking herhaalbaar")},
                 [](service::Reading& reading, const Given& given, const service::TextOut& out) {
                     return service::audit_sample(reading.town, given.number("aantal"),
                                                  given.text("zaad"), reading.as_of, out);
                 });
}

}  // namespace ontzorgd::api
