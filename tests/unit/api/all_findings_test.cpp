// SPDX-License-Identifier: EUPL-1.2
#include "api_fixture.h"
#include "form_samples.h"

#include <algorithm>
#include <iterator>

namespace ontzorgd::api {
namespace {

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

std::string_view place_of(const Field& field) {
    if (field.place == Place::path) return "pad";
    return field.place == Place::query ? "query" : "inhoud";
}

/// A value of the kind of the field, and not of its form.
std::string malformed_value(const Field& field) {
    const FormRow& form = row_of(field.form);
    return field.kind == Kind::text ? malformed_text(form) : std::to_string(malformed_number(form));
}

/// As the answer begins to tell it.
std::string finding_of(const Field& field) {
    const FormRow& form = row_of(field.form);
    const auto checked = field.kind == Kind::text ? check(field.form, malformed_text(form))
                                                  : check(field.form, malformed_number(form));
    return "{\"code\":" + in_quotes(checked.error().code) + ",\"veld\":" + in_quotes(field.name) +
           ",\"plaats\":" + in_quotes(place_of(field)) + ',';
}

std::vector<Field> formed(const Route& route) {
    std::vector<Field> fields;
    std::ranges::copy_if(route.fields, std::back_inserter(fields),
                         [](const Field& field) { return field.form != Form::any; });
    return fields;
}

Asked malformed(const Route& route) {
    return with_values(route, [](const Field& field) -> std::optional<std::string> {
        if (field.form != Form::any) return malformed_value(field);
        return field.required ? std::optional{example_of(field)} : std::nullopt;
    });
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

TEST_F(ApiTest, TellsOfEveryRouteAllMalformedValuesAtOnceAndChangesNothing) {
    const Login rob = log_in("rob");
    confirm(rob);
    const std::string before = chain(rob);
    std::size_t routes_with_more = 0;
    for (const Route& route : routes().all()) {
        const std::vector<Field> fields = formed(route);
        if (fields.empty()) continue;
        if (fields.size() > 1) ++routes_with_more;
        const http::Response response = ask(malformed(route), rob);
        EXPECT_EQ(response.status, 400) << shown(route) << ' ' << response.body;
        EXPECT_EQ(member(response, "code"), "request_is_not_accepted") << shown(route);
        for (const Field& field : fields) {
            EXPECT_NE(response.body.find(finding_of(field)), std::string::npos)
                << shown(route) << ' ' << finding_of(field) << ' ' << response.body;
        }
        EXPECT_EQ(count_of(response.body, "{\"code\":"), fields.size())
            << shown(route) << ' ' << response.body;
    }
    EXPECT_GT(routes_with_more, 20U);
    EXPECT_EQ(chain(rob), before);
}

/// An empty text is then as if it were not there; elsewhere it is a value like any other.
TEST_F(ApiTest, TakesAnEmptyTextWhereAFieldMayBeLeftOut) {
    const Login mo = log_in("mo");
    EXPECT_EQ(ask({.target = "/v1/uitzonderingen?rol="}, mo).status, 200);
    EXPECT_EQ(ask({.target = "/v1/uitzonderingen?rol=baas"}, mo).status, 400);
    const auto change = ask({.method = Method::patch,
                             .target = "/v1/contracten/V0001",
                             .body = R"({"vanaf":"","bedrag":""})"},
                            mo);
    EXPECT_EQ(change.status, 400);
    EXPECT_EQ(count_of(change.body, "\"veld\":"), 2U) << change.body;
}

}  // namespace
}  // namespace ontzorgd::api
