// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/api/api.h"

#include "contract.h"
#include "ontzorgd/http/target.h"
#include "routes.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <map>
#include <optional>

namespace ontzorgd::api {
namespace {

using http::Method;

struct Asked {
    Method method = Method::get;
    std::string target = {};
    std::string body = {};
    std::string content_type = "application/json";
    bool is_file = false;
};

/// Who asks: what a browser keeps after a login.
struct Login {
    std::string cookie = {};
    std::string csrf = {};
};

/// The text of a member of the body that holds text.
std::string member(const http::Response& response, const std::string& name) {
    const std::string begin = '"' + name + "\":\"";
    const std::size_t at = response.body.find(begin);
    if (at == std::string::npos) return {};
    const std::size_t from = at + begin.size();
    return response.body.substr(from, response.body.find('"', from) - from);
}

class ApiTest : public testing::Test {
protected:
    static constexpr const char* password = "wachtwoord-voor-de-proef";

    ApiTest() { practice_.close(); }

    http::Response ask(const Asked& asked, const Login& who) {
        http::Request request;
        request.head.method = asked.method;
        request.head.target = asked.target;
        const auto add = [&](const char* name, const std::string& value) {
            if (!value.empty()) request.head.headers.push_back({.name = name, .value = value});
        };
        add("Cookie", who.cookie);
        add("X-CSRF-Token", who.csrf);
        add("Ontzorgd-Vandaag", "2026-11-24");
        if (!asked.body.empty()) add("Content-Type", asked.content_type);
        request.head.content_length = asked.body.size();
        http::Plan plan = api().plan(request.head);
        if (plan.refused) return *plan.refused;
        if (asked.is_file) {
            const std::filesystem::path path =
                plan.body_folder / ("sent-" + std::to_string(++sent_));
            std::ofstream{path, std::ios::binary} << asked.body;
            request.body_in_file = std::make_shared<http::TemporaryFile>(path);
        } else {
            request.body = asked.body;
        }
        std::promise<http::Response> answered;
        auto answer = answered.get_future();
        plan.handle(
            request,
            http::Reply{[&](http::Response response) { answered.set_value(std::move(response)); },
                        [] { return Api::error(500, "request_was_not_answered"); }});
        return answer.get();
    }

    Login log_in(const std::string& name) {
        const http::Response response =
            ask({.method = Method::post,
                 .target = "/v1/sessies",
                 .body = R"({"gebruiker":")" + name + R"(","wachtwoord":")" + password + "\"}"},
                {});
        EXPECT_EQ(response.status, 201) << name << ' ' << response.body;
        const std::string_view cookie = http::value_of(response.headers, "Set-Cookie");
        return {.cookie = std::string{cookie.substr(0, cookie.find(';'))},
                .csrf = member(response, "csrf_token")};
    }

    void confirm(const Login& who) {
        const http::Response response =
            ask({.method = Method::post,
                 .target = "/v1/sessies/huidige/bevestigingen",
                 .body = R"({"wachtwoord":")" + std::string{password} + "\"}"},
                who);
        EXPECT_EQ(response.status, 201) << response.body;
    }

    /// Every act so far, as the length of the chain.
    std::string chain(const Login& who) { return ask({.target = "/v1/ankers/huidige"}, who).body; }

    test::Practice practice_;

    Api& api() {
        if (api_ == nullptr) {
            auto town = service::Municipality::open(practice_.places(), service::Mode::change, 0);
            office_ = std::make_unique<service::Office>(std::move(town).value(),
                                                        service::Office::Threads{.readers = 2});
            api_ = std::make_unique<Api>(std::vector{office_.get()}, Settings{});
        }
        return *api_;
    }

private:
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<Api> api_;
    int sent_ = 0;
};

