// SPDX-License-Identifier: EUPL-1.2
#include "inbox_copy.h"

#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/files.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace ontzorgd::service {

namespace {

/// Open for reading without following a link and without waiting for somebody at the other end.
class Opened {
public:
    explicit Opened(const std::filesystem::path& file)
        : number_{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)} {
    }  // NOLINT(*-vararg)
    ~Opened() {
        if (number_ >= 0) ::close(number_);
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    Opened(Opened&&) = delete;
    Opened& operator=(Opened&&) = delete;

    [[nodiscard]] bool is_file(struct stat& about) const {
        return number_ >= 0 && ::fstat(number_, &about) == 0 && S_ISREG(about.st_mode);
    }
    /// Bytes read, 0 at the end, below 0 when it cannot be read.
    template <class Buffer>
    [[nodiscard]] ssize_t read(Buffer& buffer) const {
        for (;;) {
            const ssize_t got = ::read(number_, buffer.data(), buffer.size());
            if (got >= 0 || errno != EINTR) return got;
        }
    }

private:
    int number_;
};

bool is_same_moment(const struct stat& a, const struct stat& b) {
    return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/// From its first bytes. What is neither is given to who reads bank files, who says what it is.
InboxKind kind_of(std::string_view begin) {
    constexpr std::size_t with_byte_order_mark = 7;
    const bool is_csv =
        begin.substr(0, with_byte_order_mark).find("sep=") != std::string_view::npos;
    const bool is_xml = begin.find("<UitkeringsRun") != std::string_view::npos ||
                        begin.find("urn:ontzorgd:uitkeringsrun") != std::string_view::npos;
    return is_csv || is_xml ? InboxKind::run : InboxKind::bank;
}

}  // namespace

std::string_view to_text(InboxKind kind) {
    return kind == InboxKind::run ? "run" : "bank";
}

InboxCopy::InboxCopy(const std::filesystem::path& folder) {
    static std::atomic<std::uint64_t> number = 0;
    path_ = folder / ("inbox-" + std::to_string(::getpid()) + '-' + std::to_string(++number));
}

InboxCopy::~InboxCopy() {
    ::unlink(path_.c_str());
}

InboxCopy::Read InboxCopy::read(const std::filesystem::path& file) {
    constexpr std::size_t block = 65'536;
    constexpr std::size_t looked_at = 2000;
    struct stat before {};
    struct stat after {};
    const Opened opened{file};
    if (!opened.is_file(before)) return Read::unreadable;
    DurableFile writing{path_.string() + ".nieuw"};
    crypto::Sha256Stream hash;
    std::string begin;
    std::array<char, block> buffer{};
    size = 0;
    for (;;) {
        const ssize_t got = opened.read(buffer);
        if (got < 0) return Read::unreadable;
        if (got == 0) break;
        const std::string_view bytes{buffer.data(), static_cast<std::size_t>(got)};
        writing.write(bytes);
        hash.update(bytes);
        size += got;
        if (begin.size() < looked_at) begin += bytes.substr(0, looked_at - begin.size());
    }
    if (!opened.is_file(after) || !is_same_moment(before, after) || size != after.st_size) {
        return Read::changed;
    }
    writing.sync();
    writing.keep(path_);
    sha256 = hash.finish();
    kind = kind_of(begin);
    return Read::whole;
}

}  // namespace ontzorgd::service
