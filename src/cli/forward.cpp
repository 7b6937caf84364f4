// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/forward.h"

#include "new_password.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <ostream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace ontzorgd::cli {

namespace {

constexpr std::size_t most_files = 200;  // the system takes at most 253 in one message
constexpr std::size_t largest_request = 1 << 20;
constexpr std::size_t largest_part = 1 << 16;

using Length = std::array<char, 4>;

Length encoded(std::size_t length) {
    return {static_cast<char>(length >> 24U), static_cast<char>(length >> 16U),
            static_cast<char>(length >> 8U), static_cast<char>(length)};
}

std::size_t decoded(std::string_view bytes) {
    std::size_t length = 0;
    for (const char byte : bytes.substr(0, 4)) {
        length = length << 8U | static_cast<unsigned char>(byte);
    }
    return length;
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool receive_all(int socket, std::string& bytes, std::size_t count) {
    bytes.resize(count);
    std::size_t have = 0;
    while (have < count) {
        const ssize_t got = ::recv(socket, bytes.data() + have, count - have, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        have += static_cast<std::size_t>(got);
    }
    return true;
}

void put(std::string& into, std::string_view text) {
    const Length length = encoded(text.size());
    into.append(length.data(), length.size());
    into += text;
}

void put(std::string& into, const std::vector<std::string>& texts) {
    put(into, std::to_string(texts.size()));
    for (const std::string& text : texts) put(into, text);
}

/// Takes texts off what came in; is damaged once one is not there.
class Texts {
public:
    explicit Texts(std::string_view bytes) : rest_{bytes} {}

    std::string text() {
        if (rest_.size() < 4 || rest_.size() - 4 < decoded(rest_)) {
            damaged_ = true;
            rest_ = {};
            return {};
        }
        const std::string_view taken = rest_.substr(4, decoded(rest_));
        rest_.remove_prefix(4 + taken.size());
        return std::string{taken};
    }
    std::vector<std::string> texts() {
        const std::string count = text();
        std::vector<std::string> all;
        // Every text takes four bytes at least: no count can make this long.
        while (!damaged_ && std::to_string(all.size()) != count) all.push_back(text());
        return all;
    }
    [[nodiscard]] bool are_whole() const { return !damaged_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool damaged_ = false;
};

/// A file as any command reads one; closed when this user cannot.
SentFile open_file(const std::string& path) {
    SentFile file{.content = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)}};
    struct stat kind {};
    if (!file.content.is_open() || ::fstat(file.content.number(), &kind) != 0) return {};
    if (S_ISREG(kind.st_mode)) return file;
    return {.content = {}, .is_no_file = true};
}

/// How a file travels.
enum class Travels : char { open = 'o', not_there = 'n', is_no_file = 'x' };

Travels how(const SentFile& file) {
    if (file.is_no_file) return Travels::is_no_file;
    return file.content.is_open() ? Travels::open : Travels::not_there;
}

std::string text_of(const Request& request, const std::vector<SentFile>& files) {
    std::string text;
    put(text, request.words);
    const Told& told = request.told;
    for (const std::string& each : {told.user, told.password, told.code, told.today, told.as_of}) {
        put(text, each);
    }
    put(text, told.new_passwords);
    std::vector<std::string> names;
    std::string sent;
    for (std::size_t i = 0; i < files.size(); ++i) {
        names.push_back(told.files[i].name);
        sent += static_cast<char>(how(files[i]));
    }
    put(text, names);
    put(text, sent);
    return text;
}

/// Room for the descriptors that travel beside a message.
struct Beside {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(most_files * sizeof(int))> room{};
};

bool send_with_files(int socket, std::string_view bytes, const std::vector<SentFile>& files) {
    std::vector<int> numbers;
    for (const SentFile& file : files) {
        if (file.content.is_open()) numbers.push_back(file.content.number());
    }
    Length length = encoded(bytes.size());
    iovec first{.iov_base = length.data(), .iov_len = length.size()};
    msghdr message{};
    message.msg_iov = &first;
    message.msg_iovlen = 1;
    Beside beside;
    if (!numbers.empty()) {
        const std::size_t size = numbers.size() * sizeof(int);
        message.msg_control = beside.room.data();
        message.msg_controllen = CMSG_SPACE(size);
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        std::memcpy(CMSG_DATA(header), numbers.data(), size);
    }
    return ::sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(length.size()) &&
           send_all(socket, bytes);
}

/// The length of what comes, and the descriptors beside it.
bool receive_length(int socket, std::size_t& length, std::vector<Descriptor>& files) {
    Length bytes{};
    iovec first{.iov_base = bytes.data(), .iov_len = bytes.size()};
    Beside beside;
    msghdr message{};
    message.msg_iov = &first;
    message.msg_iovlen = 1;
    message.msg_control = beside.room.data();
    message.msg_controllen = beside.room.size();
    const ssize_t got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
    if (got < 0) return false;
    for (cmsghdr* each = CMSG_FIRSTHDR(&message); each != nullptr;
         each = CMSG_NXTHDR(&message, each)) {
        if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SCM_RIGHTS) continue;
        const std::size_t count = (each->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(each) + i * sizeof(int), sizeof(int));
            files.emplace_back(number);
        }
    }
    length = decoded({bytes.data(), bytes.size()});
    return got == static_cast<ssize_t>(bytes.size()) && (message.msg_flags & MSG_CTRUNC) == 0;
}

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

