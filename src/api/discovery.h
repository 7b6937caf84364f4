// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/http/message.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// What a login server publishes of itself (OpenID Connect Discovery 1.0), and when it is asked
/// again.
namespace ontzorgd::api {

struct Discovery {
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string mtls_token_endpoint;  ///< for who shows a certificate (RFC 8705); may be empty
    std::string jwks_uri;
    std::string end_session_endpoint;  ///< empty when it has none
    bool names_itself = false;         ///< in every answer (RFC 9207)
};
/// Whoever shows no certificate does not read what is said to those who do.
///
/// Errors (refused): discovery_names_another_issuer; (malformed): discovery_is_malformed (detail
/// field), those of read_json() and parse_url().
[[nodiscard]] base::Result<Discovery> read_discovery(std::string_view text,
                                                     const std::string& issuer,
                                                     bool shows_certificate);

/// How long an answer may be used by its Cache-Control; an hour when it does not say.
[[nodiscard]] std::chrono::seconds lifetime_of(const http::Response& response);

/// What a fetch brings.
struct FetchedDiscovery {
    Discovery discovery;
    std::chrono::seconds lifetime{};  ///< used as one minute to one day
};

/// The description of one login server, kept as long as it may be. One thread at a time.
///
/// After a fetch that failed, nobody waits for another within ten seconds. A description that is
/// too old is used on for a day while renewing it fails: it holds addresses and no keys, and whom
/// we talk to there proves who it is.
class DiscoverySource {
public:
    static constexpr std::chrono::seconds between_tries{10};
    static constexpr std::chrono::seconds longest_used_on{86'400};
    using Clock = std::function<std::chrono::sys_seconds()>;

    /// Errors: those of the last fetch.
    [[nodiscard]] base::Result<Discovery> find_or_fetch(
        const Clock& clock, const std::function<base::Result<FetchedDiscovery>()>& fetch);

private:
    [[nodiscard]] bool may_fetch(std::chrono::sys_seconds now) const;
    [[nodiscard]] bool is_known_until(std::chrono::sys_seconds end,
                                      std::chrono::sys_seconds now) const;

    std::optional<Discovery> known_;
    std::chrono::sys_seconds until_{};
    std::optional<base::Error> failure_;  ///< of the last fetch, when that failed
    std::chrono::sys_seconds failed_{};
};

}  // namespace ontzorgd::api
