// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/keys.h"

#include "key_marks.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/wording/file_words.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t key_size = 32;
constexpr std::string_view begin = "bsn-";
constexpr std::string_view end = ".key";

/// 12 of "bsn-12.key"; nothing for any other name.
std::optional<std::int64_t> number_of(const std::string& name) {
    constexpr std::size_t most_digits = 3;
    if (!name.starts_with(begin) || !name.ends_with(end)) return std::nullopt;
    if (name.size() <= begin.size() + end.size()) return std::nullopt;
    const std::string digits = name.substr(begin.size(), name.size() - begin.size() - end.size());
    if (!base::is_digits(digits) || digits.front() == '0' || digits.size() > most_digits) {
        return std::nullopt;
    }
    const auto number = base::parse_int(digits);
    return number && *number <= highest_key ? number : std::nullopt;
}

/// As many bytes as a key has, and no hole in a file or other filling.
bool is_key(const std::string& bytes) {
    return bytes.size() == key_size && bytes.find_first_not_of(bytes.front()) != std::string::npos;
}

/// The file and its folder are on the disk.
void sync_file(const fs::path& file) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!is_synced) {
        throw FileFault{wording::file_fault_words(error, "syncing", file.string())};
    }
    sync_folder(file.parent_path());
}

/// By root: for whom the other keys are, which is the daemon's user.
void give_to_owner_of(const fs::path& other, const fs::path& file) {
    struct stat owner {};
    if (::geteuid() != 0 || ::stat(other.c_str(), &owner) != 0) return;
    if (::chown(file.c_str(), owner.st_uid, owner.st_gid) != 0) {
        throw FileFault{wording::file_fault_words(errno, "giving_away", file.string())};
    }
}

/// Readable by its owner alone before anything is in it.
void write_key_file(const fs::path& file, const std::string& key) {
    fs::path temporary = file;
    temporary += ".nieuw";
    fs::remove(temporary);  // half a file of a program that stopped
    DurableFile writing{temporary};
    fs::permissions(temporary, fs::perms::owner_read);
    give_to_owner_of(file.parent_path() / index_key_name, temporary);
    writing.write(key);
    writing.sync();
    writing.keep(file);
}

}  // namespace

struct Keys::Inside {
    fs::path folder;
    std::string index;
    std::atomic<std::int64_t> newest = 1;
    std::mutex mutex;
    std::map<std::int64_t, std::string> known;
};

Keys::Keys() : inside_{std::make_shared<Inside>()} {}

Keys::Keys(const fs::path& folder, std::int64_t newest) : Keys{} {
    inside_->folder = folder;
    inside_->index = read_file(folder / index_key_name);
    inside_->newest = newest;
}

const std::string& Keys::index() const {
    return inside_->index;
}

std::int64_t Keys::newest() const {
    return inside_->newest;
}

std::optional<std::string> Keys::find(std::int64_t number) const {
    if (number < 1 || number > highest_key) return std::nullopt;
    const std::scoped_lock lock{inside_->mutex};
    const auto known = inside_->known.find(number);
    if (known != inside_->known.end()) return known->second;
    const fs::path file = key_file(inside_->folder, number);
    if (!fs::exists(file)) return std::nullopt;
    std::string bytes = read_file(file);
    if (bytes.size() != key_size) {
        throw FileFault{wording::file_fault_words(0, "finding_a_key_in", file.string())};
    }
    inside_->known.emplace(number, bytes);
    return bytes;
}

std::string Keys::of(std::int64_t number) const {
    auto key = find(number);
    if (!key) {
        const std::string file = key_file(inside_->folder, number).string();
        throw FileFault{wording::file_fault_words(ENOENT, "reading", file)};
    }
    return *std::move(key);
}

base::Result<Keys::Next> Keys::next(const std::function<std::string(std::int64_t number)>& make,
                                    bool is_trial) const {
    const fs::path& folder = inside_->folder;
    const auto numbers = key_numbers_in(folder);
    const bool is_there = !numbers.empty() && numbers.back() > newest();
    Next next{.number = is_there ? numbers.back() : newest() + 1, .bytes = {}};
    if (next.number > highest_key) return base::refuse("key_numbers_are_used_up");
    const fs::path file = key_file(folder, next.number);
    const std::vector<base::Detail> where{{"file", file.string()}};
    if (!is_there) {
        if (::access(folder.c_str(), W_OK) != 0) {
            return base::refuse("keys_directory_cannot_be_written", where);
        }
        next.bytes = make(next.number);
        if (!is_trial) write_key_file(file, next.bytes);
        return next;
    }
    next.bytes = read_file(file);
    if (!is_key(next.bytes)) return base::refuse("key_file_is_malformed", where);
    // Whoever laid it there may not have seen to it that it survives a power cut.
    if (!is_trial) sync_file(file);
    for (const std::int64_t number : numbers) {
        if (number < next.number && read_file(key_file(folder, number)) == next.bytes) {
            return base::refuse("key_is_an_earlier_one", where);
        }
    }
    return next;
}

void Keys::use(const Next& next) {
    const std::scoped_lock lock{inside_->mutex};
    inside_->known.insert_or_assign(next.number, next.bytes);
    inside_->newest = next.number;
}

Keys Keys::apart() const {
    Keys copy;
    copy.inside_->folder = inside_->folder;
    copy.inside_->index = inside_->index;
    copy.inside_->newest = newest();
    const std::scoped_lock lock{inside_->mutex};
    copy.inside_->known = inside_->known;
    return copy;
}

void make_first_keys(const fs::path& folder,
                     const std::function<std::string(std::string_view purpose)>& make) {
    if (key_numbers_in(folder).empty()) write_key_file(key_file(folder, 1), make("bsn key"));
    const fs::path index = folder / index_key_name;
    if (!fs::exists(index)) write_key_file(index, make("index key"));
}

bool keys_are_there(const fs::path& folder, const std::vector<std::int64_t>& numbers) {
    return fs::exists(folder / index_key_name) &&
           std::ranges::all_of(
               numbers, [&](std::int64_t number) { return fs::exists(key_file(folder, number)); });
}

void copy_keys(const fs::path& from, const fs::path& to) {
    for (const std::int64_t number : key_numbers_in(from)) {
        fs::copy_file(key_file(from, number), key_file(to, number));
    }
    if (fs::exists(from / index_key_name))
        fs::copy_file(from / index_key_name, to / index_key_name);
}

fs::path key_file(const fs::path& folder, std::int64_t number) {
    return folder / (std::string{begin} + std::to_string(number) + std::string{end});
}

std::vector<std::int64_t> key_numbers_in(const fs::path& folder) {
    std::vector<std::int64_t> numbers;
    if (!fs::is_directory(folder)) return numbers;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        if (const auto number = number_of(entry.path().filename().string())) {
            numbers.push_back(*number);
        }
    }
    std::ranges::sort(numbers);
    return numbers;
}

}  // namespace ontzorgd::service
