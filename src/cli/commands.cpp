// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/commands.h"

#include "answer.h"
#include "new_password.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/cli/forward.h"
#include "ontzorgd/cli/usage.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/look_back.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <unistd.h>
#include <utility>

namespace ontzorgd::cli {

namespace {

/// Shows long work on a terminal, at most a few times a second.
service::Progress terminal_progress() {
    if (::isatty(STDERR_FILENO) == 0) return [](std::string_view, std::int64_t) {};
    auto last = std::make_shared<std::chrono::steady_clock::time_point>();
    return [last](std::string_view what, std::int64_t done) {
        const auto now = std::chrono::steady_clock::now();
        if (now - *last < std::chrono::milliseconds{200}) return;
        *last = now;
        std::cerr << "\r\033[K" << what << ": " << done << std::flush;
    };
}

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
};

}  // namespace

struct Globals {
    std::string state;
    std::string keys;
    std::string user;
    std::string password_file;
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
    std::string asked;  ///< the noun and verb
    std::vector<InputFiles> input_files;
    std::vector<NewPassword> new_passwords;
    std::map<std::string, CLI::App*, std::less<>> nouns;
    std::function<base::Result<service::Report>(const service::TextOut& out)> chosen;
    bool needs_directory = false;  ///< the command works in a directory that is there
    bool shows_practice = false;

    CLI::App* leaf(std::string_view noun, std::string_view verb, std::string_view help);
    base::Result<service::Report> with_town(service::Mode mode, const Lender::Work& work) const;
    base::Result<service::Actor> authenticated(service::Municipality& town) const;
    void ask_new_passwords() const;
    void use_what_was_told();
    [[nodiscard]] Request request(std::span<const char* const> words) const;
    base::Result<service::Now> now(service::Municipality& town) const;
    base::Result<service::Report> run_change(const Change& action);
    base::Result<service::Report> run_read(const Print& action, const service::TextOut& out);
    Exit run(std::span<const char* const> words);
};

Commands::Commands(CLI::App& app, std::string program_version, const Surroundings& surroundings)
    : inside_{std::make_unique<Inside>(Inside{.app = app,
                                              .version = std::move(program_version),
                                              .surroundings = surroundings,
                                              .globals = {},
                                              .asked = {},
                                              .input_files = {},
                                              .new_passwords = {},
                                              .nouns = {},
                                              .chosen = {}})} {
    app.require_subcommand(1);
}
Commands::~Commands() = default;

namespace {

/// The library puts each command, and its --help, under an English heading.
CLI::App* add_command(CLI::App* parent, const std::string& name, const std::string& help) {
    CLI::App* added = parent->add_subcommand(name, help);
    added->group(commands_heading);
    added->get_help_ptr()->group(options_heading);
    return added;
}

}  // namespace

CLI::App* Commands::Inside::leaf(std::string_view noun, std::string_view verb,
                                 std::string_view help) {
    CLI::App* parent = &app;
    if (!noun.empty()) {
        // A noun may have a noun of its own: "client destroy".
        std::string path;
        for (const std::string_view word : base::split_text(noun, ' ')) {
            path += ' ';
            path += word;
            auto [place, is_new] = nouns.try_emplace(path, nullptr);
            if (is_new) {
                place->second = add_command(parent, std::string{word}, "");
                place->second->require_subcommand(1);
            }
            parent = place->second;
        }
    }
    CLI::App* command = add_command(parent, std::string{verb}, std::string{help});
    command->parse_complete_callback(
        [this, name = std::string{noun} + ' ' + std::string{verb}] { asked = name; });
    command->add_flag("--json", globals.json, "Antwoord als JSON");
    return command;
}

