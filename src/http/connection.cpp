// SPDX-License-Identifier: EUPL-1.2
#include "connection.h"

#include "ontzorgd/base/digest.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/file.hpp>
#include <boost/beast/http.hpp>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fcntl.h>
#include <span>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ontzorgd::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace message = boost::beast::http;
using boost::system::error_code;
using boost::system::system_error;

namespace {

constexpr std::size_t largest_read = 65'536;

Method method_of(message::verb verb) {
    const std::string_view name{message::to_string(verb)};
    for (const Method each : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                              Method::del, Method::options}) {
        if (to_text(each) == name) return each;
    }
    return Method::other;
}

/// SHA-256 in hex of the peer's certificate, when it has one that a known authority signed.
std::string certificate_of(SSL* connection) {
    X509* certificate = SSL_get0_peer_certificate(connection);
    if (certificate == nullptr || SSL_get_verify_result(connection) != X509_V_OK) return {};
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
    return base::to_hex(std::span{digest}.first(size));
}

/// A new file that nobody else can read.
std::shared_ptr<TemporaryFile> new_file_in(const std::filesystem::path& folder) {
    std::string pattern = (folder / "ontvangst-XXXXXX").string();
    const int descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (descriptor < 0) {
        throw system_error{error_code{errno, boost::system::generic_category()}};
    }
    ::close(descriptor);
    return std::make_shared<TemporaryFile>(pattern);
}

/// Whether every program on the way reads the same body and the same host: one Host, and no other
/// Transfer-Encoding than chunked alone (RFC 9112, 3.2 and 6.1).
template <class Fields>
bool is_framed_clearly(const Fields& head) {
    const auto encodings = head.count(message::field::transfer_encoding);
    if (encodings > 0 && (encodings > 1 || head.version() != 11 ||
                          !beast::iequals(head[message::field::transfer_encoding], "chunked"))) {
        return false;
    }
    if (head.count(message::field::content_length) > 1) return false;
    const auto hosts = head.count(message::field::host);
    return hosts == 1 || (hosts == 0 && head.version() < 11);
}

/// What a broken request is answered with; 0: nothing, the peer is gone.
std::pair<int, std::string_view> answer_to(const error_code& error) {
    if (error == message::error::header_limit) return {431, "request_header_is_too_large"};
    if (error == message::error::body_limit) return {413, "request_body_is_too_large"};
    if (error == message::error::buffer_overflow) return {400, "request_is_malformed"};
    // Of our own disk: a connection's errors are of the system's category.
    if (error.category() == boost::system::generic_category()) return {500, "storing_failed"};
    if (error == beast::error::timeout) return {408, "request_took_too_long"};
    if (error == message::error::end_of_stream || error == message::error::partial_message ||
        error == asio::error::eof || error == asio::ssl::error::stream_truncated) {
        return {0, ""};
    }
    if (error.category() == message::make_error_code(message::error::bad_method).category()) {
        return {400, "request_is_malformed"};
    }
    return {0, ""};
}

}  // namespace

Connection::Connection(Strand strand, beast::tcp_stream stream, std::shared_ptr<TlsSettings> tls,
                       const ServerOptions& options, const std::atomic<bool>& stopping, Peer peer)
    : strand_{std::move(strand)},
      stream_{std::move(stream), tls->inside().context},
      tls_{std::move(tls)},
      options_{options},
      stopping_{stopping},
      peer_{std::move(peer)} {}

void Connection::close(bool also_busy) {
    asio::post(strand_, [self = shared_from_this(), also_busy] {
        if (also_busy || !self->busy_) beast::get_lowest_layer(self->stream_).close();
    });
}

void Connection::allow(std::chrono::seconds base, std::uint64_t bytes) {
    const std::uint64_t seconds = bytes / options_.limits.least_rate;
    beast::get_lowest_layer(stream_).expires_after(
        base + std::chrono::seconds{static_cast<std::int64_t>(seconds)});
}

asio::awaitable<void> Connection::run() {
    try {
        allow(options_.limits.handshake, 0);
        co_await stream_.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
        peer_.certificate_sha256 = certificate_of(stream_.native_handle());
        while (!stopping_ && co_await serve_one()) busy_ = false;
        allow(options_.limits.farewell, 0);
        co_await stream_.async_shutdown(asio::use_awaitable);
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
        // The peer is gone, or too slow, or there is no memory for it: nothing is owed to it.
    }
}

