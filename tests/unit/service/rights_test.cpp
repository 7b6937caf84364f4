// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/rights.h"

#include "ontzorgd/service/own_password.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/store/rights_review.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ontzorgd::service {
namespace {

using test::Practice;

class RightsTest : public testing::Test {
protected:
    Report shown() {
        const Now now = practice_.as("ada").now;
        Reading reading{.town = practice_.town(), .now = now, .as_of = now.today};
        return show_rights(reading).value();
    }
    std::string sha256() { return test::text_in(shown(), "sha256"); }
    Report row_of(std::string_view user) {
        for (const Report& row : test::rows_in(shown(), "gebruikers")) {
            if (test::text_in(row, "gebruiker") == user) return row;
        }
        return {};
    }
    static bool is_late(const Report& report) {
        return std::get<bool>(report.find("te_laat")->value);
    }

    Practice practice_;
};

TEST_F(RightsTest, NamesEveryUserWithRolesAndWhoGaveThem) {
    EXPECT_EQ(test::rows_in(shown(), "gebruikers").size(), 8U);
    EXPECT_EQ(test::text_in(row_of("mo"), "rollen"), "klantmanager sinds 2026-11-24 van beheer");
    EXPECT_EQ(test::text_in(row_of("beheer"), "rollen"), "beheerder sinds 2026-11-24");
    EXPECT_EQ(test::text_in(row_of("mo"), "tweede_factor"), "geen");
}

TEST_F(RightsTest, SayWhoStillHasThePasswordThatAnotherGave) {
    const std::string before = sha256();
    EXPECT_EQ(test::text_in(row_of("mo"), "wachtwoord"), "eerste");
    Practice::must(change_password(practice_.with("mo"), "wat alleen mo weet"));
    EXPECT_EQ(test::text_in(row_of("mo"), "wachtwoord"), "eigen");
    EXPECT_NE(sha256(), before);
}

TEST_F(RightsTest, AreLookedThroughAsTheyAreNow) {
    const std::string before = sha256();
    Practice::must(change_role(practice_.with("beheer"), "mo", "rechtmatigheid", false));
    const auto changed = confirm_rights(practice_.with("kim"), before);
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, "rights_have_changed");
    const auto confirmed = confirm_rights(practice_.with("kim"), sha256().substr(0, 8));
    Practice::must(confirmed);
    EXPECT_EQ(test::text_in(shown(), "bekeken_door"), "kim");
    // Given again it is the same look.
    EXPECT_EQ(confirm_rights(practice_.with("kim"), sha256()).value().to_json(),
              confirmed.value().to_json());
    practice_.expect_sound();
}

TEST_F(RightsTest, DoNotChangeByWhatPeopleDo) {
    const std::string before = sha256();
    Practice::must(
        add_user(practice_.with("beheer"), "nieuw", "wachtwoord-voor-de-proef", "klantmanager"));
    const std::string after = sha256();
    EXPECT_NE(before, after);
    practice_.dossier({{.number = 1}});
    EXPECT_EQ(sha256(), after);
    EXPECT_NE(row_of("rob").find("laatste_handeling"), nullptr);
}

TEST_F(RightsTest, AreLateAYearAfterTheLastLook) {
    EXPECT_FALSE(is_late(shown()));
    practice_.on("2027-12-01");
    EXPECT_TRUE(is_late(shown()));
    Practice::must(confirm_rights(practice_.with("karin"), sha256()));
    EXPECT_FALSE(is_late(shown()));
    EXPECT_EQ(*store::rights_unseen_since(practice_.db()), (values::CivilDate{2027, 12, 1}));
}

TEST_F(RightsTest, AreNotConfirmedByWhoGivesThemNorWithoutSayingWhich) {
    EXPECT_EQ(confirm_rights(practice_.with("beheer"), sha256()).error().code,
              "role_may_not_do_this");
    EXPECT_EQ(confirm_rights(practice_.with("kim"), "").error().code, "sha256_is_malformed");
    EXPECT_EQ(confirm_rights(practice_.with("kim"), "ABCDEFGH").error().code,
              "sha256_is_malformed");
}

}  // namespace
}  // namespace ontzorgd::service
