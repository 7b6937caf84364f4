// SPDX-License-Identifier: EUPL-1.2
#include "serve.h"

#include "command_socket.h"
#include "configuration.h"
#include "health.h"
#include "inbox_watch.h"
#include "login_servers.h"
#include "ontzorgd/api/api.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/office.h"
#include "ontzorgd/service/town_settings.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/wording/sentence.h"
#include "schedule_timer.h"
#include "service_manager.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <pthread.h>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <thread>
#include <utility>
#include <vector>

namespace ontzorgd::daemon {

namespace {

/// The signals that the process waits for; no thread is interrupted by them.
class Signals {
public:
    Signals() {
        sigemptyset(&wanted_);
        for (const int each : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&wanted_, each);
        pthread_sigmask(SIG_BLOCK, &wanted_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    /// The next one, or 0 when none came in this time.
    [[nodiscard]] int wait(std::optional<std::chrono::milliseconds> time) const {
        if (!time) {
            int signal = 0;
            sigwait(&wanted_, &signal);
            return signal;
        }
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*time);
        const timespec limit{.tv_sec = seconds.count(),
                             .tv_nsec = std::chrono::nanoseconds{*time - seconds}.count()};
        return std::max(0, sigtimedwait(&wanted_, nullptr, &limit));
    }

private:
    sigset_t wanted_{};
};

/// What an earlier process left half handed over goes on, before anybody asks anything.
base::Result<base::Done> settle(service::Municipality& town) {
    const auto now = service::begin_now(town, std::nullopt);
    if (!now) return now.failure();
    service::Context context{.town = town, .actor = {}, .now = now.value()};
    service::settle_hand_overs(context);
    return base::Done{};
}

void print(const base::Error& error) {
    std::cerr << wording::sentence(error) << '\n';
    for (const base::Error& cause : error.causes) {
        std::cerr << "  - " << wording::sentence(cause) << '\n';
    }
}

/// The municipalities of a daemon, each with threads and a directory of its own.
using Offices = std::vector<std::unique_ptr<service::Office>>;

void write_log(std::string_view json);

std::string of_gemeente(const service::Office& office) {
    return "Gemeente " + office.town().gemeente() + ": ";
}

/// What works in one of them beside what people ask over the network.
struct Beside {
    Beside(service::Office& office, const service::TownSettings& settings, api::Api& api)
        : commands{office, api},
          inbox{office, settings.inbox, log_of(office)},
          schedule{office, settings.schedule, log_of(office)} {}

    /// Every line says of which gemeente it is: there may be more.
    static std::function<void(std::string_view)> log_of(const service::Office& office) {
        return [said_of = of_gemeente(office)](std::string_view line) {
            write_log(said_of + std::string{line});
        };
    }

