// SPDX-License-Identifier: EUPL-1.2
#include "given.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>

namespace ontzorgd::api {
namespace {

const std::vector<Field>& fields() {
    static const std::vector<Field> all{path_number("batch", "Nummer"),
                                        query_text("rol", "Rol"),
                                        query_number("eindigtBinnen", "Dagen"),
                                        query_flag("open", "Open"),
                                        body_text("reden", "Waarom"),
                                        optional(body_number("aantal", "Hoeveel")),
                                        body_flag("alle", "Alle"),
                                        optional(body_numbers("instructies", "Welke"))};
    return all;
}

struct Asked {
    std::string batch = "7";
    std::vector<std::pair<std::string, std::string>> query = {};
    std::string body = R"({"reden":"dubbel"})";
};

base::Result<Given> read(const Asked& asked) {
    http::Request request;
    request.body = asked.body;
    return Given::read(fields(), {{"batch", asked.batch}}, {.segments = {}, .query = asked.query},
                       request, false);
}

/// The causes by field; one field has one cause here.
std::map<std::string, std::string> causes_of(const base::Result<Given>& given) {
    std::map<std::string, std::string> causes;
    if (given) return causes;
    EXPECT_EQ(given.error().code, "request_is_not_accepted");
    EXPECT_EQ(given.error().kind, base::ErrorKind::malformed);
    for (const base::Error& cause : given.error().causes) {
        const bool is_new = causes.emplace(std::string{cause.detail("field")}, cause.code).second;
        EXPECT_TRUE(is_new) << cause.code;
    }
    return causes;
}

using Causes = std::map<std::string, std::string>;

TEST(Given, HasWhatTheFieldsSay) {
    const auto given = read(
        {.query = {{"rol", "auditor"}, {"eindigtBinnen", "-3"}, {"open", "true"}},
         .body = R"({"reden":"é","aantal":9007199254740993,"alle":true,"instructies":[1,2]})"});
    ASSERT_TRUE(given);
    EXPECT_EQ(given.value().number("batch"), 7);
    EXPECT_EQ(given.value().text("rol"), "auditor");
    EXPECT_EQ(given.value().number("eindigtBinnen"), -3);
    EXPECT_TRUE(given.value().flag("open"));
    EXPECT_EQ(given.value().text("reden"), "é");
    EXPECT_EQ(given.value().number("aantal"), 9007199254740993) << "no number becomes floating";
    EXPECT_TRUE(given.value().flag("alle"));
    EXPECT_EQ(given.value().numbers("instructies"), (std::vector<std::int64_t>{1, 2}));
}

TEST(Given, TellsWhatWasLeftOutFromWhatIsEmptyOrZero) {
    const auto without = read({});
    ASSERT_TRUE(without);
    EXPECT_EQ(without.value().number_if_given("eindigtBinnen"), std::nullopt);
    EXPECT_EQ(without.value().text_if_given("rol"), std::nullopt);
    EXPECT_EQ(without.value().number("eindigtBinnen"), 0);
    EXPECT_EQ(without.value().text("rol"), "");
    EXPECT_FALSE(without.value().flag("alle"));
    EXPECT_TRUE(without.value().numbers("instructies").empty());
    const auto with = read({.query = {{"eindigtBinnen", "0"}, {"rol", ""}}});
    ASSERT_TRUE(with);
    EXPECT_EQ(with.value().number_if_given("eindigtBinnen"), 0);
    EXPECT_EQ(with.value().text_if_given("rol"), "");
}

TEST(Given, NamesEverythingThatIsWrongAtOnce) {
    const auto given =
        read({.batch = "zeven",
              .query = {{"rol", std::string(2001, 'x')}, {"open", "ja"}, {"rang", "1"}},
              .body = R"({"aantal":"1","alle":1,"instructies":[1,"2"],"waarom":"x"})"});
    EXPECT_EQ(causes_of(given), (Causes{{"aantal", "field_is_of_the_wrong_kind"},
                                        {"alle", "field_is_of_the_wrong_kind"},
                                        {"batch", "field_is_of_the_wrong_kind"},
                                        {"instructies", "field_is_of_the_wrong_kind"},
                                        {"open", "field_is_of_the_wrong_kind"},
                                        {"rang", "field_is_unknown"},
                                        {"reden", "field_is_missing"},
                                        {"rol", "field_text_is_too_long"},
                                        {"waarom", "field_is_unknown"}}));
}

TEST(Given, NamesEveryMalformedValueWithItsPlace) {
    const std::vector<Field> formed{query_text("rol", "Rol", Form::role),
                                    body_day("vanaf", "Vanaf"),
                                    body_text("iban", "IBAN", Form::iban),
                                    optional(body_text("wachtwoord", "Geheim", Form::password)),
                                    body_number("aandeel", "Aandeel", Form::share)};
    const auto read_of = [&](std::string body) {
        http::Request request;
        request.body = std::move(body);
        return Given::read(formed, {}, {.segments = {}, .query = {{"rol", "baas"}}}, request,
                           false);
    };
    const auto given = read_of(
        R"({"vanaf":"2026-02-30","iban":"NL00","wachtwoord":"kort","aandeel":101,"meer":1})");
    EXPECT_EQ(causes_of(given), (Causes{{"aandeel", "number_is_out_of_bounds"},
                                        {"iban", "iban_is_malformed"},
                                        {"meer", "field_is_unknown"},
                                        {"rol", "role_is_unknown"},
                                        {"vanaf", "date_does_not_exist"},
                                        {"wachtwoord", "password_is_too_short"}}));
    for (const base::Error& cause : given.error().causes) {
        EXPECT_EQ(cause.detail("place"), cause.detail("field") == "rol" ? "query" : "inhoud");
        for (const base::Detail& detail : cause.details) EXPECT_NE(detail.value, "kort");
    }
    EXPECT_EQ(causes_of(read_of(R"({"vanaf":"","iban":"","wachtwoord":"","aandeel":1})")),
              (Causes{{"iban", "iban_is_malformed"},
                      {"rol", "role_is_unknown"},
                      {"vanaf", "date_is_malformed"}}))
        << "only what may be left out may be empty";
}

TEST(Given, TakesAFieldOnce) {
    EXPECT_EQ(causes_of(read({.query = {{"open", "true"}, {"open", "true"}}})),
              (Causes{{"open", "field_is_given_twice"}}));
    EXPECT_EQ(causes_of(read({.body = R"({"reden":"a","reden":"a"})"})),
              (Causes{{"reden", "json_member_is_double"}}));
}

TEST(Given, MissesAFieldThatStandsWhereItDoesNotBelong) {
    http::Request request;
    request.body = "{}";
    const auto given = Given::read({body_text("reden", "Reden")}, {},
                                   {.segments = {}, .query = {{"reden", "x"}}}, request, false);
    ASSERT_FALSE(given);
    std::set<std::string> codes;
    for (const base::Error& cause : given.error().causes) codes.insert(cause.code);
    EXPECT_EQ(codes, (std::set<std::string>{"field_is_missing", "field_is_unknown"}));
}

TEST(Given, TakesAFieldOnlyWhereItBelongs) {
    EXPECT_EQ(causes_of(read({.query = {{"reden", "x"}}, .body = R"({"reden":"a","rol":"b"})"})),
              (Causes{{"reden", "field_is_unknown"}, {"rol", "field_is_unknown"}}));
}

TEST(Given, RefusesNumbersThatAreNotWholeOrDoNotFit) {
    for (const char* number : {"1.0", "1e3", "9223372036854775808", "null", "\"1\"", "true"}) {
        EXPECT_EQ(
            causes_of(read({.body = R"({"reden":"a","aantal":)" + std::string{number} + '}'})),
            (Causes{{"aantal", "field_is_of_the_wrong_kind"}}))
            << number;
    }
    for (const char* number : {"", " 7", "7 ", "+7", "0x7", "7.0", "9223372036854775808"}) {
        EXPECT_EQ(causes_of(read({.batch = number})),
                  (Causes{{"batch", "field_is_of_the_wrong_kind"}}))
            << number;
    }
}

TEST(Given, RefusesTextThatIsNoText) {
    EXPECT_EQ(causes_of(read({.body = R"({"reden":"a\u0000b"})"})),
              (Causes{{"reden", "field_is_of_the_wrong_kind"}}));
    EXPECT_EQ(causes_of(read({.body = R"({"reden":null})"})),
              (Causes{{"reden", "field_is_of_the_wrong_kind"}}));
    EXPECT_TRUE(read({.body = "{\"reden\":\"" + std::string(2000, 'x') + "\"}"}));
    EXPECT_EQ(causes_of(read({.body = "{\"reden\":\"" + std::string(2001, 'x') + "\"}"})),
              (Causes{{"reden", "field_text_is_too_long"}}));
}

/// Then nothing is said of fields: nobody knows what the body holds.
TEST(Given, SaysOfABodyThatIsNoObjectWhatItIs) {
    EXPECT_EQ(causes_of(read({.body = "[]"})), (Causes{{"", "json_is_no_object"}}));
    EXPECT_EQ(causes_of(read({.body = "{\"reden\":"})), (Causes{{"", "json_is_malformed"}}));
    EXPECT_EQ(causes_of(read({.body = "{\"reden\":\"\xff\"}"})),
              (Causes{{"", "json_is_malformed"}}));
    EXPECT_EQ(causes_of(read({.body = ""})), (Causes{{"reden", "field_is_missing"}}));
}

TEST(Given, TakesNoMoreNumbersThanAListMayHave) {
    std::string list = "[1";
    for (int i = 1; i < 10'000; ++i) list += ",1";
    EXPECT_TRUE(read({.body = R"({"reden":"a","instructies":)" + list + "]}"}));
    EXPECT_EQ(causes_of(read({.body = R"({"reden":"a","instructies":)" + list + ",1]}"})),
              (Causes{{"instructies", "field_is_of_the_wrong_kind"}}));
}

TEST(Given, TakesNoBodyWhereTheRouteHasNone) {
    const std::vector<Field> none;
    http::Request request;
    EXPECT_TRUE(Given::read(none, {}, {}, request, false));
    request.body = "{}";
    EXPECT_TRUE(Given::read(none, {}, {}, request, false));
    request.body = R"({"reden":"a"})";
    EXPECT_EQ(causes_of(Given::read(none, {}, {}, request, false)),
              (Causes{{"", "request_takes_no_body"}}));
}

TEST(Given, HasTheFileThatWasUploaded) {
    const std::vector<Field> none;
    http::Request request;
    EXPECT_EQ(causes_of(Given::read(none, {}, {}, request, true)),
              (Causes{{"bestand", "field_is_missing"}}));
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / "ontzorgd-given-test";
    std::ofstream{path} << "bytes";
    request.body_in_file = std::make_shared<http::TemporaryFile>(path);
    {
        const auto given = Given::read(none, {}, {}, request, true);
        ASSERT_TRUE(given);
        request.body_in_file.reset();
        EXPECT_EQ(given.value().file(), path);
        EXPECT_TRUE(std::filesystem::exists(path));
    }
    EXPECT_FALSE(std::filesystem::exists(path)) << "it goes with who last needs it";
}

}  // namespace
}  // namespace ontzorgd::api
