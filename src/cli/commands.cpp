// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/commands.h"

#include "answer.h"
#include "commands_inside.h"
#include "noun_help.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/cli/usage.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/gate.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/wording/file_words.h"

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

}  // namespace

Commands::Commands(CLI::App& app, std::string program_version, const Surroundings& surroundings)
    : inside_{std::make_unique<Inside>(Inside{.app = app,
                                              .version = std::move(program_version),
                                              .surroundings = surroundings,
                                              .globals = {},
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
                place->second =
                    add_command(parent, std::string{word}, std::string{noun_help(path.substr(1))});
                place->second->require_subcommand(1);
            }
            parent = place->second;
        }
    }
    CLI::App* command = add_command(parent, std::string{verb}, std::string{help});
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
    command->add_option("--second-factor", globals.code,
                        "Code van de tweede factor (anders wordt erom gevraagd)");
    command->add_flag("--dry-run", globals.dry_run,
                      "Laat zien wat er zou gebeuren en verandert niets");
    command->callback([this, command, noun = std::string{noun}, verb = std::string{verb},
                       action = std::move(action)] {
        inside_->choose(command, noun, verb);
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
    command->callback([this, command, noun = std::string{noun}, verb = std::string{verb},
                       action = std::move(action)] {
        inside_->choose(command, noun, verb);
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
    command->callback([this, command, noun = std::string{noun}, verb = std::string{verb},
                       action = std::move(action), plain = std::move(plain)] {
        inside_->choose(command, noun, verb);
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

CLI::App* Commands::beside(std::string_view noun, std::string_view verb, std::string_view help,
                           Read action) {
    CLI::App* command = inside_->leaf(noun, verb, help);
    add_place_options(command, inside_->globals);
    command->callback([this, command, noun = std::string{noun}, verb = std::string{verb},
                       action = std::move(action)] {
        inside_->choose(command, noun, verb);
        inside_->chosen = [this, action](const service::TextOut&) {
            return inside_->run_beside(action);
        };
    });
    return command;
}

CLI::App* Commands::with_keys(
    std::string_view noun, std::string_view verb, std::string_view help,
    std::function<base::Result<service::Report>(const service::Places&)> action) {
    CLI::App* command = inside_->leaf(noun, verb, help);
    add_place_options(command, inside_->globals);
    command->callback([this, action = std::move(action)] {
        inside_->chosen = [this, action](const service::TextOut&) {
            return action(inside_->globals.places());
        };
    });
    return command;
}

CLI::App* Commands::enter(
    std::string_view verb, std::string_view help,
    std::function<base::Result<service::Report>(const service::Places&, const Giver&)> action) {
    CLI::App* command = inside_->leaf("", verb, help);
    inside_->nouns.emplace(' ' + std::string{verb}, command);
    Globals& globals = inside_->globals;
    add_place_options(command, globals);
    command->add_option("--as", globals.user, "Wie dit doet")->envname("ONTZORGD_USER");
    command->add_option(
        "--password-file", globals.password_file,
        "Bestand met het wachtwoord op de eerste regel (anders wordt erom gevraagd)");
    command->callback([this, command, action = std::move(action)] {
        if (!command->get_subcommands().empty()) return;
        inside_->chosen = [this, action](const service::TextOut&) -> base::Result<service::Report> {
            const Globals& given = inside_->globals;
            if (given.user.empty()) return base::refuse("user_is_missing");
            Giver giver{.user = given.user, .password = given.password(), .practice_day = {}};
            if (!given.today.empty()) {
                const auto day = values::CivilDate::parse(given.today);
                if (!day) return day.failure();
                giver.practice_day = day.value();
            }
            return action(given.places(), giver);
        };
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
    std::function<base::Result<service::Report>(const service::Places&, service::Mode,
                                                std::optional<values::CivilDate> practice_day,
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
            std::optional<values::CivilDate> practice_day;
            if (!inside_->globals.today.empty()) {
                const auto day = values::CivilDate::parse(inside_->globals.today);
                if (!day) return day.failure();
                practice_day = day.value();
            }
            const service::Mode mode =
                inside_->globals.dry_run ? service::Mode::dry_run : service::Mode::change;
            return action(inside_->globals.places(), mode, practice_day,
                          inside_->globals.password());
        };
    });
    return command;
}

base::Result<service::Report> Commands::Inside::with_town(service::Mode mode,
                                                          const Lender::Work& work) const {
    if (surroundings.lender != nullptr) {
        return surroundings.lender->lend(
            {.mode = mode, .looks_back = !globals.as_of.empty(), .command = given_command}, work);
    }
    auto town =
        service::Municipality::open(globals.places(), mode, service::now_from_clock().unix_seconds);
    if (!town) return town.failure();
    return work(town.value());
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

namespace {

base::Result<service::Actor> show_code(service::Municipality& town, service::Actor actor,
                                       const std::string& code) {
    if (const auto used = service::use_code(town, actor.id, code, service::clock_now()); !used)
        return used.failure();
    actor.has_second_factor = true;
    return actor;
}

/// Who was let in before the directory was lent, as they are now: a role or a second factor may
/// have been taken meanwhile, and another password have come.
base::Result<service::Actor> still(service::Municipality& town, const Lender::Person& person,
                                   const std::string& code) {
    auto actor = service::actor_named(town, person.actor.name);
    const bool shows_code = actor && service::second_factor_in_use(town, actor->id) != 0;
    const bool is_the_same = actor && actor->password == person.actor.password;
    if (!is_the_same || shows_code != person.shows_code) {
        return base::refuse("name_or_password_is_wrong", {{"user", person.actor.name}});
    }
    if (!shows_code) return std::move(*actor);
    return show_code(town, std::move(*actor), code);
}

}  // namespace

/// Who has a second factor in use shows it as well.
base::Result<service::Actor> Commands::Inside::come_in(service::Municipality& town) const {
    auto actor = service::authenticate(town, globals.user, globals.password());
    if (!actor || service::second_factor_in_use(town, actor.value().id) == 0) return actor;
    const std::string code = globals.code.empty() ? ask_code() : globals.code;
    return show_code(town, std::move(actor).value(), code);
}

GivenCommand Commands::Inside::given() const {
    const std::string machine =
        surroundings.told == nullptr ? user_of_machine() : surroundings.told->machine_user;
    return {.user = globals.user.empty() ? machine : globals.user,
            .command = given_command,
            .subject = subject_of(*given_app)};
}

/// To what counts wrong codes and writes of wrong logins.
void Commands::Inside::tell_who_came(service::Municipality& town,
                                     const std::optional<Lender::Person>& known,
                                     const base::Result<service::Actor>& actor) const {
    if (known && known->shows_code)
        surroundings.lender->showed_code(known->actor.name, static_cast<bool>(actor));
    if (!actor) log_wrong_login(town, globals.user);
}

base::Result<service::Report> Commands::Inside::run_change(const Change& action) {
    std::optional<Lender::Person> known;
    std::string code = globals.code;
    if (surroundings.lender != nullptr) {
        // Before the directory is lent: checking a password takes long, and so do people who look
        // for their telephone; others wait for whoever has it.
        auto person = surroundings.lender->authenticate(globals.user, surroundings.told->password);
        if (!person) return person.failure();
        known = std::move(person).value();
        if (known->shows_code && code.empty()) code = surroundings.told->ask_code();
    }
    const service::Mode mode = globals.dry_run ? service::Mode::dry_run : service::Mode::change;
    return with_town(mode, [&](service::Municipality& town) -> base::Result<service::Report> {
        shows_practice = town.is_practice();
        const auto moment = now(town);
        if (!moment) return moment.failure();
        base::Result<service::Actor> actor = !known ? come_in(town) : still(town, *known, code);
        tell_who_came(town, known, actor);
        if (!actor) return actor.failure();
        service::Context context{
            .town = town, .actor = std::move(actor).value(), .now = moment.value()};
        if (surroundings.lender == nullptr) {
            context.progress = terminal_progress();
        } else if (mode == service::Mode::change) {
            // A trial runs on a copy, and on another thread than the writer's.
            context.between_slices = [this] { surroundings.lender->between_slices(); };
        }
        // What is refused is logged too.
        return once_logged(
            town, context.now.today, given(), [&]() -> base::Result<service::Report> {
                const auto passed = service::pass_gate(town, context.actor, given_command);
                if (!passed) return passed.failure();
                ask_new_passwords();
                service::settle_hand_overs(context);
                return action(context);
            });
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
                         std::optional<service::Past> past;
                         if (!globals.as_of.empty()) {
                             const auto day = values::CivilDate::parse(globals.as_of);
                             if (!day) return day.failure();
                             past.emplace(town, day.value(), present.value());
                             moment = past->now();
                         }
                         Reading reading{.town = town,
                                         .now = moment,
                                         .as_of = moment.today,
                                         .looks_back = moment.today < present.value().today};
                         if (surroundings.lender == nullptr) reading.progress = terminal_progress();
                         return once_logged(town, present.value().today, given(),
                                            [&] { return action(reading, out); });
                     });
}

base::Result<service::Report> Commands::Inside::run_beside(const Read& action) {
    return with_town(service::Mode::beside,
                     [&](service::Municipality& town) -> base::Result<service::Report> {
                         shows_practice = town.is_practice();
                         const auto present = now(town);
                         if (!present) return present.failure();
                         Reading reading{.town = town,
                                         .now = present.value(),
                                         .as_of = present.value().today,
                                         .progress = terminal_progress()};
                         return once_logged(town, present.value().today, given(),
                                            [&] { return action(reading); });
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
        // People take their time to type: the daemon is called once everything is there.
        if (DaemonLine::open(globals.places().state)) {
            const Request all = request(words);
            auto daemon = DaemonLine::open(globals.places().state);
            if (daemon) return daemon->ask(all, surroundings);
        }
    }
    text.flush();
    const Exit code = print_answer(surroundings,
                                   {.json = globals.json,
                                    .is_practice = shows_practice,
                                    .is_dry_run = globals.dry_run,
                                    .has_text = text.wrote()},
                                   result);
    surroundings.out.flush();
    if (!out) throw service::FileFault{wording::file_fault_words(0, "writing_the_answer")};
    return code;
}

Exit Commands::run(std::span<const char* const> words) {
    inside_->use_what_was_told();
    return tell_faults(inside_->surroundings, [&] { return inside_->run(words); });
}

}  // namespace ontzorgd::cli
