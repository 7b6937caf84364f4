// SPDX-License-Identifier: EUPL-1.2
#include "discovery.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ontzorgd::api {
namespace {

constexpr std::string_view described =
    R"({"issuer":"https://a.example","authorization_endpoint":"https://a.example/auth",)"
    R"("token_endpoint":"https://a.example/token","jwks_uri":"https://a.example/keys")";

TEST(Discovery, IsOfTheIssuerThatWasAgreed) {
    const auto known = read_discovery(std::string{described} + '}', "https://a.example", true);
    ASSERT_TRUE(known);
    EXPECT_EQ(known.value().token_endpoint, "https://a.example/token");
    EXPECT_EQ(known.value().end_session_endpoint, "");
    const auto other = read_discovery(std::string{described} + '}', "https://b.example", true);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "discovery_names_another_issuer");
}

TEST(Discovery, NamesAddressesThatAreEncrypted) {
    const auto code_of = [](const std::string& text) {
        const auto known = read_discovery(text, "https://a.example", true);
        return known ? std::string{} : known.error().code;
    };
    EXPECT_EQ(code_of(R"({"issuer":"https://a.example"})"), "discovery_is_malformed");
    EXPECT_EQ(code_of("[]"), "discovery_is_malformed");
    EXPECT_EQ(code_of("{"), "token_json_is_malformed");
    EXPECT_EQ(code_of(std::string{described} + R"(,"end_session_endpoint":"http://a.example/"})"),
              "url_is_not_https");
    EXPECT_EQ(code_of(std::string{described} +
                      R"(,"mtls_endpoint_aliases":{"token_endpoint":"http://a.example/"}})"),
              "url_is_not_https");
}

TEST(Discovery, NamesWhereACertificateIsShown) {
    const auto alias_in = [](const std::string& more) {
        return read_discovery(std::string{described} + more + '}', "https://a.example", true)
            .value()
            .mtls_token_endpoint;
    };
    EXPECT_EQ(alias_in(R"(,"mtls_endpoint_aliases":{"token_endpoint":"https://m.example/token"})"),
              "https://m.example/token");
    EXPECT_EQ(alias_in(R"(,"mtls_endpoint_aliases":{"other":"https://m.example/"})"), "");
    EXPECT_EQ(alias_in(R"(,"mtls_endpoint_aliases":"x")"), "");
    EXPECT_EQ(alias_in(""), "");
}

TEST(Discovery, IsReadWithoutTheAliasesByWhoShowsNoCertificate) {
    const auto known =
        read_discovery(std::string{described} + R"(,"mtls_endpoint_aliases":{"token_endpoint":1}})",
                       "https://a.example", false);
    ASSERT_TRUE(known) << known.error().code;
    EXPECT_EQ(known.value().mtls_token_endpoint, "");
}

TEST(LifetimeOf, IsWhatTheAnswerSays) {
    const auto of = [](const std::string& control) {
        http::Response response;
        if (!control.empty()) response.set("Cache-Control", control);
        return lifetime_of(response).count();
    };
    EXPECT_EQ(of(""), 3600);
    EXPECT_EQ(of("public, max-age=120"), 120);
    EXPECT_EQ(of("no-store"), 0);
    EXPECT_EQ(of("max-age=x"), 3600);
}

class DiscoverySourceTest : public testing::Test {
protected:
    /// The token endpoint that is known now, or why none is.
    std::string now_known() {
        const auto known =
            source_.find_or_fetch([this] { return now_; }, [this] { return fetch(); });
        return known ? known.value().token_endpoint : known.error().code;
    }

    base::Result<FetchedDiscovery> fetch() {
        ++fetches_;
        now_ += fetch_takes_;
        if (fails_) return base::refuse("weg");
        FetchedDiscovery fetched{.discovery = {}, .lifetime = std::chrono::hours{1}};
        fetched.discovery.token_endpoint = server_;
        return fetched;
    }

    DiscoverySource source_;
    std::chrono::sys_seconds now_{std::chrono::hours{1'000}};
    std::chrono::seconds fetch_takes_{0};
    std::string server_ = "eerste";
    bool fails_ = false;
    int fetches_ = 0;
};

TEST_F(DiscoverySourceTest, FetchesOnceAsLongAsItMayBeUsed) {
    EXPECT_EQ(now_known(), "eerste");
    server_ = "tweede";
    now_ += std::chrono::minutes{59};
    EXPECT_EQ(now_known(), "eerste");
    EXPECT_EQ(fetches_, 1);
    now_ += std::chrono::minutes{1};
    EXPECT_EQ(now_known(), "tweede");
}

TEST_F(DiscoverySourceTest, RemembersAFailureFromWhenItWasThere) {
    fails_ = true;
    fetch_takes_ = 2 * DiscoverySource::between_tries;
    EXPECT_EQ(now_known(), "weg");
    EXPECT_EQ(now_known(), "weg");
    now_ += DiscoverySource::between_tries - std::chrono::seconds{1};
    EXPECT_EQ(now_known(), "weg");
    EXPECT_EQ(fetches_, 1);
    now_ += std::chrono::seconds{1};
    fails_ = false;
    EXPECT_EQ(now_known(), "eerste");
}

TEST_F(DiscoverySourceTest, GoesOnWithTheLastGoodOneForADayWhileRenewingFails) {
    EXPECT_EQ(now_known(), "eerste");
    fails_ = true;
    now_ += std::chrono::hours{1};
    EXPECT_EQ(now_known(), "eerste");
    EXPECT_EQ(now_known(), "eerste");
    EXPECT_EQ(fetches_, 2) << "nor is it asked for at every login";
    now_ += DiscoverySource::longest_used_on - std::chrono::seconds{1};
    EXPECT_EQ(now_known(), "eerste");
    now_ += std::chrono::seconds{1};
    EXPECT_EQ(now_known(), "weg");
    now_ += DiscoverySource::between_tries;
    fails_ = false;
    server_ = "tweede";
    EXPECT_EQ(now_known(), "tweede");
}

TEST_F(DiscoverySourceTest, TriesAgainWhenTheClockWasPutBack) {
    fails_ = true;
    EXPECT_EQ(now_known(), "weg");
    now_ -= std::chrono::hours{1};
    fails_ = false;
    EXPECT_EQ(now_known(), "eerste");
}

}  // namespace
}  // namespace ontzorgd::api
