// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/http/message.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Asking another server something over HTTPS, and waiting for the answer: for a thread of its own.
namespace ontzorgd::http {

/// Whom we believe, and who we are to them.
class Trust {
public:
    struct Files {
        std::filesystem::path authorities;  ///< PEM; empty: those that the system believes
        std::filesystem::path certificate;  ///< PEM of our own, with its key; empty: none is shown
        std::filesystem::path key;
    };
    /// Errors (malformed): certificate_is_unusable, certificate_key_is_unusable,
    /// server_authorities_are_unusable; detail file.
    [[nodiscard]] static base::Result<std::shared_ptr<Trust>> read(const Files& files);
    ~Trust();
    Trust(const Trust&) = delete;
    Trust& operator=(const Trust&) = delete;
    Trust(Trust&&) = delete;
    Trust& operator=(Trust&&) = delete;

    struct Inside;  ///< for fetch() alone
    [[nodiscard]] Inside& inside() { return *inside_; }

private:
    Trust();
    std::unique_ptr<Inside> inside_;
};

struct Question {
    Method method = Method::get;
    std::string url;
    std::vector<Header> headers{};  ///< without Host and Content-Length
    std::string body{};
};
struct FetchLimits {
    /// From connecting to the last byte. Looking up the name of the host comes before, counts, and
    /// cannot be cut short: it takes as long as the system lets it (resolv.conf(5), timeout and
    /// attempts).
    std::chrono::seconds time{10};
    std::uint32_t header_bytes = 16'384;
    std::uint64_t body_bytes = 262'144;
};

/// What the parts of an absolute URL are.
struct Url {
    bool is_encrypted = true;
    std::string host;    ///< without the brackets of an IPv6 address
    std::string port;    ///< also when it is the usual one
    std::string target;  ///< path and query
};
/// Errors (malformed): url_is_malformed, also for a name and password, a fragment, or a character
/// that no URL has; (refused): url_is_not_https: http is taken on this machine alone.
[[nodiscard]] base::Result<Url> parse_url(std::string_view text);

/// The answer, whatever its status; a redirect is an answer and is not followed. The certificate
/// must be of the host and signed by whom we trust. Blocks; on any thread.
///
/// Errors: those of parse_url(). Refused: server_is_not_reached, server_is_not_trusted,
/// server_answer_took_too_long, server_answer_is_too_large, server_answer_is_malformed; details
/// host, reason.
[[nodiscard]] base::Result<Response> fetch(const Question& question, Trust& trust,
                                           const FetchLimits& limits = {});

}  // namespace ontzorgd::http
