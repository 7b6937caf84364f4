// SPDX-License-Identifier: EUPL-1.2
#include "open_file.h"

#include "ontzorgd/service/files.h"
#include "ontzorgd/wording/file_words.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace ontzorgd::service {

namespace {

constexpr std::uint64_t at_once = std::uint64_t{256} * 1024;

}  // namespace

OpenFile::OpenFile(const std::filesystem::path& file)
    // Nobody may ever write to a pipe that lies there.
    : number_{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
                                       O_NONBLOCK)},  // NOLINT(cppcoreguidelines-pro-type-vararg)
      file_{file} {
    if (number_ >= 0) {
        if (::fstat(number_, &stat_) != 0) fault("reading");
        size_ = static_cast<std::uint64_t>(stat_.st_size);
    } else if (errno != ENOENT && errno != ELOOP) {
        fault("opening");
    }
}

OpenFile::~OpenFile() {
    if (number_ >= 0) ::close(number_);
}

bool OpenFile::is_there() const {
    return number_ >= 0 && S_ISREG(stat_.st_mode);
}

void OpenFile::end_with_a_line() {
    std::string block;
    while (size_ > 0) {
        const std::uint64_t from = size_ - std::min(size_, at_once);
        block.resize(size_ - from);
        const ssize_t count =
            ::pread(number_, block.data(), block.size(), static_cast<off_t>(from));
        if (count < 0 && errno == EINTR) continue;
        if (count != static_cast<ssize_t>(block.size())) fault("reading");
        const std::size_t at = block.rfind('\n');
        size_ = at == std::string::npos ? from : from + at + 1;
        if (at != std::string::npos) return;
    }
}

void OpenFile::read(const std::function<void(std::string_view)>& take) const {
    std::string block(std::min(size_, at_once), '\0');
    for (std::uint64_t left = size_; left > 0;) {
        const std::size_t wanted = std::min(left, at_once);
        const ssize_t count = ::read(number_, block.data(), wanted);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) fault("reading");
        take(std::string_view{block}.substr(0, static_cast<std::size_t>(count)));
        left -= static_cast<std::uint64_t>(count);
    }
}

void OpenFile::fault(const char* what) const {
    throw FileFault{wording::file_fault_words(errno, what, file_.string())};
}

}  // namespace ontzorgd::service