TEST_F(ApiTest, AnswersWhatIsReadToWhoIsLoggedIn) {
    const Login ada = log_in("ada");
    const http::Response response = ask({.target = "/v1/rekeningen"}, ada);
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(http::value_of(response.headers, "Content-Type"), "application/json");
    EXPECT_EQ(http::value_of(response.headers, "API-Version"), "1.0.0");
    EXPECT_NE(response.body.find("leefgeld"), std::string::npos);
    EXPECT_EQ(ask({.target = "/v1/rekeningen?peildatum=2026-11-20"}, ada).status, 200);
    EXPECT_EQ(ask({.target = "/v1/rekeningen?peildatum=gisteren"}, ada).status, 400);
    EXPECT_EQ(ask({.target = "/v1/rekeningen?dag=2026-11-20"}, ada).status, 400);
}

TEST_F(ApiTest, DoesWhatIsAskedAndTellsWhatItDid) {
    const Login rob = log_in("rob");
    const std::string before = chain(rob);
    const Asked account{.method = Method::post,
                        .target = "/v1/rekeningen",
                        .body = R"({"naam":"reserve","iban":")" + test::dutch_iban(3, "OEFN") +
                                R"(","bankprofiel":"rehearsal","beginsaldo":"10.00",)" +
                                R"("begindag":"2026-11-23"})"};
    const http::Response response = ask(account, rob);
    EXPECT_EQ(response.status, 201) << response.body;
    EXPECT_NE(chain(rob), before);
    EXPECT_NE(ask({.target = "/v1/rekeningen"}, rob).body.find("reserve"), std::string::npos);
    const http::Response own =
        ask({.method = Method::post, .target = "/v1/rekeningen/reserve/bevestigingen"}, rob);
    EXPECT_EQ(own.status, 409) << own.body;
    EXPECT_EQ(member(own, "code"), "confirmer_is_proposer");
    EXPECT_EQ(ask({.method = Method::post, .target = "/v1/rekeningen/reserve/bevestigingen"},
                  log_in("karin"))
                  .status,
              201);
}

TEST_F(ApiTest, RefusesWithASentenceAndChangesNothing) {
    const Login rob = log_in("rob");
    const std::string before = chain(rob);
    const http::Response response = ask({.method = Method::post,
                                         .target = "/v1/clienten/C9999/aanhoudingen",
                                         .body = R"({"reden":"onderzoek"})"},
                                        rob);
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(member(response, "code"), "client_is_unknown");
    EXPECT_NE(member(response, "detail").find("C9999"), std::string::npos) << response.body;
    EXPECT_EQ(chain(rob), before);
}

TEST_F(ApiTest, CallsAnUploadedFileWhatItIsToTheSender) {
    const http::Response response = ask({.method = Method::post,
                                         .target = "/v1/regelsets",
                                         .body = "regelset = ",
                                         .content_type = "application/toml",
                                         .is_file = true},
                                        log_in("rob"));
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.body.find("sent-1"), std::string::npos) << response.body;
    EXPECT_EQ(response.body.find(practice_.folder().string()), std::string::npos) << response.body;
}

TEST_F(ApiTest, ReadsAFileAndStoresNothing) {
    const Login ada = log_in("ada");
    const std::string before = chain(ada);
    std::ostringstream profile;
    profile << std::ifstream{ONTZORGD_SOURCE_DIR "/schemas/bankprofielen/bng.toml"}.rdbuf();
    const http::Response response = ask({.method = Method::post,
                                         .target = "/v1/bankprofielen/controles?bankprofiel=bng",
                                         .body = profile.str(),
                                         .content_type = "application/toml; charset=utf-8",
                                         .is_file = true},
                                        ada);
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(chain(ada), before);
}

TEST_F(ApiTest, TakesInAWholeDossierAndGivesItBack) {
    const Login rob = log_in("rob");
    const Asked import{.method = Method::post,
                       .target = "/v1/dossierbestanden",
                       .body = test::dossier_of({{.number = 1}, {.number = 2}}),
                       .content_type = "application/json-lines",
                       .is_file = true};
    const http::Response response = ask(import, rob);
    EXPECT_EQ(response.status, 201) << response.body;
    EXPECT_EQ(ask(import, rob).body, response.body) << "the same bytes are the same import";
    const http::Response dossier = ask({.target = "/v1/exports/dossiers"}, rob);
    EXPECT_EQ(dossier.status, 200);
    EXPECT_EQ(http::value_of(dossier.headers, "Content-Type"), "application/json-lines");
    EXPECT_NE(dossier.body.find("C0002"), std::string::npos);
}

