// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/commands.h"

#include "new_password.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/cli/usage.h"
#include "ontzorgd/crypto/fault.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/gate.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/second_factor.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/wording/sentence.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <pwd.h>
#include <unistd.h>
#include <utility>

namespace ontzorgd::cli {

namespace {

Exit exit_for(const base::Error& error) {
    // Nothing was asked wrongly: another program has the directory. Later it will do.
    if (error.code == "state_directory_is_in_use") return Exit::fault;
    switch (error.kind) {
        case base::ErrorKind::refused: return Exit::refused;
        case base::ErrorKind::malformed: return Exit::malformed;
        case base::ErrorKind::usage: return Exit::usage;
    }
    return Exit::refused;
}

service::Report error_report(const base::Error& error) {
    service::Report report;
    report.add("fout", error.code).add("zin", wording::sentence(error));
    service::Report details;
    for (const base::Detail& detail : error.details) details.add(detail.name, detail.value);
    report.add("details", std::move(details));
    std::vector<service::Report> findings;
    for (const base::Error& cause : error.causes) {
        service::Report row;
        row.add("fout", cause.code).add("zin", wording::sentence(cause));
        findings.push_back(std::move(row));
    }
    if (!findings.empty()) report.add_rows("bevindingen", std::move(findings));
    return report;
}

void print_error(const base::Error& error) {
    std::cerr << wording::sentence(error) << '\n';
    for (const base::Error& cause : error.causes) {
        std::cerr << "  - " << wording::sentence(cause) << '\n';
    }
}

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

/// Text for standard output, written in blocks: an export of millions of rows takes no memory.
class BlockWriter {
public:
    static constexpr std::size_t block = 65'536;

    void write(std::string_view text) {
        wrote_ = true;
        pending_ += text;
        if (pending_.size() >= block) flush();
    }
    void flush() {
        std::cout.write(pending_.data(), static_cast<std::streamsize>(pending_.size()));
        pending_.clear();
        if (!std::cout) throw service::FileFault{"writing the answer"};
    }
    [[nodiscard]] bool wrote() const { return wrote_; }

private:
    std::string pending_;
    bool wrote_ = false;
};

}  // namespace

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
    Globals globals;
    std::map<std::string, CLI::App*, std::less<>> nouns;
    std::function<base::Result<service::Report>(const service::TextOut& out)> chosen;
    bool shows_practice = false;
    std::string given_command{};          ///< as in the policy tables
    const CLI::App* given_app = nullptr;  ///< with its options

    CLI::App* leaf(std::string_view noun, std::string_view verb, std::string_view help);
    base::Result<service::Municipality> open(service::Mode mode) const;
    base::Result<service::Now> now(service::Municipality& town) const;
    base::Result<service::Report> run_change(const Change& action);
    base::Result<service::Actor> come_in(service::Municipality& town) const;
    base::Result<service::Report> run_read(const Print& action, const service::TextOut& out);
    base::Result<service::Report> run_beside(const Read& action);
    [[nodiscard]] Exit answer(const base::Result<service::Report>& result, bool has_text) const;

    /// Remembers what was given, for the logs.
    void choose(const CLI::App* leaf_app, std::string_view noun, std::string_view verb) {
        given_app = leaf_app;
        given_command =
            noun.empty() ? std::string{verb} : std::string{noun} + ' ' + std::string{verb};
    }
    base::Result<service::Report> once_logged(
        service::Municipality& town, values::CivilDate day,
        const std::function<base::Result<service::Report>()>& work) const;
};

