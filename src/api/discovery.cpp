// SPDX-License-Identifier: EUPL-1.2
#include "discovery.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/http/fetch.h"
#include "ontzorgd/login/json.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::chrono::seconds usual_lifetime{3600};
constexpr std::chrono::seconds shortest_lifetime{60};
constexpr std::chrono::seconds longest_lifetime{86'400};

/// A text that is an address we may ask.
base::Result<std::string> address_in(const login::Json& object, std::string_view field) {
    const std::string* text = object.text_member(field);
    if (text == nullptr)
        return base::malformed("discovery_is_malformed", {{"field", std::string{field}}});
    const auto url = http::parse_url(*text);
    if (!url) return url.failure();
    return *text;
}

}  // namespace

base::Result<Discovery> read_discovery(std::string_view text, const std::string& issuer,
                                       bool shows_certificate) {
    const auto json = login::read_json(text);
    if (!json) return json.failure();
    const std::string* named = json.value().text_member("issuer");
    if (named == nullptr) return base::malformed("discovery_is_malformed", {{"field", "issuer"}});
    if (*named != issuer)
        return base::refuse("discovery_names_another_issuer", {{"value", named->substr(0, 200)}});
    Discovery found;
    for (const auto& [field, place] :
         {std::pair{"authorization_endpoint", &Discovery::authorization_endpoint},
          std::pair{"token_endpoint", &Discovery::token_endpoint},
          std::pair{"jwks_uri", &Discovery::jwks_uri}}) {
        const auto address = address_in(json.value(), field);
        if (!address) return address.failure();
        found.*place = address.value();
    }
    if (json.value().member("end_session_endpoint") != nullptr) {
        const auto address = address_in(json.value(), "end_session_endpoint");
        if (!address) return address.failure();
        found.end_session_endpoint = address.value();
    }
    const login::Json* aliases = json.value().member("mtls_endpoint_aliases");
    if (shows_certificate && aliases != nullptr && aliases->member("token_endpoint") != nullptr) {
        const auto address = address_in(*aliases, "token_endpoint");
        if (!address) return address.failure();
        found.mtls_token_endpoint = address.value();
    }
    const login::Json* names =
        json.value().member("authorization_response_iss_parameter_supported");
    found.names_itself =
        names != nullptr && names->kind == login::Json::Kind::boolean && names->number == 1;
    return found;
}

std::chrono::seconds lifetime_of(const http::Response& response) {
    constexpr std::string_view name = "max-age=";
    const std::string_view control = http::value_of(response.headers, "Cache-Control");
    if (control.find("no-store") != std::string_view::npos ||
        control.find("no-cache") != std::string_view::npos)
        return std::chrono::seconds{0};
    const std::size_t at = control.find(name);
    if (at == std::string_view::npos) return usual_lifetime;
    std::string_view digits = control.substr(at + name.size());
    digits = digits.substr(0, digits.find_first_not_of("0123456789"));
    const auto seconds = base::parse_int(digits);
    return seconds ? std::chrono::seconds{*seconds} : usual_lifetime;
}

bool DiscoverySource::is_known_until(std::chrono::sys_seconds end,
                                     std::chrono::sys_seconds now) const {
    return known_ && now < end;
}

bool DiscoverySource::may_fetch(std::chrono::sys_seconds now) const {
    return !failure_ || now < failed_ || now - failed_ >= between_tries;
}

base::Result<Discovery> DiscoverySource::find_or_fetch(
    const Clock& clock, const std::function<base::Result<FetchedDiscovery>()>& fetch) {
    const auto now = clock();
    if (is_known_until(until_, now)) return *known_;
    if (may_fetch(now)) {
        const auto fetched = fetch();
        if (fetched) {
            known_ = fetched.value().discovery;
            until_ =
                now + std::clamp(fetched.value().lifetime, shortest_lifetime, longest_lifetime);
            failure_.reset();
            return *known_;
        }
        failure_ = fetched.error();
        failed_ = clock();  // after it: failing may have taken longer than the pause
    }
    if (is_known_until(until_ + longest_used_on, now)) return *known_;
    return base::Failure{*failure_};
}

}  // namespace ontzorgd::api