/// The database is compacted afterwards, which no reader may hold up.
TEST_F(ApiTest, DestroysWhatTwoPeopleSayAndLeavesNothingBehind) {
    practice_.reopen();
    practice_.dossier({{.number = 1, .ground = "", .naam = "Q. Zonderling"}});
    practice_.close();
    const Login mo = log_in("mo");
    const Login kim = log_in("kim");
    EXPECT_EQ(ask({.target = "/v1/clienten/C0001"}, mo).status, 200);
    const http::Response proposed =
        ask({.method = Method::post, .target = "/v1/clienten/C0001/vernietigingsvoorstellen"}, mo);
    ASSERT_EQ(proposed.status, 201) << proposed.body;
    const Asked confirm{.method = Method::post, .target = "/v1/clienten/C0001/vernietigingen"};
    for (int time = 0; time < 2; ++time) {
        const http::Response response = ask(confirm, kim);
        EXPECT_EQ(response.status, 201) << response.body;
    }
    for (const auto& entry : std::filesystem::directory_iterator{practice_.places().state}) {
        if (!entry.is_regular_file()) continue;
        std::ostringstream bytes;
        bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
        EXPECT_EQ(bytes.str().find("Zonderling"), std::string::npos) << entry.path();
    }
}

TEST_F(ApiTest, ReadsNothingButTheFormsThatTheRouteTakes) {
    const Login rob = log_in("rob");
    EXPECT_EQ(ask({.method = Method::post,
                   .target = "/v1/clienten/C0001/aanhoudingen",
                   .body = "reden=x",
                   .content_type = "application/x-www-form-urlencoded"},
                  rob)
                  .status,
              415);
    EXPECT_EQ(ask({.method = Method::post,
                   .target = "/v1/runs",
                   .body = "x",
                   .content_type = "text/html",
                   .is_file = true},
                  rob)
                  .status,
              415);
}

/// ASVS 3.5.1: what a browser sends by itself is not enough to change anything.
TEST_F(ApiTest, ChangesNothingWithoutTheTokenOfTheSession) {
    const Login rob = log_in("rob");
    const std::string before = chain(rob);
    const Asked hold{.method = Method::post,
                     .target = "/v1/clienten/C0001/aanhoudingen",
                     .body = R"({"reden":"onderzoek"})"};
    for (const std::string& token : {std::string{}, std::string(64, '0'), log_in("rob").csrf}) {
        const http::Response response = ask(hold, {.cookie = rob.cookie, .csrf = token});
        EXPECT_EQ(response.status, 403);
        EXPECT_EQ(member(response, "code"), "csrf_token_is_wrong");
    }
    EXPECT_EQ(chain(rob), before);
}

TEST_F(ApiTest, KnowsItsPathsAndTheirMethods) {
    const Login rob = log_in("rob");
    EXPECT_EQ(ask({.target = "/v1/niets"}, rob).status, 404);
    EXPECT_EQ(ask({.target = "/v2/runs"}, rob).status, 404);
    EXPECT_EQ(ask({.target = "/v1/runs/"}, rob).status, 404) << "no trailing slash";
    const http::Response response =
        ask({.method = Method::del, .target = "/v1/clienten/C0001"}, rob);
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(http::value_of(response.headers, "Allow"), "GET, HEAD");
}

TEST_F(ApiTest, ForgetsWhoLoggedOut) {
    const Login rob = log_in("rob");
    EXPECT_EQ(ask({.target = "/v1/sessies/huidige"}, rob).status, 200);
    EXPECT_EQ(ask({.method = Method::del, .target = "/v1/sessies/huidige"}, rob).status, 204);
    EXPECT_EQ(ask({.target = "/v1/sessies/huidige"}, rob).status, 401);
    EXPECT_EQ(ask({.target = "/v1/runs"}, rob).status, 401);
}

