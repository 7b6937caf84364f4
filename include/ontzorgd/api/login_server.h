// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// @file
/// What a municipality agreed with its login server (OpenID Connect, OpenID.NLGov 1.0.1).
namespace ontzorgd::api {

struct LoginServerSettings {
    std::string gemeente;   ///< whose users it lets in
    std::string issuer;     ///< "https://login.example"; its description is found from this
    std::string client_id;  ///< what it knows us as
    /// Where it sends browsers back to: our /v1/aanmelden/antwoord, from outside.
    std::string redirect_uri;
    std::string after_login = "/";  ///< where a browser goes then
    std::string after_logout = {};  ///< where the login server sends it after logging out
    std::vector<std::string> scopes = {"openid", "profile"};
    /// The strengths of login of which it must prove one; empty asks for none.
    std::vector<std::string> acr_values = {};
    /// It asks a second factor of everybody by itself, whatever the strength it names.
    bool asks_second_factor = false;
    std::vector<std::string> roles_claim = {"roles"};
    /// From what stands there to our roles; who logs in has these and no others.
    std::vector<std::pair<std::string, std::string>> roles = {};
    /// private_key_jwt: the key that we show who we are with, PEM; empty with a certificate.
    std::filesystem::path key = {};
    std::string kid = {};
    /// mTLS: a certificate of ours, with its key.
    std::filesystem::path certificate = {};
    std::filesystem::path certificate_key = {};
    /// PEM of those who sign its certificate; empty: whom the system believes.
    std::filesystem::path authorities = {};
};

class LoginServer;

/// Reads keys and certificates; asks nothing over the network yet. Errors: those of the files;
/// (refused): login_server_needs_a_key_or_a_certificate, login_server_needs_roles, role_is_unknown;
/// (malformed): url_is_malformed and the like.
[[nodiscard]] base::Result<std::vector<std::shared_ptr<LoginServer>>> open_login_servers(
    const std::vector<LoginServerSettings>& settings);

}  // namespace ontzorgd::api
