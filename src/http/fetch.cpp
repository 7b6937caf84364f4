// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/fetch.h"

#include "ontzorgd/base/text.h"
#include "tls_inside.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace ontzorgd::http {

struct Trust::Inside {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_client};
};

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

/// How far it came, for what an error then means.
enum class Step : std::uint8_t { connecting, handshake, talking };

struct Exchange {
    const Question& question;
    const Url& url;
    Trust& trust;
    const FetchLimits& limits;
    Step step = Step::connecting;
    error_code error{};
    std::optional<Response> answer{};
};

/// What an operation says when it is done, its error into the exchange.
auto into(Exchange& exchange) {
    return asio::redirect_error(asio::use_awaitable, exchange.error);
}

beast::http::verb verb_of(Method method) {
    return method == Method::post ? beast::http::verb::post : beast::http::verb::get;
}

bool is_here(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

beast::http::request<beast::http::string_body> request_of(const Exchange& exchange) {
    const Url& url = exchange.url;
    const bool is_ipv6 = url.host.find(':') != std::string::npos;
    const std::string host = is_ipv6 ? '[' + url.host + ']' : url.host;
    const std::string usual = url.is_encrypted ? "443" : "80";
    beast::http::request<beast::http::string_body> request{verb_of(exchange.question.method),
                                                           url.target, 11};
    request.set(beast::http::field::host, url.port == usual ? host : host + ':' + url.port);
    request.set(beast::http::field::connection, "close");
    for (const Header& header : exchange.question.headers) request.set(header.name, header.value);
    request.body() = exchange.question.body;
    request.prepare_payload();
    return request;
}

template <class Stream>
asio::awaitable<void> talk(Stream& stream, Exchange& exchange) {
    exchange.step = Step::talking;
    const auto request = request_of(exchange);
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): it takes a coroutine for a function
    co_await beast::http::async_write(stream, request, into(exchange));
    if (exchange.error) co_return;
    beast::http::response_parser<beast::http::string_body> parser;
    parser.header_limit(exchange.limits.header_bytes);
    parser.body_limit(exchange.limits.body_bytes);
    beast::flat_buffer buffer;
    co_await beast::http::async_read(stream, buffer, parser, into(exchange));
    if (exchange.error) co_return;
    auto message = parser.release();
    Response answer{.status = static_cast<int>(message.result_int())};
    for (const auto& field : message) {
        answer.headers.push_back(
            {.name = std::string{field.name_string()}, .value = std::string{field.value()}});
    }
    answer.body = std::move(message.body());
    exchange.answer = std::move(answer);
}

asio::awaitable<void> connect(beast::tcp_stream& stream, Exchange& exchange) {
    stream.expires_after(exchange.limits.time);
    tcp::resolver resolver{co_await asio::this_coro::executor};
    const auto found =
        co_await resolver.async_resolve(exchange.url.host, exchange.url.port, into(exchange));
    if (exchange.error) co_return;
    co_await stream.async_connect(found, into(exchange));
}

asio::awaitable<void> ask_plain(Exchange& exchange) {
    beast::tcp_stream stream{co_await asio::this_coro::executor};
    co_await connect(stream, exchange);
    if (!exchange.error) co_await talk(stream, exchange);
}

asio::awaitable<void> ask_encrypted(Exchange& exchange) {
    beast::ssl_stream<beast::tcp_stream> stream{
        // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): it takes a coroutine for a function
        beast::tcp_stream{co_await asio::this_coro::executor}, exchange.trust.inside().context};
    co_await connect(stream.next_layer(), exchange);
    if (exchange.error) co_return;
    exchange.step = Step::handshake;
    const std::string& host = exchange.url.host;
    // An address is not told (RFC 6066 section 3).
    const bool is_name = std::ranges::any_of(host, [](char c) { return c >= 'a' && c <= 'z'; }) &&
                         host.find(':') == std::string::npos;
    std::string told = host;
    if (is_name) {
        SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 told.data());
    }
    stream.set_verify_callback(ssl::host_name_verification{host});
    co_await stream.async_handshake(ssl::stream_base::client, into(exchange));
    if (exchange.error) co_return;
    co_await talk(stream, exchange);
}

