// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/server.h"

#include "serving.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

namespace ontzorgd::http {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

TEST_F(ServerTest, AnswersOneRequestAfterTheOtherOnAConnection) {
    serve(echo);
    Client client{address_};
    EXPECT_EQ(client.get("/een").body(), "GET /een ");
    EXPECT_EQ(client.ask("POST /twee HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhallo").body(),
              "POST /twee hallo");
    EXPECT_EQ(client
                  .ask("PUT /drie HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                       "3\r\nhal\r\n2\r\nlo\r\n0\r\n\r\n")
                  .body(),
              "PUT /drie hallo");
    EXPECT_EQ(client.get("/vier").body(), "GET /vier ");
}

TEST_F(ServerTest, AnswersRequestsThatWereSentTogetherInTheirOrder) {
    serve(echo);
    Client client{address_};
    client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.receive().body(), "GET /1 ");
    EXPECT_EQ(client.receive().body(), "GET /2 ");
}

TEST_F(ServerTest, SaysWhenItAnswered) {
    serve(echo);
    EXPECT_FALSE(Client{address_}.get("/")["Date"].empty());
}

TEST_F(ServerTest, ReadsAHeadThatComesByteByByte) {
    serve(echo);
    Client client{address_};
    for (int round = 0; round < 2; ++round) {
        for (const char byte : std::string_view{"GET /een HTTP/1.1\r\nHost: x\r\n\r\n"})
            client.send({&byte, 1});
        EXPECT_EQ(client.receive().body(), "GET /een ");
    }
}

TEST_F(ServerTest, RefusesABodyThatIsTooLargeBeforeAndWhileItComes) {
    serve(echo);
    Client told{address_};
    told.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" + std::string(101, 'x'));
    EXPECT_EQ(told.receive().result_int(), 413U);
    EXPECT_EQ(told.get("/").result_int(), 200U);
    Client large{address_};
    EXPECT_EQ(
        large.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n").result_int(),
        413U);
    EXPECT_TRUE(large.is_closed());
    Client untold{address_};
    EXPECT_EQ(untold
                  .ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
                       std::string(101, 'x') + "\r\n0\r\n\r\n")
                  .result_int(),
              413U);
    EXPECT_TRUE(untold.is_closed());
}

