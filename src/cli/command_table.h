// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/cli/command_line.h"

#include <CLI/CLI.hpp>

namespace ontzorgd::cli {

/// The program with every command, ready to read a command line or to be told about.
class CommandTable {
public:
    explicit CommandTable(const Serve& serve,
                          const Surroundings& surroundings = own_surroundings());

    [[nodiscard]] CLI::App& app() { return app_; }
    [[nodiscard]] Commands& commands() { return commands_; }

private:
    CLI::App app_;
    Commands commands_;
};

}  // namespace ontzorgd::cli
