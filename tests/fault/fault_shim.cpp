// SPDX-License-Identifier: EUPL-1.2
//
// Makes the file system fail, or ends the process, at a chosen moment. Loaded before a program
// (LD_PRELOAD), it counts what the program does to files below one folder:
//
//     write   write, pwrite, ftruncate        sync   fsync, fdatasync
//     rename  rename, unlink
//
//     FAULT_ROOT   the folder; everything else is left alone
//     FAULT_KIND   write, sync, rename or any: what is counted
//     FAULT_AT     the number that goes wrong, from 1; 0 only counts
//     FAULT_DO     fail (the call fails once), fail_on (this and every later one fails),
//                  kill (SIGKILL before the call), torn (half of a write, then SIGKILL)
//     FAULT_COUNT  a file that gets the number of counted calls when the program ends by itself
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>

namespace {

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

struct Plan {
    std::string root = setting("FAULT_ROOT");
    std::string kind = setting("FAULT_KIND");
    std::string what = setting("FAULT_DO");
    std::string count_file = setting("FAULT_COUNT");
    long at = std::atol(setting("FAULT_AT").c_str());
    std::atomic<long> counted{0};

    Plan() = default;
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;
    Plan(Plan&&) = delete;
    Plan& operator=(Plan&&) = delete;
    ~Plan() {
        if (count_file.empty()) return;
        if (std::FILE* file = std::fopen(count_file.c_str(), "w")) {
            std::fprintf(file, "%ld\n", counted.load());
            std::fclose(file);
        }
    }
};

Plan& plan() {
    static Plan the_plan;
    return the_plan;
}

bool is_ours(std::string_view path) {
    return !plan().root.empty() && path.starts_with(plan().root);
}

bool is_ours(int descriptor) {
    std::array<char, 4096> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
    return length > 0 && is_ours(std::string_view{path.data(), static_cast<std::size_t>(length)});
}

enum class Answer { go_on, fail, torn };

/// Counts one call and says what is to happen to it.
Answer count(const char* kind, bool may_be_torn = false) {
    Plan& now = plan();
    if (now.kind != "any" && now.kind != kind) return Answer::go_on;
    const long number = ++now.counted;
    if (now.at == 0 || number < now.at) return Answer::go_on;
    if (now.what == "fail_on") return Answer::fail;
    if (number != now.at) return Answer::go_on;
    if (now.what == "fail") return Answer::fail;
    if (now.what == "torn" && may_be_torn) return Answer::torn;
    ::kill(::getpid(), SIGKILL);
    return Answer::fail;
}

int refuse(int reason) {
    errno = reason;
    return -1;
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (is_ours(descriptor)) {
        const Answer answer = count("write", true);
        if (answer == Answer::fail) return refuse(ENOSPC);
        if (answer == Answer::torn) {
            call(descriptor, bytes, size / 2);
            ::kill(::getpid(), SIGKILL);
        }
    }
    return call(descriptor, bytes, size);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    if (is_ours(descriptor)) {
        const Answer answer = count("write", true);
        if (answer == Answer::fail) return refuse(ENOSPC);
        if (answer == Answer::torn) {
            call(descriptor, bytes, size / 2, offset);
            ::kill(::getpid(), SIGKILL);
        }
    }
    return call(descriptor, bytes, size, offset);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    return pwrite64(descriptor, bytes, size, offset);
}

int ftruncate64(int descriptor, off64_t size) {
    static const auto call = real<int (*)(int, off64_t)>("ftruncate64");
    if (is_ours(descriptor) && count("write") != Answer::go_on) return refuse(ENOSPC);
    return call(descriptor, size);
}

int ftruncate(int descriptor, off_t size) {
    return ftruncate64(descriptor, size);
}

int fsync(int descriptor) {
    static const auto call = real<int (*)(int)>("fsync");
    if (is_ours(descriptor) && count("sync") != Answer::go_on) return refuse(EIO);
    return call(descriptor);
}

int fdatasync(int descriptor) {
    static const auto call = real<int (*)(int)>("fdatasync");
    if (is_ours(descriptor) && count("sync") != Answer::go_on) return refuse(EIO);
    return call(descriptor);
}

int rename(const char* from, const char* to) {
    static const auto call = real<int (*)(const char*, const char*)>("rename");
    if (is_ours(std::string_view{to}) && count("rename") != Answer::go_on) return refuse(EIO);
    return call(from, to);
}

int unlink(const char* path) {
    static const auto call = real<int (*)(const char*)>("unlink");
    if (is_ours(std::string_view{path}) && count("rename") != Answer::go_on) return refuse(EIO);
    return call(path);
}
}
