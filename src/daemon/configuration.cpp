// SPDX-License-Identifier: EUPL-1.2
#include "configuration.h"

#include "login_servers.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/now.h"

#include <exception>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace ontzorgd::daemon {

namespace {

messages::Configuration from_options(const cli::ServeOptions& options) {
    messages::Configuration configuration;
    configuration.listen = options.listen;
    configuration.certificate = options.certificate;
    configuration.key = options.key;
    configuration.client_authorities = options.client_authorities;
    configuration.gemeenten.push_back({.code = {},
                                       .state = options.places.state,
                                       .keys = options.places.keys,
                                       .backups = options.backups});
    configuration.inbox_still = options.inbox_still;
    return configuration;
}

base::Failure is_wrong(const cli::ServeOptions& options, std::vector<base::Error> findings) {
    base::Failure failure = base::malformed(
        "configuration_is_wrong",
        {{"file", options.configuration}, {"count", std::to_string(findings.size())}});
    failure.error.causes = std::move(findings);
    return failure;
}

/// "HH:MM", which the reader has seen to.
int minute_of(std::string_view time) {
    constexpr std::int64_t minutes_of_hour = 60;
    const auto hours = base::parse_int(time.substr(0, 2));
    const auto minutes = base::parse_int(time.substr(3));
    base::expects(hours && minutes, "a time is one");
    return static_cast<int>(*hours * minutes_of_hour + *minutes);
}

/// A folder that is not there now may come, when its disk does: the schedule says so every day.
base::Result<base::Done> check_backups(const messages::ConfiguredGemeente& gemeente) {
    if (gemeente.backups.empty()) return base::Done{};
    if (service::lies_in(gemeente.backups, gemeente.state)) {
        return base::refuse("backup_lies_in_the_state_directory", {{"file", gemeente.backups}});
    }
    std::error_code error;
    if (!std::filesystem::is_directory(gemeente.backups, error))
        return base::refuse("backups_folder_is_unreadable", {{"directory", gemeente.backups}});
    return base::Done{};
}

/// Of a directory that another program has only the keys are looked at: it may be upgrading it.
base::Result<bool> check_gemeente(const messages::ConfiguredGemeente& gemeente) {
    try {
        const auto town = open_gemeente(gemeente, service::Mode::read);
        const bool is_in_use = !town && town.error().code == "state_directory_is_in_use";
        if (!is_in_use && !town) return town.failure();
        if (is_in_use) {
            const auto seen = open_gemeente(gemeente, service::Mode::beside);
            if (!seen && seen.error().code.starts_with("keys_are_")) return seen.failure();
        }
        return is_in_use;
    } catch (const std::exception& fault) {
        return base::malformed("state_directory_is_unusable",
                               {{"directory", gemeente.state}, {"reason", fault.what()}});
    }
}

base::Result<base::Done> check_login_server(const messages::ConfiguredGemeente& gemeente) {
    messages::Configuration alone;
    alone.gemeenten.push_back(gemeente);
    try {
        if (const auto servers = login_servers_of(alone); !servers) return servers.failure();
    } catch (const std::exception& fault) {
        return base::malformed("login_server_is_unusable",
                               {{"value", gemeente.login_issuer}, {"reason", fault.what()}});
    }
    return base::Done{};
}

}  // namespace

base::Result<messages::Configuration> load(const cli::ServeOptions& options) {
    if (options.configuration.empty()) return from_options(options);
    const auto text = service::read_given_file(options.configuration);
    if (!text) return base::Failure{text.error().with("file", options.configuration)};
    messages::ConfigurationReading reading = messages::read_configuration(text.value());
    if (!reading.findings.empty()) return is_wrong(options, std::move(reading.findings));
    return std::move(reading.configuration);
}

