// SPDX-License-Identifier: EUPL-1.2
//
// Runs in one process what is otherwise a process a command, so that tools/bench can time the line
// as a whole. Each line of the standard input is a command, its words separated by tabs; its exit
// code is written to the file descriptor that is given, as one digit.
#include "ontzorgd/cli/command_line.h"

#include <cstdlib>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

int main(int argc, char** argv) {
    if (argc != 2) return EXIT_FAILURE;
    const int answers = std::atoi(argv[1]);
    std::string line;
    while (std::getline(std::cin, line)) {
        std::vector<std::string> words{"ontzorgd"};
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find('\t', at), line.size());
            words.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        std::vector<const char*> arguments;
        for (const std::string& word : words) arguments.push_back(word.c_str());
        const ontzorgd::cli::Exit exit = ontzorgd::cli::run_command_line(arguments);
        const char digit = static_cast<char>('0' + static_cast<int>(exit));
        if (::write(answers, &digit, 1) != 1) return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
