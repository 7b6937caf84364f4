// SPDX-License-Identifier: EUPL-1.2
#include "login_server.h"

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/login/json.h"
#include "ontzorgd/login/jwt.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/second_factor.h"

#include <exception>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::size_t most_waiting = 64;

std::string form_of(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += base::percent_encoded(name) + '=' + base::percent_encoded(value);
    }
    return text;
}

base::Failure no_answer_of_use(const http::Response& response) {
    return base::refuse("login_server_answer_is_no_use",
                        {{"status", std::to_string(response.status)}});
}

base::Result<login::AssertionKey> key_of(const LoginServerSettings& settings) {
    const auto key = crypto::PrivateKey::from_pem(service::read_file(settings.key));
    if (!key) return key.failure();
    const bool is_rsa = key.value().kind() == crypto::KeyKind::rsa;
    return login::AssertionKey{
        .kid = settings.kid,
        .key = key.value(),
        .scheme = is_rsa ? crypto::SignatureScheme::ps256 : crypto::SignatureScheme::es256};
}

}  // namespace

base::Result<std::shared_ptr<LoginServer>> LoginServer::open(const LoginServerSettings& settings) {
    std::shared_ptr<LoginServer> server{new LoginServer{settings}};
    if (settings.roles.empty()) return base::refuse("login_server_needs_roles");
    for (const auto& [theirs, ours] : settings.roles) {
        const auto role = service::role_from(ours);
        // Nobody comes in as what the program does by itself.
        if (!role || *role == service::Role::onbemand)
            return base::refuse("role_is_unknown", {{"value", ours}});
    }
    if (const auto url = http::parse_url(settings.issuer); !url) return url.failure();
    const auto redirect = http::parse_url(settings.redirect_uri);
    if (!redirect) return redirect.failure();
    if (!redirect.value().target.ends_with(redirect_path))
        return base::refuse("login_redirect_is_elsewhere", {{"value", settings.redirect_uri},
                                                            {"path", std::string{redirect_path}}});
    if (settings.key.empty() == settings.certificate.empty())
        return base::refuse("login_server_needs_a_key_or_a_certificate");
    if (!settings.key.empty()) {
        const auto key = key_of(settings);
        if (!key) return key.failure();
        server->key_ = key.value();
    }
    auto trust = http::Trust::read({.authorities = settings.authorities,
                                    .certificate = settings.certificate,
                                    .key = settings.certificate_key});
    if (!trust) return trust.failure();
    server->trust_ = trust.value();
    server->thread_ = std::thread{[&here = *server] { here.run(); }};
    return server;
}

LoginServer::LoginServer(LoginServerSettings settings)
    : settings_{std::move(settings)},
      agreed_{.issuer = settings_.issuer,
              .client_id = settings_.client_id,
              .acr_values = settings_.acr_values,
              .roles_claim = settings_.roles_claim,
              .roles = settings_.roles} {}

