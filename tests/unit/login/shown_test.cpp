// SPDX-License-Identifier: EUPL-1.2
#include "shown.h"

namespace ontzorgd::login {
namespace {

TEST(Shown, CannotForgeALineOfALog) {
    EXPECT_EQ(shown("https://login.example/a b"), "https://login.example/a b");
    EXPECT_EQ(shown("a\nerror: b\r\x1b[31m\x7f\xc3\xab"), "a?error: b??[31m???");
    EXPECT_EQ(shown(std::string(1000, 'a')), std::string(60, 'a'));
    EXPECT_EQ(shown(""), "");
}

}  // namespace
}  // namespace ontzorgd::login
