// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/relation.h"
#include "ontzorgd/service/version.h"
#include "open_lines.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

constexpr const char* blocked = "client_is_a_relation";

class LinesOfARelation : public OpenLines {
protected:
    LinesOfARelation() {
        std::vector<TestEntry> entries = all_debits();
        entries[second_premium] = nameless(second_premium);
        Practice::must(town.ingest(statement(entries)));
    }
    void relate(const std::string& user, bool end = false) {
        Practice::must(service::relate_user(town.practice.with("beheer"), user, "C0002", end));
    }
    base::Result<service::Report> refund_to(const std::string& client) {
        return service::assign_refund(town.practice.with("rob"), open, "", client, "van hen");
    }

    const std::string open = "1:" + std::to_string(second_premium + 1);
    const std::string own = id(second_premium);
};

TEST_F(LinesOfARelation, AreMatchedByOthers) {
    relate("rob");
    const auto length = town.chain_length();
    EXPECT_EQ(code_of(match(open, own)), blocked);
    EXPECT_EQ(code_of(force(open, own)), blocked);
    EXPECT_EQ(code_of(assign(open, "handmatige_betaling", own)), blocked);
    EXPECT_EQ(code_of(refund_to("C0002")), blocked);
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(code_of(refund_to("C0001")), blocked) << "it may be of the relation";
    Practice::must(match(open, own, "karin"));
    EXPECT_EQ(town.attempt(own)["state"], "confirmed");
    // Now the line itself is of the relation, also for who says nothing of a payment.
    EXPECT_EQ(code_of(match(open, own)), blocked) << "nor is it shown";
    EXPECT_EQ(code_of(revoke_line(town.practice.with("rob"), open, "vergissing")), blocked);
    EXPECT_EQ(code_of(assign(open, "overig")), blocked);
    town.practice.expect_sound();
}

TEST_F(LinesOfARelation, StayOfItAfterSomebodyTookThemOff) {
    Practice::must(match(open, own, "karin"));
    Practice::must(revoke(open));
    relate("rob");
    EXPECT_EQ(code_of(assign(open, "overig")), blocked);
    EXPECT_EQ(code_of(refund_to("C0001")), blocked);
    relate("rob", true);
    EXPECT_NE(code_of(assign(open, "overig")), blocked);
}

TEST_F(LinesOfARelation, ThatTheProgramPlacedAreNotDecidedAboutEither) {
    const auto blocked_lines = [&] {
        std::vector<std::string> lines;
        for (std::size_t i = 1; i <= town.paid.size(); ++i) {
            const std::string line = "1:" + std::to_string(i);
            if (line != open && code_of(assign(line, "overig")) == blocked) lines.push_back(line);
        }
        return lines;
    };
    EXPECT_TRUE(blocked_lines().empty());
    relate("rob");
    const auto lines = blocked_lines();
    ASSERT_EQ(lines.size(), 1U) << "the rent of the household";
    EXPECT_EQ(code_of(revoke_line(town.practice.with("rob"), lines.front(), "mis")), blocked);
    Practice::must(revoke(lines.front()));
}

class LinesThatOnlyNameARelation : public OpenLines {
protected:
    /// A credit with the reference of a payment (that to the landlord of C0001, or the premium of
    /// C0002) from somebody else.
    void ingest_credit_with_the_reference_of(std::size_t which) {
        const TestStatement first = statement(all_debits());
        Practice::must(town.ingest(first));
        TestEntry stranger = returned(which, "2026-12-02");
        stranger.details.front().reason.clear();
        stranger.details.front().iban.clear();
        Practice::must(town.ingest(next(first, "2026-12-02", {stranger})));
        ASSERT_EQ(town.entry_with("credit_is_no_return")["proposed_end_to_end_ids"], id(which));
    }
    base::Result<service::Report> refund_to(const std::string& client,
                                            const std::string& user = "rob") {
        return service::assign_refund(town.practice.with(user), "2:1", "", client, "van hen");
    }
    std::string stand() { return town.entry_with("credit_is_no_return")["place"]; }
};

TEST_F(LinesThatOnlyNameARelation, AreNotDecidedAboutByWhoHasIt) {
    ingest_credit_with_the_reference_of(second_premium);
    Practice::must(service::relate_user(town.practice.with("beheer"), "rob", "C0002", false));
    const auto length = town.chain_length();
    EXPECT_EQ(code_of(refund_to("C0001")), blocked);
    EXPECT_EQ(code_of(assign("2:1", "overig")), blocked);
    EXPECT_EQ(town.chain_length(), length);
    Practice::must(refund_to("C0002", "karin"));
}

TEST_F(LinesThatOnlyNameARelation, GoToAnotherHouseholdByTwoPeople) {
    ingest_credit_with_the_reference_of(second_premium);
    Practice::must(refund_to("C0001"));
    EXPECT_EQ(stand(), "proposed") << "it waits for another person";
    Practice::must(refund_to("C0001", "karin"));
    EXPECT_EQ(town.entry_with("by_person:terugbetaling")["place"], "matched");
}

class FileOfARelation : public OpenLines {};

TEST_F(FileOfARelation, IsNoRelationsToTakeOffItsLine) {
    Practice::must(
        town.ingest(statement({{.amount = file_total, .batch = town.msg_id(), .batch_count = 6}})));
    Practice::must(service::relate_user(town.practice.with("beheer"), "rob", "C0002", false));
    const auto by_rob = revoke_line(town.practice.with("rob"), "1:1", "vergissing");
    EXPECT_EQ(code_of(by_rob), blocked) << "one of its payments is of the relation";
    Practice::must(revoke("1:1"));
}

TEST_F(LinesOfARelation, HaveExceptionsOfWhichTheVersionIsNotTold) {
    Practice::must(match(open, own, "karin"));
    TestStatement back = statement({returned(second_premium, "2026-12-02", "MS03")});
    Practice::must(town.ingest(back));
    const store::UserId rob = town.practice.with("rob").actor.id;
    const auto refused = [&] {
        std::size_t count = 0;
        for (std::int64_t id = 1;; ++id) {
            const auto version = service::version_of_exception(town.practice.town(), rob, id);
            if (version) continue;
            if (version.error().code != blocked) return count;
            ++count;
        }
    };
    EXPECT_EQ(refused(), 0U);
    relate("rob");
    EXPECT_EQ(refused(), 1U);
}

}  // namespace
}  // namespace ontzorgd::test