std::string code_of(const Exchange& exchange) {
    const error_code& error = exchange.error;
    if (error == beast::error::timeout || error == asio::error::operation_aborted)
        return "server_answer_took_too_long";
    if (exchange.step == Step::connecting) return "server_is_not_reached";
    if (exchange.step == Step::handshake) return "server_is_not_trusted";
    if (error == beast::http::error::body_limit || error == beast::http::error::header_limit ||
        error == beast::http::error::buffer_overflow)
        return "server_answer_is_too_large";
    return "server_answer_is_malformed";
}

bool is_in_a_url(char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' &&
           c != '`' && c != '{' && c != '|' && c != '}' && c != '#';
}

bool is_in_a_host(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

base::Failure malformed_url(std::string_view text) {
    return base::malformed("url_is_malformed", {{"value", std::string{text.substr(0, 200)}}});
}

/// "host", "host:port", "[::1]:port"
bool read_place(std::string_view place, Url& url) {
    if (place.starts_with('[')) {
        const std::size_t end = place.find(']');
        if (end == std::string_view::npos) return false;
        url.host = place.substr(1, end - 1);
        const bool fits = std::ranges::all_of(url.host, [](char c) {
            return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
        });
        if (!fits || url.host.find(':') == std::string::npos) return false;
        place.remove_prefix(end + 1);
    } else {
        const std::size_t end = std::min(place.find(':'), place.size());
        url.host = place.substr(0, end);
        if (!std::ranges::all_of(url.host, is_in_a_host)) return false;
        place.remove_prefix(end);
    }
    if (url.host.empty()) return false;
    if (place.empty()) return true;
    place.remove_prefix(1);
    const auto port = base::parse_int(place);
    constexpr std::int64_t last_port = 65'535;
    if (!base::is_digits(place) || !port || *port < 1 || *port > last_port) return false;
    url.port = place;
    return true;
}

}  // namespace

Trust::Trust() : inside_{std::make_unique<Inside>()} {
    follow_guideline(inside_->context);
    inside_->context.set_verify_mode(ssl::verify_peer);
}
Trust::~Trust() = default;

base::Result<std::shared_ptr<Trust>> Trust::read(const Files& files) {
    std::shared_ptr<Trust> trust{new Trust};
    ssl::context& context = trust->inside_->context;
    error_code error;
    const auto unusable = [&](const char* code, const std::filesystem::path& file) {
        return base::malformed(code, {{"file", file.string()}, {"reason", error.message()}});
    };
    if (files.authorities.empty()) {
        context.set_default_verify_paths(error);
    } else {
        context.load_verify_file(files.authorities.string(), error);
    }
    if (error) return unusable("server_authorities_are_unusable", files.authorities);
    if (files.certificate.empty()) return trust;
    context.use_certificate_chain_file(files.certificate.string(), error);
    if (error) return unusable("certificate_is_unusable", files.certificate);
    context.use_private_key_file(files.key.string(), ssl::context::pem, error);
    if (error) return unusable("certificate_key_is_unusable", files.key);
    return trust;
}

base::Result<Url> parse_url(std::string_view text) {
    constexpr std::size_t longest = 4'000;
    if (text.size() > longest || !std::ranges::all_of(text, is_in_a_url))
        return malformed_url(text);
    Url url;
    std::string_view rest = text;
    if (rest.starts_with("https://")) {
        rest.remove_prefix(8);
        url.port = "443";
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
        url.is_encrypted = false;
        url.port = "80";
    } else {
        return malformed_url(text);
    }
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    if (!read_place(rest.substr(0, end), url)) return malformed_url(text);
    url.target = rest.substr(end);
    if (url.target.empty() || url.target.front() == '?') url.target.insert(0, "/");
    if (!url.is_encrypted && !is_here(url.host))
        return base::refuse("url_is_not_https", {{"value", std::string{text}}});
    return url;
}

base::Result<Response> fetch(const Question& question, Trust& trust, const FetchLimits& limits) {
    const auto url = parse_url(question.url);
    if (!url) return url.failure();
    Exchange exchange{.question = question, .url = url.value(), .trust = trust, .limits = limits};
    asio::io_context io{1};
    asio::co_spawn(io, url.value().is_encrypted ? ask_encrypted(exchange) : ask_plain(exchange),
                   asio::detached);
    io.run();
    if (exchange.answer) return std::move(*exchange.answer);
    return base::refuse(code_of(exchange),
                        {{"host", url.value().host}, {"reason", exchange.error.message()}});
}

}  // namespace ontzorgd::http
