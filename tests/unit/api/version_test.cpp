// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/version.h"

#include "routes.h"
#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::api {
namespace {

TEST(Versions, AreAskedOfEveryEditOfWhatIsShownWithOne) {
    std::size_t edits = 0;
    for (const Route& route : routes().all()) {
        EXPECT_TRUE(!route.asks_version || route.version) << route.path;
        EXPECT_TRUE(!route.asks_version || route.change) << route.path;
        edits += route.asks_version ? 1 : 0;
        const bool changes_what_is_there =
            route.method == http::Method::patch ||
            (route.method == http::Method::del && route.path.starts_with("/v1/batches"));
        EXPECT_TRUE(!changes_what_is_there || route.asks_version) << route.path;
    }
    EXPECT_GT(edits, 15U);
}

}  // namespace
}  // namespace ontzorgd::api
