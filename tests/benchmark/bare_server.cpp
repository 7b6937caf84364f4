// SPDX-License-Identifier: EUPL-1.2
// A Beast server over TLS that does nothing but answer, in the way of the library's own examples:
// what the daemon's reading routes are measured beside (tools/bench_http).
#include "ontzorgd/http/tls.h"
#include "tls_inside.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

asio::awaitable<void> serve(tcp::socket socket,
                            std::shared_ptr<ontzorgd::http::TlsSettings> settings,
                            std::string body) {
    beast::ssl_stream<beast::tcp_stream> stream{beast::tcp_stream{std::move(socket)},
                                                settings->inside().context};
    try {
        co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
        beast::flat_buffer buffer;
        for (;;) {
            beast::get_lowest_layer(stream).expires_after(std::chrono::seconds{30});
            beast::http::request<beast::http::string_body> request;
            co_await beast::http::async_read(stream, buffer, request, asio::use_awaitable);
            beast::http::response<beast::http::string_body> response{beast::http::status::ok, 11};
            response.set(beast::http::field::content_type, "application/json");
            response.keep_alive(request.keep_alive());
            response.body() = body;
            response.prepare_payload();
            co_await beast::http::async_write(stream, response, asio::use_awaitable);
        }
    } catch (const boost::system::system_error&) {  // NOLINT(bugprone-empty-catch)
        // The other side is gone.
    }
}

asio::awaitable<void> accept(tcp::acceptor& acceptor, asio::io_context& io,
                             std::shared_ptr<ontzorgd::http::TlsSettings> settings,
                             std::string body) {
    for (;;) {
        auto socket = co_await acceptor.async_accept(asio::make_strand(io), asio::use_awaitable);
        socket.set_option(tcp::no_delay{true});
        const auto executor = socket.get_executor();
        asio::co_spawn(executor, serve(std::move(socket), settings, body), asio::detached);
    }
}

}  // namespace

// bare_server PORT THREADS BYTES
int main(int argc, char** argv) {
    const std::vector<std::string> words{argv, argv + argc};
    asio::io_context io;
    tcp::acceptor acceptor{
        io,
        {asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(std::stoi(words.at(1)))}};
    const auto settings =
        ontzorgd::http::TlsSettings::self_signed(ontzorgd::http::make_self_signed());
    asio::co_spawn(io,
                   accept(acceptor, io, settings,
                          std::string(static_cast<std::size_t>(std::stoi(words.at(3))), 'x')),
                   asio::detached);
    std::vector<std::thread> threads;
    for (int i = 0; i < std::stoi(words.at(2)); ++i) threads.emplace_back([&] { io.run(); });
    for (std::thread& thread : threads) thread.join();
}
