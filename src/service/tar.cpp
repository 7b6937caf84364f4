// SPDX-License-Identifier: EUPL-1.2
#include "tar.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <array>

namespace ontzorgd::service {

namespace {

constexpr std::size_t block_size = 512;
constexpr std::uint64_t read_at_once = std::uint64_t{256} * 1024;

struct Place {
    std::size_t at;
    std::size_t size;
};
constexpr Place name_place{0, 100};
constexpr Place mode_place{100, 8};
constexpr Place owner_place{108, 8};
constexpr Place group_place{116, 8};
constexpr Place size_place{124, 12};
constexpr Place time_place{136, 12};
constexpr Place sum_place{148, 8};
constexpr std::size_t type_at = 156;
constexpr Place magic_place{257, 8};
constexpr std::string_view magic{"ustar\00000", 8};

using Header = std::array<char, block_size>;

void put(Header& header, Place place, std::string_view text) {
    std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(place.at));
}

/// Octal digits with a NUL behind them.
void put_octal(Header& header, Place place, std::uint64_t value) {
    for (std::size_t i = place.size - 1; i-- > 0; value /= 8) {
        header.at(place.at + i) = static_cast<char>('0' + value % 8);
    }
}

/// What does not fit eleven octal digits stands there in binary, as GNU tar and its like write it.
void put_size(Header& header, std::uint64_t value) {
    constexpr std::uint64_t octal_up_to = (std::uint64_t{1} << 33U) - 1;
    if (value <= octal_up_to) return put_octal(header, size_place, value);
    for (std::size_t i = size_place.size; i-- > 1; value /= 256) {
        header.at(size_place.at + i) = static_cast<char>(static_cast<unsigned char>(value % 256));
    }
    header.at(size_place.at) = static_cast<char>(0x80);
}

unsigned sum_of(const Header& header) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const bool is_of_sum = sum_place.at <= i && i < sum_place.at + sum_place.size;
        sum += is_of_sum ? unsigned{' '} : static_cast<unsigned char>(header.at(i));
    }
    return sum;
}

std::optional<std::uint64_t> octal_in(const Header& header, Place place) {
    std::uint64_t value = 0;
    bool has_digit = false;
    for (std::size_t i = 0; i < place.size; ++i) {
        const char c = header.at(place.at + i);
        if (c == '\0' || c == ' ') {
            if (has_digit) break;
            continue;
        }
        if (c < '0' || c > '7') return std::nullopt;
        value = value * 8 + static_cast<std::uint64_t>(c - '0');
        has_digit = true;
    }
    return has_digit ? std::optional{value} : std::nullopt;
}

std::optional<std::uint64_t> size_in(const Header& header) {
    if (static_cast<unsigned char>(header.at(size_place.at)) != 0x80) {
        return octal_in(header, size_place);
    }
    std::uint64_t value = 0;
    for (std::size_t i = size_place.size - 8; i < size_place.size; ++i) {
        value = value * 256 + static_cast<unsigned char>(header.at(size_place.at + i));
    }
    return value;
}

std::uint64_t padding_of(std::uint64_t size) {
    return (block_size - size % block_size) % block_size;
}

}  // namespace

void TarWriter::begin(std::string_view name, std::uint64_t size, std::int64_t unix_seconds) {
    base::expects(!name.empty() && name.size() < name_place.size, "a name fits its place");
    Header header{};
    put(header, name_place, name);
    put_octal(header, mode_place, 0600);
    put_octal(header, owner_place, 0);
    put_octal(header, group_place, 0);
    put_size(header, size);
    put_octal(header, time_place,
              static_cast<std::uint64_t>(std::max<std::int64_t>(0, unix_seconds)));
    header.at(type_at) = '0';
    put(header, magic_place, magic);
    put_octal(header, {sum_place.at, sum_place.size - 1}, sum_of(header));
    header.at(sum_place.at + sum_place.size - 1) = ' ';
    out_({header.data(), header.size()});
    size_ = size;
    written_ = 0;
}

void TarWriter::write(std::string_view bytes) {
    written_ += bytes.size();
    base::expects(written_ <= size_, "a file has the size that was said");
    out_(bytes);
}

void TarWriter::end() {
    base::expects(written_ == size_, "a file has the size that was said");
    out_(std::string(padding_of(size_), '\0'));
}

void TarWriter::finish() {
    out_(std::string(2 * block_size, '\0'));
}

TarReader::TarReader(const std::filesystem::path& file)
    : in_{file, std::ios::binary}, file_{file.string()} {}

bool TarReader::fill(char* to, std::size_t size) {
    in_.read(to, static_cast<std::streamsize>(size));
    return in_.gcount() == static_cast<std::streamsize>(size);
}

base::Result<std::optional<TarEntry>> TarReader::next() {
    if (const auto skipped = read([](std::string_view) {}); !skipped) return skipped.failure();
    Header header{};
    if (!fill(header.data(), header.size())) {
        return base::malformed("backup_is_cut_off", {{"file", file_}});
    }
    const bool is_end = std::ranges::all_of(header, [](char c) { return c == '\0'; });
    if (is_end) return std::optional<TarEntry>{};
    const auto size = size_in(header);
    const bool is_file = header.at(type_at) == '0' && size &&
                         octal_in(header, sum_place) == sum_of(header) &&
                         std::string_view{header.data() + magic_place.at, 5} == "ustar";
    if (!is_file) return base::malformed("backup_is_no_archive", {{"file", file_}});
    const std::string_view name{header.data(), name_place.size};
    left_ = *size;
    padding_ = padding_of(*size);
    return std::optional{
        TarEntry{.name = std::string{name.substr(0, name.find('\0'))}, .size = *size}};
}

void TarReader::skip() {
    if (left_ > 0) in_.seekg(static_cast<std::streamoff>(left_), std::ios::cur);
    left_ = 0;
}

base::Result<base::Done> TarReader::read(const std::function<void(std::string_view)>& take) {
    std::string block(std::min(read_at_once, std::max(left_, padding_)), '\0');
    while (left_ > 0) {
        const auto part = std::min<std::uint64_t>(left_, block.size());
        if (!fill(block.data(), part)) {
            return base::malformed("backup_is_cut_off", {{"file", file_}});
        }
        take(std::string_view{block}.substr(0, part));
        left_ -= part;
    }
    if (padding_ > 0 && !fill(block.data(), padding_)) {
        return base::malformed("backup_is_cut_off", {{"file", file_}});
    }
    const std::string_view behind = std::string_view{block}.substr(0, padding_);
    if (!std::ranges::all_of(behind, [](char c) { return c == '\0'; })) {
        return base::malformed("backup_is_no_archive", {{"file", file_}});
    }
    padding_ = 0;
    return base::Done{};
}

}  // namespace ontzorgd::service
