// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/cli/manuals.h"

#include "command_table.h"
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

namespace ontzorgd::cli {

namespace {

using Visit = std::function<void(const CLI::App&, const std::string& path)>;

std::vector<const CLI::App*> below(const CLI::App& parent) {
    return parent.get_subcommands([](const CLI::App*) { return true; });
}

/// The whole tree, each with its path ("batch sign"), a parent before what is below it.
void visit_all(const CLI::App& parent, const std::string& path, const Visit& visit) {
    visit(parent, path);
    for (const CLI::App* each : below(parent)) {
        visit_all(*each, path + (path.empty() ? "" : " ") + each->get_name(), visit);
    }
}

/// A table without actions: what `serve` does is the daemon's.
CommandTable told_table() {
    return CommandTable{
        [](const ServeOptions&) -> base::Result<service::Report> { return service::Report{}; }};
}

bool takes_a_value(const CLI::Option& option) {
    return option.get_items_expected_max() > 0;
}

/// Options that many commands have are explained once.
const std::set<std::string, std::less<>>& common_options() {
    static const std::set<std::string, std::less<>> names{
        "help", "json", "state", "keys", "today", "as", "as-of", "dry-run", "password-file"};
    return names;
}

bool is_common(const CLI::Option& option) {
    const auto& names = option.get_lnames();
    return !option.get_positional() && std::ranges::any_of(names, [](const auto& name) {
        return common_options().contains(name);
    });
}

// --- the manual page
// -------------------------------------------------------------------------------

std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
        switch (c) {
            case '\\': out += "\\e"; break;
            case '-': out += "\\-"; break;
            default: out += c;
        }
    }
    return out;
}

std::string name_of(const CLI::Option& option) {
    if (option.get_positional()) return "\\fI" + roff(option.get_name(true)) + "\\fR";
    std::string names;
    for (const std::string& each : option.get_snames()) names += "\\fB\\-" + roff(each) + "\\fR, ";
    for (const std::string& each : option.get_lnames())
        names += R"(\fB\-\-)" + roff(each) + "\\fR, ";
    names.resize(names.size() - 2);
    if (takes_a_value(option)) {
        names +=
            " \\fI" + std::string{option.get_type_name() == "TEXT" ? "TEKST" : "GETAL"} + "\\fR";
    }
    return names;
}

void add_option(std::string& out, const CLI::Option& option) {
    out += ".TP\n" + name_of(option) + '\n' + roff(option.get_description());
    if (option.get_required()) out += " (verplicht)";
    if (!option.get_envname().empty()) out += " (omgeving: " + roff(option.get_envname()) + ")";
    out += '\n';
}

void add_command_text(std::string& out, const CLI::App& command, const std::string& path) {
    out += ".SS \"ontzorgd " + roff(path) + "\"\n" + roff(command.get_description()) + "\n";
    for (const CLI::Option* option : command.get_options()) {
        if (!is_common(*option)) add_option(out, *option);
    }
}

/// Each as the first command that has it explains it.
void add_common(std::string& out, const CLI::App& app) {
    std::set<std::string> told;
    visit_all(app, "", [&](const CLI::App& command, const std::string&) {
        for (const CLI::Option* option : command.get_options()) {
            if (is_common(*option) && told.insert(option->get_lnames().front()).second) {
                add_option(out, *option);
            }
        }
    });
}

constexpr std::string_view page_begin = R"(.\" SPDX-License-Identifier: EUPL-1.2
.\" Gemaakt uit de tabel van opdrachten door tools/manuals; verander die.
.TH ONTZORGD 1 "" "ontzorgd" "Opdrachten"
.SH NAAM
ontzorgd \- betaalt vaste lasten en leefgeld uit de bijstand
.SH SAMENVATTING
.B ontzorgd
.I OPDRACHT
[\fIopties\fR]
.br
.B ontzorgd serve
\fB\-\-config\fR /etc/ontzorgd/ontzorgd.toml
.SH BESCHRIJVING
ontzorgd neemt de maandelijkse uitkeringsrun in, verdeelt elke uitkering over vaste lasten en
leefgeld, laat mensen de betaalbestanden tekenen, biedt die aan de bank aan en verantwoordt elke cent
met de afschriften. Een gemeente heeft een map van haar eigen; elke opdracht werkt in een map.
.SH "GEWONE OPTIES"
)";

