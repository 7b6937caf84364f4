// SPDX-License-Identifier: EUPL-1.2
#include "command_socket.h"

#include "office_lender.h"
#include "ontzorgd/cli/command_line.h"
#include "ontzorgd/cli/forward.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/wording/file_words.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <list>
#include <optional>
#include <ostream>
#include <pwd.h>
#include <streambuf>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ontzorgd::daemon {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_at_once = 16;
constexpr time_t longest_to_ask = 10;  // seconds
constexpr time_t longest_to_take = 60;
constexpr time_t longest_to_type = 120;

/// What is printed goes to the caller, in parts.
class ToCaller : public std::streambuf {
public:
    ToCaller(int socket, cli::Part part) : socket_{socket}, part_{part} {
        setp(room_.data(), room_.data() + room_.size());
    }

protected:
    int overflow(int c) override {
        if (sync() != 0) return traits_type::eof();
        if (c != traits_type::eof()) {
            *pptr() = traits_type::to_char_type(c);
            pbump(1);
        }
        return traits_type::not_eof(c);
    }
    int sync() override {
        const std::string_view text{pbase(), static_cast<std::size_t>(pptr() - pbase())};
        const bool is_sent = text.empty() || cli::send_part(socket_, part_, text);
        setp(room_.data(), room_.data() + room_.size());
        return is_sent ? 0 : -1;
    }

private:
    int socket_;
    cli::Part part_;
    std::array<char, 16'384> room_{};
};

/// What a command prints, kept until it has ended: whoever has the directory does not wait for
/// somebody who reads it page by page.
class Kept {
public:
    explicit Kept(const fs::path& file)
        : text_{file, std::ios::in | std::ios::out | std::ios::binary | std::ios::trunc} {}
    std::ostream& out() { return text_; }
    void send_to(int socket, cli::Part part) {
        text_.flush();
        text_.clear();
        text_.seekg(0);
        std::vector<char> block(1 << 16);
        while (text_.read(block.data(), static_cast<std::streamsize>(block.size())),
               text_.gcount() > 0) {
            const std::string_view read{block.data(), static_cast<std::size_t>(text_.gcount())};
            if (!cli::send_part(socket, part, read)) return;
        }
    }

private:
    std::fstream text_;
};

/// Copies of the files that came with a command line, under their own names; gone with their owner.
class SentFiles {
public:
    SentFiles(const fs::path& work_folder, cli::Received& received) {
        static std::atomic<std::uint64_t> number = 0;
        folder_ = work_folder / ("opdracht-" + std::to_string(++number));
        fs::create_directory(folder_);
        for (std::size_t i = 0; i < received.files.size(); ++i) {
            cli::Told::File& file = received.request.told.files[i];
            // A folder each: two files may have one name.
            const fs::path place = folder_ / std::to_string(i);
            fs::create_directory(place);
            const fs::path name = fs::path{file.name}.filename();
            file.path = (place / (name.empty() ? fs::path{"bestand"} : name)).string();
            const cli::SentFile& sent = received.files[i];
            if (sent.content.is_open()) copy(sent.content.number(), file.path);
            if (sent.is_no_file) fs::create_directory(file.path);
        }
    }
    ~SentFiles() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    SentFiles(const SentFiles&) = delete;
    SentFiles& operator=(const SentFiles&) = delete;
    SentFiles(SentFiles&&) = delete;
    SentFiles& operator=(SentFiles&&) = delete;

    [[nodiscard]] const fs::path& folder() const { return folder_; }

private:
    static void copy(int from, const fs::path& to) {
        struct stat kind {};
        if (::fstat(from, &kind) != 0 || !S_ISREG(kind.st_mode)) return;
        std::ofstream out{to, std::ios::binary};
        std::vector<char> block(1 << 16);
        for (off_t place = 0;;) {
            const ssize_t got = ::pread(from, block.data(), block.size(), place);
            if (got < 0)
                throw service::FileFault{wording::file_fault_words(0, "reading_what_came")};
            if (got == 0) break;
            out.write(block.data(), got);
            place += got;
        }
        out.close();
        if (!out) throw service::FileFault{wording::file_fault_words(0, "keeping_what_came")};
    }

    fs::path folder_;
};

/// Whom the caller's process runs as. Nothing unless that is the owner of the directory, or root.
std::optional<uid_t> caller_of(int socket) {
    ucred caller{};
    socklen_t size = sizeof caller;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &caller, &size) != 0) return std::nullopt;
    if (caller.uid != ::geteuid() && caller.uid != 0) return std::nullopt;
    return caller.uid;
}

/// As the logs name them.
std::string name_of(uid_t user) {
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> room{};
    const bool is_known =
        ::getpwuid_r(user, &entry, room.data(), room.size(), &found) == 0 && found != nullptr;
    return "systeem:" + (is_known ? std::string{entry.pw_name} : std::to_string(user));
}

void wait_at_most(int socket, int what, time_t seconds) {
    const timeval time{.tv_sec = seconds, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, what, &time, sizeof time);
}

/// A caller who is gone does not need to know.
void end_with(int socket, cli::Exit exit) {
    static_cast<void>(
        cli::send_part(socket, cli::Part::end, std::to_string(static_cast<int>(exit))));
}

