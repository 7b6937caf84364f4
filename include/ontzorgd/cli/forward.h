// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/surroundings.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// A command line that goes to the daemon which has the directory, over a Unix socket in it. The
/// daemon runs the same words by the same code; what only the caller's process can look up (the
/// password, the environment, the files) goes with them, and what is printed comes back.
///
///     asked      length (4 bytes, most significant first), then texts, each with its own length;
///                the open files travel beside it
///     answered   parts: what (1 byte), length (4 bytes), text; the last one is the exit code.
///                To the part that asks for a code the caller sends one, with its length
///
/// Who may connect to the socket is who may open the directory: its owner, and root.
namespace ontzorgd::cli {

/// The name of the socket in a state directory.
inline constexpr std::string_view socket_name = "daemon.sock";

/// An open file or socket; closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
    int number_ = -1;
};

/// A command line to be run elsewhere. The path of a file is one of the sender's.
struct Request {
    std::vector<std::string> words;
    Told told;
};

/// The caller's end.
class DaemonLine {
public:
    /// Nothing when no daemon listens in this directory, or when this user may not ask it.
    [[nodiscard]] static std::optional<DaemonLine> open(const std::filesystem::path& state);

    /// Has the command run, prints what it prints, and gives how it ended. When the daemon leaves
    /// before that, says so: whether the command was carried out is not known then.
    [[nodiscard]] Exit ask(const Request& request, const Surroundings& surroundings);

private:
    explicit DaemonLine(Descriptor socket) : socket_{std::move(socket)} {}
    Descriptor socket_;
};

/// A file that came with a request: closed where the caller could not open it.
struct SentFile {
    Descriptor content;
    bool is_no_file = false;  ///< the caller named a folder, a device or a pipe
};
struct Received {
    Request request;
    std::vector<SentFile> files;  ///< as request.told.files
};
/// The daemon's end. Nothing when what came in is no request, or not in time.
[[nodiscard]] std::optional<Received> receive_request(int socket);

enum class Part : char { out = 'o', err = 'e', end = 'x', ask_code = 'q' };
/// False when the caller is gone, or takes nothing for as long as the socket waits.
[[nodiscard]] bool send_part(int socket, Part part, std::string_view text);
/// Has the caller asked for the code of their second factor; empty when they give none in time.
[[nodiscard]] std::string receive_code(int socket);

}  // namespace ontzorgd::cli