namespace {

void add_state_options(CLI::App* command, Globals& globals) {
    command->add_option("--state", globals.state, "Map van de gemeente")
        ->envname("ONTZORGD_STATE")
        ->default_val("ontzorgd-gegevens");
    command
        ->add_option("--keys", globals.keys,
                     "Map met sleutels (standaard: naast de map van de gemeente)")
        ->envname("ONTZORGD_KEYS");
}

void add_place_options(CLI::App* command, Globals& globals) {
    add_state_options(command, globals);
    command->add_option("--today", globals.today, "Dag van vandaag, alleen in een oefenmap");
}

}  // namespace

CLI::App* Commands::change(std::string_view noun, std::string_view verb, std::string_view help,
                           Change action) {
    CLI::App* command = inside_->leaf(noun, verb, help);
    Globals& globals = inside_->globals;
    add_place_options(command, globals);
    command->add_option("--as", globals.user, "Wie dit doet")
        ->envname("ONTZORGD_USER")
        ->required(inside_->surroundings.told == nullptr);
    command->add_option(
        "--password-file", globals.password_file,
        "Bestand met het wachtwoord op de eerste regel (anders wordt erom gevraagd)");
    command->add_flag("--dry-run", globals.dry_run,
                      "Laat zien wat er zou gebeuren en verandert niets");
    command->callback([this, action = std::move(action)] {
        inside_->needs_directory = true;
        inside_->chosen = [this, action](const service::TextOut&) {
            return inside_->run_change(action);
        };
    });
    return command;
}

CLI::App* Commands::print(std::string_view noun, std::string_view verb, std::string_view help,
                          Print action) {
    CLI::App* command = inside_->leaf(noun, verb, help);
    add_place_options(command, inside_->globals);
    command
        ->add_option("--as-of", inside_->globals.as_of,
                     "Stand aan het eind van deze dag (JJJJ-MM-DD)")
        ->check([](const std::string& day) { return std::string{day.empty() ? "empty" : ""}; });
    command->callback([this, action = std::move(action)] {
        inside_->needs_directory = true;
        inside_->chosen = [this, action](const service::TextOut& out) {
            return inside_->run_read(action, out);
        };
    });
    return command;
}

CLI::App* Commands::read(std::string_view noun, std::string_view verb, std::string_view help,
                         Read action) {
    return print(noun, verb, help,
                 [action = std::move(action)](Reading& reading, const service::TextOut&) {
                     return action(reading);
                 });
}

CLI::App* Commands::read_if_there(std::string_view noun, std::string_view verb,
                                  std::string_view help, Read action, Plain plain) {
    CLI::App* command = read(noun, verb, help, action);
    command->callback([this, command, action = std::move(action), plain = std::move(plain)] {
        const Globals& globals = inside_->globals;
        const bool is_named = inside_->surroundings.lender != nullptr ||
                              command->count("--state") > 0 || command->count("--as-of") > 0;
        if (!is_named && !std::filesystem::exists(globals.state)) {
            inside_->chosen = [plain](const service::TextOut&) { return plain(); };
            return;
        }
        inside_->needs_directory = true;
        inside_->chosen = [this, action](const service::TextOut& out) {
            return inside_->run_read(
                [&](Reading& reading, const service::TextOut&) { return action(reading); }, out);
        };
    });
    return command;
}

CLI::App* Commands::plain(std::string_view noun, std::string_view verb, std::string_view help,
                          Plain action) {
    CLI::App* command = inside_->leaf(noun, verb, help);
    command->callback([this, action = std::move(action)] {
        inside_->chosen = [action](const service::TextOut&) { return action(); };
    });
    return command;
}

CLI::App* Commands::stay(
    std::string_view verb, std::string_view help,
    std::function<base::Result<service::Report>(const service::Places&)> action) {
    CLI::App* command = inside_->leaf("", verb, help);
    add_state_options(command, inside_->globals);
    command->callback([this, action = std::move(action)] {
        inside_->chosen = [this, action](const service::TextOut&) {
            return action(inside_->globals.places());
        };
    });
    return command;
}