/// Runs one command line for a caller.
void serve_caller(service::Office& office, api::Api& api, int socket) {
    wait_at_most(socket, SO_RCVTIMEO, longest_to_ask);
    wait_at_most(socket, SO_SNDTIMEO, longest_to_take);
    const auto caller = caller_of(socket);
    if (!caller) return;
    auto received = cli::receive_request(socket);
    if (!received) return;
    received->request.told.machine_user = name_of(*caller);
    received->request.told.ask_code = [socket] {
        wait_at_most(socket, SO_RCVTIMEO, longest_to_type);
        return cli::receive_code(socket);
    };
    ToCaller to_err{socket, cli::Part::err};
    std::ostream err{&to_err};
    cli::Exit exit = cli::Exit::fault;
    try {
        const SentFiles files{office.town().work_folder(), *received};
        OfficeLender lender{office, api};
        Kept kept{files.folder() / "antwoord"};
        std::vector<const char*> words;
        for (const std::string& word : received->request.words) words.push_back(word.c_str());
        exit = cli::run_command_line(
            words, {},
            {.out = kept.out(), .err = err, .told = &received->request.told, .lender = &lender});
        kept.send_to(socket, cli::Part::out);
    } catch (const std::exception& fault) {
        err << "Een map of bestand is niet bruikbaar; er is niets veranderd. " << fault.what()
            << '\n';
    }
    err.flush();
    end_with(socket, exit);
}

/// A socket in the directory that only its owner reaches; closed when it cannot be made.
cli::Descriptor listening_in(const fs::path& state) {
    const std::string path = (state / cli::socket_name).string();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) return {};
    std::ranges::copy(path, std::begin(address.sun_path));
    cli::Descriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    ::unlink(path.c_str());  // of a daemon that was killed; the lock says that there is no other
    constexpr mode_t owner_only = 0600;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how sockets take an address
    const auto* const place = reinterpret_cast<const sockaddr*>(&address);
    if (!socket.is_open() || ::bind(socket.number(), place, sizeof address) != 0 ||
        ::chmod(path.c_str(), owner_only) != 0 || ::listen(socket.number(), most_at_once) != 0) {
        return {};
    }
    return socket;
}

}  // namespace

struct CommandSocket::Inside {
    struct Caller {
        explicit Caller(cli::Descriptor socket) : line{std::move(socket)} {}
        cli::Descriptor line;
        std::atomic<bool> is_done = false;
        std::thread thread;
    };

    Inside(service::Office& given, api::Api& given_api)
        : office{given}, api{given_api}, state{given.town().work_folder().parent_path()} {}

    service::Office& office;
    api::Api& api;
    fs::path state;
    cli::Descriptor socket;
    std::atomic<bool> stopping = false;
    std::list<Caller> callers;  // of the listening thread alone
    std::thread thread;

    void forget_done();
    void take(cli::Descriptor line);
    void run();
};

void CommandSocket::Inside::forget_done() {
    callers.remove_if([](Caller& caller) {
        if (!caller.is_done) return false;
        caller.thread.join();
        return true;
    });
}

void CommandSocket::Inside::take(cli::Descriptor line) {
    forget_done();
    if (callers.size() >= most_at_once) {
        const std::string told = wording::sentence(base::refuse("daemon_is_busy").error) + '\n';
        if (cli::send_part(line.number(), cli::Part::err, told)) {
            end_with(line.number(), cli::Exit::fault);
        }
        return;
    }
    Caller& caller = callers.emplace_back(std::move(line));
    caller.thread = std::thread{[this, &caller] {
        serve_caller(office, api, caller.line.number());
        ::shutdown(caller.line.number(), SHUT_RDWR);
        caller.is_done = true;
    }};
}

void CommandSocket::Inside::run() {
    while (!stopping) {
        cli::Descriptor line{::accept4(socket.number(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (stopping) break;
        if (line.is_open()) {
            take(std::move(line));
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        } else if (errno != EINTR && errno != ECONNABORTED) {
            break;
        }
    }
    for (Caller& caller : callers) caller.thread.join();
    callers.clear();
}

CommandSocket::CommandSocket(service::Office& office, api::Api& api)
    : inside_{std::make_unique<Inside>(office, api)} {
    inside_->socket = listening_in(inside_->state);
    if (!inside_->socket.is_open()) {
        std::cerr << "Opdrachten op deze machine kunnen niet naar de dienst: "
                  << (inside_->state / cli::socket_name).string()
                  << " is niet te maken (een kort pad in een eigen map).\n";
        return;
    }
    inside_->thread = std::thread{[this] { inside_->run(); }};
}

CommandSocket::~CommandSocket() {
    stop();
}

void CommandSocket::stop() {
    if (!inside_->thread.joinable()) return;
    inside_->stopping = true;
    ::unlink((inside_->state / cli::socket_name).c_str());
    ::shutdown(inside_->socket.number(), SHUT_RDWR);  // wakes whoever waits for a caller
    inside_->thread.join();
}

}  // namespace ontzorgd::daemon
