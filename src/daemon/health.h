// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/api.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/service/office.h"
#include "ontzorgd/store/watch.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

/// @file
/// `/health` and `/metrics`: what whoever watches over the daemon asks, without a login. Metrics
/// are told to this machine alone. Neither says anything of a client.
namespace ontzorgd::daemon {

class Health {
public:
    Health(service::Office& office, const api::Api& api) : office_{office}, api_{api} {}

    /// What the folders say, for /metrics: files that wait in the inbox, and faults so far.
    struct Folders {
        std::int64_t waiting = 0;
        std::int64_t faults = 0;
    };
    /// Before the server begins.
    void ask_folders(std::function<Folders()> folders) { folders_ = std::move(folders); }

    /// The plan for one of the two paths; nothing for any other.
    [[nodiscard]] std::optional<http::Plan> plan(const http::RequestHead& head,
                                                 const http::Server& server);

private:
    [[nodiscard]] http::Response metrics(const store::Watch& watch, service::Municipality& town,
                                         const http::Server& server);

    service::Office& office_;
    const api::Api& api_;
    std::function<Folders()> folders_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace ontzorgd::daemon
