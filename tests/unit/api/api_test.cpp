// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/api/api.h"

#include "api_fixture.h"
#include "contract.h"
#include "lockout.h"
#include "ontzorgd/http/target.h"
#include "ontzorgd/service/backup.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/task.h"
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

TEST_F(ApiTest, AnswersWhatIsReadToWhoIsLoggedIn) {
    const Login ada = log_in("ada");
    const http::Response response = ask({.target = "/v1/rekeningen"}, ada);
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(http::value_of(response.headers, "Content-Type"), "application/json");
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

TEST_F(ApiTest, SaysWhichFormsARouteTakes) {
    const Login rob = log_in("rob");
    const http::Response fields = ask({.method = Method::post,
                                       .target = "/v1/clienten/C0001/aanhoudingen",
                                       .body = "reden=x",
                                       .content_type = "text/html"},
                                      rob);
    EXPECT_NE(member(fields, "detail").find("application/json."), std::string::npos) << fields.body;
    const http::Response file = ask({.method = Method::post,
                                     .target = "/v1/runs",
                                     .body = "x",
                                     .content_type = "text/html",
                                     .is_file = true},
                                    rob);
    for (const char* type : {"text/csv", "application/xml", "multipart/form-data"}) {
        EXPECT_NE(member(file, "detail").find(type), std::string::npos) << file.body;
    }
    EXPECT_EQ(member(file, "detail").find("application/json."), std::string::npos) << file.body;
}

TEST_F(ApiTest, SaysOfABackupWithOtherKeysNothingOfWhereItsOwnLie) {
    test::Practice other{test::Practice::Options{.seed = "another"}};
    std::string bytes;
    test::Practice::must(service::print_backup(other.town(), other.as("rob").now,
                                               [&](std::string_view block) { bytes += block; }));
    const http::Response response = ask({.method = Method::post,
                                         .target = "/v1/reservekopiecontroles",
                                         .body = bytes,
                                         .content_type = "application/octet-stream",
                                         .is_file = true},
                                        log_in("beheer"));
    EXPECT_EQ(response.status, 409) << response.body;
    EXPECT_EQ(member(response, "code"), "backup_is_made_with_other_keys") << response.body;
    EXPECT_EQ(response.body.find("sleutels/"), std::string::npos) << response.body;
    EXPECT_EQ(response.body.find("/tmp"), std::string::npos) << response.body;
    EXPECT_EQ(response.body.find("'keys'"), std::string::npos) << response.body;
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
}

/// NLGov API Design Rules (version header), ASVS 3.4.
TEST_F(ApiTest, GivesEveryAnswerItsVersionAndWhatBrowsersObey) {
    const std::vector<http::Header> headers = Api::headers();
    EXPECT_EQ(http::value_of(headers, "API-Version"), "1.0.0");
    EXPECT_EQ(http::value_of(headers, "Cache-Control"), "no-store");
    EXPECT_EQ(http::value_of(headers, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(http::value_of(headers, "Strict-Transport-Security"), "max-age=31536000");
    EXPECT_NE(http::value_of(headers, "Content-Security-Policy").find("'none'"),
              std::string_view::npos);
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
        const bool is_of_beheerder =
            route.command == "key rotate" || route.command == "backup create";
        const bool is_his_own = route.command == "schedule run" ||
                                route.command == "user password" ||
                                route.command == "second-factor begin";
        const std::string_view code = is_his_own        ? ""
                                      : is_of_beheerder ? "role_may_not_do_this"
                                                        : "batch_is_unknown";
        EXPECT_EQ(member(ask(filled_in(route), rob), "code"), code) << shown(route);
    }
}

/// Every role at every route: the tables of service/policy.h, and nothing else, say who may.
TEST_F(ApiTest, AsksACodeOfWhoHasASecondFactor) {
    const std::string secret = take_second_factor(log_in("rob"));
    const auto without = try_to_log_in("rob", password);
    EXPECT_EQ(without.status, 401);
    EXPECT_EQ(member(without, "code"), "second_factor_code_is_missing");
    // Who does not know the password does not learn that a code is asked.
    EXPECT_EQ(member(try_to_log_in("rob", "verkeerd"), "code"), "name_or_password_is_wrong");
    EXPECT_EQ(member(try_to_log_in("rob", password, used_code_), "code"),
              "second_factor_code_is_wrong")
        << "it was used already";
    const std::string next = code(secret, 1);
    const auto with = try_to_log_in("rob", password, next);
    ASSERT_EQ(with.status, 201) << with.body;
    EXPECT_NE(with.body.find(R"("tweede_factor":true)"), std::string::npos);
    restart();
    EXPECT_EQ(member(try_to_log_in("rob", password, next), "code"), "second_factor_code_is_wrong");
}

TEST_F(ApiTest, AsksACodeAgainBeforeSomebodySigns) {
    const Login rob = log_in("rob");
    const std::string secret = take_second_factor(rob);
    const auto again = [&](const std::string& more) {
        return ask({.method = Method::post,
                    .target = "/v1/sessies/huidige/bevestigingen",
                    .body = R"({"wachtwoord":")" + std::string{password} + '"' + more + '}'},
                   rob);
    };
    EXPECT_EQ(member(again(""), "code"), "second_factor_code_is_missing");
    EXPECT_EQ(member(again(R"(,"code":"000000")"), "code"), "second_factor_code_is_wrong");
    EXPECT_EQ(again(R"(,"code":")" + code(secret, 1) + '"').status, 201);
}

TEST_F(ApiTest, ShowsASecretThatIsInUseToNobody) {
    const Login rob = log_in("rob");
    EXPECT_EQ(member(ask({.method = Method::post, .target = "/v1/tweede-factoren"}, rob), "code"),
              "session_is_not_confirmed")
        << "of a session that somebody else may have found open";
    take_second_factor(rob);
    const auto again = ask({.method = Method::post, .target = "/v1/tweede-factoren"}, rob);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(member(again, "code"), "second_factor_is_there_already");
    const auto withdrawn = ask(
        {.method = Method::del, .target = "/v1/gebruikers/rob/tweede-factor"}, log_in("beheer"));
    EXPECT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(try_to_log_in("rob", password).status, 201);
}

TEST_F(ApiTest, LocksANameAfterTooManyWrongCodesOrPasswordsAlsoAfterARestart) {
    take_second_factor(log_in("rob"));
    for (int i = 0; i < Lockout::most_failures; ++i) {
        EXPECT_EQ(try_to_log_in("rob", password, "abcdef").status, 401);
        EXPECT_EQ(try_to_log_in("niemand", "verkeerd").status, 401);
    }
    EXPECT_EQ(try_to_log_in("rob", password, "abcdef").status, 429);
    EXPECT_EQ(try_to_log_in("niemand", "verkeerd").status, 429);
    restart();
    EXPECT_EQ(try_to_log_in("rob", password).status, 429);
    EXPECT_EQ(try_to_log_in("niemand", "verkeerd").status, 429);
    EXPECT_EQ(try_to_log_in("karin", password).status, 201);
}

TEST_F(ApiTest, KeepsNobodyFromSigningByWrongLoginsUnderANameLikeIt) {
    const Login rob = log_in("rob");
    for (int i = 0; i < Lockout::most_failures; ++i) {
        for (const char* name : {"rob|bevestiging", "bevestiging|rob", "rob"})
            EXPECT_EQ(try_to_log_in(name, "verkeerd").status, 401) << name;
    }
    EXPECT_EQ(try_to_log_in("rob", password).status, 429);
    confirm(rob);
}

TEST_F(ApiTest, ShowsATaskToNobodyWhoMayNoLongerAskForItOrHasARelation) {
    practice_.reopen();
    practice_.dossier({{.number = 1}, {.number = 2}});
    const auto task_of = [&](const char* user) {
        const service::Context context = practice_.with(user);
        std::int64_t id = 0;
        store::in_transaction(practice_.db(), [&] {
            id = service::begin_task(practice_.town(), context.actor.id, "dossier import",
                                     context.now);
        });
        service::end_task(practice_.town(), id, {.status = 200, .body = R"({"clienten":2})"},
                          context.now);
        return "/v1/taken/" + std::to_string(id);
    };
    const std::string of_mo = task_of("mo");
    const std::string of_rob = task_of("rob");
    practice_.close();
    const Login mo = log_in("mo");
    EXPECT_EQ(ask({.target = of_mo}, mo).status, 200);
    EXPECT_EQ(ask({.target = of_rob}, log_in("rob")).status, 200);
    EXPECT_EQ(ask({.target = of_rob}, log_in("ada")).status, 200);
    const Login beheer = log_in("beheer");
    ask({.method = Method::del, .target = "/v1/gebruikers/mo/rollen/klantmanager"}, beheer);
    EXPECT_EQ(member(ask({.target = of_mo}, mo), "code"), "role_may_not_do_this");
    restart();
    practice_.reopen();
    test::Practice::must(service::relate_user(practice_.with("beheer"), "rob", "C0001", false));
    practice_.close();
    EXPECT_EQ(member(ask({.target = of_rob}, log_in("rob")), "code"), "export_holds_a_relation");
}

TEST_F(ApiTest, LetsNobodyUseARoleThatWasTakenSinceTheLogin) {
    const Login mo = log_in("mo");
    const Login beheer = log_in("beheer");
    EXPECT_EQ(ask({.target = "/v1/clienten"}, mo).status, 200);
    EXPECT_EQ(
        ask({.method = Method::del, .target = "/v1/gebruikers/mo/rollen/klantmanager"}, beheer)
            .status,
        200);
    EXPECT_EQ(ask({.target = "/v1/clienten"}, mo).status, 403);
    // An upload that began before: its role was asked when it began, and is asked again.
    const auto upload = ask({.method = Method::post,
                             .target = "/v1/dossierbestanden",
                             .body = test::dossier_of({{.number = 1}}),
                             .content_type = "application/octet-stream",
                             .is_file = true},
                            mo);
    EXPECT_EQ(upload.status, 403) << upload.body;
    EXPECT_EQ(member(upload, "code"), "role_may_not_do_this");
}

TEST_F(ApiTest, LetsNobodyUseRolesThatDoNotGoTogether) {
    practice_.reopen();
    // However it came to be so.
    practice_.db().execute(
        "INSERT INTO user_role SELECT id, 'beheerder', 1, NULL FROM user WHERE name = 'mo'");
    practice_.close();
    const Login mo = log_in("mo");
    const auto read = ask({.target = "/v1/clienten"}, mo);
    EXPECT_EQ(read.status, 403);
    EXPECT_EQ(member(read, "code"), "roles_conflict_in_use");
    const auto change =
        ask({.method = Method::put, .target = "/v1/gebruikers/rob/rollen/klantmanager"}, mo);
    EXPECT_EQ(member(change, "code"), "roles_conflict_in_use");
}

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
