// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/configuration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ontzorgd::messages {
namespace {

TEST(ConfigurationKeys, AreEachInASectionThatIsExplainedAndGivenOnce) {
    std::set<std::string> seen;
    for (const SettingKey& key : setting_keys()) {
        const std::string name = std::string{key.section} + '.' + std::string{key.name};
        EXPECT_TRUE(seen.insert(name).second) << name;
        EXPECT_TRUE(std::ranges::count(setting_sections(), key.section, &SettingSection::name) == 1)
            << name;
        EXPECT_TRUE(key.explained.ends_with('.')) << name;
        EXPECT_TRUE(!standard_value(key).empty() || !key.example.empty()) << name;
    }
}

TEST(ConfigurationKeys, OfNumbersHaveBoundsAndAValueWithinThem) {
    const Configuration standard;
    for (const SettingKey& key : setting_keys()) {
        const auto* place = std::get_if<std::int64_t Configuration::*>(&key.place);
        if (place == nullptr) continue;
        EXPECT_LT(key.from, key.to) << key.name;
        EXPECT_LE(key.from, standard.*(*place)) << key.name;
        EXPECT_GE(key.to, standard.*(*place)) << key.name;
    }
}

TEST(ConfigurationKeys, TellWhatWaitsForARestartAndTakeOverTheRest) {
    Configuration now;
    now.gemeenten = {{.code = "0001", .state = "/a", .keys = "/b", .line = 3}};
    Configuration next = now;
    next.session_idle = 120;
    next.certificate = "/c";
    next.gemeenten[0].line = 9;
    EXPECT_TRUE(settings_for_a_restart(now, next).empty());
    next.listen = {"127.0.0.1:1"};
    next.readers = 4;
    next.gemeenten[0].keys = "/d";
    EXPECT_EQ(settings_for_a_restart(now, next),
              (std::vector<std::string>{"server.luistert_op", "server.lezers", "gemeente"}));
    take_over(now, next);
    EXPECT_EQ(now.session_idle, 120);
    EXPECT_EQ(now.certificate, "/c");
    EXPECT_EQ(now.readers, 0);
    EXPECT_EQ(now.gemeenten[0].keys, "/b");
    EXPECT_EQ(settings_for_a_restart(now, next).size(), 3U) << "it is told again";
}

}  // namespace
}  // namespace ontzorgd::messages
