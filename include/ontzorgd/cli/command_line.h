// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/commands.h"
#include "ontzorgd/service/inbox_rule.h"
#include "ontzorgd/service/schedule_plan.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

/// @file
/// The whole command line: every noun with its commands.
namespace ontzorgd::cli {

/// What `ontzorgd serve` was asked.
struct ServeOptions {
    service::Places places;
    std::vector<std::string> listen;
    std::string certificate;
    std::string key;
    std::string client_authorities;
    std::string configuration;     ///< a file that says all of the above; empty: none
    bool only_check = false;       ///< tells what is wrong with it, and starts nothing
    std::int64_t inbox_still = 5;  ///< seconds
    std::string backups;           ///< the folder in which they are; empty: nobody said
};
/// The daemon, which the command line itself does not know; gives how the process ends.
using Serve = std::function<base::Result<service::Report>(const ServeOptions&)>;

/// Runs one command, words[0] being the name of the program, and prints its answer. May be called
/// again and again; nothing is kept between two commands. Faults that no command catches are thrown
/// on.
/// `serve` runs until it is told to stop; without it there is no such command. A directory that a
/// daemon has open is not opened: the daemon is asked, with the same answer (forward.h).
[[nodiscard]] Exit run_command_line(std::span<const char* const> words, const Serve& serve = {},
                                    const Surroundings& surroundings = own_surroundings());

}  // namespace ontzorgd::cli