Commands::Commands(CLI::App& app, std::string program_version)
    : inside_{std::make_unique<Inside>(Inside{.app = app,
                                              .version = std::move(program_version),
                                              .globals = {},
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
    command->add_option("--as", globals.user, "Wie dit doet")->envname("ONTZORGD_USER")->required();
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
        const bool is_named = command->count("--state") > 0 || command->count("--as-of") > 0;
        if (!is_named && !std::filesystem::exists(globals.state)) {
            inside_->chosen = [plain](const service::TextOut&) { return plain(); };
            return;
        }
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
    command->callback([this, action = std::move(action)] {
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

base::Result<service::Municipality> Commands::Inside::open(service::Mode mode) const {
    return service::Municipality::open(globals.places(), mode,
                                       service::now_from_clock().unix_seconds);
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

/// Who has a second factor in use shows it as well.
base::Result<service::Actor> Commands::Inside::come_in(service::Municipality& town) const {
    auto actor = service::authenticate(town, globals.user, globals.password());
    if (!actor) return actor;
    const store::UserId user = actor.value().id;
    if (service::second_factor_in_use(town, user) == 0) return actor;
    const std::string code = globals.code.empty() ? ask_code() : globals.code;
    if (const auto used = service::use_code(town, user, code, service::clock_now()); !used)
        return used.failure();
    service::Actor known = std::move(actor).value();
    known.has_second_factor = true;
    return known;
}

base::Result<service::Report> Commands::Inside::run_change(const Change& action) {
    auto town = open(globals.dry_run ? service::Mode::dry_run : service::Mode::change);
    if (!town) return town.failure();
    shows_practice = town.value().is_practice();
    const auto moment = now(town.value());
    if (!moment) return moment.failure();
    auto actor = come_in(town.value());
    if (!actor) return actor.failure();
    if (const auto passed = service::pass_gate(town.value(), actor.value(), given_command); !passed)
        return passed.failure();
    service::Context context{.town = town.value(),
                             .actor = std::move(actor).value(),
                             .now = moment.value(),
                             .progress = terminal_progress()};
    return once_logged(context.town, context.now.today, [&] {
        service::settle_hand_overs(context);
        return action(context);
    });
}

namespace {

/// Who reads needs no password here: the machine says who he is.
std::string user_of_machine() {
    const passwd* const entry = ::getpwuid(::getuid());
    return entry == nullptr ? std::to_string(::getuid()) : entry->pw_name;
}

/// The number that a command is given first.
std::string subject_of(const CLI::App& app) {
    for (const CLI::Option* const option : app.get_options()) {
        if (option->get_positional() && option->count() > 0) return option->results().front();
    }
    return {};
}

}  // namespace

base::Result<service::Report> Commands::Inside::once_logged(
    service::Municipality& town, values::CivilDate day,
    const std::function<base::Result<service::Report>()>& work) const {
    service::Handling handling{
        .trace = service::new_trace(),
        .user = globals.user.empty() ? "systeem:" + user_of_machine() : globals.user,
        .via = "opdrachtregel",
        .command = given_command,
        .subject = subject_of(*given_app),
        .began_ms = service::clock_ms(),
        .facts_before = store::chain_head(town.db()).length,
        .day = day};
    auto result = work();
    handling.ended_ms = service::clock_ms();
    if (!result) handling.ended = service::Ended::refused;
    service::log_handling(town, handling);
    return result;
}

/// A question about an earlier day is asked of the municipality as it was then: no command needs to
/// know. A day that has yet to come has no end to tell of; it is answered as it is now.
base::Result<service::Report> Commands::Inside::run_read(const Print& action,
                                                         const service::TextOut& out) {
    auto town = open(service::Mode::read);
    if (!town) return town.failure();
    shows_practice = town.value().is_practice();
    const auto present = now(town.value());
    if (!present) return present.failure();
    service::Now moment = present.value();
    std::optional<service::Past> past;
    if (!globals.as_of.empty()) {
        const auto day = values::CivilDate::parse(globals.as_of);
        if (!day) return day.failure();
        past.emplace(town.value(), day.value(), present.value());
        moment = past->now();
    }
    Reading reading{.town = town.value(),
                    .now = moment,
                    .as_of = moment.today,
                    .looks_back = moment.today < present.value().today,
                    .progress = terminal_progress()};
    return once_logged(town.value(), present.value().today, [&] { return action(reading, out); });
}

base::Result<service::Report> Commands::Inside::run_beside(const Read& action) {
    auto town = open(service::Mode::beside);
    if (!town) return town.failure();
    shows_practice = town.value().is_practice();
    const auto present = now(town.value());
    if (!present) return present.failure();
    Reading reading{.town = town.value(),
                    .now = present.value(),
                    .as_of = present.value().today,
                    .progress = terminal_progress()};
    return action(reading);
}

Exit Commands::Inside::answer(const base::Result<service::Report>& result, bool has_text) const {
    if (!result) {
        if (globals.json) {
            std::cout << error_report(result.error()).to_json() << '\n';
        } else {
            print_error(result.error());
        }
        return exit_for(result.error());
    }
    if (has_text) {
        if (shows_practice) std::cerr << "OEFENING: hier gaat geen geld om.\n";
        return Exit::done;
    }
    const std::optional<base::Error>& finding = result.value().finding();
    const Exit code = finding ? exit_for(*finding) : Exit::done;
    if (globals.json) {
        service::Report report = result.value();
        if (finding) report.add("bevinding", error_report(*finding));
        if (shows_practice) report.add("oefening", service::Value{true});
        std::cout << report.to_json() << '\n';
        return code;
    }
    if (shows_practice) std::cout << "OEFENING: hier gaat geen geld om.\n";
    if (globals.dry_run) std::cout << "PROEF: er is niets veranderd.\n";
    std::cout << render_text(result.value());
    if (finding) print_error(*finding);
    return code;
}

Exit Commands::run() {
    BlockWriter text;
    const bool as_json = inside_->globals.json;
    try {
        const base::Result<service::Report> result =
            inside_->chosen([&text, as_json](std::string_view part) {
                if (!as_json) text.write(part);
            });
        text.flush();
        const Exit code = inside_->answer(result, text.wrote());
        std::cout.flush();
        if (!std::cout) throw service::FileFault{"writing the answer"};
        return code;
    } catch (const store::DatabaseFault& fault) {
        std::cerr << "Opslaan of lezen is niet gelukt; er is niets veranderd. " << fault.what()
                  << '\n';
    } catch (const service::TemporaryFolderFault&) {
        std::cerr << "De map voor tijdelijke bestanden is niet bruikbaar; er is niets veranderd. "
                     "Laat TMPDIR wijzen naar een map die er is en waarin u mag schrijven.\n";
    } catch (const service::FileFault& fault) {
        std::cerr << "Schrijven of lezen van een bestand is niet gelukt; er is niets veranderd. "
                  << fault.what() << '\n';
    } catch (const crypto::CryptoFault& fault) {
        std::cerr << "Versleutelen is niet gelukt; er is niets veranderd. " << fault.what() << '\n';
    } catch (const std::system_error& fault) {
        std::cerr << "Een map of bestand is niet bruikbaar; er is niets veranderd. " << fault.what()
                  << '\n';
    }
    return Exit::fault;
}

}  // namespace ontzorgd::cli