CLI::App* Commands::init(
    std::string_view help,
    std::function<base::Result<service::Report>(const service::Places&, service::Mode, service::Now,
                                                const std::string& password)>
        action) {
    CLI::App* command = inside_->leaf("", "init", help);
    Globals& globals = inside_->globals;
    add_place_options(command, globals);
    command->add_option("--beheerder", globals.user, "Naam van de eerste beheerder")->required();
    command->add_option("--password-file", globals.password_file, "Bestand met het wachtwoord");
    command->add_flag("--dry-run", globals.dry_run,
                      "Laat zien wat er zou gebeuren en verandert niets");
    command->callback([this, action = std::move(action)] {
        inside_->chosen = [this, action](const service::TextOut&) -> base::Result<service::Report> {
            service::Now now = service::now_from_clock();
            if (!inside_->globals.today.empty()) {
                const auto day = values::CivilDate::parse(inside_->globals.today);
                if (!day) return day.failure();
                now = service::now_in_practice(day.value(), 0);
            }
            const service::Mode mode =
                inside_->globals.dry_run ? service::Mode::dry_run : service::Mode::change;
            return action(inside_->globals.places(), mode, now, inside_->globals.password());
        };
    });
    return command;
}

void Commands::input_file(CLI::App* command, std::string_view name, std::string& path,
                          std::string_view help) {
    command->add_option(std::string{name}, path, std::string{help})
        ->required(!name.starts_with('-'));
    inside_->input_files.push_back(
        {.command = command,
         .paths = [&path] { return std::vector{path}; },
         .use = [&path](const std::vector<std::string>& paths) { path = paths.front(); }});
}

