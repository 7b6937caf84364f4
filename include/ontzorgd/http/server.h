// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/http/tls.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

/// @file
/// Server: HTTPS/1.1 on one or more addresses. Knows how a connection behaves, and nothing of what
/// is asked: that is the planner's.
namespace ontzorgd::http {

/// What one peer may take. Each time is a deadline for the whole of what it names: bytes that
/// trickle in do not put it off.
struct Limits {
    std::size_t connections = 1024;
    std::size_t connections_per_peer = 256;
    std::size_t header_bytes = 16'384;  ///< request line and headers; more is answered 431
    std::chrono::seconds handshake{10};
    std::chrono::seconds header{10};
    std::chrono::seconds idle{60};  ///< between two requests
    /// For a body or an answer: this, and a second for every `least_rate` bytes of it.
    std::chrono::seconds transfer{15};
    std::uint64_t least_rate = 16'384;
    std::chrono::milliseconds ask_again{
        200};                            ///< for the next part of an answer that comes in parts
    std::chrono::seconds heartbeat{10};  ///< after the last part
    std::chrono::seconds longest_answer{600};  ///< in parts; then it ends, and is asked for again
    std::chrono::seconds farewell{2};          ///< for the peer to end the connection too
    std::chrono::seconds stop{20};             ///< how long a stop waits for answers under way
};

struct ServerOptions {
    Limits limits{};
    Planner plan;
    ErrorAnswer error;
    /// On every answer, beside its own; none of the names that an answer has itself.
    std::vector<Header> headers{};
    unsigned threads = 1;
};

class Server {
public:
    Server(ServerOptions options, std::shared_ptr<TlsSettings> tls);
    ~Server();  // NOLINT(bugprone-exception-escape): a thread that cannot be joined is a bug
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    /// Listens on "127.0.0.1:8443" or "[::1]:8443"; port 0 takes a free one. Gives the address that
    /// it listens on. Errors (malformed): listen_address_is_malformed; (refused):
    /// listen_address_is_not_free, with the address and the system's reason.
    [[nodiscard]] base::Result<std::string> listen(const std::string& address);
    /// Goes on with a listening TCP socket that the service manager opened; takes it over. Gives
    /// what it listens on, as listen() does. Errors (refused): socket_is_not_of_the_network.
    [[nodiscard]] base::Result<std::string> adopt(int socket);

    /// Begins to serve, on threads of its own.
    void start();
    /// New connections are made under these settings; the others go on. From any thread.
    void use(std::shared_ptr<TlsSettings> tls);
    /// Takes no more connections, lets answers under way end (Limits::stop), and returns when all
    /// is closed. From any thread but the server's own. Every Reply must have been answered or
    /// dropped before the server is destroyed.
    void stop();

    /// How many connections are open.
    [[nodiscard]] std::size_t connections() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::http
