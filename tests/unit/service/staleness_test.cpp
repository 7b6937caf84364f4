// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/dossier.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <functional>

namespace ontzorgd::test {
namespace {

const std::string run = "2026-11-REG";

/// Something that happens to the dossier between two steps, and what it makes of the batch.
struct Event {
    std::string name;
    std::string code;
    std::int64_t lines;  ///< how many payments it touches
    std::function<void(Practice&)> happen;
};

void reimport(Practice& practice, const TestHousehold& changed) {
    Practice::must(service::import_dossier(
        practice.with("rob"), practice.file("anders.jsonl", dossier_of({changed, {.number = 2}}))));
}

TestHousehold first() {
    return {.number = 1, .ground = "vrijwillig", .ground_until = "2027-08-31"};
}

const std::vector<Event>& events() {
    static const std::vector<Event> all{
        {"a ground ended", "ground_has_ended", 2,
         [](Practice& practice) {
             TestHousehold ended = first();
             ended.ground_until = "2026-11-25";
             reimport(practice, ended);
         }},
        {"a needed machtiging was withdrawn", "machtiging_is_withdrawn", 2,
         [](Practice& practice) {
             TestHousehold withdrawn = first();
             withdrawn.machtiging = "ingetrokken";
             withdrawn.machtiging_from = "2026-11-24";
             reimport(practice, withdrawn);
         }},
        {"an account changed", "iban_is_not_usable", 1,
         [](Practice& practice) {
             TestHousehold moved = first();
             moved.iban = dutch_iban(4711);
             reimport(practice, moved);
         }},
        {"a client was put on hold", "client_is_on_hold", 3,
         [](Practice& practice) {
             store::in_transaction(practice.db(), [&] {
                 service::Act act{practice.with("mo"), "client_held"};
                 const auto reason = service::commit_to(practice.town(), "onderzoek");
                 store::hold_client(practice.db(), dossier::ClientId{1}, reason.personal,
                                    act.number());
                 act.seal();
             });
         }},
        {"money came back from an account", "iban_was_returned", 1,
         [](Practice& practice) {
             // An advance that was paid and came back.
             practice.split({{.number = 1, .net = "10.00"}}, {.id = "V", .soort = "voorschot"});
             practice.db().execute(
                 "INSERT INTO attempt(instruction, number, batch, file, state, returned_cents) "
                 "SELECT max(id), 1, 99, 99, 2, cents FROM instruction");
         }},
        {"the bank takes nothing more for that day", "cut_off_has_passed", 6,
         [](Practice& practice) { practice.on("2026-12-01"); }}};
    return all;
}

class StaleBy : public ::testing::TestWithParam<std::size_t> {
protected:
    void begin(bool with_earlier_month) {
        practice.dossier({first(), {.number = 2}});
        if (with_earlier_month) {
            practice.split({first(), {.number = 2}});
            Practice::must(service::propose_batch(practice.with("rob"), run));
        }
    }
    Practice practice;
};

TEST_P(StaleBy, APaymentIsLeftOutOfAProposalAndCounted) {
    const Event& event = events().at(GetParam());
    practice.dossier({first(), {.number = 2}});
    practice.split({first(), {.number = 2}});
    event.happen(practice);
    const auto proposed = service::propose_batch(practice.with("rob"), run);
    if (event.lines == 6) {
        EXPECT_EQ(code_of(proposed), event.code);
        return;
    }
    ASSERT_TRUE(proposed) << Practice::details(proposed.error());
    EXPECT_EQ(number_in(proposed.value(), "betalingen"), 6 - event.lines);
    EXPECT_EQ(number_in(proposed.value(), "niet_opgenomen"), event.lines);
}

TEST_P(StaleBy, ABatchIsRefusedAtTheSignatureUntilItIsRebuilt) {
    const Event& event = events().at(GetParam());
    begin(true);
    Practice::must(service::sign_batch(practice.with("karin"), 1));
    event.happen(practice);
    const auto refused = service::sign_batch(practice.with("kim"), 1);
    ASSERT_EQ(code_of(refused), "batch_is_stale");
    EXPECT_EQ(refused.error().detail("reason"), event.code);
    EXPECT_EQ(refused.error().detail("count"), std::to_string(event.lines));
    const auto rebuilt = service::rebuild_batch(practice.with("rob"), 1);
    if (event.lines == 6) {
        EXPECT_EQ(code_of(rebuilt), "last_line_needs_withdraw");
        return;
    }
    ASSERT_TRUE(rebuilt) << Practice::details(rebuilt.error());
    EXPECT_EQ(number_in(rebuilt.value(), "betalingen"), 6 - event.lines);
    EXPECT_TRUE(rows_in(rebuilt.value(), "handtekeningen").empty());
    Practice::must(service::sign_batch(practice.with("kim"), 1));
}

TEST_P(StaleBy, ASignedBatchIsNotReleased) {
    const Event& event = events().at(GetParam());
    begin(true);
    Practice::must(service::sign_batch(practice.with("karin"), 1));
    Practice::must(service::sign_batch(practice.with("kim"), 1));
    event.happen(practice);
    const auto refused = service::release_batch(practice.with("rob"), 1);
    ASSERT_EQ(code_of(refused), "batch_is_stale");
    EXPECT_EQ(refused.error().detail("reason"), event.code);
    for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1))
        EXPECT_EQ(file.state, "built");
    EXPECT_TRUE(std::filesystem::is_empty(practice.town().outbox()));
}