asio::awaitable<bool> Connection::serve_one() {
    HeadParser parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.limits.header_bytes));
    parser.body_limit(boost::none);
    if (!co_await read_head(parser)) co_return false;
    if (!is_framed_clearly(parser.get())) {
        co_return co_await write(options_.error(400, "request_is_malformed"), false, false);
    }
    Request request{.head = head_of(parser), .body = {}, .body_in_file = {}};
    const bool is_head = request.head.method == Method::head;
    const bool has_body = request.head.content_length.value_or(1) > 0 &&
                          (parser.chunked() || request.head.content_length.has_value());
    bool keep_alive = parser.keep_alive();
    Plan plan = options_.plan(request.head);
    if (plan.refused) {
        co_return co_await refuse(std::move(*plan.refused), request.head, is_head, keep_alive,
                                  has_body);
    }
    if (has_body && request.head.content_length.value_or(0) > plan.body_limit) {
        co_return co_await refuse(options_.error(413, "request_body_is_too_large"), request.head,
                                  is_head, keep_alive, has_body);
    }
    if (has_body && !co_await read_body(parser, plan, request)) co_return false;
    Response response = co_await handled(plan, request);
    keep_alive = keep_alive && !stopping_;
    co_return co_await write(std::move(response), is_head, keep_alive);
}

