// SPDX-License-Identifier: EUPL-1.2
#include "serve.h"

#include "health.h"
#include "ontzorgd/api/api.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/office.h"
#include "ontzorgd/wording/sentence.h"

#include <csignal>
#include <iostream>
#include <memory>
#include <pthread.h>
#include <string>
#include <thread>
#include <utility>

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
    [[nodiscard]] int wait() const {
        int signal = 0;
        sigwait(&wanted_, &signal);
        return signal;
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
    if (options.certificate.empty()) return;
    const auto tls = tls_of(options);
    if (!tls) {
        std::cerr << wording::sentence(tls.error()) << " Het vorige blijft in gebruik.\n";
        return;
    }
    server.use(tls.value());
    std::cerr << "Certificaat opnieuw gelezen.\n";
}

}  // namespace

base::Result<service::Report> serve(const cli::ServeOptions& options) {
    const Signals signals;
    auto tls = tls_of(options);
    if (!tls) return tls.failure();
    auto town = service::Municipality::open(options.places, service::Mode::change,
                                            service::now_from_clock().unix_seconds);
    if (!town) return town.failure();
    if (const auto settled = settle(town.value()); !settled) return settled.failure();
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    service::Office office{std::move(town).value(), {.readers = cores}};
    api::Api api{{&office}, {}};
    Health health{office, api};
    std::unique_ptr<http::Server> server;
    const auto plan = [&](const http::RequestHead& head) {
        auto asked = health.plan(head, *server);
        return asked ? std::move(*asked) : api.plan(head);
    };
    server = std::make_unique<http::Server>(
        http::ServerOptions{.limits = {}, .plan = plan, .error = api::Api::error, .threads = cores},
        std::move(tls).value());
    for (const std::string& address : options.listen) {
        const auto listening = server->listen(address);
        if (!listening) return listening.failure();
        std::cerr << "Luistert op https://" << listening.value() << "/v1\n";
    }
    if (options.certificate.empty()) {
        std::cerr << "Het certificaat is door dit programma zelf gemaakt en alleen voor deze "
                     "machine. Geef voor gebruik --certificate en --key.\n";
    }
    server->start();
    while (signals.wait() == SIGHUP) reload(options, *server);
    server->stop();
    office.writer.stop();
    office.readers.stop();
    office.logins.stop();
    service::Report report;
    report.add("gestopt", std::string_view{"ja"});
    return report;
}

}  // namespace ontzorgd::daemon
