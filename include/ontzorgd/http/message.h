// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// A request and its answer, as whoever handles them sees them: no socket, no Boost.
namespace ontzorgd::http {

/// The methods that a route may have; `other` is any that none has.
enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
[[nodiscard]] std::string_view to_text(Method method);

struct Header {
    std::string name;
    std::string value;
};

/// The value of the header with this name, in any case of letters; empty when there is none.
[[nodiscard]] std::string_view value_of(const std::vector<Header>& headers, std::string_view name);
/// How often it stands there.
[[nodiscard]] std::size_t count_of(const std::vector<Header>& headers, std::string_view name);
/// The value of a cookie of this name among the Cookie headers; empty when there is none, or more
/// than one: a second one was put there by somebody else.
[[nodiscard]] std::string_view cookie_of(const std::vector<Header>& headers, std::string_view name);

/// Who is at the other end.
struct Peer {
    std::string address;  ///< without the port
    /// What is counted together: the address, or of IPv6 its /64, all of which one peer has.
    std::string network;
    /// SHA-256 (hex) of the certificate that the peer proved to have and that a known authority
    /// signed; empty without one.
    std::string certificate_sha256;
};

/// A file that goes away with its last owner.
class TemporaryFile {
public:
    /// Takes over the file at `path`.
    explicit TemporaryFile(std::filesystem::path path) : path_{std::move(path)} {}
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What is known of a request before its body is read.
struct RequestHead {
    Method method = Method::other;
    std::string target;  ///< as it was sent: path and query, percent-encoded
    std::vector<Header> headers;
    Peer peer;
    /// From Content-Length; nothing when the body comes in chunks.
    std::optional<std::uint64_t> content_length;
};

struct Request {
    RequestHead head;
    std::string body;                             ///< when the plan kept it in memory
    std::shared_ptr<TemporaryFile> body_in_file;  ///< when the plan sent it to a folder
};

struct Response {
    int status = 200;
    std::vector<Header> headers{};  ///< without Content-Length, Date and Connection
    std::string body{};
    /// Sent instead of `body`, and kept until it was.
    std::shared_ptr<TemporaryFile> file{};
    /// Sent instead of both, in chunks as they come: asked again and again, from the connection's
    /// own thread, until it gives nothing; an empty text is nothing yet. It must not wait.
    std::function<std::optional<std::string>()> parts{};
    std::string heartbeat{};  ///< sent when nothing came for a while, so that a peer who left shows
    std::string cause{};      ///< of a fault, for the log of the server; never sent

    Response& set(std::string_view name, std::string_view value);
};

/// The one answer to a request; may be given from any thread. Destroyed without an answer, it
/// answers 500: a request is never left waiting.
class Reply {
public:
    explicit Reply(std::function<void(Response)> send, std::function<Response()> unanswered);
    ~Reply();
    Reply(const Reply&) = delete;
    Reply& operator=(const Reply&) = delete;
    Reply(Reply&& other) noexcept;
    Reply& operator=(Reply&& other) noexcept;
    /// Contract: once.
    void operator()(Response response);

private:
    void give_up();

    std::function<void(Response)> send_;
    std::function<Response()> unanswered_;
};

/// What is to be done with a request, decided from its head.
struct Plan {
    /// Given at once, without reading the body; the connection goes on only when there is none.
    std::optional<Response> refused;
    std::uint64_t body_limit = 0;  ///< bytes; more is answered 413
    /// The body is written to a new file in this folder instead of kept in memory.
    std::filesystem::path body_folder;
    std::function<void(const Request&, Reply)> handle;
};
using Planner = std::function<Plan(const RequestHead&)>;

/// The answer to what never reached a handler: status and a code that reads as a sentence.
using ErrorAnswer = std::function<Response(int status, std::string_view code)>;

}  // namespace ontzorgd::http