    CommandSocket commands;
    InboxWatch inbox;
    ScheduleTimer schedule;
};
using AllBeside = std::vector<std::unique_ptr<Beside>>;

/// What runs by the configuration.
struct Running {
    const cli::ServeOptions& options;
    messages::Configuration configuration;  ///< what is in force
    api::Api& api;
    http::Server& server;
};

/// A certificate is replaced and never taken away: others may come in by now.
base::Result<std::shared_ptr<http::TlsSettings>> tls_of_next(
    const messages::Configuration& configuration, const messages::Configuration& next) {
    if (!configuration.certificate.empty() && next.certificate.empty())
        return base::refuse("certificate_is_gone", {{"file", configuration.certificate}});
    return tls_of(next);
}

/// Reads configuration and certificates again. What is wrong leaves everything as it was.
void reload(Running& running) {
    constexpr std::string_view stays = "De vorige instellingen blijven in gebruik.\n";
    auto next = load(running.options);
    if (!next) {
        print(next.error());
        std::cerr << stays;
        return;
    }
    const auto tls = tls_of_next(running.configuration, next.value());
    if (!tls) {
        print(tls.error());
        std::cerr << stays;
        return;
    }
    running.server.use(tls.value());
    running.api.use(settings_of(next.value()));
    std::cerr << "Instellingen en certificaat opnieuw gelezen.\n";
    for (const std::string& name :
         messages::settings_for_a_restart(running.configuration, next.value())) {
        std::cerr << "De instelling " << name << " verandert pas na opnieuw starten.\n";
    }
    messages::take_over(running.configuration, next.value());
}

/// To the journal of the service manager, whole lines at a time.
void write_log(std::string_view json) {
    const std::string line = std::string{json} + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

/// Memory holds passwords and names: it is not written to a file when the process ends badly.
void forbid_core_dumps() {
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

/// Each connection takes one, and each upload one more.
void allow_many_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

bool can_be_read(service::Municipality& town) {
    try {
        static_cast<void>(store::chain_head(town.db()));
        return true;
    } catch (const store::DatabaseFault&) {
        return false;
    }
}

/// Until it is told to stop. The service manager hears that the daemon lives only while a thread
/// that reads the directory answers, of every gemeente.
void stay(Running& running, const Signals& signals, const Offices& offices) {
    const auto interval = watchdog_interval();
    const auto missing = std::make_shared<std::atomic<std::size_t>>(0);
    for (;;) {
        const int signal = signals.wait(interval);
        if (signal == SIGTERM || signal == SIGINT) return;
        if (signal == SIGHUP) reload(running);
        if (!interval || *missing != 0) continue;
        tell_service_manager("WATCHDOG=1");
        *missing = offices.size();
        for (const auto& office : offices) {
            const bool taken = office->watch.post([missing](service::Municipality& town) {
                if (can_be_read(town)) --*missing;
            });
            if (!taken) --*missing;  // busy is not dead
        }
    }
}

/// On the sockets that the service manager opened, or on the addresses that were asked for.
base::Result<base::Done> listen(const messages::Configuration& configuration,
                                http::Server& server) {
    const auto may_listen = [&](const std::string& address) -> base::Result<base::Done> {
        const bool is_here = address.starts_with("127.") || address.starts_with("[::1]:");
        if (!configuration.certificate.empty() || is_here) return base::Done{};
        return base::refuse("certificate_is_needed", {{"value", address}});
    };
    const std::vector<int> sockets = sockets_given();
    for (const int socket : sockets) {
        const auto address = server.adopt(socket);
        if (!address) return address.failure();
        if (const auto allowed = may_listen(address.value()); !allowed) return allowed.failure();
    }
    if (!sockets.empty()) {
        std::cerr << "Luistert op wat systemd opende; server.luistert_op geldt niet.\n";
        return base::Done{};
    }
    for (const std::string& address : configuration.listen) {
        if (const auto allowed = may_listen(address); !allowed) return allowed.failure();
        const auto listening = server.listen(address);
        if (!listening) return listening.failure();
        // In one piece: other threads write lines too.
        std::cerr << "Luistert op https://" + listening.value() + "/v1\n";
    }
    return base::Done{};
}

/// Opens every gemeente, or none.
base::Result<Offices> open_offices(const messages::Configuration& configuration, unsigned cores) {
    const unsigned readers =
        configuration.readers > 0 ? static_cast<unsigned>(configuration.readers) : cores;
    Offices offices;
    for (const messages::ConfiguredGemeente& gemeente : configuration.gemeenten) {
        auto town = open_gemeente(gemeente, service::Mode::change);
        if (!town) return town.failure();
        service::set_settings(gemeente.state, settings_of(configuration, gemeente));
        if (const auto settled = settle(town.value()); !settled) return settled.failure();
        offices.push_back(std::make_unique<service::Office>(
            std::move(town).value(), service::Office::Threads{.readers = readers}));
    }
    return offices;
}

std::vector<service::Office*> each_of(const Offices& offices) {
    std::vector<service::Office*> each;
    each.reserve(offices.size());
    for (const auto& office : offices) each.push_back(office.get());
    return each;
}

/// Begins it in every gemeente, and says where nobody watches the backups.
AllBeside work_beside(const Offices& offices, api::Api& api) {
    AllBeside beside;
    for (const auto& office : offices) {
        const service::TownSettings set = service::settings_of(office->town());
        if (set.schedule.backups.empty()) {
            std::cerr << of_gemeente(*office) +
                             wording::sentence({.code = "backups_are_not_watched", .details = {}}) +
                             '\n';
        }
        beside.push_back(std::make_unique<Beside>(*office, set, api));
    }
    return beside;
}

std::vector<Folders> folders_of(const AllBeside& beside) {
    std::vector<Folders> folders;
    folders.reserve(beside.size());
    for (const auto& each : beside) {
        folders.push_back({.waiting = each->inbox.waiting(), .faults = each->inbox.faults()});
    }
    return folders;
}

void stop(const Offices& offices, const AllBeside& beside) {
    for (const auto& each : beside) {
        each->schedule.stop();
        each->inbox.stop();
    }
    for (const auto& office : offices) office->stop();
    for (const auto& each : beside) each->commands.stop();
}

}  // namespace

base::Result<service::Report> serve(const cli::ServeOptions& options) {
    if (options.only_check) return check(options);
    forbid_core_dumps();
    allow_many_files();
    const Signals signals;
    auto configuration = load(options);
    if (!configuration) return configuration.failure();
    auto tls = tls_of(configuration.value());
    if (!tls) return tls.failure();
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    auto opened = open_offices(configuration.value(), cores);
    if (!opened) return opened.failure();
    const Offices& offices = opened.value();
    const std::vector<service::Office*> each_office = each_of(offices);
    // Outlives the API, which ends what still answers by it.
    std::unique_ptr<http::Server> server;
    api::Settings settings = settings_of(configuration.value());
    settings.log = write_log;
    auto login_servers = login_servers_of(configuration.value());
    if (!login_servers) return login_servers.failure();
    settings.login_servers = std::move(login_servers).value();
    api::Api api{each_office, std::move(settings)};
    Health health{each_office, api};
    const AllBeside beside = work_beside(offices, api);
    health.ask_folders([&] { return folders_of(beside); });
    const auto plan = [&](const http::RequestHead& head) {
        auto asked = health.plan(head, *server);
        return asked ? std::move(*asked) : api.plan(head);
    };
    server = std::make_unique<http::Server>(
        http::ServerOptions{.limits = limits_of(configuration.value()),
                            .plan = plan,
                            .error = api::Api::error,
                            .headers = api::Api::headers(),
                            .threads = cores},
        std::move(tls).value());
    const auto listening = listen(configuration.value(), *server);
    if (!listening) return listening.failure();
    if (configuration.value().certificate.empty()) {
        std::cerr << "Het certificaat is door dit programma zelf gemaakt en alleen voor deze "
                     "machine. Geef voor gebruik een certificaat met zijn sleutel.\n";
    }
    server->start();
    tell_service_manager("READY=1");
    Running running{.options = options,
                    .configuration = std::move(configuration).value(),
                    .api = api,
                    .server = *server};
    stay(running, signals, offices);
    tell_service_manager("STOPPING=1");
    server->stop();
    stop(offices, beside);
    service::Report report;
    report.add("gestopt", std::string_view{"ja"});
    return report;
}

}  // namespace ontzorgd::daemon
