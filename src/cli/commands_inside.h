// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "handling.h"
#include "new_password.h"
#include "ontzorgd/cli/commands.h"
#include "ontzorgd/cli/forward.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

/// @file
/// What Commands keeps of a command line while it is read and run.
namespace ontzorgd::cli {

/// A file, or some, that a command reads, and where their paths are kept.
struct InputFiles {
    const CLI::App* command;
    std::function<std::vector<std::string>()> paths;
    std::function<void(const std::vector<std::string>&)> use;
};

struct NewPassword {
    const CLI::App* command;
    const std::string* who;
    std::shared_ptr<std::string> file;
    std::shared_ptr<std::string> password;
    std::function<bool()> is_needed;
    bool is_own = false;  ///< of whoever gives the command
};

struct Globals {
    std::string state;
    std::string keys;
    std::string user;
    std::string password_file;
    std::string code;
    std::string today;
    std::string as_of;
    bool json = false;
    bool dry_run = false;

    [[nodiscard]] service::Places places() const {
        const std::string key_folder = keys.empty() ? state + "-sleutels" : keys;
        return {.state = state, .keys = key_folder};
    }
    [[nodiscard]] std::string password() const { return new_password(user, password_file); }
};

struct Commands::Inside {
    CLI::App& app;
    std::string version;
    Surroundings surroundings;
    Globals globals;
    std::vector<InputFiles> input_files;
    std::vector<NewPassword> new_passwords;
    std::map<std::string, CLI::App*, std::less<>> nouns;
    std::function<base::Result<service::Report>(const service::TextOut& out)> chosen;
    bool needs_directory = false;  ///< the command works in a directory that is there
    bool shows_practice = false;
    std::string given_command{};          ///< as in the policy tables
    const CLI::App* given_app = nullptr;  ///< with its options

    CLI::App* leaf(std::string_view noun, std::string_view verb, std::string_view help);
    [[nodiscard]] base::Result<service::Report> with_town(service::Mode mode,
                                                          const Lender::Work& work) const;
    void ask_new_passwords() const;
    void use_what_was_told();
    [[nodiscard]] Request request(std::span<const char* const> words) const;
    base::Result<service::Now> now(service::Municipality& town) const;
    base::Result<service::Report> run_change(const Change& action);
    void tell_who_came(service::Municipality& town, const std::optional<Lender::Person>& known,
                       const base::Result<service::Actor>& actor) const;
    base::Result<service::Actor> come_in(service::Municipality& town) const;
    base::Result<service::Report> run_read(const Print& action, const service::TextOut& out);
    base::Result<service::Report> run_beside(const Read& action);

    /// Remembers what was given, for the logs.
    void choose(const CLI::App* leaf_app, std::string_view noun, std::string_view verb) {
        given_app = leaf_app;
        given_command =
            noun.empty() ? std::string{verb} : std::string{noun} + ' ' + std::string{verb};
    }
    [[nodiscard]] GivenCommand given() const;
    Exit run(std::span<const char* const> words);
};

}  // namespace ontzorgd::cli
