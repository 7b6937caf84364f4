// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// @file
/// Configuration: what an administrator sets of the daemon, from one TOML file
/// (packaging/ontzorgd.toml, ontzorgd.toml(5)). A setting is one member here and one row of the
/// table of keys; reader, example, manual and reload follow from that row.
namespace ontzorgd::messages {

/// One `[[gemeente]]`.
struct ConfiguredGemeente {
    std::string code;       ///< CBS code; the state directory must be of this gemeente
    std::string state;      ///< its state directory
    std::string keys;       ///< its folder of keys
    std::string backups{};  ///< the folder in which backups are kept; empty: nobody looks at them
    // Its login server; none when there is no issuer.
    std::string login_issuer{};
    std::string login_client{};
    std::string login_redirect{};
    std::string login_after{};
    std::string login_after_logout{};
    std::string login_scopes{};         ///< with blanks between them
    std::string login_strengths{};      ///< the same
    std::string login_second_factor{};  ///< "ja" or "nee"
    std::string login_roles_place{};    ///< with full stops between the steps
    std::string login_roles{};          ///< "Theirs=ours Theirs=ours"
    std::string login_key{};
    std::string login_kid{};
    std::string login_certificate{};
    std::string login_certificate_key{};
    std::string login_authorities{};
    std::size_t line = 0;

    bool operator==(const ConfiguredGemeente&) const = default;
};

/// As it is when the file says nothing. Times are in seconds.
struct Configuration {
    std::vector<std::string> listen{"127.0.0.1:8443"};
    std::string certificate;  ///< empty: the daemon makes one of its own, for loopback
    std::string key;
    std::string client_authorities;  ///< empty: no client certificate is asked for
    std::int64_t readers = 0;        ///< threads that answer questions; 0: one per core
    std::int64_t session_idle = std::int64_t{15} * 60;
    std::int64_t session_longest = std::int64_t{8} * 60 * 60;
    std::int64_t session_confirmed = std::int64_t{5} * 60;
    std::int64_t largest_upload = 2'000'000'000;
    std::int64_t connections = 1024;
    std::int64_t connections_per_peer = 256;
    std::int64_t logins_per_peer = 200;
    std::int64_t header_bytes = 16'384;
    std::int64_t handshake = 10;
    std::int64_t header = 10;
    std::int64_t idle = 60;
    std::int64_t transfer = 15;
    std::int64_t least_rate = 16'384;
    std::int64_t stop = 20;
    std::int64_t inbox_still = 5;
    std::int64_t inbox_stalled = 600;
    std::int64_t inbox_rescan = 60;
    std::int64_t inbox_largest = std::int64_t{2} << 30U;
    std::string check_time = "07:00";  ///< HH:MM, Amsterdam
    std::string release_time = "09:00";
    std::int64_t late_after = 60;  ///< minutes
    std::int64_t retry = 60;
    std::int64_t retry_before_cut_off = 5;
    std::int64_t remind_days = 1;
    std::int64_t ending_ground_days = 30;
    std::int64_t old_exception_days = 14;
    std::int64_t missing_statement_days = 2;
    std::int64_t keep_folder_days = 31;
    std::int64_t backup_days = 1;
    std::vector<ConfiguredGemeente> gemeenten;
};

/// Where a setting is kept; it tells its type as well.
using SettingPlace =
    std::variant<std::string Configuration::*, std::vector<std::string> Configuration::*,
                 std::int64_t Configuration::*, bool Configuration::*,
                 std::string ConfiguredGemeente::*>;

/// What a text must look like.
enum class SettingForm : std::uint8_t {
    text,      ///< one line of at most 200 characters
    path,      ///< of a file or folder, from the root
    address,   ///< host:port to listen on
    gemeente,  ///< CBS code
    time,      ///< of the day, HH:MM
};

/// One row of the table.
struct SettingKey {
    std::string_view section;
    std::string_view name;
    SettingPlace place;
    SettingForm form = SettingForm::text;
    /// Bounds of a number.
    std::int64_t from = 0;
    std::int64_t to = 0;
    bool is_required = false;
    /// SIGHUP is enough to change it.
    bool at_reload = false;
    /// Dutch, for the administrator: what it does, and what follows from it.
    std::string_view explained;
    /// How the example shows a setting that has no value of its own.
    std::string_view example = {};
};

/// What a section is for, in Dutch. Every section of a key is here, in the order of the example.
struct SettingSection {
    std::string_view name;
    std::string_view explained;
    bool is_repeated = false;  ///< [[name]]
};

[[nodiscard]] std::span<const SettingSection> setting_sections();
[[nodiscard]] std::span<const SettingKey> setting_keys();

/// The value that a setting has when the file says nothing, as TOML; empty when it has none.
[[nodiscard]] std::string standard_value(const SettingKey& key);

/// The example: every setting with its explanation, and no other value than the file would have
/// without it. Reading it back gives the same configuration, and one gemeente.
[[nodiscard]] std::string example_configuration();

/// ontzorgd.toml(5), as man(7) wants it.
[[nodiscard]] std::string configuration_page();

/// The settings ("server.luistert_op") that differ and that a reload does not take over.
[[nodiscard]] std::vector<std::string> settings_for_a_restart(const Configuration& now,
                                                              const Configuration& next);

/// Changes in `now` what a reload takes over from `next`, and nothing else.
void take_over(Configuration& now, const Configuration& next);

/// What a file says, and all that is wrong with it at once.
struct ConfigurationReading {
    Configuration configuration;
    /// Each malformed, with details line and field where they apply: those of a text from outside
    /// (file_is_empty, file_is_not_utf8, ...), toml_is_malformed; setting_is_unknown (nearest),
    /// setting_section_is_unknown (nearest), setting_is_missing, key_has_wrong_type,
    /// number_is_out_of_bounds, list_is_empty, listen_address_is_malformed, path_is_not_absolute,
    /// gemeente_is_malformed, time_is_malformed, text_is_empty, text_is_too_long,
    /// text_has_control_character; setting_needs_another, session_ends_before_it_is_idle,
    /// configuration_has_no_gemeente, gemeente_is_given_twice, state_directory_is_given_twice.
    std::vector<base::Error> findings;
};

/// Reads the whole text (at most 256 KiB).
[[nodiscard]] ConfigurationReading read_configuration(std::string_view toml);

}  // namespace ontzorgd::messages
