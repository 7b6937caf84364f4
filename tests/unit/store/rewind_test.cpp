// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/rewind.h"

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/exception.h"
#include "temporary_database.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::store {
namespace {

const values::CivilDate day{2026, 11, 30};

/// A file with one payment, of fact 1; every fact has a link.
class Rewind : public MigratedDatabase {
protected:
    Rewind() {
        db().execute("PRAGMA foreign_keys = OFF");
        link();
        AttemptWriter{db()}.add({.instruction = 7, .number = 1, .batch = 1, .file = 1});
        add_file(db(),
                 {.id = 1,
                  .batch = 1,
                  .version = 1,
                  .name = "A",
                  .msg_id = "A",
                  .count = 1,
                  .state = "built"},
                 1);
    }
    /// The link of the next fact: what was changed before it is of that fact.
    void link() {
        const std::int64_t number = chain_head(db()).length + 1;
        append_link(db(), number, "record", {}, day);
    }
    void confirm() {
        Settling settling{db(), chain_head(db()).length + 1};
        EXPECT_TRUE(settling.confirm_unclaimed(7, 1, day));
        link();
    }
    void settle(int more, const AttemptSettlement& settlement) {
        Settling settling{db(), chain_head(db()).length + 1};
        settling.add_claims(7, 1, more);
        settling.settle(7, 1, settlement);
        link();
    }
    AttemptRow attempt() { return *attempt_of(db(), 7, 1); }
    AttemptRow attempt_at(std::int64_t fact) {
        Database copy = copied();
        rewind_to(copy, fact);
        return *attempt_of(copy, 7, 1);
    }
    Database copied() {
        const auto file = temporary().folder() / ("copy" + std::to_string(++copies_));
        db().copy_to(file);
        return Database{file, Database::Access::read_write};
    }

private:
    int copies_ = 0;
};

TEST_F(Rewind, KnowsEveryTableThereIs) {
    Database copy = copied();
    rewind_to(copy, 0);  // a table that nobody said how to take back ends the program
    EXPECT_EQ(chain_head(copy).length, 0);
    EXPECT_FALSE(file_by_id(copy, 1));
    EXPECT_FALSE(attempt_of(copy, 7, 1));
}

TEST_F(Rewind, TakesBackTheFirstConfirmationOfAPayment) {
    confirm();
    EXPECT_EQ(attempt_at(2).state, AttemptRowState::confirmed);
    EXPECT_EQ(attempt_at(1).state, AttemptRowState::as_file);
    EXPECT_EQ(attempt_at(1).settled_on, std::nullopt);
    EXPECT_EQ(attempt().state, AttemptRowState::confirmed);  // only the copy went back
}

TEST_F(Rewind, FindsEveryStateThatAPaymentHadInBetween) {
    confirm();                                        // 2
    settle(-1, {.state = AttemptRowState::as_file});  // 3
    confirm();                                        // 4
    settle(1, {.state = AttemptRowState::returned,    // 5
               .settled_on = day,
               .returned = values::Euro::from_cents(500),
               .return_reason = "AC04"});
    EXPECT_EQ(attempt_at(1).state, AttemptRowState::as_file);
    EXPECT_EQ(attempt_at(2).state, AttemptRowState::confirmed);
    EXPECT_EQ(attempt_at(3).state, AttemptRowState::as_file);
    EXPECT_EQ(attempt_at(3).settled_on, std::nullopt);
    EXPECT_EQ(attempt_at(4).state, AttemptRowState::confirmed);
    EXPECT_EQ(attempt_at(4).return_reason, "");
    EXPECT_EQ(attempt_at(5).return_reason, "AC04");
}

TEST_F(Rewind, TellsWhatAPaymentWasInBeforeItsFileWasMadeAgain) {
    move_attempts(db(), 1, 2);
    change_file_state(db(), 1, "superseded", 2);
    add_file(db(),
             {.id = 2,
              .batch = 1,
              .version = 2,
              .name = "B",
              .msg_id = "B",
              .count = 1,
              .state = "built"},
             2);
    link();
    kill_attempts_of(db(), 2);
    change_file_state(db(), 2, "stopped", 3);
    link();
    EXPECT_EQ(attempt_at(3).state, AttemptRowState::dead);
    EXPECT_EQ(attempt_at(2).state, AttemptRowState::as_file);
    EXPECT_EQ(attempt_at(2).file, 2);
    EXPECT_EQ(attempt_at(1).file, 1);
    Database copy = copied();
    rewind_to(copy, 1);
    EXPECT_EQ(file_by_id(copy, 1)->state, "built");
    EXPECT_FALSE(file_by_id(copy, 2));
}

TEST_F(Rewind, OpensAnExceptionThatWasOpenAndClosesOneThatWasClosed) {
    const auto open = [](Database& of) {
        std::int64_t count = 0;
        for_each_exception(of, day, [&](const ExceptionRow&) { ++count; });
        return count;
    };
    const auto exception = [&](bool opens) {
        ExceptionWriter writer{db(), chain_head(db()).length + 1, day};
        if (opens) {
            writer.open("afschrift_ontbreekt", "1", {}, "rechtmatigheid", std::nullopt, "");
        } else {
            writer.close("afschrift_ontbreekt", "1");
        }
        link();
    };
    exception(true);   // 2
    exception(false);  // 3
    exception(true);   // 4
    for (const auto& [fact, count] : {std::pair{1, 0}, {2, 1}, {3, 0}, {4, 1}}) {
        Database copy = copied();
        rewind_to(copy, fact);
        EXPECT_EQ(open(copy), count) << fact;
    }
}

TEST_F(Rewind, TellsTheAmountOfAnExceptionAsItWas) {
    const auto tell = [&](std::int64_t cents) {
        ExceptionWriter writer{db(), chain_head(db()).length + 1, day};
        writer.open("bankstatus_tegenstrijdig", "1", {}, "rechtmatigheid",
                    values::Euro::from_cents(cents), "payments=1");
        writer.tell("bankstatus_tegenstrijdig", "1", values::Euro::from_cents(cents), "payments=1");
        link();
    };
    tell(100);  // 2
    tell(250);  // 3
    for (const auto& [fact, cents] : {std::pair{2, 100}, {3, 250}}) {
        Database copy = copied();
        rewind_to(copy, fact);
        for_each_exception(copy, day,
                           [&](const ExceptionRow& row) { EXPECT_EQ(row.cents->cents(), cents); });
    }
}

TEST_F(Rewind, ForgetsARowThatWorkWithoutAnEndLeft) {
    AttemptWriter{db()}.add({.instruction = 8, .number = 1, .batch = 2, .file = 9});
    Database copy = copied();
    rewind_to(copy, 1);
    EXPECT_FALSE(attempt_of(copy, 8, 1));
    EXPECT_TRUE(attempt_of(copy, 7, 1));
}

}  // namespace
}  // namespace ontzorgd::store
