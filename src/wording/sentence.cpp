// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/sentence.h"

#include "tables.h"

#include <algorithm>
#include <array>
#include <span>

namespace ontzorgd::wording {

namespace {

const Entry* find(std::span<const Entry> table, std::string_view code) {
    const auto entry = std::ranges::lower_bound(table, code, {}, &Entry::code);
    return entry != table.end() && entry->code == code ? &*entry : nullptr;
}

const Entry* find_sentence(std::string_view code) {
    for (const auto& table : sentence_tables()) {
        if (const Entry* entry = find(table, code)) return entry;
    }
    return nullptr;
}

/// The details that say where the error stands.
constexpr std::array<std::string_view, 8> from_far_to_near{
    "file", "statement", "payment_block", "transaction", "entry", "record", "line", "field"};

/// What stands between braces is a gap only when it is a name: a sentence may show JSON.
bool is_gap(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '_';
    });
}

// The kinds of values that a file can have.
constexpr std::array kinds_of_values{
    Entry{"boolean", "true of false"},
    Entry{"list", "lijst"},
    Entry{"number", "getal"},
    Entry{"object", "JSON-object"},
    Entry{"table", "tabel"},
    Entry{"text", "tekst tussen aanhalingstekens"},
    Entry{"whole number", "geheel getal"},
};
static_assert(std::ranges::is_sorted(kinds_of_values, {}, &Entry::code));

/// A state, a rule and a kind of value are stored by their code; people read their words.
std::string told(const base::Detail& detail) {
    if (detail.name == "expected") {
        const Entry* kind = find(kinds_of_values, detail.value);
        if (kind != nullptr) return std::string{kind->dutch};
    }
    if (detail.name == "rule") return rule_words(detail.value);
    return detail.name == "state" ? state_word(detail.value) : detail.value;
}

/// Replaces every {name} by the detail of that name and tells which details were used.
std::string filled(std::string_view pattern, const base::Error& error, std::vector<bool>& used) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        text += pattern.substr(0, open);
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        if (close == std::string_view::npos) break;
        const std::string_view name = pattern.substr(1, close - 1);
        if (!is_gap(name)) {
            text += '{';
            pattern.remove_prefix(1);
            continue;
        }
        const auto detail = std::ranges::find(error.details, name, &base::Detail::name);
        if (detail != error.details.end()) {
            text += told(*detail);
            used[static_cast<std::size_t>(detail - error.details.begin())] = true;
        } else {
            text += '?';
        }
        pattern.remove_prefix(close + 1);
    }
    return text;
}

std::string with_blanks(std::string_view code) {
    std::string text{code};
    std::ranges::replace(text, '_', ' ');
    return text;
}

}  // namespace

std::span<const std::span<const Entry>> sentence_tables() {
    static const std::array tables{
        refusal_sentences(), input_sentences(),         value_sentences(),   payment_sentences(),
        bank_sentences(),    audit_sentences(),         dossier_sentences(), login_sentences(),
        request_sentences(), configuration_sentences(), folder_sentences()};
    return tables;
}

std::string sentence(const base::Error& error) {
    std::vector<bool> used(error.details.size(), false);
    const Entry* entry = find_sentence(error.code);
    std::string text =
        entry != nullptr ? filled(entry->dutch, error, used) : with_blanks(error.code);
    std::string rest;
    const auto add = [&](std::size_t i) {
        if (used[i] || error.details[i].value.empty()) return;
        used[i] = true;
        rest += rest.empty() ? " (" : ", ";
        rest += label(error.details[i].name) + ": " + told(error.details[i]);
    };
    for (const std::string_view name : from_far_to_near) {
        for (std::size_t i = 0; i < error.details.size(); ++i) {
            if (error.details[i].name == name) add(i);
        }
    }
    for (std::size_t i = 0; i < error.details.size(); ++i) add(i);
    return rest.empty() ? text : text + rest + ")";
}

std::string phrase(std::string_view code, std::vector<base::Detail> details) {
    const Entry* entry = find(phrases(), code);
    base::expects(entry != nullptr, "every phrase that a list uses has its words");
    std::vector<bool> used(details.size(), false);
    return filled(entry->dutch, {.code = {}, .details = std::move(details)}, used);
}

std::string fault_words(std::string_view code) {
    const Entry* entry = find_sentence(code);
    const std::string_view dutch = entry != nullptr ? entry->dutch : "";
    std::string words{dutch.substr(0, dutch.find(". "))};
    if (words.empty() || words.contains('{')) return "het bestand is niet goed";
    const char first = words.front();
    const bool is_word = words.size() > 1 && 'a' <= words[1] && words[1] <= 'z';
    if (is_word && 'A' <= first && first <= 'Z') words.front() = static_cast<char>(first + 32);
    return words;
}

bool has_sentence(std::string_view code) {
    return find_sentence(code) != nullptr;
}

std::string label(std::string_view name) {
    const Entry* entry = find(labels(), name);
    return entry != nullptr ? std::string{entry->dutch} : with_blanks(name);
}

std::string version_change(std::int64_t version, std::int64_t lines_less, values::Euro less) {
    const std::string lines =
        lines_less == 1 ? "één regel van " : whole_number(lines_less) + " regels van samen ";
    return "versie " + std::to_string(version) + " = versie " + std::to_string(version - 1) +
           " zonder " + lines + money(less);
}

std::string money(values::Euro amount) {
    const std::int64_t cents = amount.cents() < 0 ? -amount.cents() : amount.cents();
    const std::string fraction = std::to_string(100 + cents % 100).substr(1);
    return std::string{amount.is_negative() ? "-" : ""} + "€ " + whole_number(cents / 100) + ',' +
           fraction;
}

std::string whole_number(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ".");
    return digits;
}

std::string day(values::CivilDate date) {
    const std::string iso = date.to_string();
    return iso.substr(8, 2) + '-' + iso.substr(5, 2) + '-' + iso.substr(0, 4);
}

}  // namespace ontzorgd::wording
