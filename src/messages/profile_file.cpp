// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/profile_file.h"

#include "field.h"
#include "ontzorgd/base/contract.h"
#include "toml_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace ontzorgd::embedded {

extern const std::string_view bankprofiel_abnamro;
extern const std::string_view bankprofiel_bng;
extern const std::string_view bankprofiel_generic;
extern const std::string_view bankprofiel_ing;
extern const std::string_view bankprofiel_rabobank;
extern const std::string_view bankprofiel_rehearsal;

}  // namespace ontzorgd::embedded

namespace ontzorgd::messages {

namespace {

using base::Result;
using payment::BankProfile;

constexpr std::size_t largest_profile = std::size_t{16} << 10U;
constexpr std::size_t longest_name = 35;
constexpr std::size_t longest_title = 70;
constexpr std::size_t purpose_length = 4;
constexpr std::int64_t most_transfers = 100'000;
constexpr std::int64_t most_days_before = 10;
constexpr int minutes_of_hour = 60;
constexpr int end_of_day = 24 * minutes_of_hour;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

Result<std::string> as_title(std::string_view text) {
    return parse_line(text, longest_title);
}

Result<std::string> as_name(std::string_view text) {
    const bool is_short = !text.empty() && text.size() <= longest_name;
    const bool is_name = is_short && std::ranges::all_of(text, [](char c) {
                             return ('a' <= c && c <= 'z') || is_digit(c) || c == '-';
                         });
    if (!is_name) return base::malformed("profile_name_is_malformed");
    return std::string{text};
}

Result<std::string> as_purpose(std::string_view text) {
    const bool is_code = text.size() == purpose_length &&
                         std::ranges::all_of(text, [](char c) { return 'A' <= c && c <= 'Z'; });
    if (!is_code) return base::malformed("profile_purpose_is_malformed");
    return std::string{text};
}

/// "14:30" as minutes of the day, from one past midnight to its end, 24:00.
Result<int> as_time(std::string_view text) {
    const bool has_shape = text.size() == 5 && is_digit(text[0]) && is_digit(text[1]) &&
                           text[2] == ':' && is_digit(text[3]) && is_digit(text[4]);
    const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
    if (!has_shape || number(3) >= minutes_of_hour) {
        return base::malformed("profile_time_is_malformed");
    }
    const int minute = number(0) * minutes_of_hour + number(3);
    if (minute < 1 || minute > end_of_day) return base::malformed("profile_time_is_malformed");
    return minute;
}

void read_head(const TomlTable& file, std::string_view file_name, BankProfile& profile) {
    unsigned version = 1;
    file.number("bankprofiel", version, 0, 1'000'000);
    if (version != 1) {
        file.fail(
            base::malformed("profile_version_is_unknown", {{"value", std::to_string(version)}}),
            "bankprofiel");
    }
    file.text("naam", profile.name, as_name);
    if (profile.name != file_name) {
        file.fail(base::malformed("profile_name_is_not_of_file",
                                  {{"value", profile.name}, {"expected", shown(file_name)}}),
                  "naam");
    }
    file.text("bank", profile.title, as_title);
}

/// One of the ways that `to_text` has a word for.
template <class Way, class All>
Result<Way> as_way(std::string_view text, const All& all) {
    std::string expected;
    for (const Way way : all) {
        const std::string_view word = payment::to_text(way);
        if (word == text) return way;
        expected += (expected.empty() ? "" : "|") + std::string{word};
    }
    return base::malformed("word_is_unknown", {{"expected", expected}});
}

void read_bestand(const TomlTable& table, BankProfile& profile) {
    table.check_keys({"bericht", "meeste_overboekingen", "boeking_vragen", "creditor_agent",
                      "category_purpose"});
    table.text("bericht", profile.message, [](std::string_view text) {
        return as_way<payment::PaymentMessage>(text, payment::all_payment_messages);
    });
    table.number("meeste_overboekingen", profile.transfers_per_file, 1, most_transfers);
    table.choice("boeking_vragen", profile.asks_batch_booking, "per_overboeking", "per_bestand");
    table.choice("creditor_agent", profile.says_creditor_agent_is_not_given, "weglaten",
                 "notprovided");
    if (table.has("category_purpose")) {
        table.text("category_purpose", profile.category_purpose, as_purpose);
    }
}

void read_inleveren(const TomlTable& table, BankProfile& profile) {
    table.check_keys({"dagen_ervoor", "tot", "instant_tot"});
    table.number("dagen_ervoor", profile.last_day_before, 0, most_days_before);
    table.text("tot", profile.until_minute, as_time);
    if (table.has("instant_tot")) {
        table.text("instant_tot", profile.instant_until_minute, as_time);
    }
}

void read_afschrift(const TomlTable& table, BankProfile& profile) {
    table.check_keys({"boeking", "batchnaam"});
    table.text("boeking", profile.books, [](std::string_view text) {
        return as_way<payment::Booking>(text, payment::all_bookings);
    });
    table.text("batchnaam", profile.names_batch, [](std::string_view text) {
        return as_way<payment::BatchName>(text, payment::all_batch_names);
    });
}

/// Name and content of each file that the program brings.
std::array<std::pair<std::string_view, std::string_view>, 6> brought_files() {
    return {{{"abnamro", embedded::bankprofiel_abnamro},
             {"bng", embedded::bankprofiel_bng},
             {"generic", embedded::bankprofiel_generic},
             {"ing", embedded::bankprofiel_ing},
             {"rabobank", embedded::bankprofiel_rabobank},
             {"rehearsal", embedded::bankprofiel_rehearsal}}};
}

std::vector<BankProfile> read_embedded() {
    std::vector<BankProfile> profiles;
    for (const auto& [name, toml] : brought_files()) {
        auto profile = read_bank_profile(toml, name);
        base::expects(static_cast<bool>(profile), "a profile that the program brings is one");
        profiles.push_back(std::move(profile).value());
    }
    return profiles;
}

}  // namespace

Result<BankProfile> read_bank_profile(std::string_view toml, std::string_view file_name) {
    const auto parsed = parse_toml(toml, largest_profile);
    if (!parsed) return parsed.failure();
    std::optional<base::Error> fault;
    BankProfile profile;
    const TomlTable file{parsed.value(), "", fault};
    file.check_keys({"bankprofiel", "naam", "bank", "bestand", "inleveren", "afschrift"});
    read_head(file, file_name, profile);
    file.table("bestand", [&](const TomlTable& table) { read_bestand(table, profile); });
    file.table("inleveren", [&](const TomlTable& table) { read_inleveren(table, profile); });
    file.table("afschrift", [&](const TomlTable& table) { read_afschrift(table, profile); });
    if (fault) return base::Failure{*fault};
    return profile;
}

const std::vector<BankProfile>& bank_profiles() {
    static const std::vector<BankProfile> profiles = read_embedded();
    return profiles;
}

const BankProfile* find_bank_profile(std::string_view name) {
    const auto found = std::ranges::find(bank_profiles(), name, &BankProfile::name);
    return found != bank_profiles().end() ? &*found : nullptr;
}

std::string_view bank_profile_bytes(std::string_view name) {
    for (const auto& [each, toml] : brought_files()) {
        if (each == name) return toml;
    }
    return {};
}

const BankProfile& bank_profile(std::string_view name) {
    const BankProfile* found = find_bank_profile(name);
    if (found == nullptr) found = find_bank_profile("generic");
    base::expects(found != nullptr, "the program brings the most careful profile");
    return *found;
}

}  // namespace ontzorgd::messages
