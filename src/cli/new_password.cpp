// SPDX-License-Identifier: EUPL-1.2
#include "new_password.h"

#include "ontzorgd/service/files.h"

#include <algorithm>
#include <iostream>
#include <string_view>
#include <termios.h>
#include <unistd.h>

namespace ontzorgd::cli {

namespace {

/// Reads one line from the terminal without showing it.
std::string ask_password(std::string_view what, const std::string& who) {
    std::cerr << what << " van " << who << ": " << std::flush;
    termios shown{};
    const bool terminal = ::tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    }
    std::string line;
    std::getline(std::cin, line);
    if (terminal) ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    std::cerr << '\n';
    return line;
}

std::string first_line_of(const std::string& file) {
    std::string text = service::read_file(file);
    text.resize(std::min(text.find('\n'), text.size()));
    if (!text.empty() && text.back() == '\r') text.pop_back();
    return text;
}

}  // namespace

std::string new_password(const std::string& user, const std::string& file) {
    return file.empty() ? ask_password("Wachtwoord", user) : first_line_of(file);
}

std::string own_new_password(const std::string& user, const std::string& file) {
    if (!file.empty()) return first_line_of(file);
    for (;;) {
        std::string once = ask_password("Nieuw wachtwoord", user);
        if (once == ask_password("Nogmaals het nieuwe wachtwoord", user) || !std::cin) return once;
        std::cerr << "Dat is niet twee keer hetzelfde. Typ het opnieuw.\n";
    }
}

std::string ask_code() {
    std::cerr << "Code van de tweede factor: " << std::flush;
    std::string line;
    std::getline(std::cin, line);
    return line;
}

}  // namespace ontzorgd::cli
