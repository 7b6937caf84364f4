// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/server.h"
#include "ontzorgd/http/tls.h"
#include "tls_inside.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <atomic>
#include <chrono>
#include <memory>

/// @file
/// One connection, from handshake to close. Everything of it runs on its own strand.
namespace ontzorgd::http {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    /// `stream` runs on `strand`.
    Connection(Strand strand, boost::beast::tcp_stream stream, std::shared_ptr<TlsSettings> tls,
               const ServerOptions& options, const std::atomic<bool>& stopping, Peer peer);

    /// Serves one request after the other until the peer goes, a deadline passes or the server
    /// stops.
    boost::asio::awaitable<void> run();
    /// From another thread: ends it now when no request is under way, or when `also_busy`.
    void close(bool also_busy);

private:
    static constexpr std::size_t buffer_limit = 131'072;
    using HeadParser = boost::beast::http::request_parser<boost::beast::http::empty_body>;

    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<bool> read_head(HeadParser& parser);
    boost::asio::awaitable<bool> read_body(HeadParser& head, const Plan& plan, Request& request);
    boost::asio::awaitable<void> read_into_memory(HeadParser& head, const Plan& plan,
                                                  Request& request);
    boost::asio::awaitable<void> read_into_file(HeadParser& head, const Plan& plan,
                                                Request& request);
    boost::asio::awaitable<bool> refuse(Response response, const RequestHead& head, bool is_head,
                                        bool keep_alive, bool has_body);
    boost::asio::awaitable<bool> refuse_for(boost::system::error_code error);
    boost::asio::awaitable<bool> pass_over(std::uint64_t bytes);
    boost::asio::awaitable<void> linger();
    boost::asio::awaitable<Response> handled(const Plan& plan, const Request& request);
    /// False when the connection cannot go on after it.
    boost::asio::awaitable<bool> write(Response response, bool is_head, bool keep_alive);
    boost::asio::awaitable<void> write_file(Response response, bool is_head, bool keep_alive);
    boost::asio::awaitable<bool> write_parts(Response response, bool is_head);
    void allow(std::chrono::seconds base, std::uint64_t bytes);
    [[nodiscard]] RequestHead head_of(const HeadParser& parser) const;

    Strand strand_;
    boost::beast::ssl_stream<boost::beast::tcp_stream> stream_;
    std::shared_ptr<TlsSettings> tls_;
    const ServerOptions& options_;
    const std::atomic<bool>& stopping_;
    Peer peer_;
    /// Bounded: the extension of a chunk and a trailer are read into it whole.
    boost::beast::flat_buffer buffer_{buffer_limit};
    std::atomic<bool> busy_ = false;
    bool is_first_ = true;
};

}  // namespace ontzorgd::http