constexpr std::string_view page_end = R"(.SH AFLOOP
.TP
.B 0
Gedaan.
.TP
.B 1
Geweigerd: een regel staat het niet toe. De zin zegt waarom en wat te doen.
.TP
.B 2
De opdracht is niet goed geschreven.
.TP
.B 3
Wat werd aangeboden is niet goed: een bestand, een veld of de configuratie.
.TP
.B 4
De machine kon het niet; er is niets veranderd.
.SH BESTANDEN
.TP
.I /etc/ontzorgd/ontzorgd.toml
De configuratie van de dienst, zie \fBontzorgd.toml\fR(5).
.TP
.I /etc/ontzorgd/sleutels
De sleutels van elke gemeente. Nooit in een reservekopie van haar gegevens.
.TP
.I /var/lib/ontzorgd
De map van elke gemeente.
.SH "ZIE OOK"
.BR ontzorgd.toml (5)
)";

// --- completion
// ------------------------------------------------------------------------------------

constexpr std::string_view completion_end = R"BASH(
_ontzorgd() {
    local word=${COMP_WORDS[COMP_CWORD]} path="" each
    local -i at
    COMPREPLY=()
    for ((at = 1; at < COMP_CWORD; at++)); do
        each=${COMP_WORDS[at]}
        [[ $each == -* ]] && break
        [[ -v "_ontzorgd_commands[${path:+$path }$each]" || -v "_ontzorgd_options[${path:+$path }$each]" ]] || break
        path=${path:+$path }$each
    done
    # What an option takes is a file, a name or a day: bash completes files by itself.
    each=${COMP_WORDS[COMP_CWORD - 1]}
    if [[ $each == --* && " ${_ontzorgd_values[${path:-.}]-} " == *" $each "* ]]; then
        return
    fi
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${_ontzorgd_options[${path:-.}]-}" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -W "${_ontzorgd_commands[${path:-.}]-}" -- "$word")
    fi
}
complete -o default -F _ontzorgd ontzorgd
)BASH";

void add_row(std::string& out, std::string_view table, const std::string& path,
             const std::string& words) {
    if (words.empty()) return;
    out += "_ontzorgd_" + std::string{table} + "[\"" + (path.empty() ? "." : path) + "\"]=\"" +
           words.substr(1) + "\"\n";
}

}  // namespace

std::string manual_page() {
    CommandTable table = told_table();
    std::string out{page_begin};
    add_common(out, table.app());
    out += ".SH OPDRACHTEN\n";
    visit_all(table.app(), "", [&](const CLI::App& command, const std::string& path) {
        if (!path.empty() && below(command).empty()) add_command_text(out, command, path);
    });
    out += page_end;
    return out;
}

std::string bash_completion() {
    CommandTable table = told_table();
    std::string out =
        "# SPDX-License-Identifier: EUPL-1.2\n"
        "# Gemaakt uit de tabel van opdrachten door tools/manuals; verander die.\n"
        "# shellcheck shell=bash\n"
        "declare -gA _ontzorgd_commands=() _ontzorgd_options=() _ontzorgd_values=()\n";
    visit_all(table.app(), "", [&](const CLI::App& command, const std::string& path) {
        std::string commands;
        for (const CLI::App* each : below(command)) commands += ' ' + each->get_name();
        std::string options;
        std::string values;
        for (const CLI::Option* option : command.get_options()) {
            for (const std::string& name : option->get_lnames()) {
                options += " --" + name;
                if (takes_a_value(*option)) values += " --" + name;
            }
        }
        add_row(out, "commands", path, commands);
        add_row(out, "options", path, options);
        add_row(out, "values", path, values);
    });
    out += completion_end;
    return out;
}

}  // namespace ontzorgd::cli
