// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/configuration.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ontzorgd::messages {
namespace {

constexpr std::string_view one_gemeente = R"([[gemeente]]
code = "0363"
map = "/srv/a"
sleutels = "/srv/a-sleutels"
)";

/// "code line field" of every finding.
std::vector<std::string> findings_of(std::string_view toml) {
    std::vector<std::string> told;
    for (const base::Error& error : read_configuration(toml).findings) {
        EXPECT_EQ(error.kind, base::ErrorKind::malformed);
        told.push_back(error.code + ' ' + std::string{error.detail("line")} + ' ' +
                       std::string{error.detail("field")});
    }
    return told;
}

using Findings = std::vector<std::string>;

TEST(ConfigurationFile, LeavesWhatItDoesNotSay) {
    const auto reading = read_configuration(one_gemeente);
    EXPECT_TRUE(reading.findings.empty());
    Configuration expected;
    expected.gemeenten = {
        {.code = "0363", .state = "/srv/a", .keys = "/srv/a-sleutels", .line = 1}};
    EXPECT_EQ(reading.configuration.gemeenten, expected.gemeenten);
    EXPECT_TRUE(settings_for_a_restart(expected, reading.configuration).empty());
}

TEST(ConfigurationFile, SaysListsNumbersAndSeveralGemeenten) {
    const auto reading = read_configuration(R"([server]
luistert_op = ["0.0.0.0:443", "[::]:443"]
certificaat = "/c.pem"
sleutel = "/k.pem"
lezers = 3
[sessie]
ongebruikt_seconden = 600
[[gemeente]]
code = "0363"
map = "/srv/a"
sleutels = "/srv/ka"
[[gemeente]]
code = "0034"
map = "/srv/b"
sleutels = "/srv/kb"
)");
    EXPECT_TRUE(reading.findings.empty());
    const Configuration& read = reading.configuration;
    EXPECT_EQ(read.listen, (std::vector<std::string>{"0.0.0.0:443", "[::]:443"}));
    EXPECT_EQ(read.readers, 3);
    EXPECT_EQ(read.session_idle, 600);
    ASSERT_EQ(read.gemeenten.size(), 2U);
    EXPECT_EQ(read.gemeenten[1].state, "/srv/b");
    EXPECT_EQ(read.gemeenten[1].line, 12U);
}

TEST(ConfigurationFile, TellsEverythingThatIsWrongAtOnceInTheOrderOfTheFile) {
    EXPECT_EQ(
        findings_of(R"([server]
luistert_op = "127.0.0.1:8443"
certificat = "/c.pem"
lezers = 9999
[sesie]
[sessie]
ongebruikt_seconden = "lang"
langste_seconden = true
[grenzen]
verbindingen = 0
[[gemeente]]
code = "363"
map = "srv/a"
)"),
        (Findings{
            "key_has_wrong_type 2 server.luistert_op", "setting_is_unknown 3 server.certificat",
            "number_is_out_of_bounds 4 server.lezers", "setting_section_is_unknown 5 sesie",
            "key_has_wrong_type 7 sessie.ongebruikt_seconden",
            "key_has_wrong_type 8 sessie.langste_seconden",
            "number_is_out_of_bounds 10 grenzen.verbindingen",
            "setting_is_missing 11 gemeente.sleutels", "gemeente_is_malformed 12 gemeente.code",
            "path_is_not_absolute 13 gemeente.map"}));
}

TEST(ConfigurationFile, NamesTheSettingThatWasMeant) {
    const auto nearest_of = [](std::string_view toml) {
        for (const base::Error& error : read_configuration(toml).findings) {
            if (!error.detail("nearest").empty()) return std::string{error.detail("nearest")};
        }
        return std::string{};
    };
    EXPECT_EQ(nearest_of("[server]\ncertificat = \"/c\"\n"), "server.certificaat");
    EXPECT_EQ(nearest_of("[grenzen]\nverbinding = 9\n"), "grenzen.verbindingen");
    EXPECT_EQ(nearest_of("luistert = 9\n"), "server.luistert_op") << "above the first section";
    EXPECT_EQ(nearest_of("[gemeenten]\n"), "gemeente");
    EXPECT_EQ(nearest_of("[[gemeente]]\nsleutel = \"/k\"\n"), "gemeente.sleutels")
        << "of its own section";
}

