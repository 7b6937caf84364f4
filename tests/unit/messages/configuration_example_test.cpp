// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/configuration.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace ontzorgd::messages {
namespace {

TEST(ConfigurationExample, IsTheFileThatThePackageBrings) {
    std::ifstream file{ONTZORGD_SOURCE_DIR "/packaging/ontzorgd.toml", std::ios::binary};
    std::ostringstream brought;
    brought << file.rdbuf();
    EXPECT_EQ(brought.str(), example_configuration()) << "run tools/manuals";
}

TEST(ConfigurationExample, IsReadAsWhatHoldsWithoutAFile) {
    const ConfigurationReading reading = read_configuration(example_configuration());
    EXPECT_TRUE(reading.findings.empty()) << reading.findings.front().code;
    ASSERT_EQ(reading.configuration.gemeenten.size(), 1U);
    EXPECT_TRUE(settings_for_a_restart(Configuration{}, reading.configuration) ==
                std::vector<std::string>{"gemeente"});
    Configuration taken;
    take_over(taken, reading.configuration);
    EXPECT_EQ(taken.session_idle, Configuration{}.session_idle);
    EXPECT_EQ(taken.certificate, "");
}

TEST(ConfigurationPage, ExplainsEverySettingInItsSection) {
    const std::string page = configuration_page();
    for (const SettingKey& key : setting_keys()) {
        EXPECT_TRUE(page.contains("\\fB" + std::string{key.name} + "\\fR\n")) << key.name;
    }
    EXPECT_TRUE(page.contains(".SH \"[[gemeente]]\"\n"));
    EXPECT_TRUE(page.contains("Standaard: [\"127.0.0.1:8443\"]."));
}

TEST(ConfigurationExample, ShowsEverySettingAndItsBounds) {
    const std::string example = example_configuration();
    for (const SettingKey& key : setting_keys()) {
        const std::string given = std::string{key.name} + " = ";
        EXPECT_TRUE(example.contains('\n' + given) || example.contains("\n#" + given)) << given;
    }
    EXPECT_TRUE(example.contains("Van 60 tot en met 86400."));
    std::istringstream lines{example};
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << line;
}

}  // namespace
}  // namespace ontzorgd::messages
