// SPDX-License-Identifier: EUPL-1.2
#include "backup_manifest.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/logboek.h"

#include <algorithm>
#include <array>
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

bool take_text(std::string& into, std::string_view text) {
    into = text;
    return true;
}

bool take_number(std::int64_t& into, std::string_view text) {
    const auto value = base::parse_int(text);
    into = value.value_or(0);
    return value && *value >= 0;
}

bool take_digest(base::Digest& into, std::string_view text) {
    const auto value = base::digest_from_hex(text);
    into = value.value_or(base::Digest{});
    return value.has_value();
}

using Words = std::vector<std::string_view>;

/// A line that is not about a file: its name and so many words.
struct HeadLine {
    std::string_view name;
    std::size_t values;
    bool (*take)(BackupManifest& manifest, const Words& words);
};

constexpr std::array head_lines{
    HeadLine{"gemeente", 1,
             [](auto& manifest, auto& words) { return take_text(manifest.gemeente, words[1]); }},
    HeadLine{"oefening", 1,
             [](auto& manifest, auto& words) {
                 manifest.practice = words[1] == "ja";
                 return words[1] == "ja" || words[1] == "nee";
             }},
    HeadLine{"dag", 1,
             [](auto& manifest, auto& words) { return take_text(manifest.day, words[1]); }},
    HeadLine{"moment", 1,
             [](auto& manifest, auto& words) { return take_text(manifest.instant, words[1]); }},
    HeadLine{"programma", 1,
             [](auto& manifest, auto& words) { return take_text(manifest.program, words[1]); }},
    HeadLine{"schema", 1,
             [](auto& manifest, auto& words) { return take_number(manifest.schema, words[1]); }},
    HeadLine{"keten", 2,
             [](auto& manifest, auto& words) {
                 return take_number(manifest.facts, words[1]) &&
                        take_digest(manifest.head, words[2]);
             }},
    HeadLine{"generatie", 1,
             [](auto& manifest, auto& words) {
                 return words[1].size() == 4 && take_text(manifest.generation, words[1]);
             }},
    HeadLine{"sleutels", 1,
             [](auto& manifest, auto& words) { return take_digest(manifest.keys, words[1]); }}};

/// False when the line has not this name and form.
bool take(BackupManifest& manifest, const HeadLine& line, const Words& words) {
    return words.size() == line.values + 1 && words[0] == line.name &&
           std::ranges::all_of(words, is_word) && line.take(manifest, words);
}

/// With the first, which says what the file is.
constexpr std::size_t lines_of_head = head_lines.size() + 1;

}  // namespace

bool is_backup_name(std::string_view name) {
    if (name == database_in_backup) return true;
    const std::size_t slash = name.find('/');
    const std::string_view folder = name.substr(0, slash);
    if (slash == std::string_view::npos) return false;
    const std::string_view file = name.substr(slash + 1);
    if (folder == logboek_folder) return is_logboek_name(file);
    if (folder != "archive" && folder != "outbox") return false;
    constexpr std::size_t longest = 99;
    return name.size() <= longest && is_word(file) && file != "." && file != "..";
}

std::int64_t logs_in(const BackupManifest& manifest) {
    const std::string folder = std::string{logboek_folder} + '/';
    return std::ranges::count_if(
        manifest.files, [&](const BackupFile& file) { return file.name.starts_with(folder); });
}

void add_logs_to(Report& report, const BackupManifest& manifest) {
    const std::int64_t count = logs_in(manifest);
    report.add("logboekbestanden", Value{count});
    if (count == 0) {
        report.add("logboek",
                   "Het logboek zit niet in deze reservekopie: wie tot dan toe wat deed of las, "
                   "komt niet met haar terug.");
    }
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
            if (!take(manifest, head_lines.at(line - 1), words)) return wrong_line(line + 1);
            continue;
        }
        auto file = words[0] == "bestand" ? file_of(words) : std::nullopt;
        if (!file) return wrong_line(line + 1);
        manifest.files.push_back(*std::move(file));
    }
    return manifest;
}

}  // namespace ontzorgd::service
