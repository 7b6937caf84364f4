// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/cli/surroundings.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library calls itself so
class App;
}

/// @file
/// The command line: `ontzorgd NOUN VERB …`. Each noun has a function that adds its commands; a
/// command gets its options, opens nothing itself and answers with a Report.
namespace ontzorgd::cli {

using service::Reading;

/// What every command shares: where the directory is, who gives the command, how the answer is
/// shown.
struct Globals;

class Commands {
public:
    Commands(CLI::App& app, std::string program_version, const Surroundings& surroundings);
    ~Commands();
    Commands(const Commands&) = delete;
    Commands& operator=(const Commands&) = delete;
    Commands(Commands&&) = delete;
    Commands& operator=(Commands&&) = delete;

    using Change = std::function<base::Result<service::Report>(service::Context&)>;
    using Read = std::function<base::Result<service::Report>(Reading&)>;
    using Plain = std::function<base::Result<service::Report>()>;
    /// A reading command that prints text of its own (an export), in blocks as it is made. With
    /// --json the text is left out and the report is printed, as for any other command.
    using Print =
        std::function<base::Result<service::Report>(Reading&, const service::TextOut& out)>;

    /// Adds `noun verb`, whose options the caller adds to the returned app. The action runs after
    /// the directory was opened and, for a change, the user was authenticated.
    CLI::App* change(std::string_view noun, std::string_view verb, std::string_view help,
                     Change action);
    CLI::App* read(std::string_view noun, std::string_view verb, std::string_view help,
                   Read action);
    CLI::App* print(std::string_view noun, std::string_view verb, std::string_view help,
                    Print action);
    /// A reading command that has an answer without a state directory as well: `plain` gives it
    /// when none was named and there is none where it would be.
    CLI::App* read_if_there(std::string_view noun, std::string_view verb, std::string_view help,
                            Read action, Plain plain);
    /// A command without a state directory (`bank read`, `profile check`).
    CLI::App* plain(std::string_view noun, std::string_view verb, std::string_view help,
                    Plain action);
    /// A reading command that runs beside a daemon that has the directory (`backup create`).
    CLI::App* beside(std::string_view noun, std::string_view verb, std::string_view help,
                     Read action);
    /// A command that needs the keys and opens no directory itself (`backup check`).
    CLI::App* with_keys(
        std::string_view noun, std::string_view verb, std::string_view help,
        std::function<base::Result<service::Report>(const service::Places&)> action);
    /// A command that makes the directory, as somebody who is known in it (`restore`). It is a noun
    /// as well: with a verb behind it, it does nothing itself.
    struct Giver {
        std::string user;
        std::string password;
        std::optional<values::CivilDate> practice_day;
    };
    CLI::App* enter(
        std::string_view verb, std::string_view help,
        std::function<base::Result<service::Report>(const service::Places&, const Giver&)> action);
    /// `ontzorgd init`: makes the directory; the action gets places, now and the first user's
    /// password.
    CLI::App* init(std::string_view help,
                   std::function<base::Result<service::Report>(
                       const service::Places&, service::Mode,
                       std::optional<values::CivilDate> practice_day, const std::string& password)>
                       action);

    /// A command that opens the directory itself and goes on until it is stopped (`serve`).
    CLI::App* stay(std::string_view verb, std::string_view help,
                   std::function<base::Result<service::Report>(const service::Places&)> action);

    /// Adds the file that a command reads. Given here, whoever lends the directory gets its bytes;
    /// a path means nothing to another process. `path` outlives the command. A file that is no
    /// option (--name) must be given; in the place of one that is an option the command may read
    /// standard input, where `path` is empty.
    enum class OrText : bool { none, from_standard_input };
    void input_file(CLI::App* command, std::string_view name, std::string& path,
                    std::string_view help, OrText text = OrText::none);
    /// The same for an option that may be given more than once.
    void input_files(CLI::App* command, std::string_view name,
                     std::vector<std::filesystem::path>& paths, std::string_view help);
    /// Adds the password of somebody new, asked for (or read from the file `option` names) before
    /// the action runs. `who` outlives the command. Gives where the password will be.
    std::shared_ptr<const std::string> new_password(
        CLI::App* command, std::string_view option, const std::string& who, std::string_view help,
        std::function<bool()> is_needed = [] { return true; });

    /// The same of whoever gives the command: on the terminal it is asked for twice.
    std::shared_ptr<const std::string> own_new_password(CLI::App* command, std::string_view option,
                                                        std::string_view help);

    /// Runs what was asked for and prints the answer. `words` is the whole command line, for
    /// whoever has the directory open when this process cannot open it.
    Exit run(std::span<const char* const> words);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The answer as people read it: labels, amounts and dates in Dutch, tables aligned.
[[nodiscard]] std::string render_text(const service::Report& report);

// One function per noun.
void add_people_commands(Commands& commands);
void add_two_person_commands(Commands& commands);
void add_dossier_commands(Commands& commands);
void add_dossier_edit_commands(Commands& commands);
void add_client_commands(Commands& commands);
void add_destroy_commands(Commands& commands);
void add_run_commands(Commands& commands);
void add_batch_commands(Commands& commands);
void add_audit_commands(Commands& commands);
void add_bank_commands(Commands& commands);
void add_attempt_commands(Commands& commands);
void add_line_commands(Commands& commands);
void add_rule_commands(Commands& commands);
void add_export_commands(Commands& commands);
void add_exception_commands(Commands& commands);
void add_vop_commands(Commands& commands);
void add_profile_commands(Commands& commands);
void add_month_commands(Commands& commands);
void add_inbox_commands(Commands& commands);
void add_schedule_commands(Commands& commands);
void add_backup_commands(Commands& commands);
void add_key_commands(Commands& commands);

}  // namespace ontzorgd::cli
