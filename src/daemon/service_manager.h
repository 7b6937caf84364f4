// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

/// @file
/// What systemd and the daemon tell each other: sockets that were opened for it, that it is ready,
/// that it lives (sd_notify(3), sd_listen_fds(3)). Under no service manager it all does nothing.
namespace ontzorgd::daemon {

/// The listening sockets of the .socket unit, once: they are the caller's.
[[nodiscard]] std::vector<int> sockets_given();

/// Sends one message ("READY=1"); what cannot be sent is lost, as nobody listens.
void tell_service_manager(std::string_view message);

/// How often it wants to hear WATCHDOG=1: half of WatchdogSec. Nothing without one.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_interval();

}  // namespace ontzorgd::daemon