base::Result<service::Report> check(const cli::ServeOptions& options) {
    const auto text = service::read_given_file(options.configuration);
    if (!text) return base::Failure{text.error().with("file", options.configuration)};
    messages::ConfigurationReading reading = messages::read_configuration(text.value());
    std::vector<base::Error> findings = std::move(reading.findings);
    const messages::Configuration& configuration = reading.configuration;
    if (configuration.certificate.empty() == configuration.key.empty()) {
        if (const auto tls = tls_of(configuration); !tls) findings.push_back(tls.error());
    }
    std::vector<service::Report> gemeenten;
    for (const messages::ConfiguredGemeente& gemeente : configuration.gemeenten) {
        if (gemeente.state.empty() || gemeente.keys.empty()) continue;
        if (const auto backups = check_backups(gemeente); !backups)
            findings.push_back(backups.error());
        const auto checked = check_gemeente(gemeente);
        if (!checked) {
            findings.push_back(checked.error());
            continue;
        }
        service::Report row;
        row.add("gemeente", gemeente.code).add("map", gemeente.state);
        row.add("in_gebruik", service::Value{checked.value()});
        gemeenten.push_back(std::move(row));
    }
    for (const messages::ConfiguredGemeente& gemeente : configuration.gemeenten) {
        if (const auto server = check_login_server(gemeente); !server)
            findings.push_back(server.error());
    }
    if (!findings.empty()) return is_wrong(options, std::move(findings));
    service::Report report;
    report.add("oordeel", std::string_view{"in orde"}).add_rows("gemeenten", std::move(gemeenten));
    return report;
}

base::Result<std::shared_ptr<http::TlsSettings>> tls_of(
    const messages::Configuration& configuration) {
    if (configuration.certificate.empty()) {
        auto settings = http::TlsSettings::self_signed(http::make_self_signed());
        if (!configuration.client_authorities.empty()) {
            const auto asked = settings->ask_client_certificates(configuration.client_authorities);
            if (!asked) return asked.failure();
        }
        return settings;
    }
    return http::TlsSettings::read({.certificate = configuration.certificate,
                                    .key = configuration.key,
                                    .client_authorities = configuration.client_authorities});
}

base::Result<service::Municipality> open_gemeente(const messages::ConfiguredGemeente& gemeente,
                                                  service::Mode mode) {
    auto town = service::Municipality::open({.state = gemeente.state, .keys = gemeente.keys}, mode,
                                            service::now_from_clock().unix_seconds);
    if (!town) return town;
    if (!gemeente.code.empty() && town.value().gemeente() != gemeente.code) {
        return base::refuse("gemeente_is_another", {{"directory", gemeente.state},
                                                    {"found", town.value().gemeente()},
                                                    {"expected", gemeente.code}});
    }
    return town;
}

http::Limits limits_of(const messages::Configuration& configuration) {
    http::Limits limits;
    limits.connections = static_cast<std::size_t>(configuration.connections);
    limits.connections_per_peer = static_cast<std::size_t>(configuration.connections_per_peer);
    limits.header_bytes = static_cast<std::size_t>(configuration.header_bytes);
    limits.handshake = std::chrono::seconds{configuration.handshake};
    limits.header = std::chrono::seconds{configuration.header};
    limits.idle = std::chrono::seconds{configuration.idle};
    limits.transfer = std::chrono::seconds{configuration.transfer};
    limits.least_rate = static_cast<std::uint64_t>(configuration.least_rate);
    limits.stop = std::chrono::seconds{configuration.stop};
    return limits;
}

service::TownSettings settings_of(const messages::Configuration& configuration,
                                  const messages::ConfiguredGemeente& gemeente) {
    const auto number = [](std::int64_t value) { return static_cast<int>(value); };
    return {.schedule = {.check_minute = minute_of(configuration.check_time),
                         .release_minute = minute_of(configuration.release_time),
                         .late_after_minutes = number(configuration.late_after),
                         .retry_minutes = number(configuration.retry),
                         .retry_before_cut_off_minutes = number(configuration.retry_before_cut_off),
                         .remind_target_days = number(configuration.remind_days),
                         .ending_ground_days = number(configuration.ending_ground_days),
                         .old_exception_days = number(configuration.old_exception_days),
                         .missing_statement_days = number(configuration.missing_statement_days),
                         .keep_folder_days = number(configuration.keep_folder_days),
                         .backup_days = number(configuration.backup_days),
                         .backups = gemeente.backups},
            .inbox = {.still = std::chrono::seconds{configuration.inbox_still},
                      .stalled = std::chrono::seconds{configuration.inbox_stalled},
                      .rescan = std::chrono::seconds{configuration.inbox_rescan},
                      .largest = static_cast<std::uint64_t>(configuration.inbox_largest)}};
}

api::Settings settings_of(const messages::Configuration& configuration) {
    return {.session_idle = std::chrono::seconds{configuration.session_idle},
            .session_longest = std::chrono::seconds{configuration.session_longest},
            .confirmed = std::chrono::seconds{configuration.session_confirmed},
            .largest_upload = static_cast<std::uint64_t>(configuration.largest_upload),
            .logins = {.of_network = static_cast<std::size_t>(configuration.logins_per_peer)}};
}

}  // namespace ontzorgd::daemon
