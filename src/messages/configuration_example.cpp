// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/configuration.h"
#include "ontzorgd/messages/json_text.h"

#include <string>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t longest_line = 100;

/// The text as comment, broken between words.
void add_comment(std::string& out, std::string_view text) {
    std::string line = "#";
    for (const std::string_view word : base::split_text(text, ' ')) {
        if (line.size() + 1 + word.size() > longest_line) {
            out += line + '\n';
            line = "#";
        }
        line += ' ';
        line += word;
    }
    out += line + '\n';
}

std::string bounds_of(const SettingKey& key) {
    if (!std::holds_alternative<std::int64_t Configuration::*>(key.place)) return {};
    return " Van " + std::to_string(key.from) + " tot en met " + std::to_string(key.to) + ".";
}

std::string when_changed(const SettingKey& key) {
    return key.at_reload ? " Te veranderen met 'systemctl reload'." : "";
}

void add_key(std::string& out, const SettingKey& key) {
    out += '\n';
    add_comment(out, std::string{key.explained} + bounds_of(key) + when_changed(key));
    const std::string standard = standard_value(key);
    const bool is_shown_only = standard.empty() && !key.is_required;
    out += is_shown_only ? "#" : "";
    out += key.name;
    out += " = ";
    out += standard.empty() ? json_text(key.example) : standard;
    out += '\n';
}

// --- the manual page
// ------------------------------------------------------------------------------

std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\' || c == '-') {
            out += c == '-' ? "\\-" : "\\e";
        } else {
            out += c;
        }
    }
    return out;
}

constexpr std::string_view page_begin = R"(.\" SPDX-License-Identifier: EUPL-1.2
.\" Gemaakt uit de tabel van instellingen door tools/manuals; verander die.
.TH ONTZORGD.TOML 5 "" "ontzorgd" "Bestanden"
.SH NAAM
ontzorgd.toml \- de configuratie van de dienst ontzorgd
.SH SAMENVATTING
.I /etc/ontzorgd/ontzorgd.toml
.SH BESCHRIJVING
Het bestand is TOML. Elke instelling heeft een waarde als zij er niet in staat, behalve die van een
gemeente. Een instelling die niet bestaat, van de verkeerde soort is of buiten haar grenzen ligt wordt
geweigerd, alle bevindingen tegelijk, met de regel en de instelling die er het meest op lijkt.
.PP
.B ontzorgd serve \-\-config
.I BESTAND
.B \-\-check\-config
controleert het bestand en of certificaat, sleutels en mappen bruikbaar zijn, zonder iets te beginnen.
Op SIGHUP leest de dienst het bestand opnieuw; wat daarbij niet verandert, zegt zij. Is het bestand dan
niet goed, dan blijft het vorige gelden.
)";

constexpr std::string_view page_end = R"(.SH "ZIE OOK"
.BR ontzorgd (1)
)";

void add_to_page(std::string& out, const SettingKey& key) {
    const std::string standard = standard_value(key);
    out += ".TP\n\\fB" + roff(key.name) + "\\fR\n" + roff(key.explained) + roff(bounds_of(key));
    if (!standard.empty()) out += " Standaard: " + roff(standard) + ".";
    if (key.is_required) out += " Verplicht.";
    out += roff(when_changed(key)) + '\n';
}

}  // namespace

std::string configuration_page() {
    std::string out{page_begin};
    for (const SettingSection& section : setting_sections()) {
        const std::string name{section.name};
        out += ".SH \"" + (section.is_repeated ? "[[" + name + "]]" : "[" + name + "]") + "\"\n";
        out += roff(section.explained) + '\n';
        for (const SettingKey& key : setting_keys()) {
            if (key.section == section.name) add_to_page(out, key);
        }
    }
    out += page_end;
    return out;
}

std::string example_configuration() {
    std::string out;
    out += "# SPDX-License-Identifier: EUPL-1.2\n";
    add_comment(out,
                "Instellingen van ontzorgd. Elke instelling staat hier met de waarde die zij heeft "
                "als u niets invult; wat met # begint heeft er geen. Controleer een wijziging met "
                "'ontzorgd serve --config BESTAND --check-config' en laat haar daarna ingaan met "
                "'systemctl reload ontzorgd' of, waar dat niet genoeg is, 'systemctl restart "
                "ontzorgd'. Een instelling die niet bestaat wordt geweigerd. Uitleg: "
                "ontzorgd.toml(5).");
    for (const SettingSection& section : setting_sections()) {
        out += '\n';
        add_comment(out, section.explained);
        out += section.is_repeated ? "[[" : "[";
        out += section.name;
        out += section.is_repeated ? "]]\n" : "]\n";
        for (const SettingKey& key : setting_keys()) {
            if (key.section == section.name) add_key(out, key);
        }
    }
    return out;
}

}  // namespace ontzorgd::messages