std::optional<DaemonLine> DaemonLine::open(const std::filesystem::path& state) {
    const std::string path = (state / socket_name).string();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) return std::nullopt;
    std::ranges::copy(path, std::begin(address.sun_path));
    Descriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how sockets take an address
    const auto* const place = reinterpret_cast<const sockaddr*>(&address);
    if (!socket.is_open() || ::connect(socket.number(), place, sizeof address) != 0) {
        return std::nullopt;
    }
    return DaemonLine{std::move(socket)};
}

Exit DaemonLine::ask(const Request& request, const Surroundings& surroundings) {
    const auto refuse = [&](const char* code) {
        surroundings.err << wording::sentence(base::refuse(code).error) << '\n';
        return Exit::fault;
    };
    std::vector<SentFile> files;
    for (const Told::File& file : request.told.files) files.push_back(open_file(file.path));
    const std::string text = text_of(request, files);
    if (files.size() > most_files || text.size() > largest_request) {
        return refuse("command_is_too_long_for_the_daemon");
    }
    // A daemon that is too busy says so and hangs up without reading: what it said is read below.
    static_cast<void>(send_with_files(socket_.number(), text, files));
    for (std::string head, body; receive_all(socket_.number(), head, 5);) {
        const std::size_t size = decoded(std::string_view{head}.substr(1));
        if (size > largest_part || !receive_all(socket_.number(), body, size)) break;
        switch (static_cast<Part>(head.front())) {
            case Part::out: surroundings.out << body << std::flush; break;
            case Part::err: surroundings.err << body << std::flush; break;
            case Part::ask_code: {
                std::string code;
                put(code, ask_code());
                // A daemon that is gone is told below.
                static_cast<void>(send_all(socket_.number(), code));
                break;
            }
            case Part::end: return static_cast<Exit>(body.empty() ? '4' - '0' : body.front() - '0');
        }
    }
    return refuse("daemon_left_before_it_answered");
}

std::optional<Received> receive_request(int socket) {
    std::vector<Descriptor> sent;
    std::size_t length = 0;
    std::string bytes;
    if (!receive_length(socket, length, sent) || length > largest_request ||
        !receive_all(socket, bytes, length)) {
        return std::nullopt;
    }
    Received received;
    Texts texts{bytes};
    received.request.words = texts.texts();
    Told& told = received.request.told;
    for (std::string* each : {&told.user, &told.password, &told.code, &told.today, &told.as_of}) {
        *each = texts.text();
    }
    told.new_passwords = texts.texts();
    for (std::string& name : texts.texts())
        told.files.push_back({.name = std::move(name), .path = {}});
    const std::string is_sent = texts.text();
    const auto count =
        static_cast<std::size_t>(std::ranges::count(is_sent, static_cast<char>(Travels::open)));
    if (!texts.are_whole() || received.request.words.empty() ||
        is_sent.size() != told.files.size() || count != sent.size()) {
        return std::nullopt;
    }
    auto next = sent.begin();
    for (const char each : is_sent) {
        const auto travels = static_cast<Travels>(each);
        received.files.push_back(
            {.content = travels == Travels::open ? std::move(*next++) : Descriptor{},
             .is_no_file = travels == Travels::is_no_file});
    }
    return received;
}

std::string receive_code(int socket) {
    constexpr std::size_t longest = 100;
    std::string length;
    std::string code;
    if (!send_part(socket, Part::ask_code, {}) || !receive_all(socket, length, 4) ||
        decoded(length) > longest || !receive_all(socket, code, decoded(length))) {
        return {};
    }
    return code;
}

bool send_part(int socket, Part part, std::string_view text) {
    do {
        const std::string_view now = text.substr(0, largest_part);
        std::string bytes{static_cast<char>(part)};
        put(bytes, now);
        if (!send_all(socket, bytes)) return false;
        text.remove_prefix(now.size());
    } while (!text.empty());
    return true;
}

}  // namespace ontzorgd::cli
