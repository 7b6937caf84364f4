// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <string>
#include <string_view>

/// @file
/// A client as simple as can be, which sends exactly the bytes that it is told to.
namespace ontzorgd::http {

class Client {
public:
    using Answer = boost::beast::http::response<boost::beast::http::string_body>;

    explicit Client(const std::string& address, int newest_version = 0) {
        const std::size_t colon = address.rfind(':');
        socket().connect({boost::asio::ip::make_address(address.substr(0, colon)),
                          static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)))});
        if (newest_version != 0) {
            SSL_set_max_proto_version(stream_.native_handle(), newest_version);
        }
        stream_.handshake(boost::asio::ssl::stream_base::client);
    }

    void send(std::string_view bytes) {
        boost::asio::write(stream_, boost::asio::buffer(bytes.data(), bytes.size()));
    }
    Answer receive(bool is_head = false) {
        boost::beast::http::response_parser<boost::beast::http::string_body> parser;
        parser.skip(is_head);
        boost::beast::http::read(stream_, buffer_, parser);
        return parser.release();
    }
    Answer ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }
    Answer get(std::string_view target) {
        return ask("GET " + std::string{target} + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    /// Whether the other side ends the connection without another byte.
    bool is_closed() {
        boost::system::error_code error;
        char byte = 0;
        return stream_.read_some(boost::asio::buffer(&byte, 1), error) == 0 && error;
    }
    boost::asio::ip::tcp::socket& socket() { return stream_.next_layer(); }
    SSL* handle() { return stream_.native_handle(); }

private:
    boost::asio::io_context io_;
    boost::asio::ssl::context context_{boost::asio::ssl::context::tls_client};
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream_{io_, context_};
    boost::beast::flat_buffer buffer_;
};

}  // namespace ontzorgd::http
