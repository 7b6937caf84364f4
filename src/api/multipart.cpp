// SPDX-License-Identifier: EUPL-1.2
#include "multipart.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ontzorgd::api {

namespace {

constexpr std::size_t longest_boundary = 70;   // RFC 2046, 5.1.1
constexpr std::size_t longest_headers = 4096;  // of one part
constexpr std::size_t longest_padding = 64;    // blanks after a delimiter
constexpr std::size_t most_parts = 8;
constexpr std::string_view field_name = "bestand";
constexpr std::string_view line_end = "\r\n";

std::string lower(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

bool is_of_boundary(char c) {
    constexpr std::string_view others = "'()+_,-./:=? ";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           others.find(c) != std::string_view::npos;
}

/// "a; b=\"c;d\"" in its parts: a semicolon between quotes separates nothing.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    bool is_quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_quoted && text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            is_quoted = !is_quoted;
        } else if (text[at] == ';' && !is_quoted) {
            parts.push_back(base::trimmed(text.substr(begin, at - begin)));
            begin = at + 1;
        }
    }
    parts.push_back(base::trimmed(text.substr(begin)));
    return parts;
}

/// The value of `name` among the parameters; nothing when it is not there, or more than once.
std::optional<std::string> parameter(std::string_view text, std::string_view name) {
    std::optional<std::string> found;
    const std::vector<std::string_view> parts = parts_of(text);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::size_t equals = std::min(parts[i].find('='), parts[i].size());
        if (lower(base::trimmed(parts[i].substr(0, equals))) != name) continue;
        if (found) return std::nullopt;
        std::string_view value =
            base::trimmed(parts[i].substr(std::min(equals + 1, parts[i].size())));
        const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
        if (is_quoted) value = value.substr(1, value.size() - 2);
        found = std::string{value};
    }
    return found;
}

}  // namespace

base::Result<std::string> boundary_of(std::string_view content_type) {
    auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > longest_boundary ||
        boundary->back() == ' ' || !std::ranges::all_of(*boundary, is_of_boundary)) {
        return base::malformed("multipart_boundary_is_missing");
    }
    return std::move(*boundary);
}

/// The first delimiter needs no line end before it: it is read as if it had one.
Multipart::Multipart(std::string_view boundary, std::function<void(std::string_view)> file)
    : delimiter_{"\r\n--" + std::string{boundary}}, file_{std::move(file)}, buffer_{line_end} {}

void Multipart::take(std::string_view bytes) {
    constexpr std::size_t most_at_once = 65'536;
    while (!bytes.empty() && state_ != State::after && state_ != State::broken) {
        const std::string_view piece = bytes.substr(0, most_at_once);
        bytes.remove_prefix(piece.size());
        buffer_ += piece;
        while (step()) {
        }
    }
}

bool Multipart::step() {
    switch (state_) {
        case State::before: return pass_to_delimiter(false);
        case State::body: return pass_to_delimiter(true);
        case State::delimiter: return after_delimiter();
        case State::headers: return read_headers();
        case State::after:
        case State::broken: break;
    }
    return false;
}

bool Multipart::pass_to_delimiter(bool is_of_part) {
    const std::size_t at = buffer_.find(delimiter_);
    const bool is_found = at != std::string::npos;
    // What may be the beginning of a delimiter stays.
    const std::size_t sure =
        is_found ? at : buffer_.size() - std::min(buffer_.size(), delimiter_.size() - 1);
    if (is_of_part && is_file_ && sure > 0) file_(std::string_view{buffer_}.substr(0, sure));
    buffer_.erase(0, is_found ? at + delimiter_.size() : sure);
    if (is_found) state_ = State::delimiter;
    return is_found;
}

bool Multipart::after_delimiter() {
    if (buffer_.size() < line_end.size()) return false;
    if (buffer_.starts_with("--")) {
        buffer_.clear();
        state_ = State::after;
        return false;
    }
    const std::size_t end = buffer_.find(line_end);
    const std::string_view padding = std::string_view{buffer_}.substr(0, end);
    const bool is_blank =
        std::ranges::all_of(padding, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
    if (!is_blank || padding.size() > longest_padding) {
        break_off("multipart_is_malformed");
        return false;
    }
    if (end == std::string::npos) return false;
    // The line end stays: a part without headers has its blank line at once.
    buffer_.erase(0, end);
    state_ = State::headers;
    return true;
}

bool Multipart::read_headers() {
    const std::size_t end = buffer_.find("\r\n\r\n");
    if (end == std::string::npos ? buffer_.size() > longest_headers : end > longest_headers) {
        break_off("multipart_header_is_too_long");
        return false;
    }
    if (end == std::string::npos) return false;
    const std::string headers = buffer_.substr(0, end);
    buffer_.erase(0, end + 2 * line_end.size());
    begin_part(headers);
    if (state_ == State::broken) return false;
    state_ = State::body;
    return true;
}

void Multipart::begin_part(std::string_view headers) {
    is_file_ = false;
    if (++parts_ > most_parts) {
        break_off("multipart_is_malformed");
        return;
    }
    std::optional<std::string> name;
    bool is_plain = true;
    for (std::string_view line : base::split_text(headers, '\n')) {
        line = base::trimmed(line);
        const std::size_t colon = std::min(line.find(':'), line.size());
        const std::string header = lower(line.substr(0, colon));
        const std::string_view value = base::trimmed(line.substr(std::min(colon + 1, line.size())));
        if (header == "content-disposition" && lower(parts_of(value).front()) == "form-data") {
            name = parameter(value, "name");
        } else if (header == "content-type" && lower(value).starts_with("multipart/")) {
            find("multipart_is_nested");
            is_plain = false;
        } else if (header == "content-transfer-encoding" && lower(value) != "binary" &&
                   lower(value) != "8bit" && lower(value) != "7bit") {
            find("multipart_is_encoded");
            is_plain = false;
        }
    }
    if (!name) {
        find("multipart_is_malformed");
    } else if (*name != field_name) {
        find("field_is_unknown", base::is_utf8(*name) ? *name : "?");
    } else if (has_file_) {
        find("field_is_given_twice", field_name);
    } else {
        has_file_ = true;
        is_file_ = is_plain;
    }
}

void Multipart::find(std::string_view code, std::string_view field) {
    base::Error error{.kind = base::ErrorKind::malformed, .code = std::string{code}, .details = {}};
    if (!field.empty()) error.details.push_back({.name = "field", .value = std::string{field}});
    causes_.push_back(std::move(error));
}

void Multipart::break_off(std::string_view code) {
    find(code);
    buffer_.clear();
    state_ = State::broken;
}

base::Result<base::Done> Multipart::end() {
    if (state_ != State::after && state_ != State::broken) find("multipart_is_cut_short");
    if (!has_file_ && state_ == State::after) find("field_is_missing", field_name);
    if (causes_.empty()) return base::Done{};
    base::Error error{
        .kind = base::ErrorKind::malformed, .code = "request_is_not_accepted", .details = {}};
    error.causes = std::move(causes_);
    return base::Failure{std::move(error)};
}

}  // namespace ontzorgd::api