asio::awaitable<bool> Connection::read_head(HeadParser& parser) {
    error_code error;
    if (buffer_.size() == 0) {
        allow(is_first_ ? options_.limits.header : options_.limits.idle, 0);
        is_first_ = false;
        const std::size_t read = co_await stream_.async_read_some(
            buffer_.prepare(largest_read / 16), asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return false;
        buffer_.commit(read);
    }
    busy_ = true;
    // Most heads come in whole, and are not waited for again.
    buffer_.consume(parser.put(buffer_.data(), error));
    if (error == message::error::need_more) {
        error = {};
        allow(options_.limits.header, 0);
        co_await message::async_read_header(stream_, buffer_, parser,
                                            asio::redirect_error(asio::use_awaitable, error));
    }
    if (error) co_return co_await refuse_for(error);
    co_return true;
}

/// Answers without reading the body. One that is small is passed over, and the connection goes on;
/// while a large one still comes in, the answer would be lost when the connection ended at once.
asio::awaitable<bool> Connection::refuse(Response response, const RequestHead& head, bool is_head,
                                         bool keep_alive, bool has_body) {
    constexpr std::uint64_t small_body = 1'000'000;
    const bool is_small = head.content_length.value_or(small_body + 1) <= small_body;
    const bool waits_to_send = value_of(head.headers, "Expect") == "100-continue";
    if (!has_body) co_return co_await write(std::move(response), is_head, keep_alive);
    if (is_small && !waits_to_send) {
        allow(options_.limits.transfer, *head.content_length);
        if (!co_await pass_over(*head.content_length)) co_return false;
        co_return co_await write(std::move(response), is_head, keep_alive);
    }
    co_await write(std::move(response), is_head, false);
    co_await linger();
    co_return false;
}

/// Reads what still comes and keeps nothing of it, for a moment.
asio::awaitable<void> Connection::linger() {
    allow(options_.limits.farewell, 0);
    constexpr std::uint64_t most = 64'000'000;
    static_cast<void>(co_await pass_over(most));
}

/// False when the peer ended first.
asio::awaitable<bool> Connection::pass_over(std::uint64_t bytes) {
    const std::size_t there = std::min<std::uint64_t>(bytes, buffer_.size());
    buffer_.consume(there);
    bytes -= there;
    error_code error;
    std::array<char, 8192> part{};
    while (bytes > 0 && !error) {
        const std::size_t wanted = std::min<std::uint64_t>(bytes, part.size());
        bytes -= co_await stream_.async_read_some(asio::buffer(part.data(), wanted),
                                                  asio::redirect_error(asio::use_awaitable, error));
    }
    co_return bytes == 0;
}

asio::awaitable<bool> Connection::refuse_for(error_code error) {
    const auto [status, code] = answer_to(error);
    if (status != 0 && status != 408) {
        co_await write(options_.error(status, code), false, false);
        co_await linger();
    }
    co_return false;
}

RequestHead Connection::head_of(const HeadParser& parser) const {
    RequestHead head{.method = method_of(parser.get().method()),
                     .target = std::string{parser.get().target()},
                     .headers = {},
                     .peer = peer_,
                     .content_length = std::nullopt};
    for (const auto& field : parser.get()) {
        head.headers.push_back(
            {.name = std::string{field.name_string()}, .value = std::string{field.value()}});
    }
    if (const auto length = parser.content_length()) head.content_length = *length;
    return head;
}

asio::awaitable<bool> Connection::read_body(HeadParser& head, const Plan& plan, Request& request) {
    if (value_of(request.head.headers, "Expect") == "100-continue") {
        message::response<message::empty_body> go_on{message::status::continue_, 11};
        allow(options_.limits.header, 0);
        co_await message::async_write(stream_, go_on, asio::use_awaitable);
    }
    // In chunks: as long as the largest that is told beforehand, and no longer than ten minutes.
    constexpr std::uint64_t longest_seconds = 600;
    allow(options_.limits.transfer,
          request.head.content_length.value_or(
              std::min(plan.body_limit, longest_seconds * options_.limits.least_rate)));
    error_code error;
    try {
        if (plan.body_folder.empty()) {
            co_await read_into_memory(head, plan, request);
        } else {
            co_await read_into_file(head, plan, request);
        }
    } catch (const system_error& failed) {
        error = failed.code();
    }
    if (error) co_return co_await refuse_for(error);
    co_return true;
}

asio::awaitable<void> Connection::read_into_memory(HeadParser& head, const Plan& plan,
                                                   Request& request) {
    message::request_parser<message::string_body> parser{std::move(head)};
    parser.body_limit(plan.body_limit);
    co_await message::async_read(stream_, buffer_, parser, asio::use_awaitable);
    request.body = std::move(parser.get().body());
}

asio::awaitable<void> Connection::read_into_file(HeadParser& head, const Plan& plan,
                                                 Request& request) {
    request.body_in_file = new_file_in(plan.body_folder);
    message::request_parser<message::file_body> parser{std::move(head)};
    parser.body_limit(plan.body_limit);
    error_code error;
    parser.get().body().open(request.body_in_file->path().c_str(), beast::file_mode::write, error);
    if (error) throw system_error{error_code{error.value(), boost::system::generic_category()}};
    co_await message::async_read(stream_, buffer_, parser, asio::use_awaitable);
}

/// Hands the request over and waits, without a deadline: the answer may come from another thread.
asio::awaitable<Response> Connection::handled(const Plan& plan, const Request& request) {
    beast::get_lowest_layer(stream_).expires_never();
    const auto begin = [&](auto handler) {
        const auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        const auto send = [waiting, strand = strand_](Response response) {
            asio::post(strand, [waiting, response = std::move(response)]() mutable {
                (*waiting)(std::move(response));
            });
        };
        try {
            plan.handle(request,
                        Reply{send, [this] { return options_.error(500, "request_failed"); }});
        } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
            // The reply was dropped on the way here, and has answered so.
        }
    };
    co_return co_await asio::async_initiate<decltype(asio::use_awaitable), void(Response)>(
        begin, asio::use_awaitable);
}

namespace {

/// "Sun, 29 Nov 2026 18:10:00 GMT" (RFC 9110, 6.6.1); made once a second.
const std::string& date_now() {
    thread_local std::time_t made = 0;
    thread_local std::string date;
    const std::time_t now = std::time(nullptr);
    if (now != made) {
        std::tm parts{};
        ::gmtime_r(&now, &parts);
        std::array<char, 40> text{};
        const std::size_t size =
            std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
        date.assign(text.data(), size);
        made = now;
    }
    return date;
}

/// What has no body has no length either (RFC 9110, 8.6).
bool has_length(message::status status) {
    return message::to_status_class(status) != message::status_class::informational &&
           status != message::status::no_content && status != message::status::not_modified;
}

void append_header(std::string& text, const Header& header) {
    // It would begin a header, or an answer, of its own.
    if (header.value.contains('\r') || header.value.contains('\n'))
        throw system_error{message::make_error_code(message::error::bad_value)};
    text += "\r\n";
    text += header.name;
    text += ": ";
    text += header.value;
}

/// Status line and headers (RFC 9112, 4 and 5). Written here: through the library's buffers it took
/// as long as all the rest of writing an answer. Without a length it comes in chunks.
std::string head_text(const ServerOptions& options, const Response& response,
                      std::optional<std::uint64_t> length, bool keep_alive) {
    const auto status = static_cast<message::status>(response.status);
    // The peer would take the body for the beginning of the next answer.
    if (!has_length(status) && length != 0)
        throw system_error{message::make_error_code(message::error::bad_value)};
    constexpr std::size_t usual_size = 1024;
    std::string text;
    text.reserve(usual_size);
    text += "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += message::obsolete_reason(status);
    text += "\r\nDate: ";
    text += date_now();
    for (const Header& header : options.headers) append_header(text, header);
    for (const Header& header : response.headers) append_header(text, header);
    if (!keep_alive) text += "\r\nConnection: close";
    if (!length) {
        text += "\r\nTransfer-Encoding: chunked";
    } else if (has_length(status)) {
        text += "\r\nContent-Length: " + std::to_string(*length);
    }
    text += "\r\n\r\n";
    return text;
}

}  // namespace

