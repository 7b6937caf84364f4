// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/fetch.h"

#include "ontzorgd/http/server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>

namespace ontzorgd::http {
namespace {

using std::chrono::seconds;

std::string code_of(const base::Result<Url>& url) {
    return url ? "" : url.error().code;
}

TEST(Url, HasHostPortAndTarget) {
    const Url plain = parse_url("https://login.example").value();
    EXPECT_EQ(plain.host, "login.example");
    EXPECT_EQ(plain.port, "443");
    EXPECT_EQ(plain.target, "/");
    EXPECT_EQ(parse_url("https://login.example:8443/a?b=c").value().target, "/a?b=c");
    EXPECT_EQ(parse_url("https://login.example?b=c").value().target, "/?b=c");
    EXPECT_EQ(parse_url("https://[::1]:8443/").value().host, "::1");
    EXPECT_FALSE(parse_url("http://127.0.0.1:80").value().is_encrypted);
}

TEST(Url, IsRefusedWhenTwoProgramsCouldReadItDifferently) {
    for (const char* text :
         {"", "login.example", "ftp://login.example", "https://", "https:///a",
          "https://a@login.example", "https://a:b@login.example", "https://login.example#a",
          "https://login.example:", "https://login.example:0", "https://login.example:65536",
          "https://login.example:8x", "https://login example", "https://login.example/\n",
          "https://login.example\\@other", "https://[::1", "https://[a]",
          "https://LOGIN.example"}) {
        EXPECT_EQ(code_of(parse_url(text)), "url_is_malformed") << text;
    }
    EXPECT_EQ(code_of(parse_url("http://login.example")), "url_is_not_https");
    EXPECT_EQ(code_of(parse_url("http://127.0.0.1.example")), "url_is_not_https");
}

/// A server that we trust, and one socket that says what it is told.
class FetchTest : public testing::Test {
public:
    FetchTest(const FetchTest&) = delete;
    FetchTest& operator=(const FetchTest&) = delete;
    FetchTest(FetchTest&&) = delete;
    FetchTest& operator=(FetchTest&&) = delete;

protected:
    FetchTest() {
        const SelfSigned made = make_self_signed();
        file_ = std::filesystem::temp_directory_path() /
                ("ontzorgd-fetch-" + std::to_string(::getpid()) + ".pem");
        std::ofstream{file_} << made.certificate;
        trust_ = Trust::read({.authorities = file_, .certificate = {}, .key = {}}).value();
        server_ = std::make_unique<Server>(
            ServerOptions{
                .limits = {},
                .plan = [this](const RequestHead& head) { return plan(head); },
                .error = [](int status, std::string_view) { return Response{.status = status}; },
                .threads = 1},
            TlsSettings::self_signed(made));
        const std::string address = server_->listen("127.0.0.1:0").value();
        port_ = address.substr(address.rfind(':') + 1);
        other_ = server_->listen("127.0.0.2:0").value();
        server_->start();
    }
    ~FetchTest() override {
        server_.reset();
        std::filesystem::remove(file_);
    }
    static Plan plan(const RequestHead& head) {
        Plan plan;
        plan.body_limit = 1000;
        plan.handle = [target = head.target](const Request& request, Reply reply) {
            Response response;
            if (target == "/large") {
                response.body = std::string(300'000, 'x');
            } else if (target == "/moved") {
                response.status = 302;
                response.set("Location", "https://elsewhere.example/");
            } else {
                response.body = std::string{to_text(request.head.method)} + ' ' + target + ' ' +
                                request.body + ' ' +
                                std::string{value_of(request.head.headers, "X-A")};
            }
            reply(std::move(response));
        };
        return plan;
    }
    [[nodiscard]] std::string url(const std::string& target,
                                  const std::string& host = "localhost") const {
        return "https://" + host + ':' + port_ + target;
    }
    std::string error_of(const std::string& target, FetchLimits limits = {}) {
        const auto answer = fetch({.url = target}, *trust_, limits);
        return answer ? "" : answer.error().code;
    }
    /// What is answered to one connection that gets these bytes and then silence, or the end.
    std::string error_of_bytes(const std::string& bytes, bool then_silence) {
        boost::asio::io_context io;
        boost::asio::ip::tcp::acceptor acceptor{io,
                                                {boost::asio::ip::make_address("127.0.0.1"), 0}};
        const std::string port = std::to_string(acceptor.local_endpoint().port());
        std::promise<void> done;
        std::thread other{[&] {
            boost::asio::ip::tcp::socket socket = acceptor.accept();
            boost::system::error_code ignored;
            boost::asio::write(socket, boost::asio::buffer(bytes), ignored);
            if (then_silence) done.get_future().wait();
        }};
        std::string code = error_of("http://127.0.0.1:" + port + "/", {.time = seconds{1}});
        done.set_value();
        other.join();
        return code;
    }

    std::filesystem::path file_;
    std::shared_ptr<Trust> trust_;
    std::unique_ptr<Server> server_;
    std::string port_;
    std::string other_;  ///< the same server under an address that its certificate does not name
};

TEST_F(FetchTest, AsksAndTellsWhatWasAnswered) {
    const auto answer = fetch({.method = Method::post,
                               .url = url("/a?b=c"),
                               .headers = {{.name = "X-A", .value = "kop"}},
                               .body = "inhoud"},
                              *trust_);
    ASSERT_TRUE(answer) << answer.error().code << answer.error().detail("reason");
    EXPECT_EQ(answer.value().status, 200);
    EXPECT_EQ(answer.value().body, "POST /a?b=c inhoud kop");
}

TEST_F(FetchTest, FollowsNoRedirect) {
    const auto answer = fetch({.url = url("/moved")}, *trust_);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().status, 302);
}

TEST_F(FetchTest, BelievesNobodyItWasNotToldToBelieve) {
    const auto system = Trust::read({}).value();
    const auto answer = fetch({.url = url("/")}, *system);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "server_is_not_trusted");
}

TEST_F(FetchTest, BelievesACertificateForItsOwnNameOnly) {
    EXPECT_EQ(error_of("https://" + other_ + "/"), "server_is_not_trusted");
    EXPECT_EQ(error_of(url("/")), "");
}

TEST_F(FetchTest, TakesNoMoreThanItsLimits) {
    EXPECT_EQ(error_of(url("/large")), "server_answer_is_too_large");
    EXPECT_EQ(error_of_bytes("HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'a'), true),
              "server_answer_is_too_large");
}

TEST_F(FetchTest, WaitsNoLongerThanItsTime) {
    EXPECT_EQ(error_of_bytes("", true), "server_answer_took_too_long");
    EXPECT_EQ(error_of_bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", true),
              "server_answer_took_too_long");
}

TEST_F(FetchTest, SaysWhatIsNoAnswer) {
    EXPECT_EQ(error_of_bytes("hallo\r\n\r\n", false), "server_answer_is_malformed");
    EXPECT_EQ(error_of_bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", false),
              "server_answer_is_malformed");
    EXPECT_EQ(error_of("http://127.0.0.1:1/"), "server_is_not_reached");
}

TEST(Trust, IsReadFromGoodFilesOnly) {
    const auto missing = Trust::read({.authorities = "/nergens.pem", .certificate = {}, .key = {}});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, "server_authorities_are_unusable");
    const auto bad = Trust::read({.authorities = {}, .certificate = "/nergens.pem", .key = "/x"});
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, "certificate_is_unusable");
}

}  // namespace
}  // namespace ontzorgd::http
