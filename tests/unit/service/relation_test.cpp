// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/relation.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/service/dossier_edit.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

using test::Practice;

std::string code_of(const base::Result<Report>& result) {
    return result ? "" : result.error().code;
}

class RelationTest : public testing::Test {
protected:
    RelationTest() { practice_.dossier(houses_); }

    void relate(std::string_view user, std::string_view client, bool end = false) {
        Practice::must(relate_user(practice_.with("beheer"), user, client, end));
    }
    std::int64_t batch() {
        practice_.split(houses_);
        const auto proposed = propose_batch(practice_.with("rob"), "2026-11-REG");
        Practice::must(proposed);
        return test::number_in(proposed.value(), "batch");
    }

    const std::vector<test::TestHousehold> houses_{{.number = 1}, {.number = 2}};
    Practice practice_;
};

TEST_F(RelationTest, IsRecordedAndEndedByTheBeheerder) {
    EXPECT_EQ(code_of(relate_user(practice_.with("karin"), "karin", "C0001", false)),
              "role_may_not_do_this");
    EXPECT_EQ(code_of(relate_user(practice_.with("beheer"), "niemand", "C0001", false)),
              "user_is_unknown");
    EXPECT_EQ(code_of(relate_user(practice_.with("beheer"), "karin", "C9999", false)),
              "client_is_unknown");
    relate("karin", "C0001");
    relate("karin", "C0001");
    EXPECT_EQ(test::rows_in(list_relations(practice_.town()).value(), "relaties").size(), 1U);
    relate("karin", "C0001", true);
    EXPECT_TRUE(test::rows_in(list_relations(practice_.town()).value(), "relaties").empty());
    practice_.expect_sound();
}

TEST_F(RelationTest, KeepsAUserFromChangingTheHousehold) {
    relate("mo", "C0001");
    EXPECT_EQ(code_of(hold_client(practice_.with("mo"), "C0001", "overleg")),
              "client_is_a_relation");
    EXPECT_EQ(code_of(end_contract(practice_.with("mo"), "O0001-H", "2026-12-31")),
              "client_is_a_relation");
    EXPECT_EQ(code_of(record_iban(practice_.with("mo"), "C0001", test::dutch_iban(77))),
              "client_is_a_relation");
    EXPECT_EQ(code_of(hold_client(practice_.with("mo"), "C0002", "overleg")), "");
    relate("mo", "C0001", true);
    EXPECT_EQ(code_of(hold_client(practice_.with("mo"), "C0001", "overleg")), "");
}

TEST_F(RelationTest, KeepsAUserFromConfirmingAnAccount) {
    Practice::must(record_iban(practice_.with("mo"), "C0001", test::dutch_iban(77)));
    relate("kim", "C0001");
    EXPECT_EQ(code_of(confirm_iban(practice_.with("kim"), "C0001", false)), "client_is_a_relation");
    const auto all = confirm_iban(practice_.with("kim"), "", true);
    Practice::must(all);
    EXPECT_EQ(test::number_in(all.value(), "wacht_nog"), 1) << "the account of the relation";
    EXPECT_EQ(code_of(confirm_iban(practice_.with("kees"), "C0001", true)),
              "one_or_all_is_confirmed");
    Practice::must(confirm_iban(practice_.with("kees"), "C0001", false));
    practice_.expect_sound();
}

TEST_F(RelationTest, KeepsAUserFromImportingAChangeOfTheHousehold) {
    relate("mo", "C0001");
    auto changed = houses_;
    changed[1].naam = "M. Ander";
    const auto other = practice_.file("other.jsonl", test::dossier_of(changed));
    EXPECT_EQ(code_of(import_dossier(practice_.with("mo"), other)), "");
    changed[0].naam = "M. Ander";
    const auto own = practice_.file("own.jsonl", test::dossier_of(changed));
    const auto refused = import_dossier(practice_.with("mo"), own);
    ASSERT_FALSE(refused);
    ASSERT_FALSE(refused.error().causes.empty());
    EXPECT_EQ(refused.error().causes.front().code, "client_is_a_relation");
    practice_.expect_sound();
}

TEST_F(RelationTest, KeepsAUserFromSigningAndReleasingABatchThatPaysIt) {
    const std::int64_t id = batch();
    relate("karin", "C0002");
    EXPECT_EQ(code_of(sign_batch(practice_.with("karin"), id)), "batch_pays_a_relation");
    Practice::must(sign_batch(practice_.with("rita"), id));
    Practice::must(sign_batch(practice_.with("kim"), id));
    relate("rob", "C0002");
    EXPECT_EQ(code_of(release_batch(practice_.with("rob"), id)), "batch_pays_a_relation");
    relate("rob", "C0002", true);
    relate("karin", "C0002", true);
    practice_.expect_sound();
}

TEST_F(RelationTest, IsLeftOutOfWhatIsRead) {
    const std::vector<std::string> numbers{"C0001", "H0001"};
    const auto clients =
        list_clients(practice_.town(), {}, values::CivilDate{2026, 11, 24}).value();
    const auto seen = without_relations(clients, numbers);
    ASSERT_TRUE(seen);
    EXPECT_EQ(test::rows_in(seen.value().report, "clienten").size() + 1,
              test::rows_in(clients, "clienten").size());
    EXPECT_EQ(seen.value().left_out, 1);
    const auto own = show_client(practice_.town(), "C0001", values::CivilDate{2026, 11, 24});
    const auto refused = without_relations(own.value(), numbers);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "client_is_a_relation");
    const auto other = show_client(practice_.town(), "C0002", values::CivilDate{2026, 11, 24});
    EXPECT_EQ(without_relations(other.value(), numbers).value().report.to_json(),
              other.value().to_json());
}

TEST_F(RelationTest, IsFoundAsAWordAndNotAsAPartOfOne) {
    Report row;
    row.add("zin", "Voor client C0001 is geen huur betaald.");
    Report other;
    other.add("zin", "Voor client C00011 is geen huur betaald.");
    Report report;
    report.add_rows("uitzonderingen", {row, other});
    EXPECT_EQ(without_relations(report, {"C0001"}).value().left_out, 1);
}

TEST(Relation, KeepsFromEveryTextThatTellsOfSingleClients) {
    EXPECT_TRUE(prints_clients("audit sample"));
    EXPECT_TRUE(prints_clients("export conservation"));
    EXPECT_FALSE(prints_clients("audit checkpoint"));
}

}  // namespace
}  // namespace ontzorgd::service
