// SPDX-License-Identifier: EUPL-1.2
#include "service_manager.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace ontzorgd::daemon {

namespace {

constexpr int first_socket = 3;  ///< SD_LISTEN_FDS_START

std::string_view from_environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool is_for_this_process(const char* name) {
    return base::parse_int(from_environment(name)) == std::int64_t{::getpid()};
}

}  // namespace

std::vector<int> sockets_given() {
    std::vector<int> sockets;
    const auto count = base::parse_int(from_environment("LISTEN_FDS"));
    if (!is_for_this_process("LISTEN_PID") || !count) return sockets;
    for (int i = 0; i < *count; ++i) {
        ::fcntl(first_socket + i, F_SETFD, FD_CLOEXEC);
        sockets.push_back(first_socket + i);
    }
    return sockets;
}

void tell_service_manager(std::string_view message) {
    const std::string_view path = from_environment("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.size() < 2 || path.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::ranges::copy(path, &address.sun_path[0]);
    if (path.front() == '@') address.sun_path[0] = '\0';  // in the abstract namespace
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of the system
    ::sendto(descriptor, message.data(), message.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&address), size);
    ::close(descriptor);
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
    const auto microseconds = base::parse_int(from_environment("WATCHDOG_USEC"));
    const bool is_ours =
        from_environment("WATCHDOG_PID").empty() || is_for_this_process("WATCHDOG_PID");
    if (!microseconds || *microseconds <= 0 || !is_ours) return std::nullopt;
    return std::chrono::milliseconds{std::max<std::int64_t>(1, *microseconds / 2000)};
}

}  // namespace ontzorgd::daemon