LoginServer::~LoginServer() {
    {
        const std::scoped_lock lock{mutex_};
        stops_ = true;
        work_.clear();
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool LoginServer::post(Work work) {
    {
        const std::scoped_lock lock{mutex_};
        if (stops_ || work_.size() >= most_waiting) return false;
        work_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

void LoginServer::run() {
    for (;;) {
        Work work;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] { return stops_ || !work_.empty(); });
            if (stops_) return;
            work = std::move(work_.front());
            work_.pop_front();
        }
        try {
            work();
        } catch (const std::exception&) {
            continue;  // its reply answers for itself when it is dropped
        }
    }
}

base::Result<FetchedDiscovery> LoginServer::fetch_discovery() {
    const bool ends = settings_.issuer.ends_with('/');
    const auto response = http::fetch(
        {.url = settings_.issuer + (ends ? "" : "/") + ".well-known/openid-configuration",
         .headers = {{.name = "Accept", .value = "application/json"}}},
        *trust_);
    if (!response) return response.failure();
    if (response.value().status != 200) return no_answer_of_use(response.value());
    const auto found =
        read_discovery(response.value().body, settings_.issuer, !settings_.certificate.empty());
    if (!found) return found.failure();
    return FetchedDiscovery{.discovery = found.value(), .lifetime = lifetime_of(response.value())};
}

base::Result<Discovery> LoginServer::discovery() {
    return discovery_.find_or_fetch(service::clock_now, [this] { return fetch_discovery(); });
}

base::Result<login::FetchedKeys> LoginServer::fetch_keys(const std::string& uri) {
    const auto response = http::fetch(
        {.url = uri, .headers = {{.name = "Accept", .value = "application/json"}}}, *trust_);
    if (!response) return response.failure();
    if (response.value().status != 200) return no_answer_of_use(response.value());
    return login::FetchedKeys{.text = response.value().body,
                              .lifetime = lifetime_of(response.value())};
}

bool LoginServer::begin(const login::LoginSecrets& secrets, bool login_anew, ToldUrl told) {
    return post([this, secrets, login_anew, told = std::move(told)] {
        const auto known = discovery();
        if (!known) {
            told(known.failure());
            return;
        }
        login::AuthorizationRequest request{.endpoint = known.value().authorization_endpoint,
                                            .client_id = settings_.client_id,
                                            .redirect_uri = settings_.redirect_uri,
                                            .scopes = settings_.scopes,
                                            .acr_values = settings_.acr_values,
                                            .login_anew = login_anew};
        if (login_anew) request.max_age = std::chrono::seconds{0};
        told(login::authorization_url(request, secrets));
    });
}

/// The ID token that the login server gives for the code.
base::Result<std::string> LoginServer::id_token_for(const Answer& answer, const Discovery& known) {
    std::vector<std::pair<std::string, std::string>> fields{
        {"grant_type", "authorization_code"},
        {"code", answer.code},
        {"redirect_uri", settings_.redirect_uri},
        {"client_id", settings_.client_id},
        {"code_verifier", answer.secrets.verifier}};
    if (key_) {
        fields.emplace_back("client_assertion_type", login::client_assertion_type);
        fields.emplace_back(
            "client_assertion",
            login::client_assertion(settings_.client_id, known.token_endpoint, *key_,
                                    service::clock_now(), crypto::fill_random));
    }
    const bool at_alias = !settings_.certificate.empty() && !known.mtls_token_endpoint.empty();
    const auto response = http::fetch(
        {.method = http::Method::post,
         .url = at_alias ? known.mtls_token_endpoint : known.token_endpoint,
         .headers = {{.name = "Accept", .value = "application/json"},
                     {.name = "Content-Type", .value = "application/x-www-form-urlencoded"}},
         .body = form_of(fields)},
        *trust_);
    if (!response) return response.failure();
    if (response.value().status != 200) return no_answer_of_use(response.value());
    const auto json = login::read_json(response.value().body);
    if (!json) return json.failure();
    const std::string* token = json.value().text_member("id_token");
    if (token == nullptr) return base::refuse("token_claim_is_missing", {{"field", "id_token"}});
    return *token;
}

base::Result<login::Person> LoginServer::person_of(const Answer& answer) {
    const auto known = discovery();
    if (!known) return known.failure();
    if (known.value().names_itself && !answer.names_issuer)
        return base::refuse("login_answer_names_no_issuer");
    const auto text = id_token_for(answer, known.value());
    if (!text) return text.failure();
    const auto token = login::read_token(text.value());
    if (!token) return token.failure();
    const auto now = service::clock_now();
    const auto key = keys_.find_or_fetch(token.value().kid(), now,
                                         [&] { return fetch_keys(known.value().jwks_uri); });
    if (!key) return key.failure();
    const auto claims = login::verified(token.value(), key.value());
    if (!claims) return claims.failure();
    login::LoginAsked asked{.nonce = answer.secrets.nonce, .at = answer.asked_at};
    if (answer.login_anew) asked.max_age = std::chrono::seconds{0};
    return login::check_id_token(claims.value(), agreed_, asked, now);
}

bool LoginServer::finish(Answer answer, ToldPerson told) {
    return post(
        [this, answer = std::move(answer), told = std::move(told)] { told(person_of(answer)); });
}

bool LoginServer::end(ToldLogout told) {
    return post([this, told = std::move(told)] {
        const auto known = discovery();
        if (!known || known.value().end_session_endpoint.empty()) {
            told("");
            return;
        }
        std::vector<std::pair<std::string, std::string>> fields{{"client_id", settings_.client_id}};
        if (!settings_.after_logout.empty())
            fields.emplace_back("post_logout_redirect_uri", settings_.after_logout);
        const std::string& endpoint = known.value().end_session_endpoint;
        told(endpoint + (endpoint.find('?') == std::string::npos ? '?' : '&') + form_of(fields));
    });
}

base::Result<std::vector<std::shared_ptr<LoginServer>>> open_login_servers(
    const std::vector<LoginServerSettings>& settings) {
    std::vector<std::shared_ptr<LoginServer>> servers;
    for (const LoginServerSettings& each : settings) {
        auto server = LoginServer::open(each);
        if (!server) return server.failure();
        servers.push_back(std::move(server).value());
    }
    return servers;
}

}  // namespace ontzorgd::api