TEST(ConfigurationFile, SaysTheInboxTheScheduleAndWhereTheBackupsAre) {
    const auto reading = read_configuration(std::string{one_gemeente} + R"(reservekopieen = "/srv/r"
[inbox]
stil_seconden = 0
[agenda]
controles_om = "06:30"
vrijgave_om = "23:59"
reservekopie_dagen = 3
)");
    EXPECT_TRUE(reading.findings.empty());
    const Configuration& read = reading.configuration;
    EXPECT_EQ(read.gemeenten.at(0).backups, "/srv/r");
    EXPECT_EQ(read.inbox_still, 0);
    EXPECT_EQ(read.inbox_stalled, Configuration{}.inbox_stalled);
    EXPECT_EQ(read.check_time, "06:30");
    EXPECT_EQ(read.release_time, "23:59");
    EXPECT_EQ(read.backup_days, 3);
    EXPECT_EQ(settings_for_a_restart({}, read).size(), 5U) << "none of it changes at a reload";
}

TEST(ConfigurationFile, TakesATimeOfTheDayAsHoursAndMinutes) {
    for (const char* wrong : {"7:00", "24:00", "12:60", "0700", "07:00:00", "ab:cd", "-1:00"}) {
        EXPECT_EQ(
            findings_of(std::string{one_gemeente} + "[agenda]\ncontroles_om = \"" + wrong + "\"\n"),
            Findings{"time_is_malformed 6 agenda.controles_om"})
            << wrong;
    }
}

TEST(ConfigurationFile, ReadsWhatIsLeftOfAListWithAFault) {
    const auto reading =
        read_configuration("[server]\nluistert_op = [\"127.0.0.1:1\", 7, \"127.0.0.1\"]\n");
    EXPECT_EQ(reading.findings[0].code, "key_has_wrong_type");
    EXPECT_EQ(reading.findings[1].code, "listen_address_is_malformed");
    EXPECT_EQ(reading.findings[1].detail("value"), "127.0.0.1");
    EXPECT_EQ(findings_of(std::string{one_gemeente} + "[server]\nluistert_op = []\n"),
              Findings{"list_is_empty 6 server.luistert_op"});
}

TEST(ConfigurationFile, SeesWhatDoesNotGoTogether) {
    const std::string gemeente{one_gemeente};
    EXPECT_EQ(findings_of(gemeente + "[server]\ncertificaat = \"/c\"\n"),
              Findings{"setting_needs_another  server.certificaat"});
    EXPECT_EQ(findings_of(gemeente + "[server]\nsleutel = \"/k\"\n"),
              Findings{"setting_needs_another  server.sleutel"});
    EXPECT_EQ(findings_of(gemeente + "[server]\nluistert_op = [\"10.0.0.1:443\"]\n"),
              Findings{"certificate_is_needed  server.luistert_op"});
    EXPECT_EQ(findings_of(gemeente + "[sessie]\nlangste_seconden = 60\n"),
              Findings{"session_ends_before_it_is_idle  sessie.langste_seconden"});
    EXPECT_EQ(findings_of("# niets\n"), Findings{"configuration_has_no_gemeente  "});
    EXPECT_EQ(findings_of(gemeente + gemeente),
              (Findings{"gemeente_is_given_twice 5 gemeente.code",
                        "state_directory_is_given_twice 5 gemeente.map"}));
}

TEST(ConfigurationFile, IsTextThatIsToml) {
    EXPECT_EQ(findings_of("[server\n"), Findings{"toml_is_malformed 1 "});
    EXPECT_EQ(findings_of(""), Findings{"file_is_empty  "});
    EXPECT_EQ(findings_of("a = \"\xff\"\n"), Findings{"file_is_not_utf8 1 "});
    EXPECT_EQ(findings_of(std::string(300'000, '#')), Findings{"file_is_too_large  "});
    EXPECT_EQ(findings_of("server = 1\n" + std::string{one_gemeente}),
              Findings{"key_has_wrong_type 1 server"});
    EXPECT_EQ(findings_of("[gemeente]\ncode = \"0363\"\n"),
              (Findings{"key_has_wrong_type 1 gemeente", "configuration_has_no_gemeente  "}));
}

}  // namespace
}  // namespace ontzorgd::messages