TEST_F(ServerTest, RefusesHeadersThatAreTooLarge) {
    serve(echo);
    Client client{address_};
    EXPECT_EQ(client.get('/' + std::string(20'000, 'a')).result_int(), 431U);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, RefusesWhatIsNoHttp) {
    serve(echo);
    for (const char* bytes :
         {"hallo\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nGET / HTTP/1.1\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
          "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
        Client client{address_};
        const Client::Answer answer = client.ask(bytes);
        EXPECT_EQ(answer.result_int(), 400U) << bytes;
        EXPECT_EQ(answer.body(), "request_is_malformed");
        EXPECT_TRUE(client.is_closed());
    }
}

TEST_F(ServerTest, KeepsNoMoreOfAChunkExtensionOrTrailerThanItsBuffer) {
    serve(echo);
    for (const char* begin : {"5;", "0\r\nX: "}) {
        Client client{address_};
        client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        try {
            client.send(begin + std::string(1'000'000, 'a'));
        } catch (const boost::system::system_error&) {
            continue;  // it closed before all was sent
        }
        EXPECT_NE(client.receive().result_int(), 200U);
    }
}

TEST_F(ServerTest, SaysThatItCannotStoreAnUpload) {
    serve([&](const RequestHead&) {
        Plan plan;
        plan.body_limit = 100;
        plan.body_folder = "/er/is/niets";
        plan.handle = [](const Request&, Reply reply) { reply(with_body("ja")); };
        return plan;
    });
    Client client{address_};
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc").result_int(),
              500U);
    EXPECT_TRUE(client.is_closed());
    server_->stop();
    EXPECT_EQ(server_->connections(), 0U);
}

TEST_F(ServerTest, GoesOnWhenAHandlerThrows) {
    serve([&](const RequestHead&) {
        Plan plan;
        plan.handle = [](const Request&, const Reply&) { throw std::runtime_error{"disk"}; };
        return plan;
    });
    EXPECT_EQ(Client{address_}.get("/").result_int(), 500U);
    EXPECT_EQ(Client{address_}.get("/").result_int(), 500U);
}

TEST_F(ServerTest, RefusesBeforeItReadsABodyWhenThePlanSaysSo) {
    serve([](const RequestHead&) {
        Plan plan;
        plan.refused = error(401, "log_in_first");
        return plan;
    });
    Client client{address_};
    EXPECT_EQ(client.get("/").result_int(), 401U);
    EXPECT_EQ(client.get("/").result_int(), 401U);
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc").result_int(),
              401U);
    EXPECT_EQ(client.get("/").result_int(), 401U);
}

TEST_F(ServerTest, PutsALargeBodyIntoAFileThatGoesAwayAfterwards) {
    const fs::path folder = fs::path{testing::TempDir()} / "http-server";
    fs::create_directories(folder);
    serve([&](const RequestHead&) {
        Plan plan;
        plan.body_limit = 1'000'000;
        plan.body_folder = folder;
        plan.handle = [](const Request& request, Reply reply) {
            reply(with_body(std::to_string(text_of(request.body_in_file->path()).size())));
        };
        return plan;
    });
    Client client{address_};
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
    client.send(std::string(300'000, 'x'));
    EXPECT_EQ(client.receive().body(), "300000");
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\nhalf");
    client.socket().close();
    server_->stop();
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(ServerTest, AnswersWhatAnotherThreadFindsLater) {
    std::thread thread;
    serve([&](const RequestHead&) {
        Plan plan;
        plan.handle = [&](const Request&, Reply reply) {
            thread = std::thread{[reply = std::move(reply)]() mutable {
                std::this_thread::sleep_for(milliseconds{50});
                reply(with_body("later"));
            }};
        };
        return plan;
    });
    EXPECT_EQ(Client{address_}.get("/").body(), "later");
    thread.join();
}

TEST_F(ServerTest, SaysThatARequestFailedWhichNobodyAnswers) {
    serve([&](const RequestHead&) {
        Plan plan;
        plan.handle = [](const Request&, const Reply&) {};
        return plan;
    });
    EXPECT_EQ(Client{address_}.get("/").result_int(), 500U);
}

TEST_F(ServerTest, EndsConnectionsThatTrickle) {
    serve(echo, {.handshake = seconds{1},
                 .header = seconds{1},
                 .idle = seconds{1},
                 .transfer = seconds{1}});
    Client idle{address_};
    Client header{address_};
    Client body{address_};
    header.send("GET / HTTP/1.1\r\n");
    body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n");
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket handshake{io};
    handshake.connect({boost::asio::ip::make_address("127.0.0.1"),
                       static_cast<std::uint16_t>(std::stoi(address_.substr(10)))});
    const auto trickle = [](Client& client) {
        try {
            for (int i = 0; i < 100; ++i) {
                client.send("x");
                std::this_thread::sleep_for(milliseconds{100});
            }
        } catch (const boost::system::system_error&) {
            return true;
        }
        return false;
    };
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(trickle(header));
    EXPECT_TRUE(trickle(body));
    char byte = 0;
    boost::system::error_code error;
    EXPECT_EQ(handshake.read_some(boost::asio::buffer(&byte, 1), error), 0U);
}

TEST_F(ServerTest, TakesNoMoreConnectionsOfAPeerThanItsLimit) {
    serve(echo, {.connections_per_peer = 2});
    Client first{address_};
    auto second = std::make_optional<Client>(address_);
    EXPECT_THROW(Client{address_}, boost::system::system_error);
    EXPECT_EQ(first.get("/").result_int(), 200U);
    EXPECT_EQ(second->get("/").result_int(), 200U);
}

/// Answers with who asks.
Plan name_peer(const RequestHead& head) {
    Plan plan;
    plan.handle = [peer = head.peer](const Request&, Reply reply) {
        reply(with_body(peer.address + ' ' + peer.network));
    };
    return plan;
}

TEST_F(ServerTest, SaysOfAPeerInWhichNetworkItIs) {
    serve(name_peer);
    EXPECT_EQ(Client{address_}.get("/").body(), "127.0.0.1 127.0.0.1");
}

TEST_F(ServerTest, TakesAWholeIpv6NetworkForOnePeer) {
    Server server{ServerOptions{.limits = {}, .plan = name_peer, .error = error, .threads = 1},
                  TlsSettings::self_signed(make_self_signed())};
    const auto address = server.listen("[::1]:0");
    if (!address) GTEST_SKIP() << "this machine has no IPv6";
    server.start();
    const std::string port = address.value().substr(address.value().rfind(':'));
    EXPECT_EQ(Client{"::1" + port}.get("/").body(), "::1 ::/64");
}

TEST_F(ServerTest, LetsAnAnswerUnderWayEndWhenItStops) {
    std::promise<void> begun;
    serve([&](const RequestHead&) {
        Plan plan;
        plan.handle = [&](const Request&, Reply reply) {
            begun.set_value();
            std::this_thread::sleep_for(milliseconds{200});
            reply(with_body("whole"));
        };
        return plan;
    });
    Client idle{address_};
    Client busy{address_};
    busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    begun.get_future().wait();
    std::thread stopper{[&] { server_->stop(); }};
    const Client::Answer answer = busy.receive();
    EXPECT_EQ(answer.body(), "whole");
    EXPECT_EQ(answer["Connection"], "close");
    EXPECT_TRUE(idle.is_closed());
    stopper.join();
    EXPECT_EQ(server_->connections(), 0U);
    EXPECT_THROW(Client{address_}, boost::system::system_error);
}

TEST_F(ServerTest, SpeaksNothingOlderThanTls12) {
    serve(echo);
    EXPECT_THROW((Client{address_, TLS1_1_VERSION}), boost::system::system_error);
    Client old{address_, TLS1_2_VERSION};
    EXPECT_EQ(SSL_version(old.handle()), TLS1_2_VERSION);
    Client today{address_};
    EXPECT_EQ(SSL_version(today.handle()), TLS1_3_VERSION);
}

TEST_F(ServerTest, ShowsANewCertificateToNewConnectionsAndKeepsTheOldOnes) {
    serve(echo);
    Client before{address_};
    server_->use(TlsSettings::self_signed(make_self_signed()));
    Client after{address_};
    const auto key_of = [](Client& client) {
        return X509_get0_pubkey(SSL_get0_peer_certificate(client.handle()));
    };
    EXPECT_NE(EVP_PKEY_eq(key_of(before), key_of(after)), 1);
    EXPECT_EQ(before.get("/").result_int(), 200U);
}

TEST(ServerListen, RefusesWhatIsNoAddressAndWhatIsTaken) {
    Server server{{.limits = {}, .plan = echo, .error = error, .threads = 1},
                  TlsSettings::self_signed(make_self_signed())};
    for (const char* text : {"", "8443", "localhost:8443", "127.0.0.1", "127.0.0.1:65536",
                             "127.0.0.1:-1", "::1:8443", "[::1]"}) {
        EXPECT_EQ(server.listen(text).error().code, "listen_address_is_malformed") << text;
    }
    const std::string address = server.listen("127.0.0.1:0").value();
    EXPECT_EQ(server.listen(address).error().code, "listen_address_is_not_free");
}

}  // namespace
}  // namespace ontzorgd::http
