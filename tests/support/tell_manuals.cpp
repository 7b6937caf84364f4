// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/manuals.h"
#include "ontzorgd/messages/configuration.h"

#include <iostream>
#include <string_view>

/// @file
/// Prints what is made of the tables of the program for its users: tell_manuals WHAT. For
/// tools/manuals.

int main(int argc, char** argv) {
    const std::string_view what = argc == 2 ? argv[1] : "";
    if (what == "configuration") {
        std::cout << ontzorgd::messages::example_configuration();
    } else if (what == "configuration_page") {
        std::cout << ontzorgd::messages::configuration_page();
    } else if (what == "page") {
        std::cout << ontzorgd::cli::manual_page();
    } else if (what == "completion") {
        std::cout << ontzorgd::cli::bash_completion();
    } else {
        std::cerr << "tell_manuals: configuration, configuration_page, page or completion\n";
        return 2;
    }
    return std::cout.flush() ? 0 : 1;
}
