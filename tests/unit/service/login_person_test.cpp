// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/login_person.h"

#include "ontzorgd/service/people.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

class LoginPersonTest : public testing::Test {
protected:
    base::Result<Actor> take(const std::vector<std::string>& roles,
                             const std::string& subject = "s-1",
                             const std::string& name = "Jan de Vries") {
        Context context{.town = practice_.town(), .actor = {}, .now = practice_.as("ada").now};
        return take_in(context, {.issuer = "https://login.example",
                                 .subject = subject,
                                 .name = name,
                                 .roles = roles,
                                 .roles_were_cut = cut_});
    }
    std::string code_of(const std::vector<std::string>& roles) {
        const auto actor = take(roles);
        return actor ? "" : actor.error().code;
    }

    test::Practice practice_;
    bool cut_ = false;
};

TEST_F(LoginPersonTest, IsMadeTheFirstTimeAndKnownAfterwards) {
    const auto first = take({"klantmanager", "rechtmatigheid"});
    ASSERT_TRUE(first);
    EXPECT_EQ(first.value().name, "jan.de.vries");
    EXPECT_EQ(first.value().roles.size(), 2U);
    const auto again = take({"klantmanager", "rechtmatigheid"}, "s-1", "J. Jansen");
    EXPECT_EQ(again.value().name, "jan.de.vries");
    practice_.expect_sound();
}

TEST_F(LoginPersonTest, IsNoSecondUserUnderAnotherName) {
    ASSERT_TRUE(take({"klantmanager"}));
    const auto users = store::all_users(practice_.db()).size();
    for (const auto& [subject, name] :
         {std::pair{"s-2", "Jan de Vries"}, std::pair{"s-3", "Karin"}}) {
        const auto taken = take({"rechtmatigheid"}, subject, name);
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.error().code, "login_name_is_taken");
    }
    EXPECT_EQ(store::all_users(practice_.db()).size(), users);
    EXPECT_TRUE(take({"klantmanager"})) << "the first is known still";
}

TEST_F(LoginPersonTest, GetsANameThatFits) {
    EXPECT_TRUE(take({"klantmanager"}, "s-3", "???").value().name.starts_with("gebruiker-"));
    EXPECT_EQ(take({"klantmanager"}, "s-4", "p.bakker@gemeente.example").value().name, "p.bakker");
    EXPECT_TRUE(check_user_name(take({"klantmanager"}, "s-5", std::string(300, 'a')).value().name));
}

TEST_F(LoginPersonTest, HasTheRolesOfTheLoginServerAndNoOthers) {
    const store::UserId user = take({"klantmanager"}).value().id;
    EXPECT_EQ(take({"rechtmatigheid"}).value().roles, std::vector{Role::rechtmatigheid});
    EXPECT_EQ(store::roles_of(practice_.db(), user), std::vector<std::string>{"rechtmatigheid"});
    EXPECT_EQ(code_of({}), "user_has_no_role");
    EXPECT_TRUE(store::roles_of(practice_.db(), user).empty());
    practice_.expect_sound();
}

TEST_F(LoginPersonTest, KeepsWhatItHadWhenTheAnswerIsNoUse) {
    const store::UserId user = take({"klantmanager"}).value().id;
    EXPECT_EQ(code_of({"auditor", "klantmanager"}), "roles_conflict_in_use");
    cut_ = true;
    EXPECT_EQ(code_of({}), "login_roles_were_cut");
    EXPECT_EQ(store::roles_of(practice_.db(), user), std::vector<std::string>{"klantmanager"});
}

TEST_F(LoginPersonTest, HasNoPasswordAndNoRolesOfTheBeheerder) {
    ASSERT_TRUE(take({"klantmanager"}));
    EXPECT_FALSE(authenticate(practice_.town(), "jan.de.vries", ""));
    const auto given =
        change_role(practice_.with("beheer"), "jan.de.vries", "rechtmatigheid", false);
    ASSERT_FALSE(given);
    EXPECT_EQ(given.error().code, "roles_come_from_the_login_server");
}

TEST_F(LoginPersonTest, LosesARoleThatTheBeheerderTakesUntilTheNextLogin) {
    const store::UserId user = take({"klantmanager", "rechtmatigheid"}).value().id;
    test::Practice::must(
        change_role(practice_.with("beheer"), "jan.de.vries", "rechtmatigheid", true));
    EXPECT_EQ(store::roles_of(practice_.db(), user), std::vector<std::string>{"klantmanager"});
    EXPECT_EQ(take({"klantmanager", "rechtmatigheid"}).value().roles.size(), 2U);
    practice_.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::service
