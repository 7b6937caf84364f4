// SPDX-License-Identifier: EUPL-1.2
#include "commands_inside.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/wording/file_words.h"

#include <filesystem>
#include <iostream>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace ontzorgd::cli {

namespace {

/// What comes in on standard input, as a file in memory that lives as long as the process.
std::string kept_standard_input() {
    constexpr std::size_t most = 1'000'000;
    const int kept = ::memfd_create("standaardinvoer", MFD_CLOEXEC);
    if (kept < 0) throw service::FileFault{wording::file_fault_words(0, "keeping_input")};
    std::string text(most, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    for (std::string_view rest = text; !rest.empty();) {
        const ssize_t written = ::write(kept, rest.data(), rest.size());
        if (written <= 0) throw service::FileFault{wording::file_fault_words(0, "keeping_input")};
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return "/proc/self/fd/" + std::to_string(kept);
}

}  // namespace

void Commands::input_file(CLI::App* command, std::string_view name, std::string& path,
                          std::string_view help, OrText text) {
    command->add_option(std::string{name}, path, std::string{help})
        ->required(!name.starts_with('-'));
    inside_->input_files.push_back(
        {.command = command,
         .paths =
             [&path, text] {
                 const bool is_given = !path.empty() || text == OrText::from_standard_input;
                 return is_given ? std::vector{path} : std::vector<std::string>{};
             },
         .use =
             [&path](const std::vector<std::string>& paths) {
                 if (!paths.empty()) path = paths.front();
             }});
}

void Commands::input_files(CLI::App* command, std::string_view name,
                           std::vector<std::filesystem::path>& paths, std::string_view help) {
    command->add_option(std::string{name}, paths, std::string{help});
    inside_->input_files.push_back({.command = command,
                                    .paths =
                                        [&paths] {
                                            std::vector<std::string> texts;
                                            texts.reserve(paths.size());
                                            for (const auto& path : paths)
                                                texts.push_back(path.string());
                                            return texts;
                                        },
                                    .use =
                                        [&paths](const std::vector<std::string>& texts) {
                                            paths.assign(texts.begin(), texts.end());
                                        }});
}

std::shared_ptr<const std::string> Commands::new_password(CLI::App* command,
                                                          std::string_view option,
                                                          const std::string& who,
                                                          std::string_view help,
                                                          std::function<bool()> is_needed) {
    const auto file = std::make_shared<std::string>();
    const auto password = std::make_shared<std::string>();
    command->add_option(std::string{option}, *file, std::string{help});
    inside_->new_passwords.push_back({.command = command,
                                      .who = &who,
                                      .file = file,
                                      .password = password,
                                      .is_needed = std::move(is_needed)});
    return password;
}

std::shared_ptr<const std::string> Commands::own_new_password(CLI::App* command,
                                                              std::string_view option,
                                                              std::string_view help) {
    auto password = new_password(command, option, inside_->globals.user, help);
    inside_->new_passwords.back().is_own = true;
    return password;
}

void Commands::Inside::ask_new_passwords() const {
    if (surroundings.told != nullptr) return;
    for (const NewPassword& each : new_passwords) {
        if (each.command->parsed() && each.is_needed()) {
            *each.password = each.is_own ? cli::own_new_password(*each.who, *each.file)
                                         : cli::new_password(*each.who, *each.file);
        }
    }
}

/// Puts what was told in the place of what would be looked up here.
void Commands::Inside::use_what_was_told() {
    if (surroundings.told == nullptr) return;
    const Told& told = *surroundings.told;
    globals.user = told.user;
    globals.code = told.code;
    globals.today = told.today;
    globals.as_of = told.as_of;
    std::size_t next_password = 0;
    for (const NewPassword& each : new_passwords) {
        if (!each.command->parsed() || next_password == told.new_passwords.size()) continue;
        *each.password = told.new_passwords[next_password++];
    }
    std::size_t next_file = 0;
    for (const InputFiles& each : input_files) {
        if (!each.command->parsed()) continue;
        std::vector<std::string> paths = each.paths();
        for (std::string& path : paths) {
            // Never one of this process's own: a file that was not sent is not there.
            path = next_file < told.files.size() ? told.files[next_file++].path
                                                 : std::string{"/dev/null/"};
        }
        each.use(paths);
    }
}

/// What whoever has the directory is to do, with all that only this process can look up.
Request Commands::Inside::request(std::span<const char* const> words) const {
    Request request{.words = {words.begin(), words.end()},
                    .told = {.user = globals.user,
                             .password = {},
                             .code = globals.code,
                             .today = globals.today,
                             .as_of = globals.as_of,
                             .machine_user = {},
                             .new_passwords = {},
                             .files = {},
                             .ask_code = {}}};
    if (!globals.user.empty()) request.told.password = globals.password();
    ask_new_passwords();
    for (const NewPassword& each : new_passwords) {
        if (each.command->parsed()) request.told.new_passwords.push_back(*each.password);
    }
    for (const InputFiles& each : input_files) {
        if (!each.command->parsed()) continue;
        for (const std::string& path : each.paths()) {
            request.told.files.push_back({.name = path, .path = path});
            if (path.empty()) request.told.files.back().path = kept_standard_input();
        }
    }
    return request;
}

}  // namespace ontzorgd::cli