TEST_F(ApiTest, GivesItsContractToAnyProgram) {
    const http::Response response = ask({.target = "/v1/openapi.json"}, {});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, contract_text());
    EXPECT_EQ(http::value_of(response.headers, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(http::value_of(response.headers, "Content-Type"), "application/json");
    EXPECT_EQ(http::value_of(response.headers, "API-Version"), "1.0.0");
}

/// What no municipality knows: every value in its place, and of the kind that the route takes.
Asked filled_in(const Route& route) {
    Asked asked{.method = route.method, .target = std::string{route.path}, .body = {}};
    std::string query;
    std::string members;
    for (const Field& field : route.fields) {
        const bool is_text = field.kind == Kind::text;
        const std::string value = is_text ? "nergens" : "987654";
        if (field.place == Place::path) {
            const std::string name = '{' + std::string{field.name} + '}';
            asked.target.replace(asked.target.find(name), name.size(), value);
        } else if (field.required && field.place == Place::query) {
            query += (query.empty() ? '?' : '&') + std::string{field.name} + '=' + value;
        } else if (field.required) {
            members += (members.empty() ? "\"" : ",\"") + std::string{field.name} +
                       "\":" + (is_text ? '"' + value + '"' : value);
        }
    }
    asked.target += query;
    if (!members.empty()) asked.body = '{' + members + '}';
    if (!route.upload.empty()) {
        asked.body = "nergens goed voor";
        asked.content_type = route.upload.front();
        asked.is_file = true;
    }
    return asked;
}

std::string shown(const Route& route) {
    return std::string{http::to_text(route.method)} + ' ' + std::string{route.path};
}

TEST_F(ApiTest, AnswersNobodyWhoIsNotLoggedIn) {
    for (const Route& route : routes().all()) {
        const http::Response without = ask(filled_in(route), {});
        EXPECT_EQ(without.status, 401) << shown(route);
        EXPECT_EQ(member(without, "code"), "session_is_needed") << shown(route);
        const http::Response unknown = ask(
            filled_in(route),
            {.cookie = "__Host-ontzorgd=" + std::string(64, 'a'), .csrf = std::string(64, 'a')});
        EXPECT_EQ(unknown.status, 401) << shown(route);
    }
}

TEST_F(ApiTest, AsksThePasswordAgainBeforeSomebodySigns) {
    const Login rob = log_in("rob");
    for (const Route& route : routes().all()) {
        if (!route.asks_password_again) continue;
        EXPECT_EQ(member(ask(filled_in(route), rob), "code"), "session_is_not_confirmed")
            << shown(route);
    }
    confirm(rob);
    for (const Route& route : routes().all()) {
        if (!route.asks_password_again) continue;
        EXPECT_EQ(member(ask(filled_in(route), rob), "code"), "batch_is_unknown") << shown(route);
    }
}

/// Every role at every route: the tables of service/policy.h, and nothing else, say who may.
TEST_F(ApiTest, LetsEachRoleDoWhatTheTablesSay) {
    const std::map<service::Role, std::string> people{{service::Role::rechtmatigheid, "rob"},
                                                      {service::Role::klantmanager, "mo"},
                                                      {service::Role::kwaliteitsmedewerker, "kim"},
                                                      {service::Role::auditor, "ada"},
                                                      {service::Role::beheerder, "beheer"}};
    for (const auto& [role, name] : people) {
        const Login who = log_in(name);
        confirm(who);
        for (const Route& route : routes().all()) {
            const http::Response response = ask(filled_in(route), who);
            const bool may = static_cast<bool>(
                route.change ? service::may(std::array{role}, route.command)
                             : service::may_read(std::array{role}, route.command));
            EXPECT_EQ(response.status != 403, may)
                << name << ' ' << shown(route) << ' ' << response.body.substr(0, 300);
            EXPECT_LT(response.status, 500) << name << ' ' << shown(route) << ' ' << response.body;
            if (!may) {
                EXPECT_EQ(member(response, "code"), "role_may_not_do_this") << shown(route);
            }
        }
    }
}

}  // namespace
}  // namespace ontzorgd::api
