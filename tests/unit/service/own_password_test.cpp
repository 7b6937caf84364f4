// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/own_password.h"

#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ontzorgd::service {
namespace {

using test::Practice;

constexpr const char* first = "wachtwoord-voor-de-proef";
constexpr const char* own = "wat alleen rob weet";

class OwnPassword : public testing::Test {
protected:
    std::string error_of(std::string_view user, std::string_view password) {
        const auto changed = change_password(practice_.with(user), password);
        return changed ? "" : changed.error().code;
    }
    bool lets_in(std::string_view user, std::string_view password) {
        return static_cast<bool>(authenticate(practice_.town(), user, password));
    }
    std::string text_of(std::string_view user) {
        return std::string{password_text(*store::find_user(practice_.db(), user))};
    }
    std::int64_t facts() { return store::chain_head(practice_.db()).length; }

    Practice practice_;
};

TEST_F(OwnPassword, TakesThePlaceOfTheOneThatWasGiven) {
    EXPECT_EQ(text_of("rob"), "eerste");
    const auto changed = change_password(practice_.with("rob"), own);
    Practice::must(changed);
    EXPECT_EQ(test::text_in(changed.value(), "wachtwoord"), "eigen");
    EXPECT_TRUE(lets_in("rob", own));
    EXPECT_FALSE(lets_in("rob", first));
    EXPECT_TRUE(lets_in("karin", first));
    EXPECT_EQ(text_of("rob"), "eigen");
    practice_.reopen();
    EXPECT_TRUE(lets_in("rob", own));
    practice_.expect_sound();
}

TEST_F(OwnPassword, IsChangedAsOftenAsItsOwnerLikes) {
    EXPECT_EQ(error_of("rob", own), "");
    EXPECT_EQ(error_of("karin", own), "") << "another may have the same";
    const std::string next = "nog een ander wachtwoord";
    EXPECT_EQ(error_of("rob", next), "");
    EXPECT_TRUE(lets_in("rob", next));
    EXPECT_FALSE(lets_in("rob", own));
    EXPECT_TRUE(lets_in("karin", own));
    EXPECT_EQ(error_of("rob", first), "password_is_the_first_one") << "somebody else knows it";
    EXPECT_EQ(text_of("rob"), "eigen");
    practice_.expect_sound();
}

TEST_F(OwnPassword, SaysWhichOneSomebodyCameInWith) {
    const auto before = authenticate(practice_.town(), "rob", first).value();
    EXPECT_EQ(before.password, 0);
    EXPECT_EQ(error_of("rob", own), "");
    EXPECT_NE(actor_named(practice_.town(), "rob")->password, before.password);
    EXPECT_EQ(actor_named(practice_.town(), "karin")->password, 0);
    EXPECT_EQ(authenticate(practice_.town(), "rob", own).value().password,
              actor_named(practice_.town(), "rob")->password);
}

TEST_F(OwnPassword, IsAsLongAsAFirstOneAndNotThatOne) {
    const std::int64_t before = facts();
    EXPECT_EQ(error_of("rob", ""), "password_is_too_short");
    EXPECT_EQ(error_of("rob", "elf  tekens"), "password_is_too_short");
    for (const char* simple : {"            ", "aaaaaaaaaaaa", "121212121212121"})
        EXPECT_EQ(error_of("rob", simple), "password_is_too_simple");
    EXPECT_EQ(error_of("rob", first), "password_is_the_first_one");
    EXPECT_EQ(facts(), before);
    EXPECT_TRUE(lets_in("rob", first));
}

TEST_F(OwnPassword, IsOneFactWhenItIsGivenTwice) {
    EXPECT_EQ(error_of("rob", own), "");
    const std::int64_t before = facts();
    EXPECT_EQ(error_of("rob", own), "");
    EXPECT_EQ(facts(), before);
}

TEST_F(OwnPassword, LeavesNoWordOfItselfInTheChain) {
    EXPECT_EQ(error_of("rob", own), "");
    const std::string record = *store::record_of(practice_.db(), facts());
    EXPECT_NE(record.find("kind=password_changed"), std::string::npos);
    EXPECT_NE(record.find("root_user_password="), std::string::npos) << record;
    EXPECT_EQ(record.find(own), std::string::npos);
}

TEST_F(OwnPassword, IsOfPeopleWhoHaveOne) {
    Practice::must(add_user(practice_.with("beheer"), "dienst", "", "onbemand"));
    Practice::must(add_machine(practice_.with("beheer"), {.name = "bank",
                                                          .role = "rechtmatigheid",
                                                          .certificate = std::string(64, 'a'),
                                                          .kid = {},
                                                          .public_key = {}}));
    EXPECT_EQ(error_of("dienst", own), "role_may_not_do_this");
    EXPECT_EQ(error_of("bank", own), "user_has_no_password");
    EXPECT_EQ(text_of("dienst"), "geen");
    EXPECT_EQ(text_of("bank"), "geen");
    EXPECT_FALSE(lets_in("bank", own));
    for (const char* user : {"rob", "kim", "mo", "ada", "beheer"})
        EXPECT_EQ(error_of(user, own), "") << user;
}

TEST_F(OwnPassword, WasTheOneBeforeOnAnEarlierDay) {
    practice_.on("2026-11-25");
    EXPECT_EQ(error_of("rob", own), "");
    practice_.on("2026-11-27");
    EXPECT_EQ(error_of("rob", "en nog een ander"), "");
    const auto text_on = [&](const char* day) {
        practice_.reopen(Mode::read);
        static_cast<void>(look_back(practice_.town(), values::CivilDate::parse(day).value()));
        return std::pair{text_of("rob"), store::find_user(practice_.db(), "rob")->password};
    };
    EXPECT_EQ(text_on("2026-11-24"), (std::pair{std::string{"eerste"}, std::int64_t{0}}));
    EXPECT_EQ(text_on("2026-11-26"), (std::pair{std::string{"eigen"}, std::int64_t{1}}));
    EXPECT_EQ(text_on("2026-11-27"), (std::pair{std::string{"eigen"}, std::int64_t{2}}));
}

TEST_F(OwnPassword, IsFoundWhenSomebodyPutAnotherInItsPlaceBehindTheProgram) {
    EXPECT_EQ(error_of("rob", own), "");
    EXPECT_EQ(error_of("karin", "wat alleen karin weet"), "");
    EXPECT_EQ(error_of("rob", "en nog een ander"), "");
    practice_.expect_sound();
    for (const char* change :
         {"UPDATE user_password SET salt = (SELECT salt FROM user_password WHERE id = 2), "
          "password_hash = (SELECT password_hash FROM user_password WHERE id = 2)",
          "UPDATE user_password SET replaced = CASE id WHEN 3 THEN 1 END",
          "DELETE FROM user_password WHERE id = 3"}) {
        practice_.db().execute("SAVEPOINT behind");
        practice_.db().execute(change);
        EXPECT_FALSE(verify_audit(practice_.town(), {})) << change;
        practice_.db().execute("ROLLBACK TO behind; RELEASE behind");
    }
}

}  // namespace
}  // namespace ontzorgd::service
