// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/message.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace ontzorgd::http {

namespace {

constexpr std::array method_texts{"GET",   "HEAD",   "POST",    "PUT",
                                  "PATCH", "DELETE", "OPTIONS", "OTHER"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char left, char right) { return lower(left) == lower(right); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

std::string_view to_text(Method method) {
    return method_texts.at(static_cast<std::size_t>(method));
}

std::string_view value_of(const std::vector<Header>& headers, std::string_view name) {
    for (const Header& header : headers) {
        if (is_same_name(header.name, name)) return header.value;
    }
    return {};
}

std::size_t count_of(const std::vector<Header>& headers, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(
        headers, [&](const Header& header) { return is_same_name(header.name, name); }));
}

std::string_view cookie_of(const std::vector<Header>& headers, std::string_view name) {
    std::string_view found;
    int count = 0;
    for (const Header& header : headers) {
        if (!is_same_name(header.name, "Cookie")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
            rest.remove_prefix(std::min(rest.size(), rest.find(';') == std::string_view::npos
                                                         ? rest.size()
                                                         : rest.find(';') + 1));
            const std::size_t equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
            found = pair.substr(equals + 1);
            ++count;
        }
    }
    return count == 1 ? found : std::string_view{};
}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

Response& Response::set(std::string_view name, std::string_view value) {
    headers.push_back({.name = std::string{name}, .value = std::string{value}});
    return *this;
}

Reply::Reply(std::function<void(Response)> send, std::function<Response()> unanswered)
    : send_{std::move(send)}, unanswered_{std::move(unanswered)} {}

Reply::~Reply() {
    give_up();
}

Reply::Reply(Reply&& other) noexcept
    : send_{std::exchange(other.send_, nullptr)}, unanswered_{std::move(other.unanswered_)} {}

Reply& Reply::operator=(Reply&& other) noexcept {
    if (this != &other) {
        give_up();
        send_ = std::exchange(other.send_, nullptr);
        unanswered_ = std::move(other.unanswered_);
    }
    return *this;
}

void Reply::operator()(Response response) {
    base::expects(send_ != nullptr, "a request is answered once");
    const auto send = std::exchange(send_, nullptr);
    send(std::move(response));
}

void Reply::give_up() {
    if (send_ == nullptr) return;
    const auto send = std::exchange(send_, nullptr);
    send(unanswered_());
}

}  // namespace ontzorgd::http
