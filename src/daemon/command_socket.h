// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/api/api.h"
#include "ontzorgd/service/office.h"

#include <memory>

/// @file
/// CommandSocket: takes the command lines of people on this machine while the daemon has the
/// directory (cli/forward.h), so that nobody needs to stop it for a command.
namespace ontzorgd::daemon {

class CommandSocket {
public:
    /// Listens in the state directory of `office`, which outlives it, as `api` does. A path that is
    /// too long for a socket is told on standard error; everything else then works without.
    CommandSocket(service::Office& office, api::Api& api);
    ~CommandSocket();  ///< as stop()
    CommandSocket(const CommandSocket&) = delete;
    CommandSocket& operator=(const CommandSocket&) = delete;
    CommandSocket(CommandSocket&&) = delete;
    CommandSocket& operator=(CommandSocket&&) = delete;

    /// Takes no more command lines and waits for those under way. From any thread but its own.
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace ontzorgd::daemon
