// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/server.h"

#include "connection.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <utility>
#include <vector>

namespace ontzorgd::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// "127.0.0.1:8443" or "[::1]:8443".
std::optional<tcp::endpoint> endpoint_of(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    std::string_view host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return std::nullopt;
    }
    constexpr std::int64_t highest_port = 65'535;
    const auto port = base::parse_int(text.substr(colon + 1));
    error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (error || !port || *port < 0 || *port > highest_port) return std::nullopt;
    return tcp::endpoint{address, static_cast<std::uint16_t>(*port)};
}

/// What is counted together: an IPv6 peer has a whole /64.
std::string network_of(const asio::ip::address& address) {
    if (!address.is_v6() || address.to_v6().is_v4_mapped()) return address.to_string();
    constexpr std::size_t network_bytes = 8;
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + network_bytes, bytes.end(), std::uint8_t{0});
    return asio::ip::address_v6{bytes}.to_string() + "/64";
}

std::string text_of(const tcp::endpoint& endpoint) {
    const std::string address = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? '[' + address + ']' : address) + ':' +
           std::to_string(endpoint.port());
}

}  // namespace

struct Server::Inside {
    ServerOptions options;
    asio::io_context io;
    std::vector<std::unique_ptr<tcp::acceptor>> acceptors;
    std::vector<std::thread> threads;
    std::atomic<bool> stopping = false;

    mutable std::mutex mutex;
    std::condition_variable all_closed;
    std::shared_ptr<TlsSettings> tls;
    std::vector<std::shared_ptr<Connection>> open;
    std::map<std::string, std::size_t, std::less<>> per_network;

    asio::awaitable<void> accept(tcp::acceptor& acceptor);
    asio::awaitable<void> serve(Strand strand, tcp::socket socket, Peer peer);
    bool may_come_in(const std::string& network);
    void leave(const std::string& network);
    void wait_for_all(std::chrono::seconds time);
    void close_all(bool also_busy);
};

bool Server::Inside::may_come_in(const std::string& network) {
    const std::scoped_lock lock{mutex};
    std::size_t total = 0;
    for (const auto& [name, count] : per_network) total += count;
    std::size_t& count = per_network[network];
    if (total >= options.limits.connections || count >= options.limits.connections_per_peer) {
        if (count == 0) per_network.erase(network);
        return false;
    }
    ++count;
    return true;
}

void Server::Inside::leave(const std::string& network) {
    const std::scoped_lock lock{mutex};
    const auto found = per_network.find(network);
    if (--found->second == 0) per_network.erase(found);
    all_closed.notify_all();
}

asio::awaitable<void> Server::Inside::accept(tcp::acceptor& acceptor) {
    while (!stopping) {
        error_code error;
        const Strand strand{io.get_executor()};
        tcp::socket socket = co_await acceptor.async_accept(
            strand, asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            // Out of descriptors, most likely: others will close some.
            asio::steady_timer pause{co_await asio::this_coro::executor,
                                     std::chrono::milliseconds{100}};
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        const tcp::endpoint remote = socket.remote_endpoint(error);
        if (error) continue;
        Peer peer{.address = remote.address().to_string(),
                  .network = network_of(remote.address()),
                  .certificate_sha256 = {}};
        if (!may_come_in(peer.network)) continue;  // closes it
        socket.set_option(tcp::no_delay{true}, error);
        asio::co_spawn(strand, serve(strand, std::move(socket), std::move(peer)), asio::detached);
    }
}

asio::awaitable<void> Server::Inside::serve(Strand strand, tcp::socket socket, Peer peer) {
    {
        std::shared_ptr<TlsSettings> settings;
        {
            const std::scoped_lock lock{mutex};
            settings = tls;
        }
        const auto connection = std::make_shared<Connection>(
            std::move(strand), boost::beast::tcp_stream{std::move(socket)}, std::move(settings),
            options, stopping, peer);
        {
            const std::scoped_lock lock{mutex};
            open.push_back(connection);
        }
        co_await connection->run();
        const std::scoped_lock lock{mutex};
        std::erase(open, connection);
    }
    leave(peer.network);
}

void Server::Inside::wait_for_all(std::chrono::seconds time) {
    std::unique_lock lock{mutex};
    all_closed.wait_for(lock, time, [&] { return per_network.empty(); });
}

void Server::Inside::close_all(bool also_busy) {
    const std::scoped_lock lock{mutex};
    for (const auto& connection : open) connection->close(also_busy);
}

Server::Server(ServerOptions options, std::shared_ptr<TlsSettings> tls)
    : inside_{std::make_unique<Inside>()} {
    inside_->options = std::move(options);
    inside_->tls = std::move(tls);
}

// NOLINTNEXTLINE(bugprone-exception-escape): a thread that cannot be joined is a bug
Server::~Server() {
    stop();
}

base::Result<std::string> Server::listen(const std::string& address) {
    const auto endpoint = endpoint_of(address);
    if (!endpoint) return base::malformed("listen_address_is_malformed", {{"value", address}});
    auto acceptor = std::make_unique<tcp::acceptor>(asio::make_strand(inside_->io));
    error_code error;
    acceptor->open(endpoint->protocol(), error);
    if (!error) acceptor->set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor->bind(*endpoint, error);
    if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        return base::refuse("listen_address_is_not_free",
                            {{"value", address}, {"reason", error.message()}});
    }
    std::string listens_on = text_of(acceptor->local_endpoint());
    inside_->acceptors.push_back(std::move(acceptor));
    return listens_on;
}

base::Result<std::string> Server::adopt(int socket) {
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of the system
    const int code = ::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &size);
    base::expects(code == 0, "the service manager hands over a socket");
    if (bound.ss_family != AF_INET && bound.ss_family != AF_INET6)
        return base::refuse("socket_is_not_of_the_network");
    auto acceptor = std::make_unique<tcp::acceptor>(asio::make_strand(inside_->io));
    acceptor->assign(bound.ss_family == AF_INET6 ? tcp::v6() : tcp::v4(), socket);
    std::string listens_on = text_of(acceptor->local_endpoint());
    inside_->acceptors.push_back(std::move(acceptor));
    return listens_on;
}

void Server::start() {
    for (const auto& acceptor : inside_->acceptors) {
        asio::co_spawn(acceptor->get_executor(), inside_->accept(*acceptor), asio::detached);
    }
    for (unsigned i = 0; i < inside_->options.threads; ++i) {
        inside_->threads.emplace_back([this] {
            const auto keeps_running = asio::make_work_guard(inside_->io);
            inside_->io.run();
        });
    }
}

void Server::use(std::shared_ptr<TlsSettings> tls) {
    const std::scoped_lock lock{inside_->mutex};
    inside_->tls = std::move(tls);
}

void Server::stop() {
    if (inside_->threads.empty() || inside_->stopping.exchange(true)) return;
    for (const auto& acceptor : inside_->acceptors) {
        asio::post(acceptor->get_executor(), [&socket = *acceptor] { socket.close(); });
    }
    inside_->close_all(false);
    inside_->wait_for_all(inside_->options.limits.stop);
    inside_->close_all(true);
    inside_->wait_for_all(std::chrono::seconds{5});
    inside_->io.stop();
    for (std::thread& thread : inside_->threads) thread.join();
    inside_->threads.clear();
}

std::size_t Server::connections() const {
    const std::scoped_lock lock{inside_->mutex};
    return inside_->open.size();
}

}  // namespace ontzorgd::http
