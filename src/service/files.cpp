// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/files.h"

#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/wording/file_words.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace ontzorgd::service {

namespace {

[[noreturn]] void fault(const char* what, const std::filesystem::path& file) {
    throw FileFault{wording::file_fault_words(errno, what, file.string())};
}

class Descriptor {
public:
    Descriptor(const std::filesystem::path& file, int flags)
        : number_{::open(file.c_str(),
                         flags | O_CLOEXEC)} {  // NOLINT(cppcoreguidelines-pro-type-vararg)
        if (number_ < 0) fault("opening", file);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

}  // namespace

DurableFile::DurableFile(std::filesystem::path temporary) : temporary_{std::move(temporary)} {
    constexpr mode_t owner_and_group_read = 0640;
    descriptor_ =
        ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_and_group_read);
    if (descriptor_ < 0) fault("creating", temporary_);
}

DurableFile::~DurableFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        ::unlink(temporary_.c_str());
    }
}

void DurableFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fault("writing", temporary_);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void DurableFile::sync() {
    if (::fsync(descriptor_) != 0) fault("syncing", temporary_);
}

void DurableFile::keep(const std::filesystem::path& final_name) {
    rename_durably(temporary_, final_name);
    ::close(std::exchange(descriptor_, -1));
}

void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fault("renaming", from);
    sync_folder(to.parent_path());
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor descriptor{folder, O_RDONLY | O_DIRECTORY};
    if (::fsync(descriptor.number()) != 0) fault("syncing", folder);
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::filesystem::path temporary = file;
    temporary += ".nieuw";
    DurableFile writing{temporary};
    writing.write(bytes);
    writing.sync();
    writing.keep(file);
}

base::Result<std::string> read_given_file(const std::filesystem::path& file) {
    const auto source = messages::open_file(file.string(), largest_given_file);
    if (!source) return source.failure();
    std::string text;
    for (;;) {
        const auto block = source.value()();
        if (!block) return block.failure();
        if (block.value().empty()) return text;
        text.append(block.value().begin(), block.value().end());
    }
}

std::string read_file(const std::filesystem::path& file) {
    std::string bytes;
    read_blocks(file, [&](std::string_view block) { bytes += block; });
    return bytes;
}

void read_blocks(const std::filesystem::path& file,
                 const std::function<void(std::string_view)>& take) {
    const Descriptor descriptor{file, O_RDONLY};
    std::string block(std::size_t{256} * 1024, '\0');
    for (;;) {
        const ssize_t count = ::read(descriptor.number(), block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fault("reading", file);
        if (count == 0) return;
        take(std::string_view{block}.substr(0, static_cast<std::size_t>(count)));
    }
}

bool lies_in(const std::filesystem::path& inner, const std::filesystem::path& outer) {
    const std::filesystem::path relative =
        std::filesystem::weakly_canonical(inner).lexically_relative(
            std::filesystem::weakly_canonical(outer));
    return !relative.empty() && *relative.begin() != "..";
}

base::Digest sha256_of_file(const std::filesystem::path& file) {
    crypto::Sha256Stream hash;
    read_blocks(file, [&](std::string_view block) { hash.update(block); });
    return hash.finish();
}

}  // namespace ontzorgd::service
