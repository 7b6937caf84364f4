// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/router.h"

#include <gtest/gtest.h>

namespace ontzorgd::http {
namespace {

using Found = Router::Found;

Router some_routes() {
    Router router;
    router.add(Method::get, "/v1/batches/{batch}", 1);
    router.add(Method::get, "/v1/batches/nieuwste", 2);
    router.add(Method::post, "/v1/batches", 3);
    router.add(Method::get, "/v1/batches", 4);
    router.add(Method::del, "/v1/batches/{batch}/regels/{instructie}", 5);
    return router;
}

std::size_t route_of(Method method, const std::vector<std::string>& segments) {
    RouteFound found;
    return some_routes().find(method, segments, found) == Found::yes ? found.route : 0;
}

TEST(Router, FindsTheRouteOfAMethodAndPath) {
    EXPECT_EQ(route_of(Method::post, {"v1", "batches"}), 3U);
    EXPECT_EQ(route_of(Method::get, {"v1", "batches"}), 4U);
    EXPECT_EQ(route_of(Method::get, {"v1", "batches", "7"}), 1U);
}

TEST(Router, PutsALiteralSegmentBeforeAValue) {
    EXPECT_EQ(route_of(Method::get, {"v1", "batches", "nieuwste"}), 2U);
}

TEST(Router, GivesTheValuesOfThePathInOrder) {
    RouteFound found;
    ASSERT_EQ(some_routes().find(Method::del, {"v1", "batches", "7", "regels", "31"}, found),
              Found::yes);
    EXPECT_EQ(found.values, (PathValues{{"batch", "7"}, {"instructie", "31"}}));
}

TEST(Router, AnswersHeadWhereGetIs) {
    EXPECT_EQ(route_of(Method::head, {"v1", "batches", "7"}), 1U);
    EXPECT_EQ(route_of(Method::head, {"v1", "batches", "7", "regels", "31"}), 0U);
}

TEST(Router, KnowsNoPathWithATrailingSlash) {
    RouteFound found;
    EXPECT_EQ(some_routes().find(Method::get, {"v1", "batches", ""}, found), Found::no_such_path);
    EXPECT_EQ(some_routes().find(Method::get, {"v1", "runs"}, found), Found::no_such_path);
    EXPECT_EQ(some_routes().find(Method::get, {}, found), Found::no_such_path);
}

TEST(Router, TellsWhichMethodsAPathHas) {
    RouteFound found;
    EXPECT_EQ(some_routes().find(Method::put, {"v1", "batches"}, found), Found::no_such_method);
    EXPECT_EQ(found.allow, "GET, HEAD, POST");
}

}  // namespace
}  // namespace ontzorgd::http
