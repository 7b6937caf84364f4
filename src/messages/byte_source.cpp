// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/byte_source.h"

#include <cstdio>
#include <memory>
#include <utility>

namespace ontzorgd::messages {

namespace {

/// Large enough that the system calls do not show in a profile.
constexpr std::size_t block_size = std::size_t{256} * 1024;

struct CloseFile {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

struct OpenFile {
    std::unique_ptr<std::FILE, CloseFile> file;
    std::string path;
    std::vector<char> block = std::vector<char>(block_size);
};

}  // namespace

base::Result<ByteSource> open_file(const std::string& path) {
    auto open = std::make_shared<OpenFile>();
    open->file.reset(std::fopen(path.c_str(), "rbe"));
    open->path = path;
    if (!open->file) return base::malformed("file_cannot_be_opened", {{"file", path}});
    static_cast<void>(std::setvbuf(open->file.get(), nullptr, _IONBF, 0));
    return ByteSource{[open = std::move(open)]() -> base::Result<std::span<const char>> {
        const std::size_t size = std::fread(open->block.data(), 1, block_size, open->file.get());
        if (size == 0 && std::ferror(open->file.get()) != 0) {
            return base::malformed("file_cannot_be_read", {{"file", open->path}});
        }
        return std::span<const char>{open->block.data(), size};
    }};
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
