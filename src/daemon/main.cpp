// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/command_line.h"
#include "serve.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <span>
#include <sys/stat.h>

int main(int argc, char** argv) {
    // A file that grows past a limit of the system is a fault of the world, told like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    // What it makes is for its owner and group alone, or for fewer where whoever starts it says so.
    constexpr mode_t nobody_else = 027;
    ::umask(::umask(nobody_else) | nobody_else);
    try {
        return static_cast<int>(ontzorgd::cli::run_command_line(
            {argv, static_cast<std::size_t>(argc)}, ontzorgd::daemon::serve));
    } catch (const std::exception& error) {
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
    }
    return static_cast<int>(ontzorgd::cli::Exit::fault);
}
