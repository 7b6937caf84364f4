// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/byte_source.h"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ontzorgd::messages {

namespace {

/// Large enough that the system calls do not show in a profile.
constexpr std::size_t block_size = std::size_t{256} * 1024;

class OpenFile {
public:
    OpenFile(std::string path, std::uint64_t max_bytes)
        : path_{std::move(path)}, max_bytes_{max_bytes} {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile(OpenFile&&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;

    base::Result<base::Done> open() {
        // Without waiting: a pipe nobody writes to would hold the program here for ever.
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the only form open() has.
        descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat about {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0) {
            return base::malformed("file_cannot_be_opened", {{"file", path_}});
        }
        if (!S_ISREG(about.st_mode)) return base::malformed("file_is_no_file", {{"file", path_}});
        if (static_cast<std::uint64_t>(about.st_size) > max_bytes_) return too_large();
        return base::Done{};
    }

    base::Result<std::span<const char>> next() {
        std::size_t filled = 0;
        while (filled < block_.size()) {
            const ssize_t got = ::read(descriptor_, block_.data() + filled, block_.size() - filled);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return base::malformed("file_cannot_be_read", {{"file", path_}});
            if (got == 0) break;
            filled += static_cast<std::size_t>(got);
        }
        read_ += filled;
        if (read_ > max_bytes_) return too_large();
        return std::span<const char>{block_.data(), filled};
    }

private:
    [[nodiscard]] base::Failure too_large() const {
        return base::malformed("file_is_too_large",
                               {{"max_bytes", std::to_string(max_bytes_)}, {"file", path_}});
    }

    std::string path_;
    std::uint64_t max_bytes_;
    std::uint64_t read_ = 0;
    int descriptor_ = -1;
    std::vector<char> block_ = std::vector<char>(block_size);
};

}  // namespace

base::Result<ByteSource> open_file(const std::string& path, std::uint64_t max_bytes) {
    auto file = std::make_shared<OpenFile>(path, max_bytes);
    if (const auto opened = file->open(); !opened) return opened.failure();
    return ByteSource{[file = std::move(file)] { return file->next(); }};
}

ByteSource source_of(std::string_view text) {
    return [text]() mutable -> base::Result<std::span<const char>> {
        return std::span<const char>{std::exchange(text, std::string_view{})};
    };
}

ByteSource prepend(std::string first, ByteSource rest) {
    return [first = std::move(first), rest = std::move(rest),
            given = false]() mutable -> base::Result<std::span<const char>> {
        if (!std::exchange(given, true) && !first.empty()) return std::span<const char>{first};
        return rest();
    };
}

}  // namespace ontzorgd::messages
