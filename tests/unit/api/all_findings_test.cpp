// SPDX-License-Identifier: EUPL-1.2
#include "api_fixture.h"
#include "form_samples.h"

namespace ontzorgd::api {
namespace {

/// A request in which every value is of its kind, and none of its form.
struct Malformed {
    Asked asked;
    std::vector<std::string> findings;  ///< as the answer begins to tell each
};

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

std::string place_of(const Field& field) {
    if (field.place == Place::path) return "pad";
    return field.place == Place::query ? "query" : "inhoud";
}

Malformed malformed(const Route& route) {
    Malformed made{.asked = {.method = route.method, .target = std::string{route.path}},
                   .findings = {}};
    std::string query;
    std::string members;
    for (const Field& field : route.fields) {
        const FormRow& form = row_of(field.form);
        const bool is_text = field.kind == Kind::text;
        const bool has_form = field.form != Form::any;
        if (!has_form && !field.required) continue;
        std::string value = is_text ? "nergens" : "987654";
        if (has_form) {
            value = is_text ? malformed_text(form) : std::to_string(malformed_number(form));
            const auto checked =
                is_text ? check(field.form, value) : check(field.form, malformed_number(form));
            made.findings.push_back("{\"code\":" + in_quotes(checked.error().code) +
                                    ",\"veld\":" + in_quotes(field.name) +
                                    ",\"plaats\":" + in_quotes(place_of(field)) + ',');
        }
        if (field.place == Place::path) {
            const std::string name = '{' + std::string{field.name} + '}';
            made.asked.target.replace(made.asked.target.find(name), name.size(),
                                      base::percent_encoded(value));
        } else if (field.place == Place::query) {
            query += (query.empty() ? '?' : '&') + std::string{field.name} + '=' +
                     base::percent_encoded(value);
        } else {
            members += (members.empty() ? "" : ",") + in_quotes(field.name) + ':' +
                       (is_text ? in_quotes(value) : value);
        }
    }
    made.asked.target += query;
    if (!members.empty()) made.asked.body = '{' + members + '}';
    if (!route.upload.empty()) {
        made.asked.body = "nergens goed voor";
        made.asked.content_type = route.upload.front();
        made.asked.is_file = true;
    }
    return made;
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
        const Malformed made = malformed(route);
        if (made.findings.empty()) continue;
        if (made.findings.size() > 1) ++routes_with_more;
        const http::Response response = ask(made.asked, rob);
        EXPECT_EQ(response.status, 400) << shown(route) << ' ' << response.body;
        EXPECT_EQ(member(response, "code"), "request_is_not_accepted") << shown(route);
        for (const std::string& finding : made.findings) {
            EXPECT_NE(response.body.find(finding), std::string::npos)
                << shown(route) << ' ' << finding << ' ' << response.body;
        }
        EXPECT_EQ(count_of(response.body, "{\"code\":"), made.findings.size())
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
