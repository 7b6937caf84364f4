// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/key_rotation.h"
#include "routes.h"

namespace ontzorgd::api {

void add_key_routes(Routes& routes) {
    Route& rotate = routes.change(
        http::Method::post, "/v1/sleutelwisselingen", "key rotate",
        "Neemt een nieuwe sleutel in gebruik en versleutelt alles opnieuw; gaat verder waar het "
        "bleef",
        {optional(body_flag("opnieuw", "Ook als er vandaag al een sleutel is gewisseld"))},
        [](service::Context& context, const Given& given) {
            return service::rotate_key(context, given.flag("opnieuw"));
        });
    rotate.status = 201;
    rotate.asks_password_again = true;
    // Between two slices others may act; at the end the database is compacted, which waits for
    // readers of what was before.
    rotate.work = Work::sliced;
}

}  // namespace ontzorgd::api
