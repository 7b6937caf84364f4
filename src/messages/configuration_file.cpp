// SPDX-License-Identifier: EUPL-1.2
#include "field.h"
#include "nearest.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/messages/configuration.h"
#include "toml_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Failure;
using base::Result;

constexpr std::size_t largest_configuration = std::size_t{256} << 10U;
constexpr std::size_t longest_text = 200;
constexpr std::size_t longest_path = 4'000;
constexpr std::size_t longest_key = 100;

Result<Done> check_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    constexpr std::int64_t last_port = 65'535;
    const auto port =
        colon == std::string_view::npos ? std::nullopt : base::parse_int(text.substr(colon + 1));
    const bool is_address = port && *port >= 0 && *port <= last_port && colon > 0 &&
                            base::is_digits(text.substr(colon + 1));
    if (!is_address) return base::malformed("listen_address_is_malformed");
    return Done{};
}

/// "HH:MM", from 00:00 up to 23:59.
bool is_time(std::string_view text) {
    constexpr std::size_t size = 5;
    if (text.size() != size || text[2] != ':') return false;
    const std::string_view hours = text.substr(0, 2);
    const std::string_view minutes = text.substr(3);
    return base::is_digits(hours) && base::is_digits(minutes) && hours < "24" && minutes < "60";
}

Result<Done> check_form(std::string_view text, SettingForm form) {
    const auto line = parse_line(text, form == SettingForm::path ? longest_path : longest_text);
    if (!line) return line.failure();
    switch (form) {
        case SettingForm::text: return Done{};
        case SettingForm::path:
            if (!text.starts_with('/')) return base::malformed("path_is_not_absolute");
            return Done{};
        case SettingForm::address: return check_address(text);
        case SettingForm::gemeente: {
            const auto code = parse_gemeente(text);
            if (!code) return code.failure();
            return Done{};
        }
        case SettingForm::time:
            if (!is_time(text)) return base::malformed("time_is_malformed");
            return Done{};
    }
    return Done{};
}

bool is_here(std::string_view address) {
    return address.starts_with("127.") || address.starts_with("[::1]:");
}

/// Reads the file a table at a time, and keeps every finding.
class Reader {
public:
    void read(const toml::table& file) {
        for (const auto& [name, node] : file) read_section(name.str(), node);
        check_whole();
    }
    [[nodiscard]] ConfigurationReading take() { return std::move(reading_); }

private:
    void find(const Failure& failure, const toml::node& node, const std::string& field,
              std::string_view value = {}) {
        base::Error error = failure.error.with("line", line_of(node));
        if (!value.empty()) error = error.with("value", shown(value));
        reading_.findings.push_back(error.with("field", field));
    }
    void find(Failure failure) { reading_.findings.push_back(std::move(failure.error)); }

    static std::string called(std::string_view section, std::string_view name) {
        return std::string{section} + '.' + std::string{name};
    }

    void read_section(std::string_view name, const toml::node& node) {
        const auto sections = setting_sections();
        const auto found = std::ranges::find(sections, name, &SettingSection::name);
        if (found == sections.end()) return find_unknown_section(name, node);
        if (!found->is_repeated) {
            const toml::table* table = node.as_table();
            if (table == nullptr)
                return find_type(node, std::string{name}, "[" + std::string{name} + "]");
            return read_table(*found, *table, nullptr);
        }
        const toml::array* tables = node.as_array();
        if (tables == nullptr || !tables->is_homogeneous(toml::node_type::table)) {
            return find_type(node, std::string{name}, "[[" + std::string{name} + "]]");
        }
        for (const toml::node& each : *tables) {
            ConfiguredGemeente gemeente;
            gemeente.line = each.source().begin.line;
            read_table(*found, *each.as_table(), &gemeente);
            reading_.configuration.gemeenten.push_back(std::move(gemeente));
        }
    }

    void read_table(const SettingSection& section, const toml::table& table,
                    ConfiguredGemeente* gemeente) {
        for (const auto& [name, node] : table) {
            const std::string_view given = name.str();
            const auto keys = setting_keys();
            const auto key = std::ranges::find_if(keys, [&](const SettingKey& each) {
                return each.section == section.name && each.name == given;
            });
            if (key == keys.end()) {
                find_unknown_key(section, given, node);
            } else {
                read_value(*key, node, gemeente);
            }
        }
        for (const SettingKey& key : setting_keys()) {
            if (key.section != section.name || !key.is_required || table.contains(key.name))
                continue;
            find(base::malformed("setting_is_missing"), table, called(section.name, key.name));
        }
    }

    void read_value(const SettingKey& key, const toml::node& node, ConfiguredGemeente* gemeente) {
        std::visit(
            [&]<class T, class Of>(T Of::*place) {
                if constexpr (std::is_same_v<Of, Configuration>) {
                    read_as(key, node, reading_.configuration.*place);
                } else if (gemeente != nullptr) {
                    read_as(key, node, gemeente->*place);
                }
            },
            key.place);
    }

    void read_as(const SettingKey& key, const toml::node& node, std::string& place) {
        const auto* text = node.as_string();
        if (text == nullptr) return find_type(node, called(key.section, key.name), "text");
        const auto checked = check_form(text->get(), key.form);
        if (!checked)
            return find(checked.failure(), node, called(key.section, key.name), text->get());
        place = text->get();
    }

