// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/machine.h"

#include "ontzorgd/service/gate.h"
#include "ontzorgd/service/people.h"
#include "ontzorgd/store/machine_client.h"
#include "support/practice.h"
#include "support/practice_keys.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace ontzorgd::service {
namespace {

using test::Practice;

class MachineTest : public testing::Test {
protected:
    static MachineOptions with_key(const std::string& name = "uitkeringen") {
        return {.name = name,
                .role = "rechtmatigheid",
                .certificate = {},
                .kid = "k1",
                .public_key = std::string{support::p256_public_pem}};
    }
    static MachineOptions with_certificate(const std::string& name, const std::string& digits) {
        return {.name = name,
                .role = "klantmanager",
                .certificate = digits,
                .kid = {},
                .public_key = {}};
    }
    std::string code_of(const MachineOptions& options) {
        const auto added = add_machine(practice_.with("beheer"), options);
        return added ? "" : added.error().code;
    }

    Practice practice_;
};

TEST_F(MachineTest, IsLetInByItsKeyOrItsCertificate) {
    EXPECT_EQ(code_of(with_key()), "");
    EXPECT_EQ(code_of(with_key()), "") << "the same again";
    EXPECT_EQ(code_of(with_certificate("dossiers", std::string(64, 'A'))), "");
    EXPECT_EQ(code_of(with_certificate("anders", std::string(64, 'a'))),
              "certificate_is_of_another_machine");
    EXPECT_EQ(test::rows_in(list_machines(practice_.town()).value(), "machines").size(), 2U);
    practice_.expect_sound();
}

TEST_F(MachineTest, IsKnownByOneThingThatIsWellFormed) {
    MachineOptions both = with_key();
    both.certificate = std::string(64, 'a');
    EXPECT_EQ(code_of(both), "machine_needs_a_certificate_or_a_key");
    EXPECT_EQ(code_of(with_certificate("x", "")), "machine_needs_a_certificate_or_a_key");
    EXPECT_EQ(code_of(with_certificate("x", "abc")), "certificate_fingerprint_is_malformed");
    MachineOptions nameless = with_key();
    nameless.kid = "";
    EXPECT_EQ(code_of(nameless), "kid_is_malformed");
    MachineOptions broken = with_key();
    broken.public_key = "geen sleutel";
    EXPECT_EQ(code_of(broken), "key_is_malformed");
    MachineOptions taken = with_key("rob");
    EXPECT_EQ(code_of(taken), "user_exists_already");
}

TEST_F(MachineTest, NeverHasARoleThatJudges) {
    for (const char* role : {"kwaliteitsmedewerker", "beheerder"}) {
        MachineOptions options = with_key();
        options.role = role;
        EXPECT_EQ(code_of(options), "machine_may_not_have_this_role") << role;
    }
    ASSERT_EQ(code_of(with_key()), "");
    const auto more =
        change_role(practice_.with("beheer"), "uitkeringen", "kwaliteitsmedewerker", false);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, "machine_may_not_have_this_role");
}

TEST_F(MachineTest, HasNoPassword) {
    ASSERT_EQ(code_of(with_key()), "");
    for (const char* password : {"", "wachtwoord-voor-de-proef"}) {
        const auto actor = authenticate(practice_.town(), "uitkeringen", password);
        ASSERT_FALSE(actor);
        EXPECT_EQ(actor.error().code, "name_or_password_is_wrong");
    }
}

TEST_F(MachineTest, BringsInFilesAndSaysYesToNothing) {
    const Actor machine{.id = store::UserId{1},
                        .name = "uitkeringen",
                        .roles = {Role::rechtmatigheid},
                        .has_second_factor = false,
                        .is_machine = true};
    for (const PolicyRow& row : policy_table()) {
        const bool brings = row.command == "run import" || row.command == "run split" ||
                            row.command == "dossier import" || row.command == "bank ingest";
        const bool allowed = static_cast<bool>(pass_gate(practice_.town(), machine, row.command));
        EXPECT_EQ(allowed, brings) << row.command;
    }
}

TEST_F(MachineTest, IsNobodyOnceItIsEndedAndMayComeBackWithAnotherKey) {
    ASSERT_EQ(code_of(with_key()), "");
    MachineOptions other = with_key();
    other.kid = "k2";
    EXPECT_EQ(code_of(other), "user_exists_already");
    Practice::must(end_machine(practice_.with("beheer"), "uitkeringen"));
    Practice::must(end_machine(practice_.with("beheer"), "uitkeringen"));
    EXPECT_EQ(code_of(other), "");
    EXPECT_EQ(end_machine(practice_.with("beheer"), "rob").error().code,
              "machine_client_is_unknown");
    practice_.expect_sound();
}

TEST_F(MachineTest, TokenThatExpiredWhileItWaitedCountsAsUsed) {
    const store::UserId user = practice_.as("rob").actor.id;
    const auto use = [&](std::int64_t keep_until, std::int64_t now) {
        return store::in_transaction(practice_.db(), [&] {
            return store::use_machine_token(practice_.db(), user, base::Digest{}, keep_until, now);
        });
    };
    EXPECT_TRUE(use(1000, 900));
    EXPECT_FALSE(use(1000, 999));
    EXPECT_FALSE(use(1000, 1000));
    EXPECT_FALSE(use(1000, 1001)) << "it was forgotten by then";
}

}  // namespace
}  // namespace ontzorgd::service