TEST_P(StaleBy, AfterReleaseOnlyTheFilesThatHoldSuchAPaymentAreStopped) {
    const Event& event = events().at(GetParam());
    begin(true);
    Practice::must(service::sign_batch(practice.with("karin"), 1));
    Practice::must(service::sign_batch(practice.with("kim"), 1));
    Practice::must(
        service::release_batch(practice.with("rob"), 1));  // before the lead time: nothing goes
    for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1))
        ASSERT_EQ(file.state, "built");
    event.happen(practice);
    if (event.code != "cut_off_has_passed") practice.on("2026-11-26");
    Practice::must(service::release_batch(practice.with("rob"), 1));
    std::vector<std::string> states;
    for (const store::StoredFile& file : store::files_of(practice.db(), 1, 1))
        states.push_back(file.state);
    ASSERT_EQ(states.size(), 2U);  // vaste lasten, leefgeld
    const bool all = event.lines == 3 || event.lines == 6;
    EXPECT_EQ(states[0], all || event.lines == 2 ? "stopped" : "handed_over");
    EXPECT_EQ(states[1], all || event.lines == 1 ? "stopped" : "handed_over");
}

INSTANTIATE_TEST_SUITE_P(Events, StaleBy, ::testing::Range(std::size_t{0}, std::size_t{6}),
                         [](const auto& tried) { return events().at(tried.param).code; });

TEST(Staleness, AnAccountRecordedAfterTheReturnAnswersIt) {
    Practice practice;
    practice.dossier({first()});
    practice.split({first()});
    Practice::must(service::propose_batch(practice.with("rob"), run));
    practice.db().execute(
        "UPDATE attempt SET state = 2, returned_cents = 1 WHERE instruction = "
        "(SELECT min(id) FROM instruction WHERE kind = 7)");
    TestHousehold moved = first();
    moved.iban = dutch_iban(4711);
    Practice::must(service::import_dossier(practice.with("rob"),
                                           practice.file("m.jsonl", dossier_of({moved}))));
    practice.confirm_ibans("karin");
    practice.split({first()}, {.id = "2026-11-NAB", .soort = "nabetaling"});
    const auto proposed = service::propose_batch(practice.with("rob"), "2026-11-NAB");
    ASSERT_TRUE(proposed) << Practice::details(proposed.error());
    EXPECT_EQ(number_in(proposed.value(), "niet_opgenomen"), -1);  // nothing is left out
}

TEST(Staleness, LeefgeldNeedsNoGround) {
    Practice practice;
    practice.dossier({first()});
    practice.split({first()});
    TestHousehold ended = first();
    ended.ground_until = "2026-11-25";
    Practice::must(service::import_dossier(practice.with("rob"),
                                           practice.file("e.jsonl", dossier_of({ended}))));
    const auto proposed = service::propose_batch(practice.with("rob"), run);
    ASSERT_TRUE(proposed);
    EXPECT_EQ(number_in(proposed.value(), "betalingen"), 1);
}

}  // namespace
}  // namespace ontzorgd::test