void Commands::input_files(CLI::App* command, std::string_view name,
                           std::vector<std::filesystem::path>& paths, std::string_view help) {
    command->add_option(std::string{name}, paths, std::string{help});
    inside_->input_files.push_back({.command = command,
                                    .paths =
                                        [&paths] {
                                            std::vector<std::string> texts;
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
                                                          std::string_view help) {
    const auto file = std::make_shared<std::string>();
    const auto password = std::make_shared<std::string>();
    command->add_option(std::string{option}, *file, std::string{help});
    inside_->new_passwords.push_back(
        {.command = command, .who = &who, .file = file, .password = password});
    return password;
}

void Commands::Inside::ask_new_passwords() const {
    if (surroundings.told != nullptr) return;
    for (const NewPassword& each : new_passwords) {
        if (each.command->parsed()) *each.password = cli::new_password(*each.who, *each.file);
    }
}

/// Puts what was told in the place of what would be looked up here.
void Commands::Inside::use_what_was_told() {
    if (surroundings.told == nullptr) return;
    const Told& told = *surroundings.told;
    globals.user = told.user;
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
            path = next_file < told.files.size() ? told.files[next_file++].path : std::string{};
        }
        each.use(paths);
    }
}

/// What whoever has the directory is to do, with all that only this process can look up.
Request Commands::Inside::request(std::span<const char* const> words) const {
    Request request{.words = {words.begin(), words.end()},
                    .told = {.user = globals.user,
                             .password = {},
                             .today = globals.today,
                             .as_of = globals.as_of,
                             .new_passwords = {},
                             .files = {}}};
    if (!globals.user.empty()) request.told.password = globals.password();
    ask_new_passwords();
    for (const NewPassword& each : new_passwords) {
        if (each.command->parsed()) request.told.new_passwords.push_back(*each.password);
    }
    for (const InputFiles& each : input_files) {
        if (!each.command->parsed()) continue;
        for (const std::string& path : each.paths()) {
            request.told.files.push_back({.name = path, .path = path});
        }
    }
    return request;
}

base::Result<service::Report> Commands::Inside::with_town(service::Mode mode,
                                                          const Lender::Work& work) const {
    if (surroundings.lender != nullptr) {
        return surroundings.lender->lend(
            {.mode = mode, .looks_back = !globals.as_of.empty(), .command = asked}, work);
    }
    auto town =
        service::Municipality::open(globals.places(), mode, service::now_from_clock().unix_seconds);
    if (!town) return town.failure();
    return work(town.value());
}

base::Result<service::Actor> Commands::Inside::authenticated(service::Municipality& town) const {
    return service::authenticate(town, globals.user, globals.password());
}

base::Result<service::Now> Commands::Inside::now(service::Municipality& town) const {
    std::optional<values::CivilDate> day;
    if (!globals.today.empty()) {
        const auto parsed = values::CivilDate::parse(globals.today);
        if (!parsed) return parsed.failure();
        day = parsed.value();
    }
    return service::begin_now(town, day);
}

base::Result<service::Report> Commands::Inside::run_change(const Change& action) {
    std::optional<service::Actor> known;
    if (surroundings.lender != nullptr) {
        // Before the directory is lent: checking a password takes long, and others wait for it.
        auto actor = surroundings.lender->authenticate(globals.user, surroundings.told->password);
        if (!actor) return actor.failure();
        known = std::move(actor).value();
    }
    const service::Mode mode = globals.dry_run ? service::Mode::dry_run : service::Mode::change;
    return with_town(mode, [&](service::Municipality& town) -> base::Result<service::Report> {
        shows_practice = town.is_practice();
        const auto moment = now(town);
        if (!moment) return moment.failure();
        if (!known) {
            auto actor = authenticated(town);
            if (!actor) return actor.failure();
            known = std::move(actor).value();
        }
        ask_new_passwords();
        service::Context context{.town = town, .actor = *known, .now = moment.value()};
        if (surroundings.lender != nullptr) {
            context.between_slices = [this] { surroundings.lender->between_slices(); };
        } else {
            context.progress = terminal_progress();
        }
        service::settle_hand_overs(context);
        return action(context);
    });
}

/// A question about an earlier day is asked of the municipality as it was then: no command needs to
/// know. A day that has yet to come has no end to tell of; it is answered as it is now.
base::Result<service::Report> Commands::Inside::run_read(const Print& action,
                                                         const service::TextOut& out) {
    return with_town(service::Mode::read,
                     [&](service::Municipality& town) -> base::Result<service::Report> {
                         shows_practice = town.is_practice();
                         const auto present = now(town);
                         if (!present) return present.failure();
                         service::Now moment = present.value();
                         if (!globals.as_of.empty()) {
                             const auto day = values::CivilDate::parse(globals.as_of);
                             if (!day) return day.failure();
                             if (day.value() < moment.today)
                                 moment = service::look_back(town, day.value());
                         }
                         Reading reading{.town = town,
                                         .now = moment,
                                         .as_of = moment.today,
                                         .looks_back = moment.today < present.value().today};
                         if (surroundings.lender == nullptr) reading.progress = terminal_progress();
                         return action(reading, out);
                     });
}

Exit Commands::Inside::run(std::span<const char* const> words) {
    const std::ostream& out = surroundings.out;
    BlockWriter text{surroundings.out};
    const base::Result<service::Report> result = surroundings.lender != nullptr && !needs_directory
                                                     ? base::refuse("command_is_not_for_a_daemon")
                                                     : chosen([&](std::string_view part) {
                                                           if (!globals.json) text.write(part);
                                                       });
    if (!result && needs_directory && surroundings.lender == nullptr &&
        result.error().code == "state_directory_is_in_use") {
        auto daemon = DaemonLine::open(globals.places().state);
        if (daemon) return daemon->ask(request(words), surroundings);
    }
    text.flush();
    const Exit code = print_answer(surroundings,
                                   {.json = globals.json,
                                    .is_practice = shows_practice,
                                    .is_dry_run = globals.dry_run,
                                    .has_text = text.wrote()},
                                   result);
    surroundings.out.flush();
    if (!out) throw service::FileFault{"writing the answer"};
    return code;
}

Exit Commands::run(std::span<const char* const> words) {
    inside_->use_what_was_told();
    return tell_faults(inside_->surroundings, [&] { return inside_->run(words); });
}

}  // namespace ontzorgd::cli
