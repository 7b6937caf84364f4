// SPDX-License-Identifier: EUPL-1.2
#include "backup_manifest.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"

#include <algorithm>
#include <optional>

namespace ontzorgd::service {

namespace {

constexpr std::string_view first_line = "ontzorgd-reservekopie 1";

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == ':';
}

/// Not empty, and no blank or line end in it.
bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_plain);
}

base::Failure wrong_line(std::size_t line) {
    return base::malformed("backup_manifest_is_malformed", {{"line", std::to_string(line)}});
}

/// "bestand SIZE SHA256 NAME"
std::optional<BackupFile> file_of(const std::vector<std::string_view>& words) {
    if (words.size() != 4) return std::nullopt;
    const auto size = base::parse_int(words[1]);
    const auto digest = base::digest_from_hex(words[2]);
    if (!size || *size < 0 || !digest || !is_backup_name(words[3])) return std::nullopt;
    return BackupFile{.name = std::string{words[3]},
                      .size = static_cast<std::uint64_t>(*size),
                      .sha256 = *digest};
}

/// Takes the value of a line that is not about a file; false when it has not this name and form.
bool take(BackupManifest& manifest, std::size_t line, const std::vector<std::string_view>& words) {
    const auto is = [&](std::string_view name, std::size_t values) {
        return words.size() == values + 1 && words[0] == name &&
               std::ranges::all_of(words, is_word);
    };
    const auto number = [](std::string_view text, std::int64_t& into) {
        const auto value = base::parse_int(text);
        if (value) into = *value;
        return value && *value >= 0;
    };
    const auto digest = [](std::string_view text, base::Digest& into) {
        const auto value = base::digest_from_hex(text);
        if (value) into = *value;
        return value.has_value();
    };
    switch (line) {
        case 1:
            if (is("gemeente", 1)) manifest.gemeente = words[1];
            return !manifest.gemeente.empty();
        case 2:
            manifest.practice = is("oefening", 1) && words[1] == "ja";
            return is("oefening", 1) && (words[1] == "ja" || words[1] == "nee");
        case 3:
            if (is("dag", 1)) manifest.day = words[1];
            return !manifest.day.empty();
        case 4:
            if (is("moment", 1)) manifest.instant = words[1];
            return !manifest.instant.empty();
        case 5:
            if (is("programma", 1)) manifest.program = words[1];
            return !manifest.program.empty();
        case 6: return is("schema", 1) && number(words[1], manifest.schema);
        case 7:
            return is("keten", 2) && number(words[1], manifest.facts) &&
                   digest(words[2], manifest.head);
        case 8:
            if (is("generatie", 1)) manifest.generation = words[1];
            return manifest.generation.size() == 4;
        default: return is("sleutels", 1) && digest(words[1], manifest.keys);
    }
}

constexpr std::size_t lines_of_head = 10;

}  // namespace

bool is_backup_name(std::string_view name) {
    if (name == database_in_backup) return true;
    const std::size_t slash = name.find('/');
    const std::string_view folder = name.substr(0, slash);
    if (slash == std::string_view::npos || (folder != "archive" && folder != "outbox"))
        return false;
    const std::string_view file = name.substr(slash + 1);
    constexpr std::size_t longest = 99;
    return name.size() <= longest && is_word(file) && file != "." && file != "..";
}

std::string encode(const BackupManifest& manifest) {
    std::string text{first_line};
    text += "\ngemeente " + manifest.gemeente;
    text += std::string{"\noefening "} + (manifest.practice ? "ja" : "nee");
    text += "\ndag " + manifest.day;
    text += "\nmoment " + manifest.instant;
    text += "\nprogramma " + manifest.program;
    text += "\nschema " + std::to_string(manifest.schema);
    text += "\nketen " + std::to_string(manifest.facts) + ' ' + base::to_hex(manifest.head);
    text += "\ngeneratie " + manifest.generation;
    text += "\nsleutels " + base::to_hex(manifest.keys) + '\n';
    for (const BackupFile& file : manifest.files) {
        text += "bestand " + std::to_string(file.size) + ' ' + base::to_hex(file.sha256) + ' ' +
                file.name + '\n';
    }
    return text + "sha256 " + base::to_hex(crypto::sha256(text)) + '\n';
}

base::Result<BackupManifest> decode_manifest(std::string_view text) {
    std::vector<std::string_view> lines = base::split_text(text, '\n');
    if (lines.size() < lines_of_head + 2 || !lines.back().empty() || lines.front() != first_line) {
        return wrong_line(1);
    }
    lines.pop_back();
    const std::string_view last = lines.back();
    const std::string_view covered = text.substr(0, text.size() - last.size() - 1);
    if (last != "sha256 " + base::to_hex(crypto::sha256(covered))) return wrong_line(lines.size());
    BackupManifest manifest;
    for (std::size_t line = 1; line + 1 < lines.size(); ++line) {
        const auto words = base::split_text(lines[line], ' ');
        if (line < lines_of_head) {
            if (!take(manifest, line, words)) return wrong_line(line + 1);
            continue;
        }
        auto file = words[0] == "bestand" ? file_of(words) : std::nullopt;
        if (!file) return wrong_line(line + 1);
        manifest.files.push_back(*std::move(file));
    }
    return manifest;
}

}  // namespace ontzorgd::service