/// In chunks, for as long as there is more to come, the peer listens and the server goes on. The
/// connection ends with it.
asio::awaitable<bool> Connection::write_parts(Response response, bool is_head) {
    const std::string head = head_text(options_, response, std::nullopt, false);
    allow(options_.limits.transfer, head.size());
    co_await asio::async_write(stream_, asio::buffer(head), asio::use_awaitable);
    if (is_head) co_return false;
    const auto begun = std::chrono::steady_clock::now();
    auto told = begun;
    asio::steady_timer pause{strand_};
    for (;;) {
        const auto now = std::chrono::steady_clock::now();
        const bool is_over = stopping_ || now - begun > options_.limits.longest_answer;
        std::optional<std::string> part = is_over ? std::nullopt : response.parts();
        if (!part) break;
        if (part->empty() && now - told > options_.limits.heartbeat) part = response.heartbeat;
        if (!part->empty()) {
            told = now;
            allow(options_.limits.transfer, part->size());
            co_await asio::async_write(stream_, message::make_chunk(asio::buffer(*part)),
                                       asio::use_awaitable);
        }
        beast::get_lowest_layer(stream_).expires_never();
        pause.expires_after(options_.limits.ask_again);
        co_await pause.async_wait(asio::use_awaitable);
    }
    allow(options_.limits.transfer, 0);
    co_await asio::async_write(stream_, message::make_chunk_last(), asio::use_awaitable);
    co_return false;
}

asio::awaitable<void> Connection::write_file(Response response, bool is_head, bool keep_alive) {
    error_code error;
    beast::file file;
    file.open(response.file->path().c_str(), beast::file_mode::scan, error);
    std::uint64_t left = error ? 0 : file.size(error);
    if (error) throw system_error{error};
    const std::string head = head_text(options_, response, left, keep_alive);
    allow(options_.limits.transfer, head.size() + left);
    co_await asio::async_write(stream_, asio::buffer(head), asio::use_awaitable);
    std::vector<char> part(is_head ? 0 : largest_read);
    while (left > 0 && !is_head) {
        const std::size_t read =
            file.read(part.data(), std::min<std::uint64_t>(left, part.size()), error);
        if (!error && read == 0) error = asio::error::eof;
        if (error) throw system_error{error};
        co_await asio::async_write(stream_, asio::buffer(part.data(), read), asio::use_awaitable);
        left -= read;
    }
}

asio::awaitable<bool> Connection::write(Response response, bool is_head, bool keep_alive) {
    if (response.parts) co_return co_await write_parts(std::move(response), is_head);
    if (response.file) {
        co_await write_file(std::move(response), is_head, keep_alive);
        co_return keep_alive;
    }
    std::string text = head_text(options_, response, response.body.size(), keep_alive);
    const bool has_room = response.body.size() <= largest_read;
    if (!is_head && has_room) text += response.body;
    const std::string_view rest = is_head || has_room ? std::string_view{} : response.body;
    allow(options_.limits.transfer, text.size() + rest.size());
    co_await asio::async_write(stream_, asio::buffer(text), asio::use_awaitable);
    if (!rest.empty()) co_await asio::async_write(stream_, asio::buffer(rest), asio::use_awaitable);
    co_return keep_alive;
}

}  // namespace ontzorgd::http
