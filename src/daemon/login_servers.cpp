// SPDX-License-Identifier: EUPL-1.2
#include "login_servers.h"

#include "ontzorgd/base/text.h"

#include <string>
#include <string_view>
#include <utility>

namespace ontzorgd::daemon {

namespace {

/// Words with blanks between them.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : base::split_text(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

/// "Theirs=ours Theirs=ours"
base::Result<std::vector<std::pair<std::string, std::string>>> roles_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> roles;
    for (const std::string& word : words_of(text)) {
        const std::size_t at = word.rfind('=');
        if (at == std::string::npos || at == 0 || at + 1 == word.size())
            return base::malformed("login_roles_are_malformed", {{"value", word}});
        roles.emplace_back(word.substr(0, at), word.substr(at + 1));
    }
    return roles;
}

}  // namespace

base::Result<api::LoginServerSettings> login_server_of(
    const messages::ConfiguredGemeente& gemeente) {
    api::LoginServerSettings settings;
    settings.gemeente = gemeente.code;
    settings.issuer = gemeente.login_issuer;
    settings.client_id = gemeente.login_client;
    settings.redirect_uri = gemeente.login_redirect;
    if (!gemeente.login_after.empty()) settings.after_login = gemeente.login_after;
    settings.after_logout = gemeente.login_after_logout;
    if (!gemeente.login_scopes.empty()) settings.scopes = words_of(gemeente.login_scopes);
    settings.acr_values = words_of(gemeente.login_strengths);
    settings.asks_second_factor = gemeente.login_second_factor == "ja";
    if (!gemeente.login_second_factor.empty() && gemeente.login_second_factor != "ja" &&
        gemeente.login_second_factor != "nee") {
        return base::malformed("setting_is_neither_yes_nor_no",
                               {{"field", "gemeente.inlogserver_vraagt_tweede_factor"},
                                {"value", gemeente.login_second_factor}});
    }
    if (!gemeente.login_roles_place.empty()) {
        settings.roles_claim.clear();
        for (const std::string_view part : base::split_text(gemeente.login_roles_place, '.'))
            settings.roles_claim.emplace_back(part);
    }
    auto roles = roles_of(gemeente.login_roles);
    if (!roles) return roles.failure();
    settings.roles = std::move(roles).value();
    settings.key = gemeente.login_key;
    settings.kid = gemeente.login_kid;
    settings.certificate = gemeente.login_certificate;
    settings.certificate_key = gemeente.login_certificate_key;
    settings.authorities = gemeente.login_authorities;
    return settings;
}

base::Result<std::vector<std::shared_ptr<api::LoginServer>>> login_servers_of(
    const messages::Configuration& configuration) {
    std::vector<api::LoginServerSettings> all;
    for (const messages::ConfiguredGemeente& gemeente : configuration.gemeenten) {
        if (gemeente.login_issuer.empty()) continue;
        auto settings = login_server_of(gemeente);
        if (!settings) return settings.failure();
        all.push_back(std::move(settings).value());
    }
    return api::open_login_servers(all);
}

}  // namespace ontzorgd::daemon
