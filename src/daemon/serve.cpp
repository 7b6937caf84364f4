// SPDX-License-Identifier: EUPL-1.2
#include "serve.h"

#include "command_socket.h"
#include "health.h"
#include "ontzorgd/api/api.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/office.h"
#include "ontzorgd/wording/sentence.h"
#include "service_manager.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <memory>
#include <optional>
#include <pthread.h>
#include <string>
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

base::Result<std::shared_ptr<http::TlsSettings>> tls_of(const cli::ServeOptions& options) {
    if (options.certificate.empty()) {
        return http::TlsSettings::self_signed(http::make_self_signed());
    }
    return http::TlsSettings::read({.certificate = options.certificate,
                                    .key = options.key,
                                    .client_authorities = options.client_authorities});
}

/// What an earlier process left half handed over goes on, before anybody asks anything.
base::Result<base::Done> settle(service::Municipality& town) {
    const auto now = service::begin_now(town, std::nullopt);
    if (!now) return now.failure();
    service::Context context{.town = town, .actor = {}, .now = now.value()};
    service::settle_hand_overs(context);
    return base::Done{};
}

void reload(const cli::ServeOptions& options, http::Server& server) {
    const auto tls = tls_of(options);
    if (!tls) {
        std::cerr << wording::sentence(tls.error()) << " Het vorige blijft in gebruik.\n";
        return;
    }
    server.use(tls.value());
    std::cerr << "Certificaat opnieuw gelezen.\n";
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

/// Until it is told to stop. The service manager hears that the daemon lives only while a thread
/// that reads the directory answers.
void stay(const cli::ServeOptions& options, const Signals& signals, service::Office& office,
          http::Server& server) {
    const auto interval = watchdog_interval();
    const auto answered = std::make_shared<std::atomic<bool>>(true);
    for (;;) {
        const int signal = signals.wait(interval);
        if (signal == SIGTERM || signal == SIGINT) return;
        if (signal == SIGHUP) reload(options, server);
        if (!interval || !answered->exchange(false)) continue;
        tell_service_manager("WATCHDOG=1");
        const bool taken =
            office.watch.post([answered](service::Municipality&) { *answered = true; });
        if (!taken) *answered = true;  // busy is not dead
    }
}

/// On the sockets that the service manager opened, or on the addresses that were asked for.
base::Result<base::Done> listen(const cli::ServeOptions& options, http::Server& server) {
    const std::vector<int> sockets = sockets_given();
    for (const int socket : sockets) server.adopt(socket);
    if (!sockets.empty()) return base::Done{};
    for (const std::string& address : options.listen) {
        const bool is_here = address.starts_with("127.") || address.starts_with("[::1]:");
        if (options.certificate.empty() && !is_here) {
            return base::refuse("certificate_is_needed", {{"value", address}});
        }
        const auto listening = server.listen(address);
        if (!listening) return listening.failure();
        std::cerr << "Luistert op https://" << listening.value() << "/v1\n";
    }
    return base::Done{};
}

}  // namespace

base::Result<service::Report> serve(const cli::ServeOptions& options) {
    forbid_core_dumps();
    allow_many_files();
    const Signals signals;
    auto tls = tls_of(options);
    if (!tls) return tls.failure();
    auto town = service::Municipality::open(options.places, service::Mode::change,
                                            service::now_from_clock().unix_seconds);
    if (!town) return town.failure();
    if (const auto settled = settle(town.value()); !settled) return settled.failure();
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    service::Office office{std::move(town).value(), {.readers = cores}};
    api::Api api{{&office}, {.log = write_log}};
    CommandSocket commands{office};
    Health health{office, api};
    std::unique_ptr<http::Server> server;
    const auto plan = [&](const http::RequestHead& head) {
        auto asked = health.plan(head, *server);
        return asked ? std::move(*asked) : api.plan(head);
    };
    server = std::make_unique<http::Server>(
        http::ServerOptions{.limits = {}, .plan = plan, .error = api::Api::error, .threads = cores},
        std::move(tls).value());
    if (const auto listening = listen(options, *server); !listening) return listening.failure();
    if (options.certificate.empty()) {
        std::cerr << "Het certificaat is door dit programma zelf gemaakt en alleen voor deze "
                     "machine. Geef voor gebruik --certificate en --key.\n";
    }
    server->start();
    tell_service_manager("READY=1");
    stay(options, signals, office, *server);
    tell_service_manager("STOPPING=1");
    server->stop();
    office.stop();
    commands.stop();
    service::Report report;
    report.add("gestopt", std::string_view{"ja"});
    return report;
}

}  // namespace ontzorgd::daemon
