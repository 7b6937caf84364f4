// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/version.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::service {
namespace {

using test::Practice;

class Versions : public testing::Test {
protected:
    Versions() { practice_.dossier({{.number = 1}, {.number = 2}}); }
    std::int64_t of(std::string_view nummer) {
        return version_of_household(practice_.town(), {}, nummer).value();
    }

    Practice practice_;
};

TEST_F(Versions, AreTheNumberOfTheLastFactAboutAHousehold) {
    const std::int64_t first = of("C0001");
    const std::int64_t other = of("C0002");
    Practice::must(hold_client(practice_.with("mo"), "C0001", "Overleg"));
    const std::int64_t held = of("C0001");
    EXPECT_EQ(held, store::chain_head(practice_.town().db()).length);
    EXPECT_GT(held, first);
    EXPECT_EQ(of("C0002"), other) << "an edit of another household is none of this one";
    Practice::must(unhold_client(practice_.with("mo"), "C0001", "Klaar"));
    EXPECT_GT(of("C0001"), held);
}

TEST_F(Versions, StayWhenNothingIsChanged) {
    Practice::must(hold_client(practice_.with("mo"), "C0001", "Overleg"));
    const std::int64_t held = of("C0001");
    Practice::must(hold_client(practice_.with("mo"), "C0001", "Overleg"));
    EXPECT_EQ(of("C0001"), held);
}

TEST_F(Versions, AreOfNothingThatIsNotThere) {
    EXPECT_EQ(version_of_household(practice_.town(), {}, "C9999").error().code,
              "client_is_unknown");
    EXPECT_EQ(version_of_contract(practice_.town(), {}, "O9999").error().code,
              "contract_is_unknown");
    EXPECT_EQ(version_of_creditor(practice_.town(), "V9999").error().code, "creditor_is_unknown");
    EXPECT_EQ(version_of_owner(practice_.town(), {}, "V9999").error().code, "owner_is_unknown");
    EXPECT_EQ(version_of_exception(practice_.town(), {}, 99).error().code, "exception_is_unknown");
    EXPECT_EQ(version_of_rule(practice_.town(), 99).error().code, "rule_is_unknown");
    EXPECT_EQ(version_of_batch(practice_.town(), 99).error().code, "batch_is_unknown");
}

TEST_F(Versions, AreNotToldToWhoHasARelation) {
    Practice::must(relate_user(practice_.with("beheer"), "mo", "C0001", false));
    const store::UserId mo = practice_.with("mo").actor.id;
    const auto code = [](const base::Result<std::int64_t>& version) {
        return version ? "" : version.error().code;
    };
    Municipality& town = practice_.town();
    EXPECT_EQ(code(version_of_household(town, mo, "C0001")), "client_is_a_relation");
    EXPECT_EQ(code(version_of_household(town, mo, "H0001")), "client_is_a_relation");
    EXPECT_EQ(code(version_of_contract(town, mo, "O0001-H")), "client_is_a_relation");
    EXPECT_EQ(code(version_of_owner(town, mo, "C0001")), "client_is_a_relation");
    EXPECT_EQ(code(version_of_household(town, mo, "C0002")), "");
    EXPECT_EQ(code(version_of_household(town, practice_.with("kim").actor.id, "C0001")), "");
}

}  // namespace
}  // namespace ontzorgd::service
