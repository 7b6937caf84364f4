// SPDX-License-Identifier: EUPL-1.2
#include "routes.h"

#include "contract.h"
#include "login.h"
#include "ontzorgd/api/api.h"
#include "ontzorgd/service/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace ontzorgd::api {
namespace {

std::string shown(const Route& route) {
    return std::string{http::to_text(route.method)} + ' ' + std::string{route.path};
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/// a-z, digits and single hyphens.
bool is_kebab_case(std::string_view segment) {
    return !segment.empty() && is_lower(segment.front()) && segment.back() != '-' &&
           std::ranges::all_of(
               segment, [](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    std::istringstream text{std::string{path}};
    for (std::string each; std::getline(text, each, '/');) {
        if (!each.empty()) segments.push_back(each);
    }
    return segments;
}

std::set<std::string> values_in(std::string_view path) {
    std::set<std::string> names;
    for (const std::string& each : segments_of(path)) {
        if (each.front() == '{') names.insert(each.substr(1, each.size() - 2));
    }
    return names;
}

bool is_personal(std::string_view name) {
    return name.find("iban") != std::string_view::npos ||
           name.find("bsn") != std::string_view::npos ||
           name.find("tegenrekening") != std::string_view::npos || name == "naam" ||
           name == "wachtwoord" || name == "reden";
}

TEST(Routes, WriteTheirPathsInKebabCaseUnderTheVersion) {
    for (const Route& route : routes().all()) {
        const std::vector<std::string> segments = segments_of(route.path);
        ASSERT_GE(segments.size(), 2U) << shown(route);
        EXPECT_EQ(segments.front(), "v1") << shown(route);
        for (const std::string& each : segments) {
            const bool is_value = each.front() == '{' && each.back() == '}';
            EXPECT_TRUE(is_kebab_case(is_value ? each.substr(1, each.size() - 2) : each))
                << shown(route);
        }
    }
}

TEST(Routes, AreNotAlike) {
    std::set<std::string> known;
    for (const Route& route : routes().all()) EXPECT_TRUE(known.insert(shown(route)).second);
    for (const LoginRoute& route : login_routes()) {
        EXPECT_TRUE(
            known.insert(std::string{http::to_text(route.method)} + ' ' + std::string{route.path})
                .second);
    }
}

TEST(Routes, TakeEachValueOfTheirPathAndNoOther) {
    for (const Route& route : routes().all()) {
        std::set<std::string> taken;
        for (const Field& field : route.fields) {
            if (field.place == Place::path) taken.emplace(field.name);
        }
        EXPECT_EQ(taken, values_in(route.path)) << shown(route);
    }
}

TEST(Routes, NameEachFieldOnce) {
    for (const Route& route : routes().all()) {
        std::set<std::string_view> names;
        for (const Field& field : route.fields) {
            EXPECT_TRUE(names.insert(field.name).second) << shown(route) << ' ' << field.name;
            EXPECT_FALSE(field.what.empty()) << shown(route) << ' ' << field.name;
        }
    }
}

/// So that a new route does not forget what a value must be.
TEST(Routes, AskTheSameOfAFieldWhereverItStands) {
    // The number of a client or a creditor; a code of a second factor; a payment or a whole file.
    const std::set<std::string_view> others{"nummer", "code", "betaling"};
    std::map<std::pair<Place, std::string_view>, std::set<bool>> have_form;
    for (const Route& route : routes().all()) {
        for (const Field& field : route.fields) {
            if (field.place == Place::body && others.contains(field.name)) continue;
            have_form[{field.place, field.name}].insert(field.form != Form::any);
        }
    }
    for (const auto& [field, forms] : have_form) EXPECT_EQ(forms.size(), 1U) << field.second;
}

TEST(Routes, WriteQueryKeysInCamelCaseAndMembersInSnakeCase) {
    for (const Route& route : routes().all()) {
        for (const Field& field : route.fields) {
            const bool is_query = field.place == Place::query;
            EXPECT_TRUE(is_lower(field.name.front())) << shown(route) << ' ' << field.name;
            EXPECT_TRUE(std::ranges::all_of(field.name,
                                            [&](char c) {
                                                const bool is_plain =
                                                    is_lower(c) || (c >= '0' && c <= '9');
                                                return is_plain ||
                                                       (is_query ? c >= 'A' && c <= 'Z' : c == '_');
                                            }))
                << shown(route) << ' ' << field.name;
        }
    }
}

TEST(Routes, HaveNothingPersonalInAPathOrQuery) {
    for (const Route& route : routes().all()) {
        for (const std::string& each : segments_of(route.path)) {
            EXPECT_FALSE(is_personal(each)) << shown(route);
        }
        for (const Field& field : route.fields) {
            if (field.place == Place::body) continue;
            EXPECT_FALSE(is_personal(field.name)) << shown(route) << ' ' << field.name;
        }
    }
}

TEST(Routes, ChangeNothingOnGet) {
    for (const Route& route : routes().all()) {
        if (route.method == http::Method::get) {
            EXPECT_EQ(route.change, nullptr) << shown(route);
        }
        EXPECT_EQ(1, (route.change != nullptr) + (route.read != nullptr) + (route.print != nullptr))
            << shown(route);
        EXPECT_EQ(route.prints.empty(), route.print == nullptr) << shown(route);
    }
}

TEST(Routes, TakeAFileOrFieldsAsTheirBody) {
    for (const Route& route : routes().all()) {
        const bool takes_fields = std::ranges::any_of(
            route.fields, [](const Field& field) { return field.place == Place::body; });
        EXPECT_FALSE(takes_fields && !route.upload.empty()) << shown(route);
        if (route.method == http::Method::get || route.method == http::Method::del) {
            EXPECT_FALSE(takes_fields || !route.upload.empty()) << shown(route);
        }
    }
}

TEST(Routes, AskThePasswordAgainToSignToReleaseForABackupAndForAnotherKeyPasswordOrFactor) {
    for (const Route& route : routes().all()) {
        EXPECT_EQ(route.asks_password_again,
                  route.command == "batch sign" || route.command == "batch release" ||
                      route.command == "schedule run" ||  // which releases
                      route.command == "key rotate" || route.command == "backup create" ||
                      route.command == "user password" || route.command == "second-factor begin")
            << shown(route);
    }
}

std::set<std::string_view> commands_of(std::span<const service::PolicyRow> table) {
    std::set<std::string_view> commands;
    for (const service::PolicyRow& row : table) commands.insert(row.command);
    return commands;
}

/// Every command has a route and every route a row, of its own kind.
TEST(Routes, StandInTheTableOfWhoMayDoWhatAndTheOtherWayRound) {
    std::set<std::string_view> changing;
    std::set<std::string_view> reading;
    for (const Route& route : routes().all()) {
        (route.change ? changing : reading).insert(route.command);
    }
    EXPECT_EQ(changing, commands_of(service::policy_table()));
    EXPECT_EQ(reading, commands_of(service::reading_table()));
}

TEST(Routes, AreToldInOrder) {
    const std::vector<RouteName> names = all_routes();
    EXPECT_EQ(names.size(), routes().all().size());
    EXPECT_TRUE(std::ranges::is_sorted(names, {}, &RouteName::path));
}

TEST(Contract, IsTheFileByteForByte) {
    std::ostringstream file;
    file << std::ifstream{ONTZORGD_SOURCE_DIR "/schemas/openapi/openapi.json"}.rdbuf();
    EXPECT_TRUE(contract_text() == file.str());  // too long to print
}

TEST(Routes, KeepNoAnswerThatMayTellOfHealth) {
    int seen = 0;
    for (const Route& route : routes().all()) {
        const bool tells = route.command == "inzage" || route.command.starts_with("note ");
        if (!tells || route.change == nullptr) continue;
        ++seen;
        EXPECT_TRUE(!route.keeps_answer || route.keeps_number == "notitie") << shown(route);
        EXPECT_EQ(route.status, 201) << shown(route);
    }
    EXPECT_EQ(seen, 5);
}

}  // namespace
}  // namespace ontzorgd::api
