// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

/// @file
/// TLS as the NCSC guideline of 2025-05 calls good: 1.3, and 1.2 with ECDHE and AEAD only; no
/// renegotiation, no compression, no early data, no tickets that outlive the key.
namespace ontzorgd::http {

struct TlsFiles {
    std::filesystem::path certificate;  ///< PEM, with the chain
    std::filesystem::path key;          ///< PEM
    /// PEM of the authorities whose client certificates are believed; empty: none is asked for.
    std::filesystem::path client_authorities;
};

/// PEM texts of a certificate that the program made itself.
struct SelfSigned {
    std::string certificate;
    std::string key;
};

/// A certificate for localhost, 127.0.0.1 and ::1, valid for 30 days from now, with a new key
/// (P-256). For a first look; no browser believes it.
[[nodiscard]] SelfSigned make_self_signed();

/// What a server shows and accepts; shared by all connections that were made under it.
class TlsSettings {
public:
    /// Errors (malformed): certificate_is_unusable, certificate_key_is_unusable,
    /// client_authorities_are_unusable; detail file.
    [[nodiscard]] static base::Result<std::shared_ptr<TlsSettings>> read(const TlsFiles& files);
    [[nodiscard]] static std::shared_ptr<TlsSettings> self_signed(const SelfSigned& made);
    /// From here on a client certificate is asked for, and believed when it is of one of these
    /// authorities (PEM); people come without one. Before the first connection. Errors
    /// (malformed): client_authorities_are_unusable; detail file.
    [[nodiscard]] base::Result<base::Done> ask_client_certificates(
        const std::filesystem::path& authorities);
    ~TlsSettings();
    TlsSettings(const TlsSettings&) = delete;
    TlsSettings& operator=(const TlsSettings&) = delete;
    TlsSettings(TlsSettings&&) = delete;
    TlsSettings& operator=(TlsSettings&&) = delete;

    struct Inside;  ///< for the server alone
    [[nodiscard]] Inside& inside() { return *inside_; }

private:
    TlsSettings();
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::http
