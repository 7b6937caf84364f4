// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "metrics.h"
#include "ontzorgd/api/api.h"
#include "ontzorgd/http/message.h"
#include "ontzorgd/http/server.h"
#include "ontzorgd/service/office.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

/// @file
/// `/health` and `/metrics`: what whoever watches over the daemon asks, without a login, of every
/// gemeente at once. Metrics are told to this machine alone. Neither says anything of a client.
namespace ontzorgd::daemon {

class Health {
public:
    Health(std::vector<service::Office*> offices, const api::Api& api)
        : offices_{std::move(offices)}, api_{api} {}

    /// Of each office, in their order. Before the server begins.
    void ask_folders(std::function<std::vector<Folders>()> folders) {
        folders_ = std::move(folders);
    }

    /// The plan for one of the two paths; nothing for any other.
    [[nodiscard]] std::optional<http::Plan> plan(const http::RequestHead& head,
                                                 const http::Server& server);

private:
    struct Asked;
    void ask_all(const std::shared_ptr<Asked>& asked);
    [[nodiscard]] http::Response metrics(const Asked& asked, const http::Server& server) const;

    std::vector<service::Office*> offices_;
    const api::Api& api_;
    std::function<std::vector<Folders>()> folders_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace ontzorgd::daemon