    void read_as(const SettingKey& key, const toml::node& node, std::vector<std::string>& place) {
        const std::string field = called(key.section, key.name);
        const toml::array* list = node.as_array();
        if (list == nullptr) return find_type(node, field, "list");
        if (list->empty()) return find(base::malformed("list_is_empty"), node, field);
        place.clear();
        for (const toml::node& each : *list) {
            std::string text;
            read_as(key, each, text);
            place.push_back(std::move(text));
        }
    }

    void read_as(const SettingKey& key, const toml::node& node, std::int64_t& place) {
        const std::string field = called(key.section, key.name);
        const auto* number = node.as_integer();
        if (number == nullptr) return find_type(node, field, "whole number");
        const std::int64_t value = number->get();
        if (value < key.from || value > key.to) {
            return find(
                base::malformed("number_is_out_of_bounds", {{"from", std::to_string(key.from)},
                                                            {"to", std::to_string(key.to)}}),
                node, field, std::to_string(value));
        }
        place = value;
    }

    void read_as(const SettingKey& key, const toml::node& node, bool& place) {
        const auto* flag = node.as_boolean();
        if (flag == nullptr) return find_type(node, called(key.section, key.name), "boolean");
        place = flag->get();
    }

    void find_type(const toml::node& node, const std::string& field, const std::string& expected) {
        find(base::malformed("key_has_wrong_type", {{"expected", expected}}), node, field);
    }

    void find_unknown_section(std::string_view name, const toml::node& node) {
        std::vector<std::string_view> names;
        for (const SettingSection& each : setting_sections()) names.push_back(each.name);
        const std::string_view meant = nearest(name.substr(0, longest_key), names);
        const bool is_table = node.is_table() || node.is_array_of_tables();
        if (is_table) {
            return find(
                base::malformed("setting_section_is_unknown", {{"nearest", std::string{meant}}}),
                node, shown(name));
        }
        // A setting above the first section: perhaps one that stands in a section.
        find_unknown_key({}, name, node);
    }

    /// The nearest of its own section; of all, where it has none.
    void find_unknown_key(const SettingSection& section, std::string_view name,
                          const toml::node& node) {
        std::vector<std::string_view> names;
        std::map<std::string_view, std::string_view> section_of;
        for (const SettingKey& each : setting_keys()) {
            if (!section.name.empty() && each.section != section.name) continue;
            names.push_back(each.name);
            section_of.emplace(each.name, each.section);
        }
        const std::string_view meant = nearest(name.substr(0, longest_key), names);
        const std::string field =
            section.name.empty() ? shown(name) : called(section.name, shown(name));
        find(base::malformed("setting_is_unknown", {{"nearest", called(section_of[meant], meant)}}),
             node, field);
    }

    /// What holds between settings.
    void check_whole() {
        const Configuration& c = reading_.configuration;
        const auto needs = [&](bool fails, std::string_view field, std::string_view other) {
            if (!fails) return;
            find(base::malformed("setting_needs_another",
                                 {{"field", std::string{field}}, {"other", std::string{other}}}));
        };
        needs(!c.certificate.empty() && c.key.empty(), "server.certificaat", "server.sleutel");
        needs(!c.key.empty() && c.certificate.empty(), "server.sleutel", "server.certificaat");
        for (const std::string& address : c.listen) {
            if (address.empty() || !c.certificate.empty() || is_here(address)) continue;
            find(base::malformed("certificate_is_needed",
                                 {{"value", shown(address)}, {"field", "server.luistert_op"}}));
        }
        if (c.session_longest < c.session_idle) {
            find(base::malformed("session_ends_before_it_is_idle",
                                 {{"field", "sessie.langste_seconden"}}));
        }
        if (c.gemeenten.empty()) find(base::malformed("configuration_has_no_gemeente"));
        find_doubles(&ConfiguredGemeente::code, "gemeente_is_given_twice", "gemeente.code");
        find_doubles(&ConfiguredGemeente::state, "state_directory_is_given_twice", "gemeente.map");
    }

    void find_doubles(std::string ConfiguredGemeente::*member, std::string_view code,
                      std::string_view field) {
        std::set<std::string_view> seen;
        for (const ConfiguredGemeente& each : reading_.configuration.gemeenten) {
            if ((each.*member).empty() || seen.insert(each.*member).second) continue;
            find(base::malformed(std::string{code}, {{"value", shown(each.*member)},
                                                     {"line", std::to_string(each.line)},
                                                     {"field", std::string{field}}}));
        }
    }

    ConfigurationReading reading_;
};

}  // namespace

ConfigurationReading read_configuration(std::string_view toml) {
    const auto parsed = parse_toml(toml, largest_configuration);
    if (!parsed) return {.configuration = {}, .findings = {parsed.error()}};
    Reader reader;
    reader.read(parsed.value());
    ConfigurationReading reading = reader.take();
    // In the order of the file; what holds for the whole comes last.
    const auto line = [](const base::Error& error) {
        return base::parse_int(error.detail("line")).value_or(std::int64_t{1} << 40U);
    };
    std::ranges::stable_sort(reading.findings, {}, line);
    return reading;
}

}  // namespace ontzorgd::messages
