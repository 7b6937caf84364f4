// SPDX-License-Identifier: EUPL-1.2
// How answers go over the line: as one text, as a file, in parts, and without a body.
#include "serving.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <thread>
#include <vector>

namespace ontzorgd::http {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

using AnswerTest = ServerTest;

/// Answers with three parts, of which the second is not there at once.
Plan in_parts(const RequestHead& /*head*/) {
    Plan plan;
    plan.handle = [](const Request&, Reply reply) {
        const auto asked = std::make_shared<int>(0);
        Response response;
        response.parts = [asked]() -> std::optional<std::string> {
            switch ((*asked)++) {
                case 0: return "een,";
                case 1:
                case 2: return "";
                case 3: return "twee,";
                case 4: return "drie";
                default: return std::nullopt;
            }
        };
        reply(std::move(response));
    };
    return plan;
}

TEST_F(AnswerTest, SendsAnAnswerThatComesInPartsAsItComes) {
    serve(in_parts, {.ask_again = milliseconds{1}});
    Client client{address_};
    const Client::Answer answer = client.get("/");
    EXPECT_EQ(answer.body(), "een,twee,drie");
    EXPECT_EQ(answer["Transfer-Encoding"], "chunked");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(AnswerTest, HasTheHeadersOfTheServerAlsoWhenNobodyMadeIt) {
    serve(in_parts, {.ask_again = milliseconds{1}});
    EXPECT_EQ(Client{address_}.get("/")["Of-Every-Answer"], "yes");
    const Client::Answer refused = Client{address_}.ask("GET / HTTP/1.1\r\n\r\n");
    EXPECT_EQ(refused.result_int(), 400U);
    EXPECT_EQ(refused["Of-Every-Answer"], "yes");
}

TEST_F(AnswerTest, ShowsThatItIsThereWhileNothingComes) {
    serve(
        [](const RequestHead&) {
            Plan plan;
            plan.handle = [](const Request&, Reply reply) {
                Response response;
                response.heartbeat = ".";
                response.parts = [left = 3]() mutable -> std::optional<std::string> {
                    return left-- > 0 ? std::optional{std::string{}} : std::nullopt;
                };
                reply(std::move(response));
            };
            return plan;
        },
        {.ask_again = milliseconds{1}, .heartbeat = seconds{-1}});
    EXPECT_EQ(Client{address_}.get("/").body(), "...");
}

TEST_F(AnswerTest, EndsAnAnswerInPartsThatLastsTooLongAndOneThatIsUnderWayWhenItStops) {
    std::atomic<int> told = 0;
    const auto endless = [&](const RequestHead&) {
        Plan plan;
        plan.handle = [&](const Request&, Reply reply) {
            Response response;
            response.parts = [&] {
                ++told;
                return std::optional{std::string{"x"}};
            };
            reply(std::move(response));
        };
        return plan;
    };
    serve(endless, {.ask_again = milliseconds{1}, .longest_answer = seconds{0}});
    EXPECT_EQ(Client{address_}.get("/").result_int(), 200U);
    server_->stop();
    told = 0;
    serve(endless, {.ask_again = milliseconds{1}});
    Client client{address_};
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    auto answer = std::async(std::launch::async, [&] { return client.receive(); });
    while (told < 2) std::this_thread::sleep_for(milliseconds{1});
    server_->stop();
    EXPECT_EQ(answer.get().result_int(), 200U);
}

TEST_F(AnswerTest, LetsOthersBeServedWhoseAnswersComeInParts) {
    serve(in_parts, {.ask_again = milliseconds{20}});
    constexpr int clients = 20;
    std::vector<std::future<std::string>> answers;
    answers.reserve(clients);
    for (int i = 0; i < clients; ++i) {
        answers.push_back(
            std::async(std::launch::async, [&] { return Client{address_}.get("/").body(); }));
    }
    for (auto& answer : answers) EXPECT_EQ(answer.get(), "een,twee,drie");
}

TEST_F(AnswerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
    serve(echo);
    Client client{address_};
    client.send("HEAD /een HTTP/1.1\r\nHost: x\r\n\r\n");
    const Client::Answer answer = client.receive(true);
    EXPECT_EQ(answer["Content-Length"], "10");
    EXPECT_EQ(client.get("/twee").body(), "GET /twee ");
}

TEST_F(AnswerTest, SaysNoLengthOfWhatHasNoBody) {
    serve([](const RequestHead&) {
        Plan plan;
        plan.handle = [](const Request&, Reply reply) { reply({.status = 204}); };
        return plan;
    });
    Client client{address_};
    EXPECT_EQ(client.get("/een").count("Content-Length"), 0U);
    EXPECT_EQ(client.get("/twee").result_int(), 204U);
}

TEST_F(AnswerTest, SendsNothingThatWouldBeTakenForAnotherHeaderOrAnswer) {
    Response with_header = with_body("x");
    with_header.set("Location", "/een\r\nSet-Cookie: a=b");
    for (const Response& response :
         {with_header, Response{.status = 204, .body = "HTTP/1.1 200 OK\r\n\r\n"}}) {
        serve([&](const RequestHead&) {
            Plan plan;
            plan.handle = [&](const Request&, Reply reply) { reply(response); };
            return plan;
        });
        Client client{address_};
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_TRUE(client.is_closed());
        server_->stop();
    }
}

TEST_F(AnswerTest, SendsAFile) {
    const fs::path path = fs::path{testing::TempDir()} / "http-server-export";
    serve([&](const RequestHead&) {
        Plan plan;
        plan.handle = [&](const Request&, Reply reply) {
            std::ofstream{path} << std::string(300'000, 'y');
            Response response;
            response.file = std::make_shared<TemporaryFile>(path);
            reply(std::move(response));
        };
        return plan;
    });
    Client client{address_};
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.receive(true)["Content-Length"], "300000");
    EXPECT_EQ(client.get("/").body(), std::string(300'000, 'y'));
    EXPECT_EQ(client.get("/").body().size(), 300'000U);
    server_->stop();
    EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace ontzorgd::http
